//! Why an order that was done is under way again.

use crate::components::{Notice, NoticeKind};
use crate::verbatim::verbatim;
use backend::orders::OrderView;
use domain::orders::{EventKind, State};
use leptos::prelude::*;

/// What the resident found wanting, for those who are to put it right; nothing once it is done again, or was never
/// reopened.
#[component]
pub(crate) fn Reopened(
    /// The order.
    view: OrderView,
) -> impl IntoView {
    let reason = view.events.iter().rev().find_map(|event| match &event.kind {
        EventKind::Reopened { reason } => Some(reason.clone()),
        _ => None,
    });
    let is_done = matches!(view.order.state, State::Done { .. } | State::Closed { .. });
    reason.filter(|_| !is_done).map(|reason| {
        let title = match view.order.reopened {
            0 | 1 => "居民说没办好，重开了".to_owned(),
            count => format!("居民说没办好，重开了 {count} 次"),
        };
        view! { <Notice kind=NoticeKind::Warning title>{verbatim(&reason)}</Notice> }
    })
}
