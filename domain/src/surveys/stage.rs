//! How far a wave is, and what was done to it.

use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

/// How far a wave is. It only ever goes on.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumIter,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Stage {
    /// The hashes of seed and frame are published.
    Committed,
    /// The sample is drawn and the seed is published: households are asked.
    Drawn,
    /// Nothing is taken any more.
    Closed,
}

impl Stage {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Committed => "已公布，待抽取",
            Self::Drawn => "正在调查",
            Self::Closed => "已结束",
        }
    }
}

/// What was done to a wave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumIter, EnumString, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Step {
    /// It was made.
    Created,
    /// The hashes were published.
    Committed,
    /// The sample was drawn.
    Drawn,
    /// The visits were shared out.
    SharedOut,
    /// The codes for the doors were shown, to be printed.
    LinksShown,
    /// The answers were handed out as a file.
    Exported,
    /// It was closed.
    Closed,
}

impl Step {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Created => "新建",
            Self::Committed => "公布种子指纹和名册指纹",
            Self::Drawn => "抽取样本，公开种子",
            Self::SharedOut => "分派入户",
            Self::LinksShown => "打开二维码页",
            Self::Exported => "导出答卷",
            Self::Closed => "结束调查",
        }
    }
}
