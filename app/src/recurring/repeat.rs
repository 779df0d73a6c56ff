//! The page on which an order is let come again.

use super::fields::RecurrenceFields;
use super::side::{Side, page_of, sheet};
use super::start::{StartRecurrence, StartRecurrenceForm};
use crate::components::{Card, Fact, Facts, FieldHidden, Form, Notice, SubmitButton};
use crate::context::{backend, here, param, query, signed_in};
use crate::form::form_state_for;
use crate::page::{go_to, page};
use crate::verbatim::verbatim;
use backend::orders::{OrderView, view};
use backend::recurring::{OfOrder, may_start, of_order};
use backend::{AppError, field};
use domain::orders::Daypart;
use leptos::prelude::*;
use server_fn::ServerFn;

/// Letting an own order come again.
#[component]
pub fn RepeatPage() -> impl IntoView {
    page(async move { repeat(Side::Resident, param("number")).await })
}

/// The same for somebody who telephoned.
#[component]
pub fn DeskRepeatPage() -> impl IntoView {
    page(async move { repeat(Side::Desk, query("order")).await })
}

async fn repeat(side: Side, number: String) -> Result<AnyView, AppError> {
    let (backend, viewer) = (backend()?, signed_in()?);
    let order = view(&backend, &viewer, &number, side.viewpoint()).await?;
    let number = order.order.number.to_string();
    let back = side.order(&number);
    let running = matches!(of_order(&backend, &order).await?, Some(OfOrder::RunsFrom(_)));
    let form_state = form_state_for(StartRecurrence::PATH);
    // What came back is shown with its reason, whatever has happened meanwhile.
    if (running || !may_start(&order.order)) && !form_state.is_some() {
        return Ok(go_to(if running { side.list() } else { &back }));
    }
    let window = order.order.details.preferred;
    let ordered = window.map_or_else(|| order.order.placed_at.date(), |window| window.day);
    let part = window.map_or(Daypart::Afternoon, |window| window.part);
    let errors = form_state.errors();
    let form = view! {
        <Form action=StartRecurrence::PATH back=here() errors>
            <FieldHidden field=field!(StartRecurrenceForm, number) value=number/>
            <FieldHidden field=field!(StartRecurrenceForm, view) value=side.viewpoint().name().to_owned()/>
            <RecurrenceFields form_state ordered part/>
            <SubmitButton label="就这样定下来"/>
        </Form>
    };
    let content = view! { <What order/> {sheet(side, form)} };
    page_of(side, (&backend, &viewer), "以后定期上门", back, content.into_any()).await
}

/// What will come again, and how.
#[component]
fn What(order: OrderView) -> impl IntoView {
    let place = format!("{} {}", verbatim(&order.order.estate_name), order.contact.place);
    let facts = vec![
        Fact::new("什么事", order.order.service_name),
        Fact::new("给谁", verbatim(order.contact.name)),
        Fact::new("在哪", place),
    ];
    view! {
        <Card><Facts facts/></Card>
        <Notice title="到日子前几天，自动点好一单">
            "服务、地址和说的话都跟这一单一样。哪次不来、以后不来了，随时能改。"
        </Notice>
    }
}
