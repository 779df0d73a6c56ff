//! What is settled by those who lead: a community's telephone, its working hours and how its services are dispatched; and
//! what counts as satisfied in the whole district.
//!
//! Each change is a row of its own with who made it and when; the newest holds.

mod contact;
mod current;
mod hours;
mod rules;
mod satisfaction;
mod telephone;

pub use contact::{Contact, contact};
pub use current::Shared;
pub use hours::{HoursSet, set_working_hours, working_hours};
pub use rules::RuleSet;
pub use satisfaction::{RuleVersion, satisfaction_rules, set_satisfaction_rule};
pub use telephone::{TelephoneSet, set_telephone, telephone_set};

pub(crate) use current::settings;
pub(crate) use rules::{insert_rule, rules_in};
pub(crate) use satisfaction::satisfaction_rules_in;
