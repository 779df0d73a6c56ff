//! `diandiantong survey`: what one does with a survey outside of its pages.

mod estimate;
mod export;
mod redraw;

pub use estimate::estimate;
pub use export::export;
pub use redraw::redraw;

use crate::failure::Failure;
use backend::import::ImportFailure;
use domain::surveys::SeedError;
use statistics::ConfidenceError;
use std::path::PathBuf;
use thiserror::Error;

/// Why a survey can't be reckoned, a draw not repeated, or the files of a wave not written.
#[derive(Debug, Error)]
pub enum SurveyFailure {
    /// The confidence is none.
    #[error("--confidence 不对：{0}")]
    Confidence(#[from] ConfidenceError),
    /// A file is wrong.
    #[error("文件有错，请改好再试：{0}")]
    Files(#[from] ImportFailure),
    /// The seed is none.
    #[error("种子不对：{0}")]
    Seed(SeedError),
    /// A stratum stands in one table only, or has fewer households than are to be drawn.
    #[error("{stratum} 要抽 {draw} 户，名册里只有 {households} 户，请核对两个文件")]
    TooFew {
        /// Which.
        stratum: String,
        /// How many are to be drawn.
        draw: u32,
        /// How many there are.
        households: usize,
    },
    /// A file is there already, or can't be written.
    #[error("写不了文件 {}：{reason}", .file.display())]
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
