//! What a community has settled about dispatching a service: who chooses, and how long one waits.

use crate::catalogue::ProviderKind;
use crate::clocks::{OutOfSight, Pace, WorkTime, explain};
use crate::orders::DECLINES_FOR_THE_LEAD;
use crate::time::Timestamp;
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// The longest that an order may be let wait before the program chooses: a working day.
pub const LONGEST_WAIT: u32 = 480;

/// How the orders of one service find a hand in one community.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ServiceRule {
    /// The desk chooses, one by one or by a plan for the whole queue.
    #[default]
    Desk,
    /// As the desk does, but whoever fits best gets an order that nobody has taken for so many minutes.
    After(u32),
    /// The estate's property company gets it at once.
    ToProperty,
    /// Always by hand: no plan and no program chooses.
    ByHand,
}

/// Why a text is no rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("请从列表里选一种派单办法")]
pub struct ServiceRuleError;

impl ServiceRule {
    /// The rules that a form offers for what is usually done by such hands. What the community's staff or a
    /// department does is not given to anybody else by a program.
    #[must_use]
    pub fn offered(provider: ProviderKind) -> Vec<Self> {
        let waits = [10, 30, 60, 120, 240].map(Self::After);
        match provider {
            ProviderKind::CommunityStaff | ProviderKind::Department => vec![Self::Desk, Self::ByHand],
            ProviderKind::PropertyCompany => {
                [Self::Desk, Self::ToProperty].into_iter().chain(waits).chain([Self::ByHand]).collect()
            }
            ProviderKind::PartyMember | ProviderKind::VolunteerTeam => {
                [Self::Desk].into_iter().chain(waits).chain([Self::ByHand]).collect()
            }
        }
    }

    /// As it stands on the screen.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Desk => "社区派单".to_owned(),
            Self::After(minutes) if minutes >= 60 && minutes.is_multiple_of(60) => {
                format!("{} 小时没人接，自动派", minutes / 60)
            }
            Self::After(minutes) => format!("{minutes} 分钟没人接，自动派"),
            Self::ToProperty => "直接派给物业".to_owned(),
            Self::ByHand => "只由社区派，不进方案".to_owned(),
        }
    }

    /// When the program dispatches an order that has been without a hand since `since`; `None` if it doesn't.
    ///
    /// The minutes are those of the order's clocks: within working hours, or all of them if it is urgent.
    /// An order that came back is nothing for the property company that gave it back, and after
    /// [`DECLINES_FOR_THE_LEAD`] declines it is nobody's but the lead's.
    ///
    /// # Errors
    /// [`OutOfSight`].
    pub fn due(
        self,
        since: Timestamp,
        declines: i64,
        time: WorkTime<'_>,
        pace: Pace,
    ) -> Result<Option<Timestamp>, OutOfSight> {
        match self {
            _ if declines >= DECLINES_FOR_THE_LEAD => Ok(None),
            Self::Desk | Self::ByHand => Ok(None),
            Self::ToProperty => Ok((declines == 0).then_some(since)),
            Self::After(minutes) => Ok(explain(since, minutes, time, pace, &[], None)?.deadline),
        }
    }
}

impl fmt::Display for ServiceRule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Desk => out.write_str("desk"),
            Self::After(minutes) => write!(out, "after:{minutes}"),
            Self::ToProperty => out.write_str("to_property"),
            Self::ByHand => out.write_str("by_hand"),
        }
    }
}

impl FromStr for ServiceRule {
    type Err = ServiceRuleError;

    fn from_str(text: &str) -> Result<Self, ServiceRuleError> {
        match text {
            "desk" => Ok(Self::Desk),
            "to_property" => Ok(Self::ToProperty),
            "by_hand" => Ok(Self::ByHand),
            _ => {
                let minutes = text.strip_prefix("after:").and_then(|minutes| minutes.parse().ok());
                let minutes = minutes.filter(|minutes| (1..=LONGEST_WAIT).contains(minutes));
                minutes.map(Self::After).ok_or(ServiceRuleError)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clocks::{Calendar, WorkingHours};
    use strum::IntoEnumIterator;

    fn at(time: &str) -> Timestamp {
        Timestamp::from_civil(format!("2026-11-{time}").parse().unwrap())
    }

    fn due(rule: ServiceRule, since: &str, declines: i64, pace: Pace) -> Option<Timestamp> {
        let (calendar, hours) = (Calendar::default(), WorkingHours::default());
        rule.due(at(since), declines, WorkTime { calendar: &calendar, hours: &hours }, pace).unwrap()
    }

    #[test]
    fn nobody_is_rung_at_night_for_what_is_not_urgent() {
        let rule = ServiceRule::After(30);
        assert_eq!(due(rule, "24T10:00", 0, Pace::Working), Some(at("24T10:30")));
        assert_eq!(due(rule, "24T22:00", 0, Pace::Working), Some(at("25T09:30")));
        assert_eq!(due(rule, "24T11:50", 1, Pace::Working), Some(at("24T13:50")), "also after a decline");
        assert_eq!(due(rule, "24T22:00", 0, Pace::WallClock), Some(at("24T22:30")));
    }

    #[test]
    fn what_came_back_is_for_people() {
        assert_eq!(due(ServiceRule::ToProperty, "24T22:00", 0, Pace::Working), Some(at("24T22:00")));
        assert_eq!(due(ServiceRule::ToProperty, "24T10:00", 1, Pace::Working), None);
        assert_eq!(due(ServiceRule::After(30), "24T10:00", 2, Pace::Working), None);
        for rule in [ServiceRule::Desk, ServiceRule::ByHand] {
            assert_eq!(due(rule, "24T10:00", 0, Pace::Working), None);
        }
    }

    #[test]
    fn a_rule_is_read_as_it_was_written() {
        for provider in ProviderKind::iter() {
            let offered = ServiceRule::offered(provider);
            assert_eq!(offered.first(), Some(&ServiceRule::default()));
            for rule in offered {
                assert_eq!(rule.to_string().parse(), Ok(rule));
            }
        }
        for nonsense in ["", "after:", "after:0", "after:481", "after:-3", "whenever"] {
            assert_eq!(nonsense.parse::<ServiceRule>(), Err(ServiceRuleError), "{nonsense}");
        }
        assert_eq!(ServiceRule::After(120).words(), "2 小时没人接，自动派");
        assert_eq!(ServiceRule::After(90).words(), "90 分钟没人接，自动派");
    }
}
