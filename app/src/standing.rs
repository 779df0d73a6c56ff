//! From the state of an order to the tag and the five steps that show it.

use crate::parts::{Standing, StepsAt, Stop};
use domain::orders::{State, StateKind, state_words};

/// The tag of a state.
#[must_use]
pub fn standing(state: &State) -> Standing {
    match state.kind() {
        StateKind::Placed => Standing::Placed,
        StateKind::Dispatched => Standing::Dispatched,
        StateKind::Accepted => Standing::Accepted,
        StateKind::OnSite => Standing::OnSite,
        StateKind::Done => Standing::Done,
        StateKind::Closed => Standing::Closed,
        StateKind::Paused => Standing::Paused,
        StateKind::Cancelled => Standing::Cancelled,
        StateKind::Refused => Standing::Refused,
    }
}

/// How far a state is on the way of the five steps.
#[must_use]
pub fn steps(state: &State) -> StepsAt {
    let done = state_words(state).steps;
    match state {
        State::Paused { .. } => StepsAt::stopped(done, Stop::Paused),
        State::Cancelled => StepsAt::stopped(done, Stop::Cancelled),
        State::Refused => StepsAt::stopped(done, Stop::Refused),
        _ => StepsAt::done(done),
    }
}
