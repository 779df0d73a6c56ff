//! Who may add a picture, and who sees it.

use super::{ADDED_MOST, PHOTOS_MOST, PhotoError, PhotoKind};
use crate::orders::{Acting, Actor, Parties, State};

/// Which pictures the actor may add to an order in `state`; `None` if none.
///
/// Whoever ordered or is served adds them until somebody is there, also once the order was reopened; whoever
/// serves adds them from arriving on, until it is closed. Nobody is both.
#[must_use]
pub fn addable(state: &State, actor: &Actor, parties: &Parties) -> Option<PhotoKind> {
    let own = actor.is(&parties.placed_by) || actor.is(&parties.resident);
    match (&actor.acting, state) {
        (_, State::Paused { was, .. }) => addable(was, actor, parties),
        (Acting::Resident, State::Placed | State::Dispatched { .. } | State::Accepted { .. }) => {
            Some(PhotoKind::Before)
        }
        (
            Acting::Member
            | Acting::Volunteer { .. }
            | Acting::Property { .. }
            | Acting::Staff
            | Acting::CommunityLead,
            State::OnSite { progress } | State::Done { progress, .. },
        ) if !own && actor.is(&progress.person) => Some(PhotoKind::After),
        _ => None,
    }
}

/// Whether somebody who may look at an order sees its pictures: all but those who find it in the pool, for a
/// picture may show what only whoever comes has to know.
///
/// That they may look at the order is asked elsewhere.
#[must_use]
pub fn shown_to(state: &State, actor: &Actor) -> bool {
    !matches!((&actor.acting, state), (Acting::Member, State::Placed))
}

/// Whether one more may be added where so many stand, and so many were added in all.
///
/// # Errors
/// [`PhotoError::Full`], [`PhotoError::TooOften`].
pub fn has_room(standing: usize, added: usize) -> Result<(), PhotoError> {
    if standing >= PHOTOS_MOST {
        Err(PhotoError::Full)
    } else if added >= ADDED_MOST {
        Err(PhotoError::TooOften)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::{PersonId, TeamId};
    use crate::areas::AreaCode;
    use crate::orders::{Assignee, PauseReason, Progress};
    use crate::time::Timestamp;

    fn actor(person: &str, acting: Acting) -> Actor {
        Actor { person: Some(PersonId(person.into())), name: person.into(), acting }
    }

    fn parties() -> Parties {
        Parties {
            placed_by: PersonId("daughter".into()),
            resident: PersonId("mother".into()),
            estate: AreaCode::parse("K10101").unwrap(),
        }
    }

    fn assignee() -> Assignee {
        Assignee::Person { id: PersonId("member".into()), name: "李建国".into() }
    }

    fn progress() -> Progress {
        Progress {
            assignee: assignee(),
            person: PersonId("member".into()),
            name: "李建国".into(),
            arrival_code: "4072".into(),
            wrong_codes: 0,
            arrives_at: None,
        }
    }

    fn paused(was: State) -> State {
        State::Paused { was: Box::new(was), reason: PauseReason::Weather, since: Timestamp(0) }
    }

    /// Every state that an order goes through, in that order.
    fn way() -> [State; 7] {
        let done_at = Timestamp(0);
        [
            State::Placed,
            State::Dispatched { to: assignee() },
            State::Accepted { progress: progress() },
            paused(State::Accepted { progress: progress() }),
            State::OnSite { progress: progress() },
            State::Done { progress: progress(), at: done_at, confirmed: false, rating: None },
            State::Closed { progress: progress(), done_at, rating: None },
        ]
    }

    fn along_the_way(actor: &Actor) -> [Option<PhotoKind>; 7] {
        way().map(|state| addable(&state, actor, &parties()))
    }

    #[test]
    fn before_until_somebody_is_there_and_after_until_it_is_closed() {
        use PhotoKind::{After, Before};
        let before = [Some(Before), Some(Before), Some(Before), Some(Before), None, None, None];
        assert_eq!(along_the_way(&actor("daughter", Acting::Resident)), before);
        assert_eq!(along_the_way(&actor("mother", Acting::Resident)), before);
        let after = [None, None, None, None, Some(After), Some(After), None];
        assert_eq!(along_the_way(&actor("member", Acting::Member)), after);
        assert_eq!(along_the_way(&actor("member", Acting::Staff)), after);
        assert_eq!(
            addable(
                &paused(State::OnSite { progress: progress() }),
                &actor("member", Acting::Member),
                &parties()
            ),
            Some(After)
        );
    }

    #[test]
    fn nobody_else_adds_any() {
        for acting in [
            Acting::Member,
            Acting::Volunteer { team: TeamId("t".into()) },
            Acting::Staff,
            Acting::CommunityLead,
            Acting::Observer,
            Acting::System,
        ] {
            assert_eq!(along_the_way(&actor("other", acting.clone())), [None; 7], "{acting:?}");
        }
        for state in [State::Cancelled, State::Refused] {
            assert_eq!(addable(&state, &actor("mother", Acting::Resident), &parties()), None);
        }
        let own = Parties { placed_by: PersonId("member".into()), ..parties() };
        let at_door = State::OnSite { progress: progress() };
        assert_eq!(
            addable(&at_door, &actor("member", Acting::Member), &own),
            None,
            "nobody serves themselves"
        );
    }

    #[test]
    fn the_pool_shows_no_pictures() {
        let member = actor("member", Acting::Member);
        assert_eq!(way().map(|state| shown_to(&state, &member)), [false, true, true, true, true, true, true]);
        assert!(shown_to(&State::Placed, &actor("staff", Acting::Staff)));
        assert!(shown_to(&State::Placed, &actor("mother", Acting::Resident)));
    }

    #[test]
    fn six_stand_and_eighteen_are_ever_added() {
        assert_eq!(has_room(5, 5), Ok(()));
        assert_eq!(has_room(6, 6), Err(PhotoError::Full));
        assert_eq!(has_room(0, 17), Ok(()));
        assert_eq!(has_room(0, 18), Err(PhotoError::TooOften));
    }
}
