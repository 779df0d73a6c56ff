//! The rows of the desk's lists: one line each, with what differs in the list.

use super::filter::in_sight;
use crate::clocks::due_tag;
use crate::components::{DataCell, DataRow, RowLink, StateTag, Tag, Tone, UrgentTag, Words};
use crate::tag_tone::tag_tone;
use crate::verbatim::verbatim;
use backend::orders::{ContactView, DeskFilter, DeskGroup, Order};
use domain::orders::{Assignee, State, state_words};
use domain::time::{Timestamp, waited_words};
use leptos::prelude::*;

/// What a row of the desk says beside its service and place: only what differs in its list.
#[derive(Clone, Copy)]
pub(super) struct Columns {
    /// Whether orders of several communities stand there.
    community: bool,
    /// Whether they are in several states.
    state: bool,
    /// Whether somebody may have them in hand.
    assignee: bool,
}

impl Columns {
    /// Those of orders of every state in one community.
    pub(super) const ALL: Self = Self { community: false, state: true, assignee: true };

    /// Those that differ in a list; `wide` where it spans several communities.
    pub(super) fn of(filter: &DeskFilter, wide: bool) -> Self {
        let state = filter.searches()
            || !matches!(filter.group, DeskGroup::Placed | DeskGroup::Dispatched | DeskGroup::Done);
        let assignee = filter.searches() || filter.group != DeskGroup::Placed;
        Self { community: wide, state, assignee }
    }

    /// Their headings, with that of service and place.
    pub(super) fn heads(self) -> Vec<&'static str> {
        let states = if self.state { "现在" } else { "多久了" };
        let heads = [
            Some("服务 · 地点"),
            self.community.then_some("社区"),
            Some(states),
            Some("最近时限"),
            self.assignee.then_some("谁在办"),
        ];
        heads.into_iter().flatten().collect()
    }
}

/// An order as a row.
pub(super) fn row(
    order: &Order,
    contact: &ContactView,
    filter: &DeskFilter,
    chosen: &str,
    columns: Columns,
    now: Timestamp,
) -> AnyView {
    let number = order.number.to_string();
    let current = number == chosen;
    let place = format!("{} {} · {number}", verbatim(&order.estate_name), contact.place);
    let assignee = assignee_words(order).unwrap_or_else(|| "—".to_owned());
    let gone = order.orphaned_helper().map(|_| view! { <Tag label="要换人" tone=Tone::Red/> });
    let (nobody, untimed) = (order.state.assignee().is_none(), order.due.is_none());
    let urgent = order.urgent.then(|| view! { <UrgentTag/> });
    let declined = (order.declines > 0).then(|| {
        view! { <Tag label=format!("退回 {} 次", order.declines) tone=Tone::Amber/> }
    });
    let again = (order.reopened > 0).then(|| view! { <Tag label="重开" tone=Tone::Amber/> });
    let closing = order.state.awaits_closing().then(|| view! { <Tag label="待办结" tone=Tone::Green/> });
    let tag = Some(view! { " " {urgent} {gone} {declined} {again} {closing} }.into_any());
    let label = order.service_name.clone();
    let to = in_sight(filter, &number);
    let due = order.due.map_or_else(|| "—".into_any(), |due| due_tag(due, now));
    let state = tag_tone(&order.state);
    let group = filter.searches().then(|| format!("在“{}”里", DeskGroup::of(&order.state).name()));
    let sentence = group.unwrap_or_else(|| standing_words(order, now));
    let name = verbatim(&order.community_name);
    let community = columns.community.then(|| view! { <DataCell label="社区">{name}</DataCell> });
    let state_label: Words = match &order.state {
        State::Paused { reason, .. } => format!("暂停 · {}", reason.name()).into(),
        State::Closed { rating: None, .. } => "已办结 · 没有评价".into(),
        state => state_words(state).tag.into(),
    };
    let standing = if columns.state {
        view! {
            <DataCell label="现在">
                <StateTag tag_tone=state label=state_label/>
                <span class="table-line">{sentence}</span>
            </DataCell>
        }
        .into_any()
    } else {
        view! { <DataCell label="多久了">{sentence}</DataCell> }.into_any()
    };
    let assignee =
        columns.assignee.then(|| view! { <DataCell label="谁在办" absent=nobody>{assignee}</DataCell> });
    view! {
        <DataRow current id=number>
            <DataCell><RowLink href=to label line=place tag current/></DataCell>
            {community}
            {standing}
            <DataCell label="最近时限" absent=untimed>{due}</DataCell>
            {assignee}
        </DataRow>
    }
    .into_any()
}

/// Who has an order in hand, and whether they still may: «陈晓东（身份已收回）».
pub(crate) fn assignee_words(order: &Order) -> Option<String> {
    match (order.orphaned_helper(), order.state.assignee()) {
        (Some(name), Some(Assignee::Team { .. })) if order.state.progress().is_none() => {
            Some(format!("{}（没有人了）", verbatim(name)))
        }
        (Some(name), _) => Some(format!("{}（身份已收回）", verbatim(name))),
        (None, assignee) => assignee.map(|assignee| verbatim(assignee.name())),
    }
}

/// What came of an order, when it was over, or how long it has stood as it is.
fn standing_words(order: &Order, now: Timestamp) -> String {
    if let Some(rating) = order.state.rating() {
        rating.level.name().to_owned()
    } else if order.state.kind().is_over() {
        order.changed_at.words(now)
    } else {
        waited_words(now.since(order.changed_at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_says_only_what_differs_in_it() {
        let heads = |group, wide| Columns::of(&DeskFilter { group, ..DeskFilter::default() }, wide).heads();
        assert_eq!(heads(DeskGroup::Placed, false), ["服务 · 地点", "多久了", "最近时限"]);
        assert_eq!(
            heads(DeskGroup::Dispatched, true),
            ["服务 · 地点", "社区", "多久了", "最近时限", "谁在办"]
        );
        assert_eq!(heads(DeskGroup::Late, false), Columns::ALL.heads());
    }
}
