//! Addresses, and what was promised of them.

family! { Addresses, "addresses";
    ADDRESS_LOST address_lost: Error protected;
    ADDRESS_TOO_LONG address_too_long: Error;
    ALIAS_LOOP alias_loop: Error protected;
    BAD_ADDRESS bad_address: Error protected;
    DUPLICATE_ADDRESS duplicate_address: Error protected;
    FILE_NAME_UNFIT file_name_unfit: Error;
    LOCK_BROKEN lock_broken: Error protected;
    MISSING_HOME missing_home: Error protected;
    NOT_PROMISED not_promised: Note;
}
