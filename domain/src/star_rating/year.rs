//! Stars of a year.

use super::tally::Tally;
use crate::counters::Month;
use crate::reports::Indicator;
use jiff::civil::{Date, date};
use statistics::TargetStatus;

/// With fewer quarters that have points, a year has no stars.
pub const LEAST_QUARTERS: usize = 3;
/// From how many points on, on average, there are five, four, three and two stars; below, one.
pub const STEPS: [i64; 4] = [95, 90, 80, 70];

/// What the quarters of a year came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearStars {
    /// The points of each quarter that has begun.
    pub quarters: Vec<Option<i64>>,
    /// One to five; `None` with too few quarters that have points.
    pub stars: Option<u8>,
    /// Whether the year's ratings prove that the promise of satisfaction is kept, as five stars want it.
    pub proven: bool,
}

/// Makes stars of the points of the quarters that have begun, and of all the year's orders up to the `last` month.
///
/// Five stars are for those whose quarters all have points, and whose ratings prove the promised satisfaction: the
/// lower end of the year's interval reaches it. So nobody has them by luck, or for want of ratings.
#[must_use]
pub fn year_stars(quarters: Vec<Option<i64>>, year: &Tally, last: Month) -> YearStars {
    let promised = Indicator::Satisfaction.target(last).zip(year.satisfaction());
    let proven = promised.is_some_and(|(target, found)| found.target_status(target) == TargetStatus::Proven);
    let mut stars = YearStars { quarters, stars: None, proven };
    let (sum, count) = stars.sum();
    let whole = usize::try_from(count) == Ok(stars.quarters.len());
    let enough = usize::try_from(count).is_ok_and(|count| count >= LEAST_QUARTERS.min(stars.quarters.len()));
    if enough && count > 0 {
        let reached = STEPS.iter().filter(|step| sum >= **step * count).count();
        let reached = if reached == 4 && !(proven && whole) { 3 } else { reached };
        stars.stars = u8::try_from(reached + 1).ok();
    }
    stars
}

impl YearStars {
    /// The points of all quarters that have some, and how many those are.
    fn sum(&self) -> (i64, i64) {
        self.quarters.iter().flatten().fold((0, 0), |(sum, count), points| (sum + points, count + 1))
    }

    /// The mean of the quarters, in tenths of a point: what the year is ranked by.
    #[must_use]
    pub fn tenths(&self) -> Option<i64> {
        let (sum, count) = self.sum();
        self.stars.map(|_| (20 * sum + count).div_euclid(2 * count.max(1)))
    }

    /// «92.3».
    #[must_use]
    pub fn mean_words(&self) -> String {
        self.tenths().map_or_else(|| "—".to_owned(), |tenths| format!("{}.{}", tenths / 10, tenths % 10))
    }

    /// «（92 + 94 + 91）÷ 3 = 92.3».
    #[must_use]
    pub fn formula(&self) -> String {
        let known: Vec<_> = self.quarters.iter().flatten().map(i64::to_string).collect();
        format!("（{}）÷ {} = {}", known.join(" + "), known.len(), self.mean_words())
    }

    /// «四星», or «不评».
    #[must_use]
    pub fn words(&self) -> &'static str {
        match self.stars {
            Some(1) => "一星",
            Some(2) => "二星",
            Some(3) => "三星",
            Some(4) => "四星",
            Some(_) => "五星",
            None => "不评",
        }
    }
}

/// Whether the stars of a year stand: from February of the next year on, when the last orders have been rated.
#[must_use]
pub fn is_final(year: i16, today: Date) -> bool {
    year < i16::MAX && today >= date(year + 1, 2, 1)
}
