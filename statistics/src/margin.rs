//! What is known of everybody, and what can be wrong with it.

use super::calibrate::ROUNDS;
use thiserror::Error;

/// How many households of the population have a level of a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The level.
    pub level: String,
    /// How many households.
    pub households: u32,
}

/// What is known of a variable: its levels in the population, and the level of each household that was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Margin {
    /// What the variable is called.
    pub variable: String,
    /// The population.
    pub cells: Vec<Cell>,
    /// The sample, in the order of the design's households.
    pub levels: Vec<String>,
}

/// Why weights can't be made to agree.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MarginError {
    /// There is no margin, or one has not one level for each household.
    #[error("总体的表里没有变量，或者有的户没有填")]
    Shape,
    /// A level is listed twice.
    #[error("变量 {variable} 的“{level}”写了两遍，请删掉一个")]
    Twice {
        /// Of which variable.
        variable: String,
        /// Which.
        level: String,
    },
    /// Households of the sample have a level that nobody of the population has.
    #[error("样本里有变量 {variable} 的“{level}”，总体里没有，请补上")]
    Unknown {
        /// Of which variable.
        variable: String,
        /// Which.
        level: String,
    },
    /// Households of the population have a level that nobody of the sample has.
    #[error("变量 {variable} 的“{level}”一户也没有抽到，无从推算；请和相近的合并")]
    Untouched {
        /// Of which variable.
        variable: String,
        /// Which.
        level: String,
    },
    /// Two variables don't add up to the same population.
    #[error("变量 {variable} 的户数加起来和别的变量不一样，请核对")]
    Total {
        /// Which differs from the first.
        variable: String,
    },
    /// Raking came to no end.
    #[error("迭代 {ROUNDS} 轮还对不上总体，请把抽得少的合并起来，或少用一个变量")]
    NoEnd,
}

impl MarginError {
    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Shape => "margin.shape",
            Self::Twice { .. } => "margin.twice",
            Self::Unknown { .. } => "margin.unknown",
            Self::Untouched { .. } => "margin.untouched",
            Self::Total { .. } => "margin.total",
            Self::NoEnd => "margin.no_end",
        }
    }
}
