//! Links between pages and to the outside.

family! { Links, "links";
    BROKEN_LINK broken_link: Error protected;
    FILE_LINK_UNLABELLED file_link_unlabelled: Error, Page;
    LINK_INSECURE link_insecure: Error, Built;
    LINK_NOT_ALLOWED link_not_allowed: Error, Built;
    LINK_TEXT_VAGUE link_text_vague: Error, Page;
    LINK_TRACKED link_tracked: Error, Built;
    LINK_TWO_TARGETS link_two_targets: Warning, Page;
    LINK_WITHOUT_WORDS link_without_words: Error protected;
}
