//! When a page was checked, and by whom.

family! { DatesAndSignOff, "dates_and_sign_off";
    ATTESTATION_STALE attestation_stale: Warning;
    BAD_DATE bad_date: Error protected;
    BANNER_MISSING banner_missing: Error protected, Built;
    DATE_IN_FUTURE date_in_future: Error protected, Page and Site;
    DATES_NOT_SHOWN dates_not_shown: Error, Built;
    FEEDBACK_MISSING feedback_missing: Error, Built;
    MINOR_CHANGE_TOO_BIG minor_change_too_big: Warning protected;
    OUTLIVES_EVIDENCE outlives_evidence: Error, Page;
    READERS_NOT_ASKED readers_not_asked: Note, Site;
    REVIEW_DATE_MISSING review_date_missing: Warning protected;
    REVIEW_OVERDUE review_overdue: Warning protected, Page;
    REVIEW_SOON review_soon: Warning, Page;
    REVIEW_TOO_FAR review_too_far: Error, Page;
    SIGN_OFF_IN_FUTURE sign_off_in_future: Error protected;
    SIGN_OFF_MISSING sign_off_missing: Warning protected;
    SIGN_OFF_STALE sign_off_stale: Warning protected;
    SIGN_OFF_UNKNOWN sign_off_unknown: Error protected;
    SIGNED_BY_ONE_PERSON signed_by_one_person: Warning protected;
    TRANSLATION_BEHIND translation_behind: Warning;
    TRANSLATION_OUTDATED translation_outdated: Warning protected;
    UPDATED_BEFORE_CHANGE updated_before_change: Error, Page;
}
