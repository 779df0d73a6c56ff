//! Dispatch: who fits an order and why, a whole queue at once, and what members say of themselves.

mod automatic;
mod candidate_rows;
mod candidates;
mod members;
mod proposals;
mod queue;
mod rules;
mod tasks;
mod teams;

pub use automatic::{AutomaticDispatch, dispatch_due};
pub use candidates::{Candidate, CandidateKind, candidates};
pub use queue::{CarriedOut, Hand, LeftOver, PlanRow, Planned, QueuePlan, carry_out, plan_queue};
pub use rules::{RuleLine, send_repairs_to_property, service_rules, set_service_rule};
