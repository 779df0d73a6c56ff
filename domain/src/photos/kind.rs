//! What a picture shows.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// What a picture shows, which follows from who adds it.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumIter,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PhotoKind {
    /// What is to be done: by whoever ordered or is served.
    Before,
    /// What was done: by whoever serves.
    After,
}

impl PhotoKind {
    /// As it stands above the pictures; `doorstep`: whether somebody comes to the door for it.
    #[must_use]
    pub fn name(self, doorstep: bool) -> &'static str {
        match (self, doorstep) {
            (Self::Before, true) => "上门前",
            (Self::Before, false) => "办之前",
            (Self::After, _) => "办完后",
        }
    }
}
