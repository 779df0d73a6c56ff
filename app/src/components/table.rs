//! Tables for the desk, which become cards on a narrow screen.

use super::Words;
use leptos::prelude::*;
use std::borrow::Cow;

/// A table. On a narrow screen each row becomes a card, and each cell says its heading; the roles are
/// spelled out because a browser forgets them when a table is laid out otherwise.
#[component]
pub fn DataTable(
    /// What the table shows, for screen readers.
    #[prop(into)]
    caption: String,
    /// The headings, one for each cell of a row.
    #[prop(into)]
    heads: Heads,
    /// Whether there are many rows of a few short words each: on a narrow screen they stand in one card.
    #[prop(optional)]
    compact: bool,
    /// Whether each row is one line where there is room: for lists that one works through.
    #[prop(optional)]
    dense: bool,
    /// The rows: `DataRow`s.
    children: Children,
) -> impl IntoView {
    let class = match (compact, dense) {
        (true, _) => "table table-compact",
        (false, true) => "table table-dense",
        (false, false) => "table",
    };
    let heads = heads
        .0
        .into_iter()
        .map(|head| view! { <th class="table-head" scope="col" role="columnheader">{head}</th> });
    view! {
        <table class=class role="table">
            <caption class="unseen">{caption}</caption>
            <thead role="rowgroup"><tr role="row">{heads.collect_view()}</tr></thead>
            <tbody role="rowgroup">{children()}</tbody>
        </table>
    }
}

/// The headings of a table.
#[derive(Clone, Debug)]
pub struct Heads(Vec<Cow<'static, str>>);

impl From<Vec<&'static str>> for Heads {
    fn from(heads: Vec<&'static str>) -> Self {
        Self(heads.into_iter().map(Cow::Borrowed).collect())
    }
}

impl From<Vec<String>> for Heads {
    fn from(heads: Vec<String>) -> Self {
        Self(heads.into_iter().map(Cow::Owned).collect())
    }
}

/// One row of a table.
#[component]
pub fn DataRow(
    /// Whether it is the chosen one.
    #[prop(optional)]
    current: bool,
    /// What an address calls it behind `#`, so that it is in sight.
    #[prop(optional, into)]
    id: Words,
    /// The cells: `DataCell`s.
    children: Children,
) -> impl IntoView {
    let class = if current { "table-row table-row-current" } else { "table-row" };
    view! { <tr class=class role="row" id=id.into_option()>{children()}</tr> }
}

/// One cell of a row.
#[component]
pub fn DataCell(
    /// Its heading, shown before it on a narrow screen; none for the cell that names the row.
    #[prop(optional, into)]
    label: Words,
    /// Whether there is nothing to say; a narrow screen then leaves it out.
    #[prop(optional)]
    absent: bool,
    children: Children,
) -> impl IntoView {
    let class = match (label.is_some(), absent) {
        (false, _) => "table-cell table-cell-name",
        (true, false) => "table-cell",
        (true, true) => "table-cell table-cell-absent",
    };
    view! { <td class=class role="cell" data-label=label.into_option()>{children()}</td> }
}

/// The link that names a row and leads to it; the whole row can be pressed.
#[component]
pub fn RowLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// The row's name.
    #[prop(into)]
    label: String,
    /// A second line under it.
    #[prop(optional, into)]
    line: Words,
    /// Stands behind the name: a `Tag`, for instance «急».
    #[prop(optional_no_strip)]
    tag: Option<AnyView>,
    /// Whether it is the chosen one.
    #[prop(optional)]
    current: bool,
) -> impl IntoView {
    let line = line.into_option().map(|text| view! { <span class="table-line">{text}</span> });
    view! {
        <a class="stretch row-link" href=href aria-current=current.then_some("true")>{label}</a>
        {tag}
        {line}
    }
}
