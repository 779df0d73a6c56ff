//! The tree of areas: 区, 城市管理办事处, 社区, 小区, 网格.

mod area;
mod code;
#[cfg(feature = "search")]
mod meant;
mod record;
mod telephone;
mod tree;

pub use area::{Area, AreaKind, HOUSEHOLDS_LIMIT, NAME_LIMIT, NOTE_LIMIT};
pub use code::{AreaCode, AreaCodeError};
#[cfg(feature = "search")]
pub use meant::{Meant, meant};
pub use record::{AreaRecord, left_open, parse_areas, parse_telephones};
pub use telephone::{Telephone, TelephoneError};
pub use tree::{AreaProblem, AreaReason, check_tree};
