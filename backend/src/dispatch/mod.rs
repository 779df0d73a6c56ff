//! Dispatch: who fits an order and why, a whole queue at once, and what members say of themselves.

mod lapses;
mod members;
mod profile;
mod proposals;
mod queue;
mod tasks;

pub use profile::{OwnProfile, add_absence, own_profile, remove_absence, set_profile};
pub use queue::{CarriedOut, Planned, QueuePlan, carry_out, plan_queue};

pub(crate) use lapses::{may_claim, record_lapse};
pub(crate) use proposals::{Proposal, proposals};
