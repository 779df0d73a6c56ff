//! The tree in memory.

use domain::areas::{Area, AreaCode, AreaKind, Telephone};
use std::collections::BTreeMap;

/// How often an estate may have become a part of another; more can only go round in a circle.
const MERGED_AT_MOST: usize = 16;

/// All areas by their codes, and the telephones of those that have one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AreaTree {
    areas: BTreeMap<AreaCode, Area>,
    telephones: BTreeMap<AreaCode, Telephone>,
}

impl AreaTree {
    /// A tree of these areas.
    #[must_use]
    pub fn new(areas: Vec<Area>) -> Self {
        let areas = areas.into_iter().map(|area| (area.code.clone(), area)).collect();
        Self { areas, telephones: BTreeMap::new() }
    }

    /// The tree, with these telephones.
    #[must_use]
    pub fn with_telephones(self, telephones: impl IntoIterator<Item = (AreaCode, Telephone)>) -> Self {
        Self { telephones: telephones.into_iter().collect(), ..self }
    }

    /// An area's own telephone.
    #[must_use]
    pub fn own_telephone(&self, code: &AreaCode) -> Option<&Telephone> {
        self.telephones.get(code)
    }

    /// Whom to call about an area: the community that it lies in, or else the next area above with a telephone.
    #[must_use]
    pub fn whom_to_call(&self, code: &AreaCode) -> Option<(&Area, &Telephone)> {
        self.line(code).find_map(|area| Some((area, self.own_telephone(&area.code)?)))
    }

    /// Whether anybody at all has a telephone.
    #[must_use]
    pub fn has_telephones(&self) -> bool {
        !self.telephones.is_empty()
    }

    /// Whether there is no area at all: nothing was imported yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.areas.is_empty()
    }

    /// The area of a code.
    #[must_use]
    pub fn get(&self, code: &AreaCode) -> Option<&Area> {
        self.areas.get(code)
    }

    /// The name of an area; empty if there is none of that code.
    #[must_use]
    pub fn name(&self, code: &AreaCode) -> &str {
        self.get(code).map_or("", |area| &area.name)
    }

    /// The areas directly below, in the order of their codes.
    #[must_use]
    pub fn children(&self, code: &AreaCode) -> Vec<&Area> {
        self.areas.values().filter(|area| area.parent.as_ref() == Some(code)).collect()
    }

    /// The estate that one can live in under that code: none that is no more.
    #[must_use]
    pub fn lived_in(&self, code: &AreaCode) -> Option<&Area> {
        self.get(code).filter(|area| area.kind == AreaKind::Estate && !area.closed)
    }

    /// The estate that one lives in now who lived under that code: the same, or what it has become a part of.
    #[must_use]
    pub fn lived_in_now(&self, code: &AreaCode) -> Option<&Area> {
        let into = |area: &&Area| self.get(area.merged_into.as_ref()?);
        std::iter::successors(self.get(code), into)
            .take(MERGED_AT_MOST)
            .find(|area| area.kind == AreaKind::Estate && !area.closed)
    }

    /// The estates that whoever lives in one now may have lived in before: itself, and those that have become a part of it.
    #[must_use]
    pub fn lived_in_before(&self, code: &AreaCode) -> Vec<&Area> {
        let mut estates = self.of_kind(AreaKind::Estate);
        estates.retain(|area| self.lived_in_now(&area.code).is_some_and(|now| now.code == *code));
        estates
    }

    /// All areas of a level, in the order of their codes.
    #[must_use]
    pub fn of_kind(&self, kind: AreaKind) -> Vec<&Area> {
        self.areas.values().filter(|area| area.kind == kind).collect()
    }

    /// The community that an area is or lies in; none for an office or a district.
    #[must_use]
    pub fn community_of(&self, code: &AreaCode) -> Option<&Area> {
        self.line(code).find(|area| area.kind == AreaKind::Community)
    }

    /// «樾城社区 · 中华园 · 中华园第一网格»: from the community down, which is what people say. An
    /// office or a district stands for itself.
    #[must_use]
    pub fn name_path(&self, code: &AreaCode) -> String {
        let mut names: Vec<&str> = Vec::new();
        for area in self.line(code) {
            if area.kind >= AreaKind::Community || names.is_empty() {
                names.push(&area.name);
            }
        }
        names.reverse();
        names.join(" · ")
    }

    /// The area and those above it, from below to above.
    fn line(&self, code: &AreaCode) -> impl Iterator<Item = &Area> {
        std::iter::successors(self.get(code), |area| self.get(area.parent.as_ref()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> AreaTree {
        let area = |(code, kind, parent, name): (&str, AreaKind, &str, &str)| Area {
            code: AreaCode::parse(code).unwrap(),
            kind,
            parent: AreaCode::parse(parent).ok(),
            name: name.into(),
            households: 1,
            note: String::new(),
            closed: false,
            merged_into: None,
        };
        let areas = [
            ("K", AreaKind::District, "", "昆山开发区"),
            ("K1", AreaKind::Office, "K", "中华园办事处"),
            ("K101", AreaKind::Community, "K1", "樾城社区"),
            ("K10101", AreaKind::Estate, "K101", "中华园"),
            ("K10102", AreaKind::Estate, "K101", "书香名邸"),
            ("K1010101", AreaKind::Grid, "K10101", "第一网格"),
        ];
        AreaTree::new(areas.into_iter().map(area).collect())
    }

    fn code(text: &str) -> AreaCode {
        AreaCode::parse(text).unwrap()
    }

    #[test]
    fn paths_begin_at_the_community() {
        let tree = tree();
        assert_eq!(tree.name_path(&code("K1010101")), "樾城社区 · 中华园 · 第一网格");
        assert_eq!(tree.name_path(&code("K101")), "樾城社区");
        assert_eq!(tree.name_path(&code("K1")), "中华园办事处");
        assert_eq!(tree.name_path(&code("K9")), "");
    }

    #[test]
    fn who_has_no_telephone_is_called_at_the_office() {
        let telephone = |text: &str| Telephone::parse(text).unwrap();
        let tree = tree().with_telephones([(code("K1"), telephone("12345"))]);
        let called = |tree: &AreaTree, area: &str| {
            tree.whom_to_call(&code(area)).map(|(area, number)| format!("{} {number}", area.name))
        };
        assert_eq!(called(&tree, "K1010101").as_deref(), Some("中华园办事处 12345"));
        let tree = tree.with_telephones([(code("K1"), telephone("12345")), (code("K101"), telephone("110"))]);
        assert_eq!(called(&tree, "K1010101").as_deref(), Some("樾城社区 110"));
        assert_eq!(called(&tree, "K1").as_deref(), Some("中华园办事处 12345"));
        assert_eq!(called(&tree, "K"), None, "never the office below");
        assert!(tree.has_telephones() && !AreaTree::default().has_telephones());
    }

    #[test]
    fn each_area_below_has_its_community() {
        let tree = tree();
        for below in ["K101", "K10101", "K1010101"] {
            assert_eq!(tree.community_of(&code(below)).unwrap().name, "樾城社区");
        }
        assert_eq!(tree.community_of(&code("K1")), None);
        let children = tree.children(&code("K101"));
        assert_eq!(
            children.iter().map(|area| area.name.as_str()).collect::<Vec<_>>(),
            ["中华园", "书香名邸"]
        );
    }
}
