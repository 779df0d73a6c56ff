//! How long each step of a service may take.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Four limits in minutes, all counted from the moment of placing.
///
/// They are minutes of working time; for an urgent service
/// ([`Service::urgent`](super::Service::urgent)) they are minutes by the clock, day and night.
/// `accept ≤ first_reply ≤ onsite < finish`, and `accept < onsite`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TimeLimits {
    /// Until somebody has accepted.
    pub accept: u32,
    /// Until the resident has heard from somebody; at most [`TimeLimits::FIRST_REPLY_LIMIT`].
    pub first_reply: u32,
    /// Until somebody is at the door; where nobody comes to the door, until work on it begins.
    pub onsite: u32,
    /// Until it is done.
    pub finish: u32,
}

/// The limits are out of order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TimeLimitsError {
    /// `first_reply < accept`.
    #[error("回音时限不能比接单时限短")]
    FirstReplyBeforeAccept,
    /// `first_reply` is longer than a working day: the answer within 24 hours could not be kept.
    #[error("回音时限最长 {} 分钟，24 小时内要有回音", TimeLimits::FIRST_REPLY_LIMIT)]
    FirstReplyTooLong,
    /// `onsite < first_reply`, or `onsite = accept`.
    #[error("上门时限要比接单时限长，也不能比回音时限短")]
    OnsiteTooShort,
    /// `finish ≤ onsite`.
    #[error("完成时限要比上门时限长")]
    FinishTooShort,
}

impl TimeLimitsError {
    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::FirstReplyBeforeAccept => "time_limits.first_reply_before_accept",
            Self::FirstReplyTooLong => "time_limits.first_reply_too_long",
            Self::OnsiteTooShort => "time_limits.onsite_too_short",
            Self::FinishTooShort => "time_limits.finish_too_short",
        }
    }

    /// The column of `services.csv` that is to be corrected.
    #[must_use]
    pub fn column(self) -> &'static str {
        match self {
            Self::FirstReplyBeforeAccept | Self::FirstReplyTooLong => "first_reply_minutes",
            Self::OnsiteTooShort => "onsite_minutes",
            Self::FinishTooShort => "finish_minutes",
        }
    }
}

impl TimeLimits {
    /// A working day has 480 minutes; the first reply takes no longer.
    pub const FIRST_REPLY_LIMIT: u32 = 480;
    /// The longest limit that may be given: a hundred working days.
    pub const LIMIT: u32 = 48_000;

    /// Whether the four are in order.
    ///
    /// # Errors
    /// [`TimeLimitsError`] for the first rule that is broken.
    pub fn check(self) -> Result<(), TimeLimitsError> {
        if self.first_reply < self.accept {
            Err(TimeLimitsError::FirstReplyBeforeAccept)
        } else if self.first_reply > Self::FIRST_REPLY_LIMIT {
            Err(TimeLimitsError::FirstReplyTooLong)
        } else if self.onsite < self.first_reply || self.onsite <= self.accept {
            Err(TimeLimitsError::OnsiteTooShort)
        } else if self.finish <= self.onsite {
            Err(TimeLimitsError::FinishTooShort)
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn limits(minutes: [u32; 4]) -> TimeLimits {
        let [accept, first_reply, onsite, finish] = minutes;
        TimeLimits { accept, first_reply, onsite, finish }
    }

    #[test]
    fn the_order_of_the_four() {
        assert_eq!(limits([30, 60, 120, 480]).check(), Ok(()));
        assert_eq!(limits([30, 30, 31, 32]).check(), Ok(()));
        assert_eq!(limits([30, 29, 120, 480]).check(), Err(TimeLimitsError::FirstReplyBeforeAccept));
        assert_eq!(limits([30, 481, 900, 999]).check(), Err(TimeLimitsError::FirstReplyTooLong));
        assert_eq!(limits([30, 60, 59, 480]).check(), Err(TimeLimitsError::OnsiteTooShort));
        assert_eq!(limits([30, 30, 30, 480]).check(), Err(TimeLimitsError::OnsiteTooShort));
        assert_eq!(limits([30, 60, 120, 120]).check(), Err(TimeLimitsError::FinishTooShort));
    }

    proptest! {
        #[test]
        fn what_is_taken_is_in_order(minutes in proptest::array::uniform4(1u32..600)) {
            let limits = limits(minutes);
            let ordered = limits.accept <= limits.first_reply
                && limits.first_reply <= limits.onsite
                && limits.accept < limits.onsite
                && limits.onsite < limits.finish
                && limits.first_reply <= 480;
            prop_assert_eq!(limits.check().is_ok(), ordered);
        }
    }
}
