//! Whatever people do in whatever order: the state stays one of the table, and the record tells it.

use domain::accounts::{PersonId, TeamId};
use domain::clocks::ClockKind;
use domain::orders::*;
use domain::time::{DAY, Timestamp};
use proptest::prelude::*;
use strum::IntoEnumIterator;

/// What can be said of an order at any time, by anybody.
#[derive(Clone, Debug)]
struct Step {
    command: Command,
    actor: Actor,
    wait: i64,
}

fn person(name: &str) -> PersonId {
    PersonId(name.to_owned())
}

fn actor(name: &str, acting: Acting) -> Actor {
    Actor { person: Some(person(name)), name: name.to_owned(), acting }
}

/// Two members, two of one company, one of another, a volunteer, staff, a lead, an observer, a resident
/// who is also a member, and the program.
fn actors() -> Vec<Actor> {
    let team = |name: &str| TeamId(name.to_owned());
    vec![
        actor("resident", Acting::Resident),
        actor("member", Acting::Resident),
        actor("member", Acting::Member),
        actor("other member", Acting::Member),
        actor("plumber", Acting::Property { team: team("company") }),
        actor("electrician", Acting::Property { team: team("company") }),
        actor("stranger", Acting::Property { team: team("other company") }),
        actor("barber", Acting::Volunteer { team: team("volunteers") }),
        actor("staff", Acting::Staff),
        actor("lead", Acting::CommunityLead),
        actor("office", Acting::Observer),
        Actor::system(),
    ]
}

fn assignees() -> Vec<Assignee> {
    let one = |name: &str| Assignee::Person { id: person(name), name: name.to_owned() };
    let team = |name: &str| Assignee::Team { id: TeamId(name.to_owned()), name: name.to_owned() };
    vec![one("member"), one("other member"), one("staff"), team("company"), team("volunteers")]
}

fn command() -> impl Strategy<Value = Command> {
    let to = proptest::sample::select(assignees());
    let pause: Vec<_> = PauseReason::iter().collect();
    let level: Vec<_> = Satisfaction::iter().collect();
    prop_oneof![
        4 => to.clone().prop_map(|to| Command::Dispatch { to, rule: DispatchRule::ByHand }),
        2 => Just(Command::Claim { arrival_code: "4072".into() }),
        6 => Just(Command::Accept { arrival_code: "4072".into() }),
        1 => Just(Command::Decline { reason: DeclineReason::NoTime, note: String::new() }),
        1 => to.prop_map(|to| Command::Transfer { to }),
        1 => proptest::sample::select(pause).prop_map(|reason| Command::Pause { reason }),
        2 => Just(Command::Resume),
        4 => Just(Command::Arrive { proof: ArrivalProof::Code("4072".into()) }),
        1 => Just(Command::Arrive { proof: ArrivalProof::Code("0000".into()) }),
        1 => "[ 门]{0,3}".prop_map(|why| Command::Arrive { proof: ArrivalProof::WithoutCode(why) }),
        6 => (0u32..5000).prop_map(|minutes| Command::Finish { note: "修好了".into(), minutes }),
        1 => Just(Command::Confirm),
        2 => proptest::sample::select(level).prop_map(|level| Command::Rate {
            rating: Rating { level, sentence: String::new() }
        }),
        1 => Just(Command::Reopen { reason: "还漏".into() }),
        2 => Just(Command::Close),
        1 => Just(Command::Cancel { reason: CancelReason::Solved }),
        1 => Just(Command::Refuse { advice: "请打 12345".into() }),
        2 => (1..DAY).prop_map(|time| Command::Agree { arrives_at: Timestamp(1_000 * DAY + 40 * time) }),
        1 => Just(Command::Nudge { clock: ClockKind::Accepted }),
    ]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (command(), proptest::sample::select(actors()), 0..2 * DAY)
        .prop_map(|(command, actor, wait)| Step { command, actor, wait });
    proptest::collection::vec(step, 0..120)
}

fn placed(now: Timestamp) -> (State, Vec<Event>) {
    let event = Event {
        at: now,
        actor: actor("resident", Acting::Resident),
        kind: EventKind::Placed { by_telephone: false, recurrence: None },
    };
    (State::Placed, vec![event])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// Every list of events makes the same state again, also after it has been through the database.
    #[test]
    fn the_record_makes_the_state(steps in steps()) {
        let mut now = Timestamp(1_000 * DAY);
        let (mut state, mut events) = placed(now);
        for step in steps {
            now = now.plus(step.wait);
            if let Ok((next, happened)) = transition(&state, step.command, &step.actor, now) {
                prop_assert_eq!(happened.len(), 1, "one command, one event");
                state = next;
                events.extend(happened);
            }
            let stored = serde_json::to_string(&events).unwrap();
            let read: Vec<Event> = serde_json::from_str(&stored).unwrap();
            prop_assert_eq!(replay(&read).unwrap(), Some(state.clone()));
            let stored = serde_json::to_string(&state).unwrap();
            prop_assert_eq!(serde_json::from_str::<State>(&stored).unwrap(), state.clone());
        }
    }

    /// A button is shown exactly if pressing it can work; nothing is done by those who have no button.
    #[test]
    fn buttons_and_guards_agree(steps in steps()) {
        let mut now = Timestamp(1_000 * DAY);
        let (mut state, _) = placed(now);
        for step in steps {
            now = now.plus(step.wait);
            let kind = CommandKind::from(&step.command);
            let shown = allowed(&state, &step.actor, now).contains(&kind);
            match transition(&state, step.command, &step.actor, now) {
                Ok((next, _)) => {
                    prop_assert!(shown, "{} without a button in {}", kind, state.kind());
                    prop_assert!(permitted(state.kind(), &step.actor.acting, kind));
                    state = next;
                }
                Err(error) => prop_assert_eq!(
                    shown,
                    matches!(
                        error,
                        OrderError::ArrivalCodeLocked | OrderError::ReasonMissing | OrderError::Minutes | OrderError::AgreedTime
                            | OrderError::Text(_) | OrderError::SameAssignee(_)
                    ),
                    "{} in {}: {}", kind, state.kind(), error
                ),
            }
        }
    }

    /// No order is ever in two hands: it has somebody who serves exactly in the states that need one,
    /// and only that person moves it on.
    #[test]
    fn one_hand_at_a_time(steps in steps()) {
        let mut now = Timestamp(1_000 * DAY);
        let (mut state, _) = placed(now);
        for step in steps {
            now = now.plus(step.wait);
            let helper = state.progress().map(|progress| progress.person.clone());
            let kind = CommandKind::from(&step.command);
            let Ok((next, _)) = transition(&state, step.command, &step.actor, now) else { continue };
            if matches!(kind, CommandKind::Arrive | CommandKind::Finish) {
                prop_assert_eq!(&step.actor.person, &helper);
            }
            if kind == CommandKind::Rate {
                prop_assert_ne!(&step.actor.person, &helper, "nobody rates their own service");
            }
            match next.kind() {
                StateKind::Accepted | StateKind::OnSite | StateKind::Done | StateKind::Closed => {
                    prop_assert!(next.progress().is_some());
                }
                StateKind::Placed | StateKind::Dispatched | StateKind::Cancelled | StateKind::Refused => {
                    prop_assert!(next.progress().is_none());
                }
                StateKind::Paused => {}
            }
            if let State::Paused { was, .. } = &next {
                prop_assert!(!was.kind().is_over() && was.kind() != StateKind::Paused, "a pause in a pause");
            }
            state = next;
        }
    }

    /// Nothing moves an order that was called off or refused.
    #[test]
    fn what_is_over_stays_over(steps in steps()) {
        let mut now = Timestamp(1_000 * DAY);
        let (mut state, _) = placed(now);
        for step in steps {
            now = now.plus(step.wait);
            let over = matches!(state, State::Cancelled | State::Refused);
            if let Ok((next, _)) = transition(&state, step.command, &step.actor, now) {
                prop_assert!(!over);
                state = next;
            }
        }
    }
}
