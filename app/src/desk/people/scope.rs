//! Whose people are shown, and what the viewer may grant there.

use super::AFTER;
use crate::components::{ButtonKind, Choice, Field, FieldSelect, SubmitButton};
use crate::paths;
use crate::verbatim::verbatim;
use backend::AppError;
use backend::accounts::Viewer;
use backend::areas::AreaTree;
use domain::accounts::{Role, may_grant};
use domain::areas::{Area, AreaCode, AreaKind};
use leptos::prelude::*;
use strum::IntoEnumIterator;

/// What the page is about.
#[derive(Clone)]
pub(super) struct Scope {
    /// Whose people.
    pub area: AreaCode,
    /// Its name.
    pub name: String,
    /// The roles that the viewer may grant there; none for those who only look.
    pub roles: Vec<Role>,
    /// The areas that a role can be granted for.
    pub areas: Vec<Choice>,
    /// The other areas that the viewer may turn to: for administrators.
    pub wider: Vec<Choice>,
}

impl Scope {
    /// The page of this scope, from a key of the list on.
    pub fn href(&self, after: &str) -> String {
        let area = if self.wider.is_empty() { "" } else { self.area.as_str() };
        paths::with(paths::DESK_PEOPLE, &[("area", area), (AFTER, after)])
    }
}

/// The area in use; an administrator turns to any area within the own one, by its code.
pub(super) fn scope(viewer: &Viewer, tree: &AreaTree, turned_to: &str) -> Result<Scope, AppError> {
    let own = viewer.in_use.as_ref().ok_or_else(AppError::denied)?;
    if !(own.role.is_of_community_desk() || own.role == Role::Admin) {
        return Err(AppError::denied());
    }
    let chosen = (own.role == Role::Admin).then(|| AreaCode::parse(turned_to).ok()).flatten();
    let area = chosen.filter(|area| own.covers(area)).unwrap_or_else(|| own.area.clone());
    let area = tree.get(&area).ok_or_else(|| AppError::not_found("area.not_found", "这个区域"))?;
    let roles = Role::iter().filter(|role| fits_below(*role, area.kind) && may_grant(own, *role, &area.code));
    Ok(Scope {
        roles: roles.collect(),
        areas: areas_below(tree, area),
        wider: if own.role == Role::Admin { wider(tree, &own.area) } else { Vec::new() },
        area: area.code.clone(),
        name: area.name.clone(),
    })
}

/// Whether the role can be granted for an area of this kind, or for one within it that is offered.
fn fits_below(role: Role, kind: AreaKind) -> bool {
    let below = if kind == AreaKind::Community { vec![AreaKind::Estate, AreaKind::Grid] } else { Vec::new() };
    std::iter::once(kind).chain(below).any(|kind| role.fits(kind))
}

/// The area itself; for a community also its estates, each with its grids.
fn areas_below(tree: &AreaTree, area: &Area) -> Vec<Choice> {
    let whole = match area.kind {
        AreaKind::Community => format!("整个{}", verbatim(&area.name)),
        _ => verbatim(&area.name),
    };
    let mut choices = vec![Choice::new(area.code.as_str(), whole)];
    if area.kind == AreaKind::Community {
        for estate in tree.children(&area.code) {
            let whole = Choice::new(estate.code.as_str(), format!("整个{}", verbatim(&estate.name)));
            let grids = tree.children(&estate.code).into_iter();
            let grids = grids.map(|grid| Choice::new(grid.code.as_str(), verbatim(&grid.name)));
            let choices_of_estate = std::iter::once(whole).chain(grids);
            choices.extend(choices_of_estate.map(|choice| choice.group(verbatim(&estate.name))));
        }
    }
    choices
}

/// The district, its offices, and the communities of each.
fn wider(tree: &AreaTree, own: &AreaCode) -> Vec<Choice> {
    let mut choices = vec![Choice::new(own.as_str(), verbatim(tree.name(own)))];
    for office in tree.children(own) {
        let whole = Choice::new(office.code.as_str(), verbatim(&office.name));
        let communities = tree.children(&office.code).into_iter();
        let communities = communities.map(|area| Choice::new(area.code.as_str(), verbatim(&area.name)));
        choices.extend(
            std::iter::once(whole).chain(communities).map(|choice| choice.group(verbatim(&office.name))),
        );
    }
    choices
}

/// The choice of an area, for administrators: its address can be kept and sent.
#[component]
pub(super) fn AreaPicker(choices: Vec<Choice>, area: String) -> impl IntoView {
    view! {
        <form class="filter" method="get" action=paths::DESK_PEOPLE>
            <FieldSelect field=Field::named("area").or(area) id="area-picker" label="看哪里的人员" choices/>
            <SubmitButton label="看这里" kind=ButtonKind::Plain/>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(code: &str, kind: AreaKind, parent: Option<&str>, name: &str) -> Area {
        Area {
            code: AreaCode::parse(code).unwrap(),
            kind,
            parent: parent.map(|code| AreaCode::parse(code).unwrap()),
            name: name.into(),
            households: 0,
            note: String::new(),
            closed: false,
            merged_into: None,
        }
    }

    fn tree() -> AreaTree {
        AreaTree::new(vec![
            area("K", AreaKind::District, None, "昆山开发区"),
            area("K1", AreaKind::Office, Some("K"), "中华园城市管理办事处"),
            area("K101", AreaKind::Community, Some("K1"), "樾城社区"),
            area("K10101", AreaKind::Estate, Some("K101"), "中华园"),
            area("K1010101", AreaKind::Grid, Some("K10101"), "中华园第一网格"),
        ])
    }

    #[test]
    fn a_community_offers_its_estates_and_grids() {
        let tree = tree();
        let community = tree.get(&AreaCode::parse("K101").unwrap()).unwrap();
        let labels: Vec<_> = areas_below(&tree, community).into_iter().map(|choice| choice.label).collect();
        assert_eq!(labels, ["整个樾城社区", "整个中华园", "中华园第一网格"]);
        assert!(fits_below(Role::Member, AreaKind::Community));
        assert!(!fits_below(Role::OfficeLead, AreaKind::Community));
        assert!(!fits_below(Role::Staff, AreaKind::District));
    }

    #[test]
    fn an_administrator_turns_to_offices_and_communities() {
        let codes: Vec<_> =
            wider(&tree(), &AreaCode::parse("K").unwrap()).into_iter().map(|choice| choice.value).collect();
        assert_eq!(codes, ["K", "K1", "K101"]);
    }
}
