//! The built files.

family! { Output, "output";
    ADDRESS_FROM_ROOT address_from_root: Error, Built;
    ERROR_PAGE_MISSING error_page_missing: Error, Site;
    HTML_UNTIDY html_untidy: Error, Built;
    PAGE_HEAVY page_heavy: Error, Built;
    REQUESTS_MANY requests_many: Error, Built;
    SCRIPT_BROKEN script_broken: Error protected, Built;
    SCRIPT_HEAVY script_heavy: Error, Built;
    TAG_CLOSED_EARLY tag_closed_early: Error protected;
    TRANSLATION_UNLINKED translation_unlinked: Error, Built;
}
