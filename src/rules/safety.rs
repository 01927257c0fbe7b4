//! Danger signs, cautions, medicines.

family! { Safety, "safety";
    ADVICE_UNGUARDED advice_unguarded: Error protected, Page;
    BARE_EMERGENCY_NUMBER bare_emergency_number: Error protected, Page;
    CARD_MISSING card_missing: Error protected, Whole;
    CARD_TOO_LATE card_too_late: Error protected, Whole;
    CAUTION_LOST caution_lost: Error protected;
    CAUTION_MISSING caution_missing: Error protected, Whole;
    DANGER_SIGN_LOST danger_sign_lost: Error protected;
    DANGER_SIGN_MISSING danger_sign_missing: Error protected, Whole;
    DANGER_SIGN_UNUSED danger_sign_unused: Error, Site;
    DANGER_SIGN_WITHOUT_SOURCES danger_sign_without_sources: Warning protected, Site;
    DOSE_OUTSIDE_CLINICAL dose_outside_clinical: Error protected, Page;
    KEEP_TAKING_UNSAID keep_taking_unsaid: Error, Whole;
    MEDICINE_WITHOUT_WARNING medicine_without_warning: Error protected, Whole;
    RISING_WITHOUT_HOLD rising_without_hold: Warning, Page;
    SKIN_COLOUR_UNSAID skin_colour_unsaid: Error, Page;
    SOUNDS_LIKE_DIAGNOSIS sounds_like_diagnosis: Error protected, Page;
    WORDS_UNTRANSLATED words_untranslated: Error, Page;
}
