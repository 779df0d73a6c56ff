//! What members can do, in the words of the catalogue.

use crate::catalogue::{CategoryCode, Service, Subcategory, SubcategoryCode};
use serde::{Deserialize, Serialize};

/// One subcategory of the catalogue, or a whole category with all that is in it.
///
/// Skills are not a list of their own: what can be ordered is what can be able to be done, and whoever
/// keeps the catalogue keeps the skills.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "code")]
pub enum Skill {
    /// Everything in a 大类.
    Category(CategoryCode),
    /// A 小类.
    Subcategory(SubcategoryCode),
}

/// The skill that an order asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demand {
    /// The subcategory of the service.
    pub subcategory: SubcategoryCode,
    /// The category above it.
    pub category: CategoryCode,
    /// The subcategory's name: «水电与房屋维修».
    pub name: String,
    /// Whether only those may come who have the skill; otherwise it is merely better to have it.
    pub required: bool,
}

/// What is done with one's hands one is said to be able to do (会); with all else one is familiar (熟悉).
const CRAFTS: [&str; 4] = ["修", "手艺", "家政", "急救"];

impl Demand {
    /// What a service of this subcategory asks for.
    #[must_use]
    pub fn of(service: &Service, subcategory: &Subcategory, required: bool) -> Self {
        Self {
            subcategory: service.subcategory.clone(),
            category: subcategory.category.clone(),
            name: subcategory.name.clone(),
            required,
        }
    }

    /// Whether one of the skills is the one asked for, or covers it.
    #[must_use]
    pub fn met_by<'a>(&self, skills: impl IntoIterator<Item = &'a Skill>) -> bool {
        skills.into_iter().any(|skill| match skill {
            Skill::Category(category) => *category == self.category,
            Skill::Subcategory(subcategory) => *subcategory == self.subcategory,
        })
    }

    /// Of somebody who has the skill: «会水电», «熟悉政策咨询».
    #[must_use]
    pub fn words(&self) -> String {
        let verb = if CRAFTS.iter().any(|craft| self.name.contains(craft)) { "会" } else { "熟悉" };
        // Names like «水电与房屋维修» are said by their first half.
        let (first, _) = self.name.split_once('与').unwrap_or((&self.name, ""));
        format!("{verb}{first}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn demand(name: &str) -> Demand {
        Demand {
            subcategory: SubcategoryCode::parse("C0201").unwrap(),
            category: CategoryCode::parse("C02").unwrap(),
            name: name.to_owned(),
            required: true,
        }
    }

    #[test]
    fn a_category_covers_its_subcategories() {
        let subcategory = |code| Skill::Subcategory(SubcategoryCode::parse(code).unwrap());
        let category = |code| Skill::Category(CategoryCode::parse(code).unwrap());
        let demand = demand("水电与房屋维修");
        assert!(demand.met_by(&[subcategory("C0101"), subcategory("C0201")]));
        assert!(demand.met_by(&[category("C02")]));
        assert!(!demand.met_by(&[subcategory("C0202"), category("C01")]));
        assert!(!demand.met_by(&[]));
    }

    #[test]
    fn said_as_a_neighbour_would() {
        assert_eq!(demand("水电与房屋维修").words(), "会水电");
        assert_eq!(demand("便民小手艺").words(), "会便民小手艺");
        assert_eq!(demand("家庭医生与慢病").words(), "熟悉家庭医生");
    }
}
