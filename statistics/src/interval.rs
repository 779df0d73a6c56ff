//! From where to where a figure may lie.

/// From where to where a figure may lie, both ends included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub lower: f64,
    /// The upper end.
    pub upper: f64,
}

impl Interval {
    /// What is known exactly, because everybody was asked and answered.
    #[must_use]
    pub fn exactly(value: f64) -> Self {
        Self { lower: value, upper: value }
    }

    /// So far to both sides.
    #[must_use]
    pub fn around(centre: f64, reach: f64) -> Self {
        Self { lower: centre - reach, upper: centre + reach }
    }

    /// Whether a value lies within.
    #[must_use]
    pub fn holds(self, value: f64) -> bool {
        self.lower <= value && value <= self.upper
    }

    /// From end to end.
    #[must_use]
    pub fn width(self) -> f64 {
        self.upper - self.lower
    }

    /// The part that lies in 0 to 1.
    pub(super) fn as_share(self) -> Self {
        Self { lower: self.lower.clamp(0.0, 1.0), upper: self.upper.clamp(0.0, 1.0) }
    }
}
