//! The ten categories and what they are divided into.

use super::{CategoryCode, SubcategoryCode};
use serde::{Deserialize, Serialize};

/// 大类.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Its code.
    pub code: CategoryCode,
    /// Its name, at most [`Category::NAME_LIMIT`] characters.
    pub name: String,
    /// Its place among the categories, from 1.
    pub sort: u32,
    /// The name of its icon in Lucide, such as `house`.
    pub icon: String,
    /// One sentence for residents.
    pub description: String,
}

/// 小类.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subcategory {
    /// Its code.
    pub code: SubcategoryCode,
    /// The category that it belongs to.
    pub category: CategoryCode,
    /// Its name, at most [`Category::NAME_LIMIT`] characters.
    pub name: String,
    /// Its place within the category, from 1.
    pub sort: u32,
    /// The name of its icon in Lucide.
    pub icon: String,
    /// One sentence for residents.
    pub description: String,
}

impl Category {
    /// The most characters of a name, of categories and subcategories.
    pub const NAME_LIMIT: usize = 12;
    /// The most characters of a description.
    pub const DESCRIPTION_LIMIT: usize = 60;
    /// The most characters of an icon's name.
    pub const ICON_LIMIT: usize = 40;
    /// The last place that may be given.
    pub const SORT_LIMIT: u32 = 999;
}
