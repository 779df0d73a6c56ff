//! An area and its level in the tree.

use super::AreaCode;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// The most characters of an area's name.
pub const NAME_LIMIT: usize = 30;
/// The most characters of an area's note.
pub const NOTE_LIMIT: usize = 200;
/// The most households that an area may claim; far more than any district has.
pub const HOUSEHOLDS_LIMIT: u32 = 10_000_000;

/// The five levels of the tree, from the top down.
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
    EnumString,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum AreaKind {
    /// 区.
    District,
    /// 城市管理办事处.
    Office,
    /// 社区: every order belongs to one.
    Community,
    /// 小区: where people live; every order hangs on one.
    Estate,
    /// 网格: a few buildings of an estate, looked after by one grid worker.
    Grid,
}

impl AreaKind {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::District => "区",
            Self::Office => "城市管理办事处",
            Self::Community => "社区",
            Self::Estate => "小区",
            Self::Grid => "网格",
        }
    }

    /// The level above; none above the district.
    #[must_use]
    pub fn above(self) -> Option<Self> {
        match self {
            Self::District => None,
            Self::Office => Some(Self::District),
            Self::Community => Some(Self::Office),
            Self::Estate => Some(Self::Community),
            Self::Grid => Some(Self::Estate),
        }
    }

    /// Whether it has an office of its own, where somebody answers a telephone.
    #[must_use]
    pub fn has_telephone(self) -> bool {
        matches!(self, Self::Office | Self::Community)
    }

    /// Whether it can be given up for itself; all others go with those above or below.
    #[must_use]
    pub fn closes(self) -> bool {
        self == Self::Estate
    }

    /// The level below; none below the grid.
    #[must_use]
    pub fn below(self) -> Option<Self> {
        match self {
            Self::District => Some(Self::Office),
            Self::Office => Some(Self::Community),
            Self::Community => Some(Self::Estate),
            Self::Estate => Some(Self::Grid),
            Self::Grid => None,
        }
    }
}

/// A node of the tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// Its code.
    pub code: AreaCode,
    /// Its level.
    pub kind: AreaKind,
    /// The area one level up; none for a district.
    pub parent: Option<AreaCode>,
    /// Its name, 1 to [`NAME_LIMIT`] characters.
    pub name: String,
    /// Households that live in it. An upper area has the sum of its children, so a total over many
    /// areas counts the grids alone.
    pub households: u32,
    /// Remarks for whoever keeps the data, at most [`NOTE_LIMIT`] characters; never on a page.
    pub note: String,
    /// Whether it is no more: an estate that was pulled down or given up. Nobody moves in and nothing is ordered there,
    /// but what was stays as it was.
    pub closed: bool,
    /// The estate that it has become a part of, if it is closed for that reason: whoever lived here lives there.
    pub merged_into: Option<AreaCode>,
}

impl Area {
    /// Whether `other` lies directly below this area.
    #[must_use]
    pub fn is_parent_of(&self, other: &Self) -> bool {
        other.parent.as_ref() == Some(&self.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn levels_are_a_ladder() {
        for kind in AreaKind::iter() {
            assert_eq!(kind.below().and_then(AreaKind::above), kind.below().map(|_| kind));
            assert!(kind.above().is_none_or(|above| above < kind));
            assert_eq!(kind.to_string().parse(), Ok(kind));
        }
    }
}
