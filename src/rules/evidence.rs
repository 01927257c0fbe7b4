//! What is said, and what it rests on.

family! { Evidence, "evidence";
    ADVERT_WORD advert_word: Error, Page;
    CITES_NOTHING cites_nothing: Error, Whole;
    CLAIM_CHECK_OVERDUE claim_check_overdue: Warning, Site;
    CLAIM_INCOMPLETE claim_incomplete: Error protected;
    CLAIM_OVERSTATED claim_overstated: Error protected, Page and Site;
    CLAIM_REVERSED claim_reversed: Error protected, Page and Site;
    CLAIM_UNDERSTATED claim_understated: Warning, Page and Site;
    CLAIM_UNUSED claim_unused: Warning, Site;
    CLAIM_WITHOUT_SOURCES claim_without_sources: Error, Site;
    EFFECT_UNSOURCED effect_unsourced: Error, Page;
    EFFECT_WITHOUT_CLAIM effect_without_claim: Error protected, Page;
    FREQUENCY_UNSOURCED frequency_unsourced: Error, Page;
    FUNDING_HIDDEN funding_hidden: Error, Site;
    NO_EFFECT_CLAIMED no_effect_claimed: Error, Page and Site;
    OPTIONS_FEW options_few: Error, Site;
    OVERPROMISE overpromise: Error protected, Page;
    REFERENCE_BROKEN reference_broken: Error protected;
    SOUNDS_LIKE_SELLING sounds_like_selling: Error, Page;
    SOURCE_OLD source_old: Warning, Site;
    SOURCE_UNUSED source_unused: Error, Site;
    UNKNOWN_CITATION unknown_citation: Error protected;
    UNKNOWNS_UNSAID unknowns_unsaid: Error, Whole;
}
