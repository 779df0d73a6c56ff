//! Who fits an order, with the reasons in words; and a whole queue given out at the least total cost.
//!
//! [`fit`] decides about one order and one member: hard limits first, then what it costs, in whole points.
//! [`best`] makes of that the few whom the desk is shown. [`plan`] gives out a queue: as many orders as can be,
//! and of all such ways the cheapest one, exactly. Nothing is carried out here; a plan is a proposal.

mod assign;
mod fit;
#[cfg(test)]
mod fixtures;
mod lapse;
mod last_time;
mod matching;
mod member;
mod misfit;
mod narrow;
mod preferences;
mod profile;
mod rank;
mod reason;
mod service_rule;
mod skill;
mod task;
mod weights;
mod why;
mod working_times;

pub use assign::{Assignment, Left, Plan, plan};
pub use fit::{Cost, Fit, Nearness, fit};
pub use lapse::{LAPSES, SUSPENSION, WITHIN, suspended_until};
pub use last_time::hands_of_last_time;
pub use matching::{MatchingError, PairCosts};
pub use member::Member;
pub use misfit::Misfit;
pub use preferences::{Gender, Preferences, SpokenLanguage};
pub use profile::Profile;
pub use rank::{BEST, best, ranked};
pub use reason::Reason;
pub use service_rule::{LONGEST_WAIT, ServiceRule, ServiceRuleError};
pub use skill::{Demand, Skill};
pub use task::Task;
pub use weights::Weights;
pub use why::Why;
pub use working_times::{Period, Shift, WorkingTimes, WorkingTimesError};
