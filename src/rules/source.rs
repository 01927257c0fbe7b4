//! What writers write, and how it is read.

family! { Source, "source";
    ALLOWANCE_EXPIRED allowance_expired: Error protected;
    ALLOWANCE_UNUSED allowance_unused: Warning;
    BAD_VALUE bad_value: Error protected;
    BROKEN_FOOTNOTE broken_footnote: Error protected;
    DUPLICATE_ID duplicate_id: Error protected;
    FILE_LEFT_OUT file_left_out: Note;
    FRONT_MATTER_MISSING front_matter_missing: Error protected;
    INDENTED_CODE indented_code: Error protected;
    INVISIBLE_SIGN invisible_sign: Error, Site;
    LEFT_OVER_MARK left_over_mark: Error protected;
    LETTERS_DISGUISED letters_disguised: Error, Site;
    LINKED_FILE linked_file: Error protected;
    MISSING_KEY missing_key: Error protected;
    MISSING_STRING missing_string: Error protected;
    MISSING_TEMPLATE missing_template: Error protected;
    MISSING_TRANSLATION missing_translation: Warning;
    NOT_UTF8 not_utf8: Error protected;
    RAW_HTML raw_html: Error protected;
    RULE_NOT_EXCUSABLE rule_not_excusable: Error protected;
    STRAY_FILE stray_file: Error protected;
    TEMPLATE_ERROR template_error: Error protected;
    TOML_SYNTAX toml_syntax: Error protected;
    TOO_LARGE too_large: Error protected;
    UNKNOWN_ID unknown_id: Error protected;
    UNKNOWN_KEY unknown_key: Error protected;
    UNKNOWN_MARK unknown_mark: Error protected;
    UNREADABLE_FILE unreadable_file: Error protected;
    WORDS_LOST words_lost: Error protected;
}
