//! What the replay assumes. All of it is ours; nothing is measured.

use domain::areas::AreaCode;
use domain::dispatch::{Member, Nearness, Task};
use domain::time::MINUTE;

/// When the month begins: a Monday without a holiday after it.
pub const START: &str = "2026-11-02T00:00:00";
/// How many days the last orders are given before the count is closed.
pub const DAYS_AFTER: i64 = 7;

/// Households that place one order in 30 days.
pub const HOUSEHOLDS_PER_ORDER: i64 = 10;
/// Households for each person who serves.
pub const HOUSEHOLDS_PER_MEMBER: i64 = 120;

/// How many of a day's orders come in which hour.
pub const HOURS: [i64; 24] = [1, 0, 0, 0, 0, 1, 2, 5, 9, 11, 10, 7, 4, 5, 8, 9, 8, 6, 5, 6, 6, 4, 2, 1];

/// How many of a hundred orders prefer a window, wish for a woman or a man, or wish for Kunshanese.
pub const WINDOW_PERCENT: i64 = 30;
pub const GENDER_PERCENT: i64 = 3;
pub const LANGUAGE_PERCENT: i64 = 3;

/// How long a job of a category usually takes, in minutes. It really takes from half to one and a half of that.
pub fn usual_minutes(category: &str) -> u32 {
    match category {
        "C01" => 20,
        "C02" | "C08" => 45,
        "C03" | "C05" | "C07" => 60,
        "C10" => 30,
        _ => 40,
    }
}

/// The way to the door, in milliseconds: 4 minutes within a grid, 7 within an estate, 15 within the community; none
/// where nobody comes to the door.
pub fn way(task: &Task, member: &Member) -> i64 {
    let minutes = match Nearness::of(task, member) {
        _ if !task.doorstep => 0,
        Some(Nearness::SameGrid) => 4,
        Some(Nearness::SameEstate) => 7,
        Some(Nearness::SameCommunity) | None => 15,
    };
    minutes * MINUTE
}

/// An area where people live and serve.
#[derive(Clone, Debug)]
pub struct Grid {
    pub code: AreaCode,
    pub estate: AreaCode,
    pub households: i64,
}
