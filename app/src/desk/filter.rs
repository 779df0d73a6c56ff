//! The filters of the desk: all of them stand in the address, so that a view can be kept and sent.

use crate::components::{Choice, Field, FieldHidden, FieldSelect, FieldText, FilterForm};
use crate::context::query;
use crate::paths;
use crate::verbatim::verbatim;
use backend::orders::{DeskFilter, DeskGroup};
use backend::{AppError, Backend, areas};
use domain::areas::{AreaCode, AreaKind};
use domain::catalogue::ServiceList;
use leptos::prelude::*;
use strum::IntoEnumIterator;

/// The most characters of a search at the desk.
const WORDS_LIMIT: u32 = 40;

/// The filter that the address names; what makes no sense in it is left out.
pub(super) fn filter() -> DeskFilter {
    let list = query("list").parse::<ServiceList>().map(|list| list.to_string()).unwrap_or_default();
    let group = query("state").parse().unwrap_or_default();
    DeskFilter {
        group,
        clock: query("clock").parse().ok().filter(|_| group == DeskGroup::Late),
        list,
        area: query("area"),
        words: query("q").chars().take(40).collect(),
        after: query("after"),
    }
}

/// The address of a filter, with one order open beside the list, or none.
pub(super) fn href(filter: &DeskFilter, order: &str) -> String {
    let group = if filter.group == DeskGroup::default() { "" } else { <&str>::from(filter.group) };
    paths::with(
        paths::DESK,
        &[
            ("state", group),
            ("clock", filter.clock.map_or("", <&str>::from)),
            ("list", &filter.list),
            ("area", &filter.area),
            ("q", &filter.words),
            ("after", &filter.after),
            ("order", order),
        ],
    )
}

/// The address of a group, of the whole desk or of an area in it.
pub(crate) fn group_href(group: DeskGroup, area: &str) -> String {
    href(&DeskFilter { group, area: area.to_owned(), ..DeskFilter::default() }, "")
}

/// The same with the row of the open order in sight: the list goes on where one was.
pub(super) fn in_sight(filter: &DeskFilter, order: &str) -> String {
    let href = href(filter, order);
    if order.is_empty() { href } else { format!("{href}#{order}") }
}

/// The address of the plan for what a filter shows.
pub(super) fn plan_href(filter: &DeskFilter) -> String {
    paths::with(paths::DESK_PLAN, &[("list", &filter.list), ("area", &filter.area)])
}

/// What one can narrow the desk to: the estates of a community, or the communities above it.
pub(super) async fn areas(backend: &Backend, area: &AreaCode) -> Result<Vec<Choice>, AppError> {
    let tree = areas::tree(backend).await?;
    let kind = match tree.get(area).map(|area| area.kind) {
        Some(AreaKind::Community) => AreaKind::Estate,
        _ => AreaKind::Community,
    };
    Ok(tree
        .of_kind(kind)
        .into_iter()
        .filter(|inner| area.covers(&inner.code))
        .map(|inner| Choice::new(inner.code.to_string(), verbatim(&inner.name)))
        .collect())
}

/// The form of the filters.
#[component]
pub(super) fn DeskFilters(
    /// What is filtered now.
    filter: DeskFilter,
    /// The areas to choose from.
    areas: Vec<Choice>,
) -> impl IntoView {
    let lists = ServiceList::iter().map(|list| Choice::new(list.to_string(), list.name())).collect();
    let group = if filter.group == DeskGroup::default() { "" } else { <&str>::from(filter.group) };
    view! {
        <FilterForm action=paths::DESK>
            <FieldHidden field="state" value=group/>
            <FieldHidden field="clock" value=filter.clock.map_or("", <&str>::from)/>
            <FieldText field=Field::named("q").or(filter.words) label="单号、服务、地址、接单人" maxlength=Some(WORDS_LIMIT)/>
            <FieldSelect field=Field::named("list").or(filter.list) label="清单" choices=lists blank="全部"/>
            <FieldSelect field=Field::named("area").or(filter.area) label="在哪" choices=areas blank="全部"/>
        </FilterForm>
    }
}
