//! Pictures and figures.

family! { Pictures, "pictures";
    FIGURE_UNSAFE figure_unsafe: Error protected;
    MISSING_PICTURE missing_picture: Error protected;
    PICTURE_BROKEN picture_broken: Error protected;
    PICTURE_HEAVY picture_heavy: Error, Site;
    PICTURE_IN_TEXT picture_in_text: Error protected;
    PICTURE_WITHOUT_CAPTION picture_without_caption: Error, Whole;
    PICTURE_WITHOUT_WORDS picture_without_words: Error protected;
    PICTURE_WORDS_USELESS picture_words_useless: Error, Whole;
}
