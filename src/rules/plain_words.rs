//! Words that everyone understands.

family! { PlainWords, "plain_words";
    ABBREVIATION_UNEXPLAINED abbreviation_unexplained: Error, Page;
    ALARM_WORD alarm_word: Warning, Words;
    FIGURE_OF_SPEECH figure_of_speech: Warning, Words;
    HARD_TO_FOLLOW hard_to_follow: Warning, Page;
    HARD_WORD hard_word: Error, Words;
    NAMES_MIXED names_mixed: Warning, Page;
    PARAGRAPH_LONG paragraph_long: Warning, Page;
    PEOPLE_LABELLED people_labelled: Error, Words;
    READER_NOT_ADDRESSED reader_not_addressed: Warning, Page;
    READING_GRADE reading_grade: Warning, Page;
    READING_SMOG reading_smog: Warning, Page;
    SECTION_HARD section_hard: Warning, Page;
    SENTENCE_LONG sentence_long: Warning, Page;
    SHOUTING shouting: Error, Page;
    TERM_UNEXPLAINED term_unexplained: Error, Page;
}
