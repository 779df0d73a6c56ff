//! Fixtures for the tests of this folder: one community of the demo.

use super::{Demand, Member, Period, Preferences, Shift, Skill, Task, WorkingTimes};
use crate::accounts::PersonId;
use crate::areas::AreaCode;
use crate::catalogue::{CategoryCode, SubcategoryCode};
use crate::orders::OrderNumber;
use crate::time::Timestamp;
use std::collections::BTreeSet;

pub(super) fn at(text: &str) -> Timestamp {
    Timestamp::from_civil(text.parse().unwrap())
}

pub(super) fn period(from: &str, until: &str) -> Period {
    Period { from: at(from), until: at(until) }
}

pub(super) fn code(text: &str) -> AreaCode {
    AreaCode::parse(text).unwrap()
}

/// Knows water and electricity, lives in the estate, works from 9 to 17 every day, has nothing in hand.
pub(super) fn member(name: &str) -> Member {
    let shifts = (1..=7).map(|weekday| Shift { weekday, from: 9 * 60, until: 17 * 60 }).collect();
    Member {
        id: PersonId(name.to_owned()),
        name: name.to_owned(),
        area: code("K10101"),
        skills: BTreeSet::from([Skill::Subcategory(SubcategoryCode::parse("C0201").unwrap())]),
        working_times: WorkingTimes::new(shifts).unwrap(),
        absences: Vec::new(),
        suspended_until: None,
        limit: 3,
        open: 0,
        taken_this_week: 0,
        taken_in_30_days: 0,
        gender: None,
        languages: BTreeSet::new(),
    }
}

/// A dripping tap in the estate, placed on Tuesday morning at half past eight.
pub(super) fn task(count: u32) -> Task {
    Task {
        number: OrderNumber::new(code("K101"), count),
        estate: code("K10101"),
        grid: Some(code("K1010102")),
        demand: Demand {
            subcategory: SubcategoryCode::parse("C0201").unwrap(),
            category: CategoryCode::parse("C02").unwrap(),
            name: "水电与房屋维修".to_owned(),
            required: true,
        },
        doorstep: true,
        window: None,
        urgent: false,
        preferences: Preferences::default(),
        minutes: 45,
        placed_at: at("2026-11-24T08:30:00"),
        own: Vec::new(),
        declined_by: Vec::new(),
    }
}
