//! What a reader's device tells others.

family! { Privacy, "privacy";
    FORM_ASKS_WHO form_asks_who: Error protected, Built;
    FORM_SENDS form_sends: Error protected, Built;
    LOADS_FROM_ELSEWHERE loads_from_elsewhere: Error protected, Built;
    POLICY_LOOSE policy_loose: Error, Built;
    PRIVATE_FILE private_file: Error;
    REFERRER_SENT referrer_sent: Error, Built;
    SCRIPT_SENDS script_sends: Error protected, Built;
    STORAGE_UNDECLARED storage_undeclared: Error protected, Built and Site;
    TRACKER_NAMED tracker_named: Error, Built;
}
