//! The hours of a day in which a community works.

use crate::typed::{folded, hyphenated};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// A part of a day, in minutes since midnight: `[from, to)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first minute.
    pub from: u16,
    /// The minute behind the last; at most 1440, the end of the day.
    pub to: u16,
}

/// When a community works on a working day: at least one span, in order, none over another.
///
/// It is written `09:00-12:00,13:30-17:30`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WorkingHours(Vec<Span>);

/// Why a text can't be taken as working hours.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HoursError {
    /// Nothing is written.
    #[error("请填上班时间，例如 09:00-12:00,13:30-17:30")]
    Missing,
    /// A part of it can't be read.
    #[error("上班时间“{0}”看不懂，请写成 09:00-12:00,13:30-17:30 这样")]
    Unreadable(String),
    /// A span ends before it begins, or at once.
    #[error("上班时间 {0} 的结束要比开始晚")]
    Backwards(Span),
    /// Two spans lie over each other.
    #[error("上班时间 {0} 和 {1} 重叠了，请合成一段")]
    Overlap(Span, Span),
}

impl HoursError {
    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "hours.missing",
            Self::Unreadable(_) => "hours.unreadable",
            Self::Backwards(_) => "hours.backwards",
            Self::Overlap(..) => "hours.overlap",
        }
    }
}

impl WorkingHours {
    /// Takes spans in any order.
    ///
    /// # Errors
    /// [`HoursError`], but never that it can't be read.
    pub fn new(mut spans: Vec<Span>) -> Result<Self, HoursError> {
        spans.sort_unstable();
        if spans.is_empty() {
            return Err(HoursError::Missing);
        }
        if let Some(span) = spans.iter().find(|span| span.from >= span.to || span.to > Span::DAY) {
            return Err(HoursError::Backwards(*span));
        }
        for (one, next) in spans.iter().zip(spans.iter().skip(1)) {
            if next.from < one.to {
                return Err(HoursError::Overlap(*one, *next));
            }
        }
        Ok(Self(spans))
    }

    /// How many minutes they are in all.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        self.0.iter().map(|span| u32::from(span.to.saturating_sub(span.from))).sum()
    }

    /// The spans, the earliest first.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.0
    }
}

impl Default for WorkingHours {
    /// 09:00–12:00 and 13:30–17:30.
    fn default() -> Self {
        Self(vec![Span { from: 9 * 60, to: 12 * 60 }, Span { from: 13 * 60 + 30, to: 17 * 60 + 30 }])
    }
}

impl FromStr for WorkingHours {
    type Err = HoursError;

    /// Full-width signs and long dashes are forgiven.
    fn from_str(text: &str) -> Result<Self, HoursError> {
        let spans = text.split([',', '，', '、']).map(str::trim).filter(|part| !part.is_empty());
        let spans: Result<Vec<_>, _> = spans
            .map(|part| Span::read(part).ok_or_else(|| HoursError::Unreadable(part.to_owned())))
            .collect();
        Self::new(spans?)
    }
}

impl Span {
    /// The minutes of a day.
    const DAY: u16 = 24 * 60;

    fn read(text: &str) -> Option<Self> {
        let text = hyphenated(text);
        let (from, to) = text.split_once('-')?;
        Some(Self { from: time_of_day(from)?, to: time_of_day(to)? })
    }
}

/// `09:00`, `9:00`, up to `24:00`, in minutes since midnight.
fn time_of_day(text: &str) -> Option<u16> {
    let digits = |text: &str, most: usize| -> Option<u16> {
        let fits = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| text.parse().ok()).flatten()
    };
    let text = folded(text).replace(' ', "");
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute) = (digits(hour, 2)?, digits(minute, 2).filter(|_| minute.len() == 2)?);
    let time = hour * 60 + minute;
    (minute < 60 && time <= Span::DAY).then_some(time)
}

impl fmt::Display for Span {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, to } = self;
        write!(out, "{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)
    }
}

impl fmt::Display for WorkingHours {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, span) in self.0.iter().enumerate() {
            write!(out, "{}{span}", if place == 0 { "" } else { "," })?;
        }
        Ok(())
    }
}

impl TryFrom<String> for WorkingHours {
    type Error = HoursError;
    fn try_from(text: String) -> Result<Self, HoursError> {
        text.parse()
    }
}

impl From<WorkingHours> for String {
    fn from(hours: WorkingHours) -> Self {
        hours.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn refused(text: &str) -> HoursError {
        text.parse::<WorkingHours>().unwrap_err()
    }

    #[test]
    fn reads_what_it_writes() {
        let hours = WorkingHours::default();
        assert_eq!(hours.to_string(), "09:00-12:00,13:30-17:30");
        assert_eq!(hours.to_string().parse(), Ok(hours.clone()));
        assert_eq!("13:30–17:30， 9：00—12：00".parse(), Ok(hours));
        let whole = "00:00-24:00".parse::<WorkingHours>().unwrap();
        assert_eq!(whole.spans(), [Span { from: 0, to: 1440 }]);
    }

    #[test]
    fn says_what_is_wrong() {
        assert_eq!(refused(" , "), HoursError::Missing);
        for text in
            ["9-12", "09:00", "09:00-25:00", "09:60-10:00", "09:00-24:01", "9:5-10:00", "上午", "+9:00-10:00"]
        {
            assert_eq!(refused(text), HoursError::Unreadable(text.to_owned()));
        }
        assert_eq!(refused("12:00-09:00").to_string(), "上班时间 12:00-09:00 的结束要比开始晚");
        assert_eq!(refused("09:00-09:00").code(), "hours.backwards");
        assert_eq!(
            refused("13:00-17:30,09:00-13:30").to_string(),
            "上班时间 09:00-13:30 和 13:00-17:30 重叠了，请合成一段"
        );
        assert!("09:00-12:00,12:00-15:00".parse::<WorkingHours>().is_ok(), "they touch, no more");
    }

    #[test]
    fn passes_through_json_checked() {
        let hours = WorkingHours::default();
        assert_eq!(serde_json::to_string(&hours).unwrap(), "\"09:00-12:00,13:30-17:30\"");
        assert!(serde_json::from_str::<WorkingHours>("\"25:00-26:00\"").unwrap_err().is_data());
    }

    proptest! {
        #[test]
        fn never_panics(text in "[0-9:,-]{0,24}|\\PC{0,20}") {
            if let Ok(hours) = text.parse::<WorkingHours>() {
                prop_assert_eq!(hours.to_string().parse(), Ok(hours));
            }
        }
    }
}
