//! The table: who may do what in which state. What is not in it is denied.

use super::{Acting, CommandKind, StateKind};

/// Whether somebody acting as `acting` ever does `command` to an order in `state`.
///
/// That is the first of two questions; the second, whether this very person may do it to this very
/// order now, is answered by [`super::transition`].
#[must_use]
pub fn permitted(state: StateKind, acting: &Acting, command: CommandKind) -> bool {
    use CommandKind as C;
    use StateKind as S;
    let resident = *acting == Acting::Resident;
    let staff = matches!(acting, Acting::Staff | Acting::CommunityLead);
    let member = *acting == Acting::Member;
    let serves = staff || member || matches!(acting, Acting::Volunteer { .. } | Acting::Property { .. });
    let system = *acting == Acting::System;
    match command {
        C::Dispatch => (staff || system) && state == S::Placed,
        C::Claim => member && state == S::Placed,
        C::Accept => serves && state == S::Dispatched,
        C::Decline => serves && matches!(state, S::Dispatched | S::Accepted),
        // Also from the door: whoever was there may have lost the role, or fallen ill.
        C::Transfer => staff && matches!(state, S::Dispatched | S::Accepted | S::OnSite),
        C::Pause => {
            serves && matches!(state, S::Accepted | S::OnSite)
                || staff && matches!(state, S::Placed | S::Dispatched)
        }
        C::Resume => serves && state == S::Paused,
        C::Agree => serves && state == S::Accepted,
        C::Arrive => serves && state == S::Accepted,
        C::Finish => serves && state == S::OnSite,
        C::Confirm => resident && state == S::Done,
        C::Rate | C::Reopen => resident && matches!(state, S::Done | S::Closed),
        C::Close => (staff || system) && state == S::Done,
        // The program cancels what a recurrence made ahead once that is stopped.
        C::Cancel => {
            (resident || system) && matches!(state, S::Placed | S::Dispatched | S::Accepted | S::Paused)
        }
        C::Refuse => staff && matches!(state, S::Placed | S::Dispatched),
        // While it is paused its clocks stand still.
        C::Nudge => {
            let in_hand = matches!(state, S::Dispatched | S::Accepted | S::OnSite);
            let above = matches!(acting, Acting::CommunityLead | Acting::Observer);
            in_hand && staff || (in_hand || state == S::Placed) && (resident || above)
        }
    }
}
