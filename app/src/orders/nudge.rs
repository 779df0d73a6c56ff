//! Urging what is late.

use super::act::ActForm;
use crate::components::{ButtonKind, SubmitButton};
use crate::context::{here, now};
use backend::orders::{OrderView, Viewpoint};
use domain::orders::{Acting, CommandKind, next_nudge};
use leptos::prelude::*;

/// The button that urges; after it was pressed, when it can be again. Nothing of an order that isn't late.
#[component]
pub(crate) fn Nudge(
    /// The order.
    view: OrderView,
) -> impl IntoView {
    if view.allowed.contains(&CommandKind::Nudge) {
        let (side, label) = match view.acting {
            Acting::Resident => (Viewpoint::Resident, "催一下"),
            _ => (Viewpoint::Role, "催办"),
        };
        let (number, version) = (view.order.number.to_string(), view.order.version);
        return view! {
            <ActForm number version view=side.name() command=CommandKind::Nudge back=here()>
                <SubmitButton label kind=ButtonKind::Plain icon="bell"/>
            </ActForm>
        }
        .into_any();
    }
    let now = now();
    let next = next_nudge(&view.acting, &view.events, now).filter(|_| !view.order.state.kind().is_over());
    let words = next.map(|next| format!("已经催过了；{} 以后还没有动静，可以再催。", next.words(now)));
    words.map(|words| view! { <p class="nudged">{words}</p> }).into_any()
}
