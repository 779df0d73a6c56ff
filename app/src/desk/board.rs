//! The desk: the orders of a community, the most pressing first, and one of them beside the list.

use super::detail::Detail;
use super::filter::{DeskFilters, filter, href, in_sight, plan_href};
use super::rows::{Columns, row};
use crate::clocks::{clock_alarms, nearness_tone};
use crate::components::{
    ButtonKind, ButtonLink, ButtonRow, Choice, DataTable, DeskPage, Empty, Notice, Pager, Split, Stat,
    StatTiles, Tone, Words,
};
use crate::context::{backend, now, query, signed_in};
use crate::nav::{board_bar, desk_who};
use crate::orders::ActErrors;
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::accounts::Viewer;
use backend::orders::{Desk, DeskFilter, DeskGroup, OrderView, Viewpoint};
use backend::photos::OrderPhotos;
use backend::recurring::of_order;
use backend::{AppError, Backend, ErrorKind};
use domain::time::Timestamp;
use domain::typed::folded;
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
        let (chosen, view) = chosen_order(&backend, &viewer, &filter).await?;
        let candidates = match &view {
            Some(view) if !desk.scope.read_only => {
                backend::dispatch::candidates(&backend, &viewer, &view.order).await?
            }
            _ => Vec::new(),
        };
        let nav = board_bar(&backend, &viewer).await?;
        let areas = super::filter::areas(&backend, &desk.scope.area).await?;
        let of = match &view {
            Some(view) => of_order(&backend, view).await?,
            None => None,
        };
        let photos = match &view {
            Some(view) => backend::photos::of_order(&backend, &viewer, view).await?,
            None => OrderPhotos::default(),
        };
        let detail = view.map(|view| {
            let back = href(&filter, &chosen);
            let reader = viewer.person.clone();
            let numbers: Vec<_> = desk.orders.iter().map(|(order, _)| order.number.to_string()).collect();
            let next = in_sight(&list_of(&filter), following(&numbers, &chosen));
            view! { <Detail view of photos candidates back next reader/> }.into_any()
        });
        let alarms = clock_alarms(&backend).await?;
        let waiting = desk.counts.get(&DeskGroup::Placed).copied().unwrap_or(0);
        let list = list(&desk, &filter, &chosen, areas, now());
        Ok(view! {
            <DeskPage title="派单台" hide_title=true waiting live=true nav who=desk_who(&viewer) who_href=paths::ME>
                <Notices/>
                <ActErrors/>
                {alarms}
                <Split list detail list_href=href(&list_of(&filter), "")/>
            </DeskPage>
        })
    })
}

/// The order that is opened once something is done with the chosen one: the next of the list, or the one before the last;
/// none where the list has no other.
fn following<'a>(numbers: &'a [String], chosen: &str) -> &'a str {
    let Some(place) = numbers.iter().position(|number| number == chosen) else { return "" };
    let before = || place.checked_sub(1).and_then(|before| numbers.get(before));
    numbers.get(place + 1).or_else(before).map_or("", String::as_str)
}

/// The list to come back to: a search by a whole number would open its order again.
fn list_of(filter: &DeskFilter) -> DeskFilter {
    let words = if filter.number().is_some() { String::new() } else { filter.words.clone() };
    DeskFilter { words, ..filter.clone() }
}

/// The order that the address names, or that is searched for by its whole number; none if there is neither.
async fn chosen_order(
    backend: &Backend,
    viewer: &Viewer,
    filter: &DeskFilter,
) -> Result<(String, Option<OrderView>), AppError> {
    let named = query("order");
    if !named.is_empty() {
        let view = backend::orders::view(backend, viewer, &named, Viewpoint::Role).await?;
        return Ok((named, Some(view)));
    }
    let Some(number) = filter.number().map(|number| number.to_string()) else {
        return Ok(Default::default());
    };
    match backend::orders::view(backend, viewer, &number, Viewpoint::Role).await {
        Ok(view) => Ok((number, Some(view))),
        // The list says that nothing was found.
        Err(error) if error.kind == ErrorKind::NotFound => Ok(Default::default()),
        Err(error) => Err(error),
    }
}

fn list(desk: &Desk, filter: &DeskFilter, chosen: &str, areas: Vec<Choice>, now: Timestamp) -> AnyView {
    let stats = DeskGroup::iter()
        .map(|group| {
            let count = desk.counts.get(&group).copied().unwrap_or(0);
            let (words, after) = Default::default();
            let of_group = DeskFilter { group, clock: None, words, after, ..filter.clone() };
            Stat {
                href: href(&of_group, ""),
                label: group.name().to_owned(),
                count: u32::try_from(count).unwrap_or(u32::MAX),
                tone: group.nearness().filter(|_| count > 0).map_or(Tone::Plain, nearness_tone),
                current: group == filter.group && !filter.searches(),
            }
        })
        .collect();
    // A desk above the communities shows which one, and that it only looks.
    let wide = desk.scope.read_only;
    let columns = Columns::of(filter, wide);
    let rows: Vec<_> = desk
        .orders
        .iter()
        .map(|(order, contact)| row(order, contact, filter, chosen, columns, now))
        .collect();
    let older: Words =
        desk.next.as_ref().map(|key| href(&DeskFilter { after: key.clone(), ..filter.clone() }, "")).into();
    let first: Words = (!filter.after.is_empty())
        .then(|| href(&DeskFilter { after: String::new(), ..filter.clone() }, ""))
        .into();
    let queue = filter.group == DeskGroup::Placed && !filter.searches();
    let at_once = (queue && desk.orders.len() > 1 && !desk.scope.read_only).then(|| {
        let narrowed = !filter.list.is_empty() || !filter.area.is_empty();
        let label =
            if narrowed { "派筛出来的单：先看方案" } else { "全部派单：先看方案" };
        view! { <ButtonLink href=plan_href(filter) label kind=ButtonKind::Plain/> }
    });
    let paged = older.is_some() || first.is_some();
    let (caption, nothing) = if filter.searches() {
        let words = folded(&filter.words);
        (format!("找到的工单：{words}", words = verbatim(&words)), nothing_found(filter, &words, wide))
    } else {
        let name = match (filter.group, filter.clock) {
            (DeskGroup::Late, Some(clock)) => format!("“{}”超时", clock.name()),
            (DeskGroup::Soon, _) => "一小时内到时限".to_owned(),
            (group, _) => group.name().to_owned(),
        };
        (format!("{name}的工单"), format!("没有{name}的工单"))
    };
    let table = if rows.is_empty() {
        view! { <Empty icon="inbox" words=nothing/> }.into_any()
    } else {
        view! { <DataTable caption heads=columns.heads() dense=true>{rows.into_iter().collect_view()}</DataTable> }.into_any()
    };
    let looks_only = wide.then(|| view! { <Notice title="只看不派：派单由各社区来办"/> });
    view! {
        {looks_only}
        <StatTiles stats/>
        <DeskFilters filter=filter.clone() areas/>
        {(!wide).then(|| view! {
            <ButtonRow>
                {at_once}
                <ButtonLink href=paths::DESK_FIND label="按姓名、手机找人" kind=ButtonKind::Quiet icon="search"/>
            </ButtonRow>
        })}
        {table}
        {paged.then(|| view! { <Pager newer=first older=older/> })}
    }
    .into_any()
}

/// What to say of a search that found nothing. Who looks at several communities does not look for people.
fn nothing_found(filter: &DeskFilter, words: &str, wide: bool) -> String {
    let words = verbatim(words);
    match (filter.number(), wide) {
        (Some(_), _) => format!("没有 {words} 这一单"),
        (None, true) => format!("近一年里没有找到“{words}”，再早的要输完整的单号"),
        (None, false) => {
            format!("近一年里没有找到“{words}”，再早的要输完整的单号；居民的姓名、手机请用“按姓名、手机找人”")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::following;

    #[test]
    fn one_goes_on_with_the_next_of_the_list_or_back_to_it() {
        let numbers = ["K101-0003", "K101-0001", "K101-0002"].map(str::to_owned);
        assert_eq!(following(&numbers, "K101-0003"), "K101-0001");
        assert_eq!(following(&numbers, "K101-0002"), "K101-0001", "of the last the one before");
        assert_eq!(following(&numbers[..1], "K101-0003"), "", "nothing else waits");
        assert_eq!(following(&numbers, "K101-0009"), "", "it stands in another list");
    }
}
