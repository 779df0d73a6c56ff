//! The numbers of an order: looked at with a reason, on record, and called from the order's pane.

use crate::components::{ButtonKind, ButtonRow, Fact, FieldHidden, Fold, Form, SubmitButton};
use crate::context::{backend, signed_in};
use crate::flash::flash;
use crate::form::answer;
use crate::jobs::phone_link;
use crate::verbatim::verbatim;
use backend::field;
use backend::orders::{self, DeskNumbers, NumberLookForm, OrderView, Whose};
use domain::orders::{LookReason, NUMBER_LOOKS_AN_HOUR};
use domain::time::Timestamp;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;
use strum::IntoEnumIterator;

/// At whose number somebody looks, and why.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LookAtNumberForm {
    /// The page to come back to.
    pub back: String,
    /// Which number, and why.
    #[serde(flatten)]
    pub look: NumberLookForm,
}

/// Writes a look down, and leads back to the order, where the number then stands.
#[server(prefix = "/do", endpoint = "look_at_number")]
pub async fn look_at_number(#[server(flatten)] form: LookAtNumberForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        orders::look_at_number(&backend()?, signed_in()?.as_ref(), &form.look).await?;
        Ok(flash(&form.back, "number_look"))
    })
    .await
}

/// The numbers that were looked at, each a link that calls, and until when they stand there.
pub(super) fn number_facts(view: &OrderView, now: Timestamp) -> Vec<Fact> {
    let Some(DeskNumbers { resident_until, helpers, helpers_until, .. }) = &view.numbers else {
        return Vec::new();
    };
    let called =
        |helper: &orders::HelperNumber| Fact::view(verbatim(&helper.name), phone_link(&helper.phone));
    let until = resident_until.iter().chain(helpers_until).min();
    let until = until.map(|until| Fact::new("号码收起", format!("{} 收起，要看再按一次", until.words(now))));
    helpers.iter().map(called).chain(until).collect()
}

/// What leads to the numbers that don't stand there yet: why somebody looks is the button that they press.
#[component]
pub(super) fn Numbers(
    /// The order.
    view: OrderView,
    /// This page.
    back: String,
) -> impl IntoView {
    let number = view.order.number.to_string();
    let Some(numbers) = view.numbers else { return ().into_any() };
    let resident = view.contact.phone.is_none().then(|| {
        let reasons = LookReason::iter().collect();
        look(&number, Whose::Resident, "看居民的号码".to_owned(), reasons, &back)
    });
    let helper = numbers.helper.filter(|_| numbers.helpers.is_empty()).map(|name| {
        let reasons = LookReason::iter().filter(|reason| reason.is_of_helpers()).collect();
        look(&number, Whose::Helper, format!("看{name}的号码", name = verbatim(name)), reasons, &back)
    });
    view! { {resident} {helper} }.into_any()
}

/// The form of one number.
fn look(number: &str, whose: Whose, label: String, reasons: Vec<LookReason>, back: &str) -> AnyView {
    let (about, name) = (label.clone(), String::from(field!(NumberLookForm, reason)));
    let buttons = reasons.into_iter().map(|reason| {
        let value: &str = reason.into();
        let (name, about) = (name.clone(), about.clone());
        view! { <SubmitButton label=reason.name() kind=ButtonKind::Plain name value about/> }.into_any()
    });
    let buttons: Vec<_> = buttons.collect();
    let (number, whose, back) = (number.to_owned(), whose.name(), back.to_owned());
    view! {
        <Fold label>
            <Form action=LookAtNumber::PATH back>
                <FieldHidden field=field!(NumberLookForm, number) value=number/>
                <FieldHidden field=field!(NumberLookForm, whose) value=whose/>
                <p>{format!("为什么看？按一下就看得到；谁看、为什么看，都记下来，本人看得到。一小时最多 {NUMBER_LOOKS_AN_HOUR} 次。")}</p>
                <ButtonRow>{buttons}</ButtonRow>
            </Form>
        </Fold>
    }
    .into_any()
}
