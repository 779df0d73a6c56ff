//! What the district promises, and what the counts say of it.
//!
//! A figure never stands alone: with it goes how many it was made of, how they came to be heard, and how far it
//! can be trusted. Those who said nothing are counted as such, never as content.

mod coverage;
mod finding;
mod found;
mod indicator;
mod result;
mod satisfaction_rule;

pub use coverage::{Coverage, Homes};
pub use finding::Finding;
pub use found::{Found, Source, Surveyed};
pub use indicator::Indicator;
pub use result::IndicatorResult;
pub use satisfaction_rule::{SatisfactionRule, SatisfactionRuleError, SatisfactionRules};
