//! The desk: the orders of a community by state, oldest first, and one of them beside the list.

use super::detail::Detail;
use super::filter::{DeskFilters, filter, href};
use crate::clocks::{ClockAlarms, due_tag};
use crate::context::{backend, now, query, signed_in};
use crate::orders::ActErrors;
use crate::page::{Notices, page};
use crate::parts::{
    ButtonKind, ButtonLink, Choice, DataCell, DataRow, DataTable, DeskPage, Empty, Pager, RowLink, Split,
    Stat, StatTiles, StateTag, Tag, Tone, Words,
};
use crate::paths;
use crate::places::{AtDesk, desk_bar, desk_who};
use crate::standing::standing;
use backend::AppError;
use backend::clocks::clock_health;
use backend::orders::{ContactView, Desk, DeskFilter, DeskGroup, Order, OrderView, Viewpoint};
use backend::recurring::of_order;
use domain::orders::{State, state_words};
use domain::time::{Timestamp, length_words};
use leptos::prelude::*;
use strum::IntoEnumIterator;

/// The desk of the role in use.
#[component]
pub fn BoardPage() -> impl IntoView {
    page(async move {
        let viewer = signed_in()?;
        let backend = backend()?;
        let filter = filter();
        let desk = backend::orders::desk(&backend, &viewer, &filter).await?;
        let chosen = query("order");
        let view = chosen_order(&backend, &viewer, &chosen).await?;
        let candidates = match &view {
            Some(view) if !desk.scope.read_only => {
                backend::orders::candidates(&backend, &viewer, &view.order).await?
            }
            _ => Vec::new(),
        };
        let nav = desk_bar(&backend, &viewer, AtDesk::Board).await?;
        let areas = super::filter::areas(&backend, &desk.scope.area).await?;
        let of = match &view {
            Some(view) => of_order(&backend, view).await?,
            None => None,
        };
        let detail = view.map(|view| {
            let back = href(&filter, &chosen);
            view! { <Detail view of candidates back next=href(&filter, "")/> }.into_any()
        });
        let health = clock_health(&backend).await?;
        let list = list(&desk, &filter, &chosen, areas, now());
        Ok(view! {
            <DeskPage title="派单台" hide_title=true live=true nav who=desk_who(&viewer) who_href=paths::ME>
                <Notices/>
                <ActErrors/>
                <ClockAlarms health now=now()/>
                <Split list detail list_href=href(&filter, "")/>
            </DeskPage>
        })
    })
}

/// The order that the address names; none if it names none.
async fn chosen_order(
    backend: &backend::Backend,
    viewer: &backend::accounts::Viewer,
    number: &str,
) -> Result<Option<OrderView>, AppError> {
    if number.is_empty() {
        return Ok(None);
    }
    backend::orders::view(backend, viewer, number, Viewpoint::Role).await.map(Some)
}

fn list(desk: &Desk, filter: &DeskFilter, chosen: &str, areas: Vec<Choice>, now: Timestamp) -> AnyView {
    let stats = DeskGroup::iter()
        .map(|group| {
            let count = desk.counts.get(&group).copied().unwrap_or(0);
            let of_group = DeskFilter { group, after: String::new(), ..filter.clone() };
            Stat {
                href: href(&of_group, ""),
                label: group.name().to_owned(),
                count: u32::try_from(count).unwrap_or(u32::MAX),
                tone: if group == DeskGroup::Placed && count > 0 { Tone::Red } else { Tone::Plain },
                current: group == filter.group,
            }
        })
        .collect();
    let rows: Vec<_> =
        desk.orders.iter().map(|(order, contact)| row(order, contact, filter, chosen, now)).collect();
    let older: Words =
        desk.next.as_ref().map(|key| href(&DeskFilter { after: key.clone(), ..filter.clone() }, "")).into();
    let first: Words = (!filter.after.is_empty())
        .then(|| href(&DeskFilter { after: String::new(), ..filter.clone() }, ""))
        .into();
    let waiting = desk.counts.get(&DeskGroup::Placed).copied().unwrap_or(0);
    let at_once = (filter.group == DeskGroup::Placed && waiting > 1 && !desk.scope.read_only).then(|| {
        view! { <ButtonLink href=paths::DESK_PLAN label="全部派单：先看方案" kind=ButtonKind::Plain/> }
    });
    let paged = older.is_some() || first.is_some();
    let table = if rows.is_empty() {
        view! { <Empty icon="inbox" words=format!("没有{}的工单", filter.group.name())/> }.into_any()
    } else {
        view! {
            <DataTable caption=format!("{}的工单", filter.group.name()) heads=vec!["服务 · 地点", "点单", "现在", "最近时限", "谁在办"]>
                {rows.into_iter().collect_view()}
            </DataTable>
        }
        .into_any()
    };
    view! {
        <StatTiles stats/>
        <DeskFilters filter=filter.clone() areas/>
        {at_once}
        {table}
        {paged.then(|| view! { <Pager newer=first older=older/> })}
    }
    .into_any()
}

fn row(order: &Order, contact: &ContactView, filter: &DeskFilter, chosen: &str, now: Timestamp) -> AnyView {
    let number = order.number.to_string();
    let current = number == chosen;
    let place = format!("{} {} · {number}", order.estate_name, contact.place);
    let assignee =
        order.state.assignee().map_or_else(|| "—".to_owned(), |assignee| assignee.name().to_owned());
    let waited = length_words(now.since(order.changed_at));
    let urgent = order.urgent.then(|| view! { <Tag label="急" tone=Tone::Red/> });
    let bounced = (order.bounces > 0).then(|| {
        view! { <Tag label=format!("退回 {} 次", order.bounces) tone=Tone::Amber/> }
    });
    let again = (order.reopened > 0).then(|| view! { <Tag label="重开" tone=Tone::Amber/> });
    let tag = Some(view! { " " {urgent} {bounced} {again} }.into_any());
    let label = order.service_name.clone();
    let to = href(filter, &number);
    let placed = order.placed_at.words(now);
    let due = order.due_at.map_or_else(|| "—".into_any(), |due| due_tag(due, now));
    let state = standing(&order.state);
    let rated = order.state.rating().map(|rating| rating.level.name());
    let sentence = rated.map_or_else(|| format!("已经 {waited}"), str::to_owned);
    let state_label: Words = match &order.state {
        State::Paused { reason, .. } => format!("暂停 · {}", reason.name()).into(),
        state => state_words(state).tag.into(),
    };
    view! {
        <DataRow current>
            <DataCell><RowLink href=to label line=place tag current/></DataCell>
            <DataCell label="点单">{placed}</DataCell>
            <DataCell label="现在">
                <StateTag standing=state label=state_label/>
                <span class="table-line">{sentence}</span>
            </DataCell>
            <DataCell label="最近时限">{due}</DataCell>
            <DataCell label="谁在办">{assignee}</DataCell>
        </DataRow>
    }
    .into_any()
}
