//! Dispatch: who fits an order and why, a whole queue at once, and what members say of themselves.

mod automatic;
mod lapses;
mod members;
mod profile;
mod proposals;
mod queue;
mod rules;
mod tasks;
mod teams;

pub use automatic::{AutomaticDispatch, dispatch_due};
pub use profile::{OwnProfile, add_absence, own_profile, remove_absence, set_profile};
pub use queue::{CarriedOut, Planned, QueuePlan, carry_out, plan_queue};
pub use rules::{RuleLine, RuleSet, send_repairs_to_property, service_rules, set_service_rule};

pub(crate) use automatic::schedule;
pub(crate) use lapses::{may_claim, record_lapse};
pub(crate) use proposals::{Proposal, proposals};
