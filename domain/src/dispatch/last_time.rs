//! Who did a reopened order the last time: nobody is sent once more without a word.

use crate::orders::{AssigneeId, Event, EventKind};

/// Whoever finished the work the last time, and the team or person to whom it had been given; nobody if it never was
/// finished.
#[must_use]
pub fn hands_of_last_time(events: &[Event]) -> Vec<AssigneeId> {
    let (mut given, mut hands) = (None, Vec::new());
    for event in events {
        match &event.kind {
            EventKind::Dispatched { to, .. } | EventKind::Transferred { to } => given = Some(to.id()),
            EventKind::Claimed { .. } => given = None,
            EventKind::Finished { .. } => {
                let person = event.actor.person.clone().map(AssigneeId::Person);
                hands = person.into_iter().chain(given.clone()).collect();
            }
            _ => {}
        }
    }
    hands
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::{PersonId, TeamId};
    use crate::orders::{Acting, Actor, Assignee, DispatchRule};
    use crate::time::Timestamp;

    fn event(person: &str, kind: EventKind) -> Event {
        let actor =
            Actor { person: Some(PersonId(person.into())), name: person.into(), acting: Acting::Member };
        Event { at: Timestamp(0), actor, kind }
    }

    fn given(team: &str) -> EventKind {
        let to = Assignee::Team { id: TeamId(team.into()), name: team.into() };
        EventKind::Dispatched { to, rule: DispatchRule::default() }
    }

    fn finished() -> EventKind {
        EventKind::Finished { note: "修好了".into(), minutes: 5 }
    }

    #[test]
    fn whoever_finished_it_last_and_for_whom() {
        let person = |id: &str| AssigneeId::Person(PersonId(id.into()));
        let claimed = EventKind::Claimed { arrival_code: "1234".into() };
        let mut events = vec![event("staff", given("company")), event("worker", finished())];
        assert_eq!(hands_of_last_time(&events[..1]), [], "never done");
        assert_eq!(
            hands_of_last_time(&events),
            [person("worker"), AssigneeId::Team(TeamId("company".into()))]
        );
        events.push(event("resident", EventKind::Reopened { reason: "又漏了".into() }));
        events.push(event("member", claimed));
        events.push(event("member", finished()));
        assert_eq!(hands_of_last_time(&events), [person("member")], "the last time, and not the company");
    }
}
