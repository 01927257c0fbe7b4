//! Clinical codes and structured data.

family! { Codes, "codes";
    DATA_DIFFERS data_differs: Error, Built;
}
