//! The times of day at which one finds different people at home.

use crate::time::{HOUR, Timestamp};
use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

/// A time at which somebody may be visited. Who is never in of a morning may be of an evening.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumIter,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Slot {
    /// Monday to Friday before noon.
    Morning,
    /// Monday to Friday from noon to 18:00.
    Afternoon,
    /// Monday to Friday from 18:00 on.
    Evening,
    /// Saturday and Sunday.
    Weekend,
}

impl Slot {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Morning => "平时上午",
            Self::Afternoon => "平时下午",
            Self::Evening => "平时晚上",
            Self::Weekend => "周末",
        }
    }

    /// The slot of a moment.
    #[must_use]
    pub fn of(moment: Timestamp) -> Self {
        let civil = moment.civil();
        match (civil.weekday(), civil.hour()) {
            (Weekday::Saturday | Weekday::Sunday, _) => Self::Weekend,
            (_, ..12) => Self::Morning,
            (_, 12..18) => Self::Afternoon,
            _ => Self::Evening,
        }
    }

    /// The next full hour, from `now` on, at which one may ring (9:00 to 20:00) and which lies in none of these
    /// slots; `None` if they are all taken.
    #[must_use]
    pub fn next_without(taken: &[Self], now: Timestamp) -> Option<Timestamp> {
        let whole = Timestamp(now.0 - now.0.rem_euclid(HOUR));
        let hours = (1..=8 * 24).map(|hour| whole.plus(hour * HOUR));
        let mut fit = hours.filter(|hour| (9..20).contains(&hour.civil().hour()));
        fit.find(|hour| !taken.contains(&Self::of(*hour)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn weekdays_have_three_and_the_weekend_is_one() {
        assert_eq!(Slot::of(at("2026-11-24T11:59")), Slot::Morning);
        assert_eq!(Slot::of(at("2026-11-24T12:00")), Slot::Afternoon);
        assert_eq!(Slot::of(at("2026-11-24T18:00")), Slot::Evening);
        assert_eq!(Slot::of(at("2026-11-28T09:00")), Slot::Weekend);
    }

    #[test]
    fn the_next_slot_is_a_decent_hour() {
        let tuesday = at("2026-11-24T09:30");
        let next = |taken: &[Slot]| Slot::next_without(taken, tuesday);
        assert_eq!(next(&[Slot::Morning]), Some(at("2026-11-24T12:00")));
        assert_eq!(next(&[Slot::Morning, Slot::Afternoon]), Some(at("2026-11-24T18:00")));
        let weekdays = [Slot::Morning, Slot::Afternoon, Slot::Evening];
        assert_eq!(next(&weekdays), Some(at("2026-11-28T09:00")));
        assert_eq!(
            Slot::next_without(&[Slot::Evening], at("2026-11-24T20:10")),
            Some(at("2026-11-25T09:00"))
        );
        assert_eq!(next(&[Slot::Morning, Slot::Afternoon, Slot::Evening, Slot::Weekend]), None);
    }
}
