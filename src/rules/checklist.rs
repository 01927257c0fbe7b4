//! The checklist.

family! { Checklist, "checklist";
    ADVICE_HIDDEN advice_hidden: Error protected, Built;
    ADVICE_NEVER_SHOWN advice_never_shown: Error protected;
    ADVICE_WEAKENED advice_weakened: Error protected;
    CHECKLIST_BROKEN checklist_broken: Error protected;
    CHECKLIST_TOO_LONG checklist_too_long: Warning, Site;
    CHECKLIST_UNANSWERED checklist_unanswered: Error protected, Site;
    CHECKLIST_UNTRANSLATED checklist_untranslated: Error, Site;
    ID_REUSED id_reused: Error protected;
    TEXT_UNUSED text_unused: Warning, Built;
}
