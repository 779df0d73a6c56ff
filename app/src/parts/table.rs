//! Tables for the desk, which become cards on a narrow screen.

use super::Words;
use leptos::prelude::*;

/// A table. On a narrow screen each row becomes a card, and each cell says its heading; the roles are
/// spelled out because a browser forgets them when a table is laid out otherwise.
#[component]
pub fn DataTable(
    /// What the table shows, for screen readers.
    #[prop(into)]
    caption: String,
    /// The headings, one for each cell of a row.
    heads: Vec<&'static str>,
    /// The rows: `DataRow`s.
    children: Children,
) -> impl IntoView {
    let heads = heads
        .into_iter()
        .map(|head| view! { <th class="table-head" scope="col" role="columnheader">{head}</th> });
    view! {
        <table class="table" role="table">
            <caption class="unseen">{caption}</caption>
            <thead role="rowgroup"><tr role="row">{heads.collect_view()}</tr></thead>
            <tbody role="rowgroup">{children()}</tbody>
        </table>
    }
}

/// One row of a table.
#[component]
pub fn DataRow(
    /// Whether it is the chosen one.
    #[prop(optional)]
    current: bool,
    /// The cells: `DataCell`s.
    children: Children,
) -> impl IntoView {
    let class = if current { "table-row table-row-current" } else { "table-row" };
    view! { <tr class=class role="row">{children()}</tr> }
}

/// One cell of a row.
#[component]
pub fn DataCell(
    /// Its heading, shown before it on a narrow screen; none for the cell that names the row.
    #[prop(optional, into)]
    label: Words,
    children: Children,
) -> impl IntoView {
    let class = if label.is_some() { "table-cell" } else { "table-cell table-cell-name" };
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
