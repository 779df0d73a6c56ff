//! What is settled by those who lead: the telephone of a community or of a team, its working hours and how its services are dispatched; and
//! what counts as satisfied in the whole district.
//!
//! Each change is a row of its own with who made it and when; the newest holds.

mod contact;
mod current;
mod duty_telephone;
mod hours;
mod rules;
mod satisfaction;
mod telephone;

pub use contact::{Contact, contact};
pub use current::Shared;
pub use duty_telephone::{DutyTelephone, duty_telephone, set_duty_telephone};
pub use hours::{HoursSet, set_working_hours, working_hours};
pub use rules::RuleSet;
pub use satisfaction::{RuleVersion, satisfaction_rules, set_satisfaction_rule};
pub use telephone::{TelephoneSet, set_telephone, telephone_set};

pub(crate) use current::settings;
pub(crate) use duty_telephone::telephone_of;
pub(crate) use rules::{insert_rule, rules_in};
pub(crate) use satisfaction::satisfaction_rules_in;
