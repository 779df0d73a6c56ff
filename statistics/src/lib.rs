//! Figures that can be believed: rates with their interval, surveys with their design, verdicts on targets.
//!
//! Of a plain count ([`Count`]) one wants [`wilson`]; [`clopper_pearson`] where the confidence must never fall
//! short; [`newcombe`] for what two counts differ by. A survey is a [`Design`], the strata and clusters that
//! households were drawn from, and gives an [`Estimate`] by [`Design::proportion`] and [`Design::mean`], weighted anew by
//! [`Design::post_stratified`] or [`Design::raked`] if wanted. [`target_status`] holds an interval against a target,
//! [`ranked`] puts areas in order and says how far that order can be trusted. What is made of few answers isn't told
//! ([`may_be_told`], [`batches`], [`hidden`]).
//!
//! The formulas are those of the packages survey for R and statsmodels for Python, and the tests hold them to
//! stored results of both.

mod calibrate;
mod confidence;
mod design;
mod design_error;
mod difference;
mod disclosure;
mod draw;
mod estimate;
mod interval;
mod margin;
mod proportion;
mod quantile;
mod ranking;
mod sample_size;
mod shown;
mod shrinkage;
mod target;
mod wave;

pub use confidence::{Confidence, ConfidenceError};
pub use design::{Design, Stratum, Unit};
pub use design_error::DesignError;
pub use difference::{difference, newcombe};
pub use disclosure::{LEAST_ANSWERS, LEAST_APART, batches, hidden, may_be_told, may_stand_beside};
pub use estimate::Estimate;
pub use interval::Interval;
pub use margin::{Cell, Margin, MarginError};
pub use proportion::{Count, CountError, agresti_coull, clopper_pearson, wilson};
pub use ranking::{RANKED_FROM, RankSpan, Ranked, Ranking, ranked};
pub use sample_size::{Precision, Proof, SampleSizeError};
pub use shown::{percent, shown, span};
pub use target::{Target, TargetError, TargetStatus, target_status};
pub use wave::{MEAN, Question, QuestionKind, Row, SCALE_LIMIT, WORDS_LIMIT, estimates};

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
