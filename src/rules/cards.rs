//! Care cards, and lists of what to do and not to do.

family! { Cards, "cards";
    CARD_HEADING_VAGUE card_heading_vague: Error, Site;
    CARD_POINTS_AWAY card_points_away: Error, Page;
    CARD_SWALLOWS_TEXT card_swallows_text: Error, Whole;
    CARD_TOO_LONG card_too_long: Error, Page;
    DO_ITEM_SAYS_DO do_item_says_do: Warning, Page;
    DO_LIST_SINGLE do_list_single: Warning, Page;
    DONT_WITHOUT_NOT dont_without_not: Error protected, Page;
    EMPTY_CARD empty_card: Error protected;
    NOTES_TOO_MANY notes_too_many: Warning, Page;
}
