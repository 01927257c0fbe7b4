//! Headings, lists, length.

family! { Structure, "structure";
    ANSWER_MISSING answer_missing: Error, Whole;
    DESCRIPTION_LENGTH description_length: Error, Site;
    HEADING_QUESTION heading_question: Warning, Page;
    HEADING_SKIPPED heading_skipped: Error, Page;
    HEADINGS_TOO_FAR headings_too_far: Warning, Page;
    KEY_POINTS_LATE key_points_late: Error, Whole;
    KEY_POINTS_LONG key_points_long: Error, Page;
    KEY_POINTS_MISSING key_points_missing: Error, Whole;
    LIST_TOO_LONG list_too_long: Warning, Page;
    LOOKS_PASTED looks_pasted: Error, Page;
    MAIN_MESSAGE_MISSING main_message_missing: Error, Page;
    NOTHING_TO_DO nothing_to_do: Error, Whole;
    PAGE_TOO_LONG page_too_long: Warning, Page;
    SECOND_TITLE second_title: Error protected;
    SECTION_EMPTY section_empty: Error, Whole;
    STEP_TOO_LONG step_too_long: Error, Page;
    TABLE_UNEVEN table_uneven: Error protected;
    TITLE_SHARED title_shared: Error, Site;
    TITLE_TOO_LONG title_too_long: Error, Site;
}
