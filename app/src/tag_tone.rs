//! Maps the state of an order to its tag and to the five steps.

use crate::components::{StepsAt, Stop, TagTone};
use domain::orders::{State, StateKind, state_words};

/// The tag of a state.
#[must_use]
pub fn tag_tone(state: &State) -> TagTone {
    match state.kind() {
        StateKind::Placed => TagTone::Placed,
        StateKind::Dispatched => TagTone::Dispatched,
        StateKind::Accepted => TagTone::Accepted,
        StateKind::OnSite => TagTone::OnSite,
        StateKind::Done => TagTone::Done,
        StateKind::Closed => TagTone::Closed,
        StateKind::Paused => TagTone::Paused,
        StateKind::Cancelled => TagTone::Cancelled,
        StateKind::Refused => TagTone::Refused,
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
