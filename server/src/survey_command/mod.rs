//! `diandiantong survey`: what one does with a survey outside of its pages.

mod estimate;
mod export;
mod redraw;

pub use estimate::estimate;
pub use export::export;
pub use redraw::redraw;

use crate::failure::Failure;
use crate::spoken::{table, translated};
use backend::import::ImportFailure;
use domain::surveys::SeedError;
use locale::said;
use statistics::ConfidenceError;
use std::path::PathBuf;
use thiserror::Error;

/// Why a survey can't be reckoned, a draw not repeated, or the files of a wave not written.
#[derive(Debug, Error)]
pub enum SurveyFailure {
    /// The confidence is none.
    #[error("{}", said!("--confidence 不对：{}", "--confidence is wrong: {}", translated(.0)))]
    Confidence(#[from] ConfidenceError),
    /// A file is wrong.
    #[error("{}", said!(
        "文件有错，请改好再试：{}",
        "A file is wrong, mend it and try again: {}",
        table(.0)
    ))]
    Files(#[from] ImportFailure),
    /// The seed is none.
    #[error("{}", said!("种子不对：{}", "The seed is wrong: {}", translated(.0)))]
    Seed(SeedError),
    /// A stratum stands in one table only, or has fewer households than are to be drawn.
    #[error("{}", said!(
        "{stratum} 要抽 {draw} 户，名册里只有 {households} 户，请核对两个文件",
        "Of {stratum}, {draw} households are to be drawn and the frame has {households}: compare the two files"
    ))]
    TooFew {
        /// Which.
        stratum: String,
        /// How many are to be drawn.
        draw: u32,
        /// How many there are.
        households: usize,
    },
    /// A file is there already, or can't be written.
    #[error("{}", said!("写不了文件 {}：{reason}", "Can't write the file {}: {reason}", .file.display()))]
    Write {
        /// Which.
        file: PathBuf,
        /// What the system says.
        reason: std::io::Error,
    },
}

impl From<SurveyFailure> for Failure {
    fn from(failure: SurveyFailure) -> Self {
        Self::Command(Box::new(failure))
    }
}
