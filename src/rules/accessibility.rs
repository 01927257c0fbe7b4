//! Use by everyone.

family! { Accessibility, "accessibility";
    ARIA_BROKEN aria_broken: Error, Built;
    CHOICE_MADE choice_made: Error, Built;
    CHOICES_UNGROUPED choices_ungrouped: Error, Built;
    CONTRAST_LOW contrast_low: Error, Site;
    CONTROL_UNLABELLED control_unlabelled: Error, Built;
    FOCUS_MOVED focus_moved: Error, Built;
    LANDMARK_MISSING landmark_missing: Error, Built;
    LANGUAGE_UNSAID language_unsaid: Error, Built;
    SKIP_LINK_MISSING skip_link_missing: Error, Built;
    STYLE_IN_THE_WAY style_in_the_way: Error, Site;
    TABLE_HARD_TO_READ table_hard_to_read: Error, Built;
    TABLE_WITHOUT_CAPTION table_without_caption: Error protected;
    TITLE_MISSING title_missing: Error, Built;
    ZOOM_LOCKED zoom_locked: Error, Built;
}
