//! Figures and how they are said.

family! { Numbers, "numbers";
    DENOMINATORS_MIXED denominators_mixed: Error, Page;
    NUMBER_STYLE number_style: Warning, Page;
    PERCENT_WITHOUT_PEOPLE percent_without_people: Error, Page;
    RELATIVE_WITHOUT_ABSOLUTE relative_without_absolute: Error, Words;
    SUM_FOR_READER sum_for_reader: Error, Words;
}
