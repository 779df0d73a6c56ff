//! Which events are asked for.

use crate::entropy::first_id;
use crate::store::Value;
use crate::values;
use domain::accounts::PersonId;
use domain::audit::{AuditReach, SecurityEventKind};
use domain::time::Timestamp;
use jiff::ToSpan;
use jiff::civil::Date;

/// What the record is narrowed to; by itself to nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// One kind.
    pub kind: Option<SecurityEventKind>,
    /// What somebody did, and what was done to them.
    pub person: Option<PersonId>,
    /// One day, on a calendar in China.
    pub day: Option<Date>,
}

impl AuditFilter {
    /// The kind's code.
    pub(super) fn kind_code(&self) -> Option<String> {
        self.kind.map(|kind| <&'static str>::from(kind).to_owned())
    }

    /// Conditions on `security_events e`, and their values, for the events of a reach that lie before a key.
    pub(super) fn conditions(&self, reach: &AuditReach, before: Option<&str>) -> (String, Vec<Value>) {
        let (mut conditions, mut values) = (Vec::new(), values![]);
        let mut add = |condition: &str, value: Value| {
            values.push(value);
            conditions.push(condition.replace('?', &format!("${}", values.len())));
        };
        if let AuditReach::Area(area) = reach {
            add("e.area >= ?", area.into());
            add("e.area < ?", area.end().into());
        }
        if let Some(kind) = self.kind {
            add("e.event = ?", <&'static str>::from(kind).into());
        }
        if let Some(person) = &self.person {
            // By the index of each, which a condition with «or» would not use everywhere.
            add(
                "e.id IN (SELECT id FROM security_events WHERE person = ? \
                 UNION SELECT id FROM security_events WHERE subject = ?)",
                person.into(),
            );
        }
        if let Some(day) = self.day {
            let begins = |day: Date| first_id(Timestamp::from_civil(day.at(0, 0, 0, 0)));
            add("e.id >= ?", begins(day).into());
            add("e.id < ?", begins(day.saturating_add(1.day())).into());
        }
        if let Some(before) = before {
            add("e.id < ?", before.into());
        }
        let conditions = if conditions.is_empty() { "1 = 1".to_owned() } else { conditions.join(" AND ") };
        (conditions, values)
    }
}
