//! Which server functions have a security event recorded, and which need none: a new one stands in one of the two lists.

use domain::audit::SecurityEventKind::{self, *};
use std::collections::{BTreeMap, BTreeSet};

/// What is recorded where it is pressed as the stories press it.
const AUDITED: [(&str, &[SecurityEventKind]); 31] = [
    ("sign_in", &[SignedIn]),
    ("claim_account", &[SignedIn]),
    ("sign_in_by_link", &[SignedIn]),
    ("sign_in_by_passkey", &[SignedIn]),
    ("add_passkey", &[FactorAdded]),
    ("remove_passkey", &[FactorRemoved]),
    ("set_up_totp", &[FactorAdded]),
    ("prove_totp", &[FactorProved]),
    ("remove_totp", &[FactorRemoved]),
    ("keep_recovery_codes", &[FactorAdded]),
    ("use_recovery_code", &[FactorProved]),
    ("sign_out", &[SignedOut]),
    ("end_session", &[SessionsEnded]),
    ("end_other_sessions", &[SessionsEnded]),
    ("grant_role", &[NameSet, RoleGranted]),
    ("revoke_role", &[RoleRevoked]),
    ("rename_holder", &[NameSet]),
    ("lock_account", &[AccountLocked]),
    ("unlock_account", &[AccountUnlocked]),
    ("find_person", &[PersonSearched]),
    ("find_caller", &[PersonSearched]),
    ("look_at_number", &[NumberViewed]),
    ("set_hours", &[HoursSet]),
    ("set_telephone", &[TelephoneSet]),
    ("set_duty_telephone", &[TeamTelephoneSet]),
    ("set_service_rule", &[ServiceRuleSet]),
    ("send_repairs", &[ServiceRuleSet]),
    ("set_satisfaction_rule", &[SatisfactionRuleSet]),
    ("publish_service", &[ServicePublished]),
    ("publish_list", &[ListPublished]),
    ("save_own_text", &[OwnTextSet]),
];

/// What has a record of its own, or is nobody else's.
const NEEDS_NONE: [(&str, &[&str]); 4] = [
    (
        "the events of the order, or its recurrence, say who did it",
        &[
            "place_order",
            "place_for_caller",
            "act_on_order",
            "withdraw_photo",
            "carry_out_plan",
            "start_recurrence",
            "stop_recurrence",
            "skip_occurrence",
            "record_call",
        ],
    ),
    (
        "the steps of the wave, its attempts and answers do",
        &[
            "create_wave",
            "share_out",
            "draw_sample",
            "close_wave",
            "answer_visit",
            "record_attempt",
            "answer_by_link",
        ],
    ),
    (
        "one's own account and what one says of oneself",
        &[
            "complete_profile",
            "rename_passkey",
            "read_account_notices",
            "forget_relative",
            "acknowledge_sessions",
            "use_grant",
            "set_elder",
            "set_language",
            "set_messages",
            "save_profile",
            "add_absence",
            "remove_absence",
        ],
    ),
    ("nobody is signed in yet; codes are counted", &["ask_for_code", "ask_again"]),
];

/// Holds what the stories had recorded against the lists.
pub fn each_records_what_it_must(
    recorded: &BTreeMap<String, BTreeSet<SecurityEventKind>>,
    known: &BTreeSet<&str>,
) {
    let audited: BTreeSet<_> = AUDITED.iter().map(|(function, _)| *function).collect();
    let others: BTreeSet<_> =
        NEEDS_NONE.iter().flat_map(|(_, functions)| functions.iter().copied()).collect();
    assert_eq!(audited.intersection(&others).count(), 0);
    let decided: BTreeSet<_> = audited.union(&others).copied().collect();
    assert_eq!(&decided, known, "each server function is decided about");
    for (function, kinds) in AUDITED {
        assert_eq!(recorded[function], kinds.iter().copied().collect(), "{function}");
    }
    for function in others {
        assert_eq!(recorded[function], BTreeSet::new(), "{function}");
    }
}
