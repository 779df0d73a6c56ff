//! How sure an interval is.

use super::quantile;
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// How often intervals made this way hold the truth: more than 0, less than 1.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Confidence(f64);

/// It is no confidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("置信水平要在 0.5 和 0.9999 之间，例如 0.95")]
pub struct ConfidenceError;

impl ConfidenceError {
    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        "confidence.range"
    }
}

impl Confidence {
    /// The usual one: 95 %.
    pub const USUAL: Self = Self(0.95);

    /// Takes a share, 0.95 for 95 %.
    ///
    /// # Errors
    /// [`ConfidenceError`] outside of 0.5 to 0.9999: less is a coin, more asks the tails for what they don't know.
    pub fn new(level: f64) -> Result<Self, ConfidenceError> {
        if (0.5..=0.9999).contains(&level) { Ok(Self(level)) } else { Err(ConfidenceError) }
    }

    /// As a share.
    #[must_use]
    pub fn level(self) -> f64 {
        self.0
    }

    /// What is left on each side.
    #[must_use]
    pub fn tail(self) -> f64 {
        (1.0 - self.0) / 2.0
    }

    /// How many standard errors lie on each side, if they are known.
    pub(super) fn normal(self) -> f64 {
        quantile::normal(self.tail())
    }

    /// The same if they are estimated with so many degrees of freedom.
    pub(super) fn student(self, degrees: u32) -> f64 {
        quantile::student(f64::from(degrees), self.tail())
    }
}

impl Default for Confidence {
    fn default() -> Self {
        Self::USUAL
    }
}

impl FromStr for Confidence {
    type Err = ConfidenceError;

    fn from_str(text: &str) -> Result<Self, ConfidenceError> {
        Self::new(text.trim().parse().map_err(|_| ConfidenceError)?)
    }
}

/// «95%».
impl fmt::Display for Confidence {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:.2}", self.0 * 100.0);
        write!(out, "{}%", digits.trim_end_matches('0').trim_end_matches('.'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_means_something_is_taken() {
        assert_eq!("0.95".parse(), Ok(Confidence::USUAL));
        for text in ["", "95", "0.4", "1", "NaN", "inf", "很有把握"] {
            assert_eq!(text.parse::<Confidence>(), Err(ConfidenceError), "{text}");
        }
        assert_eq!(Confidence::USUAL.to_string(), "95%");
        assert_eq!(Confidence::new(0.999).unwrap().to_string(), "99.9%");
    }
}
