//! The four clocks of an order, and how long each may run.

use super::Pace;
use crate::catalogue::TimeLimits;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// Minutes by the clock, day and night, within which a resident hears from somebody whatever the
/// service's own limit is: 24 hours.
pub const FIRST_REPLY_CAP: u32 = 24 * 60;

/// What a clock waits for.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ClockKind {
    /// That somebody says yes.
    Accepted,
    /// That the resident hears from somebody.
    FirstReply,
    /// That somebody is there.
    OnSite,
    /// That the work is done.
    Finished,
}

impl ClockKind {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "接单",
            Self::FirstReply => "回音",
            Self::OnSite => "上门",
            Self::Finished => "办完",
        }
    }
}

/// How long a clock may run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ClockLimit {
    /// Which clock.
    pub kind: ClockKind,
    /// The service's own limit, in minutes at `pace`.
    pub minutes: u32,
    /// Which minutes count.
    pub pace: Pace,
    /// A second limit in minutes by the clock; whichever ends first is the deadline.
    pub cap: Option<u32>,
}

/// The limits of a service's clocks, in the order of [`ClockKind`].
///
/// An urgent service counts day and night. The first reply has [`FIRST_REPLY_CAP`] in addition.
#[must_use]
pub fn clock_limits(limits: TimeLimits, urgent: bool) -> [ClockLimit; 4] {
    let pace = if urgent { Pace::WallClock } else { Pace::Working };
    [
        (ClockKind::Accepted, limits.accept, None),
        (ClockKind::FirstReply, limits.first_reply, Some(FIRST_REPLY_CAP)),
        (ClockKind::OnSite, limits.onsite, None),
        (ClockKind::Finished, limits.finish, None),
    ]
    .map(|(kind, minutes, cap)| ClockLimit { kind, minutes, pace, cap })
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn every_clock_has_its_limit_from_the_service() {
        let limits = TimeLimits { accept: 30, first_reply: 60, onsite: 120, finish: 480 };
        let usual = clock_limits(limits, false);
        assert_eq!(usual.map(|limit| limit.kind).to_vec(), ClockKind::iter().collect::<Vec<_>>());
        assert_eq!(usual.map(|limit| limit.minutes), [30, 60, 120, 480]);
        assert_eq!(usual.map(|limit| limit.pace), [Pace::Working; 4]);
        assert_eq!(usual.map(|limit| limit.cap), [None, Some(1440), None, None]);
        assert_eq!(clock_limits(limits, true).map(|limit| limit.pace), [Pace::WallClock; 4]);
    }

    #[test]
    fn clocks_have_names_for_people_and_for_the_database() {
        let names: Vec<_> = ClockKind::iter().map(ClockKind::name).collect();
        assert_eq!(names, ["接单", "回音", "上门", "办完"]);
        assert_eq!(ClockKind::OnSite.to_string(), "on_site");
    }
}
