//! What the resident of several orders reads first.

use super::State;
use crate::time::Timestamp;

/// What an order wants of its resident; what is smaller comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attention {
    /// Somebody is on the way or there: the door is to be opened.
    Coming,
    /// The work is done, and the resident may still say how it was.
    ToRate,
    /// A deadline has passed, and nobody is on the way.
    Late,
    /// Nothing: it goes on by itself, stands still, or is over.
    Nothing,
}

impl Attention {
    /// What an order wants at `now`, of which `deadline` is the nearest that runs. `helper_holds` says whether whoever
    /// took it can still serve it.
    #[must_use]
    pub fn of(state: &State, helper_holds: bool, deadline: Option<Timestamp>, now: Timestamp) -> Self {
        match state {
            State::Accepted { .. } | State::OnSite { .. } if helper_holds => Self::Coming,
            _ if state.awaits_rating(now) => Self::ToRate,
            _ if deadline.is_some_and(|deadline| now > deadline) => Self::Late,
            _ => Self::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::PersonId;
    use crate::orders::{Assignee, PauseReason, Progress, RATING_WINDOW, Rating, Satisfaction};

    fn at(time: &str) -> Timestamp {
        Timestamp::from_civil(format!("2026-11-{time}").parse().unwrap())
    }

    #[test]
    fn who_comes_is_read_before_what_is_to_be_rated_and_that_before_what_is_late() {
        let person = PersonId("p".into());
        let assignee = Assignee::Person { id: person.clone(), name: "李建国".into() };
        let progress = Progress {
            assignee,
            person,
            name: "李建国".into(),
            arrival_code: String::new(),
            wrong_codes: 0,
            arrives_at: None,
        };
        let (now, passed, ahead) = (at("24T10:00"), Some(at("24T09:00")), Some(at("24T11:00")));
        let accepted = State::Accepted { progress: progress.clone() };
        let rating = Rating { level: Satisfaction::Satisfied, sentence: String::new() };
        let done =
            |rating| State::Done { progress: progress.clone(), at: at("24T09:00"), confirmed: false, rating };
        let paused = State::Paused {
            was: Box::new(accepted.clone()),
            reason: PauseReason::Weather,
            since: at("24T09:00"),
        };
        let of = |state: &State, holds, deadline| Attention::of(state, holds, deadline, now);
        assert_eq!(of(&accepted, true, ahead), Attention::Coming);
        assert_eq!(of(&accepted, true, passed), Attention::Coming, "who comes too late comes all the same");
        assert_eq!(of(&State::OnSite { progress: progress.clone() }, true, None), Attention::Coming);
        assert_eq!(of(&accepted, false, passed), Attention::Late, "nobody comes any more");
        assert_eq!(of(&done(None), true, None), Attention::ToRate);
        assert_eq!(of(&done(Some(rating)), true, None), Attention::Nothing);
        let closed = State::Closed { progress: progress.clone(), done_at: at("24T09:00"), rating: None };
        assert_eq!(of(&closed, true, None), Attention::ToRate, "put away, but not too late");
        let week_over = at("24T09:00").plus(RATING_WINDOW + 1);
        assert_eq!(Attention::of(&closed, true, None, week_over), Attention::Nothing);
        assert_eq!(of(&State::Placed, true, passed), Attention::Late);
        assert_eq!(of(&State::Placed, true, ahead), Attention::Nothing);
        assert_eq!(of(&paused, true, None), Attention::Nothing, "nobody comes as long as it stands still");
        assert!(Attention::Coming < Attention::ToRate && Attention::ToRate < Attention::Late);
        assert!(Attention::Late < Attention::Nothing);
    }
}
