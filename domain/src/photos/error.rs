//! Why a picture can't be taken.

use super::{PHOTOS_MOST, UPLOAD_BYTES};
use thiserror::Error;

/// Why a picture is not taken. Nothing has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PhotoError {
    /// It is no picture, or one that can't be read.
    #[error("这不是照片，或者打不开；请选一张 JPG、PNG 或 WebP 的照片")]
    NotAPicture,
    /// A format of some telephones that the server can't read.
    #[error("这张照片是 HEIC 格式，这里打不开；请把手机相机的格式改成“兼容性最佳”（JPG）再拍，或截个图再传")]
    Heic,
    /// Its end is missing.
    #[error("照片没传完整，请再选一次")]
    Truncated,
    /// More bytes than are taken.
    #[error("这张照片太大，最大 {} MB；请换一张，或截个图再传", UPLOAD_BYTES / 1024 / 1024)]
    TooLarge,
    /// More pixels than are taken.
    #[error("这张照片的像素太多，这里打不开；请用普通模式再拍一张，或截个图再传")]
    TooManyPixels,
    /// There are as many as there may be.
    #[error("最多放 {PHOTOS_MOST} 张照片，先撤下一张再加")]
    Full,
    /// Added and taken back too often.
    #[error("加了又撤的次数太多，这一单不能再加照片了")]
    TooOften,
    /// Not by this person, or not any more.
    #[error("现在不能给这张工单加照片了")]
    NotNow,
    /// What was added is no longer to be taken back.
    #[error("这张照片已经留作记录，不能撤下了")]
    Kept,
}

impl PhotoError {
    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotAPicture => "photo.not_a_picture",
            Self::Heic => "photo.heic",
            Self::Truncated => "photo.truncated",
            Self::TooLarge => "photo.too_large",
            Self::TooManyPixels => "photo.too_many_pixels",
            Self::Full => "photo.full",
            Self::TooOften => "photo.too_often",
            Self::NotNow => "photo.not_now",
            Self::Kept => "photo.kept",
        }
    }
}
