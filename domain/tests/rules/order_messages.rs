//! What goes out as a short message, of which kind, and that it gives nobody away.

use domain::accounts::{PersonId, Role, TeamId};
use domain::areas::AreaCode;
use domain::clocks::{ClockKind, EscalationLevel};
use domain::messages::MessageKind;
use domain::orders::*;
use domain::recurring::RecurrenceId;
use domain::time::Timestamp;

/// Stands wherever a name or words of somebody's own may stand.
const SECRET: &str = "3幢502室王秀英13800000001";

fn actor() -> Actor {
    Actor { person: Some(PersonId("actor".into())), name: SECRET.into(), acting: Acting::Member }
}

fn assignee() -> Assignee {
    Assignee::Person { id: PersonId("member".into()), name: SECRET.into() }
}

/// Every event, with secrets wherever its text comes from people.
fn events() -> Vec<EventKind> {
    use EventKind as E;
    let text = || SECRET.to_owned();
    let rating = Rating { level: Satisfaction::Satisfied, sentence: text() };
    vec![
        E::Placed { by_telephone: true, recurrence: None },
        E::Placed { by_telephone: false, recurrence: Some(RecurrenceId::parse("K101-1").unwrap()) },
        E::Dispatched { to: assignee(), rule: DispatchRule::ByHand },
        E::Claimed { arrival_code: text() },
        E::Accepted { arrival_code: text() },
        E::Declined { reason: DeclineReason::NoTime, note: text() },
        E::Transferred { to: Assignee::Team { id: TeamId("team".into()), name: text() } },
        E::Paused { reason: PauseReason::Weather },
        E::Resumed,
        E::ArrivalCodeRejected,
        E::Arrived { without_code: None },
        E::Arrived { without_code: Some(text()) },
        E::Finished { note: text(), minutes: 25 },
        E::Confirmed,
        E::Rated { rating },
        E::Reopened { reason: text() },
        E::Closed { by: ClosedBy::Time },
        E::Cancelled { reason: CancelReason::NotNow },
        E::Refused { advice: text() },
        E::Escalated { clock: ClockKind::OnSite, level: EscalationLevel::Warning },
        E::Escalated { clock: ClockKind::OnSite, level: EscalationLevel::Grid },
        E::Escalated { clock: ClockKind::OnSite, level: EscalationLevel::Office },
        E::Agreed { arrives_at: Timestamp(1) },
        E::Nudged { clock: ClockKind::OnSite },
        E::DeadlineMoved { clock: ClockKind::OnSite, from: Timestamp(0), to: Timestamp(1) },
    ]
}

fn told(kind: EventKind, before: &State) -> Vec<Notification> {
    let parties = Parties {
        placed_by: PersonId("daughter".into()),
        resident: PersonId("mother".into()),
        estate: AreaCode::parse("K10101").unwrap(),
    };
    let event = Event { at: Timestamp(0), actor: actor(), kind };
    notifications(&event, Some(before), &parties, &AreaCode::parse("K101").unwrap())
}

fn in_hand() -> State {
    let progress = Progress {
        assignee: assignee(),
        person: PersonId("member".into()),
        name: SECRET.into(),
        arrival_code: SECRET.into(),
        wrong_codes: 0,
        arrives_at: None,
    };
    State::Accepted { progress }
}

#[test]
fn no_message_holds_a_name_or_what_was_typed() {
    let mut messages = 0;
    for before in [State::Placed, State::Dispatched { to: assignee() }, in_hand()] {
        for kind in events() {
            for notification in told(kind.clone(), &before) {
                let message = notification.message();
                assert!(!message.contains(SECRET), "{message} of {kind:?}");
                assert!(!message.is_empty() && message.chars().count() <= 40, "{message}");
                messages += 1;
            }
        }
    }
    assert!(messages > 60, "{messages}");
}

#[test]
fn a_message_says_what_the_inbox_says_where_it_may() {
    let reopened = told(EventKind::Reopened { reason: "又漏了".into() }, &in_hand());
    assert_eq!(
        (reopened[0].sentence.as_str(), reopened[0].message()),
        ("居民重开了工单：又漏了", "居民重开了工单")
    );
    assert_eq!(reopened[1].message(), reopened[1].sentence);
}

#[test]
fn the_kind_hangs_on_why_one_is_told() {
    let is_resident = |to: &Recipient| matches!(to, Recipient::Person(person) if ["daughter", "mother"].contains(&person.0.as_str()));
    for before in [State::Placed, in_hand()] {
        for kind in events() {
            let clock = matches!(kind, EventKind::Escalated { .. } | EventKind::Nudged { .. });
            for notification in told(kind, &before) {
                let expected = match &notification.to {
                    _ if clock => MessageKind::Escalation,
                    to if is_resident(to) => MessageKind::Progress,
                    Recipient::Person(_) | Recipient::Team(_) => MessageKind::Work,
                    Recipient::Desk(_) | Recipient::Leads(_) => MessageKind::Desk,
                };
                assert_eq!(notification.kind, expected, "{notification:?}");
            }
        }
    }
    let office =
        told(EventKind::Escalated { clock: ClockKind::Finished, level: EscalationLevel::Office }, &in_hand());
    assert_eq!(office[0].to, Recipient::Leads(Role::OfficeLead));
}

#[test]
fn no_number_that_was_typed_stands_in_the_inbox_of_those_who_may_not_see_it() {
    let typed = "打我女儿 一三八-1234.5678".to_owned();
    for kind in [
        EventKind::Reopened { reason: typed.clone() },
        EventKind::Arrived { without_code: Some(typed.clone()) },
        EventKind::Finished { note: typed.clone(), minutes: 20 },
    ] {
        for notification in told(kind, &in_hand()) {
            assert!(
                !notification.sentence.contains("1234") && !notification.sentence.contains("5678"),
                "{}",
                notification.sentence
            );
        }
    }
    let reopened = told(EventKind::Reopened { reason: typed }, &in_hand());
    assert_eq!(reopened[0].sentence, "居民重开了工单：打我女儿 ****");
}

#[test]
fn an_escalation_keeps_the_spelling_in_which_it_is_stored() {
    let stored = r#"{"event":"escalated","clock":"on_site","step":"grid"}"#;
    let kind = EventKind::Escalated { clock: ClockKind::OnSite, level: EscalationLevel::Grid };
    assert_eq!(serde_json::from_str::<EventKind>(stored).unwrap(), kind);
    assert_eq!(serde_json::to_string(&kind).unwrap(), stored);
}
