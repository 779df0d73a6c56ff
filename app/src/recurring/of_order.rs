//! What an order's page says of recurrences.

use super::side::Side;
use crate::components::{ButtonKind, ButtonLink, Fact};
use crate::paths;
use backend::orders::{Order, OrderView};
use backend::recurring::{OfOrder, may_start};
use domain::orders::EventKind;
use domain::recurring::RecurrenceId;
use leptos::prelude::*;

/// That an order came of a recurrence, with a link to it; `None` if it didn't.
pub(crate) fn came_of(view: &OrderView, at_desk: bool) -> Option<Fact> {
    let Some(EventKind::Placed { recurrence: Some(id), .. }) = view.events.first().map(|event| &event.kind)
    else {
        return None;
    };
    let href = in_list(if at_desk { Side::Desk } else { Side::Resident }, id);
    Some(Fact::view("怎么点的", view! { <a class="text-link" href=href>"定期点单，自动点的"</a> }))
}

/// At the foot of an order: letting it come again, or the recurrence that runs from it.
#[component]
pub(crate) fn RepeatLink(
    /// The order.
    order: Order,
    /// What it has to do with recurrences.
    of: Option<OfOrder>,
    /// Whether it is shown at the desk.
    #[prop(optional)]
    at_desk: bool,
) -> impl IntoView {
    let (side, number) = (if at_desk { Side::Desk } else { Side::Resident }, order.number.to_string());
    let label = if order.doorstep { "以后定期上门" } else { "以后定期办" };
    let link = match of {
        Some(OfOrder::CameOf(_)) => None,
        Some(OfOrder::RunsFrom(id)) => Some((in_list(side, &id), "这一单在定期点，去看看")),
        None if !may_start(&order) => None,
        None if at_desk => {
            // The desk does so for whoever telephoned; all others do it themselves.
            let href = paths::with(paths::DESK_REPEAT, &[("order", &number)]);
            order.entered_by.is_some().then_some((href, label))
        }
        None => Some((paths::repeat(&number), label)),
    };
    link.map(|(href, label)| view! { <ButtonLink href label kind=ButtonKind::Quiet icon="repeat"/> })
}

/// Where a recurrence stands in its list.
fn in_list(side: Side, id: &RecurrenceId) -> String {
    format!("{}#{id}", side.list())
}
