//! The number that calls, and what the desk knows of whose it is.

use crate::components::{
    ButtonKind, ButtonLink, Card, Fact, Facts, FieldHidden, FieldText, Form, ListRow, Notice, NoticeKind,
    Section, Stack, SubmitButton, TextKind, Tone,
};
use crate::context::{backend, here, signed_in};
use crate::form::{answer, form_state_for};
use crate::paths;
use crate::verbatim::verbatim;
use backend::field;
use backend::orders::{self, Caller, CallerForm, KnownCaller, Order};
use domain::accounts::PersonId;
use domain::orders::{CALLERS_AN_HOUR, state_words};
use domain::time::Timestamp;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// In the address of the page, in place of a caller: nobody was looked up.
pub(super) const NOBODY: &str = "new";

/// The number that calls, and what they want, if that is known already.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FindCallerForm {
    /// The page to come back to.
    pub back: String,
    /// The service's code; empty if it isn't chosen yet.
    pub service: String,
    /// The number.
    #[serde(flatten)]
    pub caller: CallerForm,
}

/// Writes the look-up down, and leads to what is known. The number stands in no address.
#[server(prefix = "/do", endpoint = "find_caller")]
pub async fn find_caller(#[server(flatten)] form: FindCallerForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let found = orders::find_caller(&backend()?, signed_in()?.as_ref(), &form.caller).await?;
        Ok(paths::order_by_telephone(&found, &form.service))
    })
    .await
}

/// Asks for the number.
#[component]
pub(super) fn AskNumber(
    /// The service's code, if one was chosen.
    service: String,
    /// Whether what was known of somebody is hidden again.
    over: bool,
) -> impl IntoView {
    let form_state = form_state_for(FindCaller::PATH);
    let skipped = paths::order_by_telephone(NOBODY, &service);
    let over = over.then(|| {
        view! { <Notice kind=NoticeKind::Warning title="查到的资料过了半小时就收起来，请再查一次"/> }
    });
    view! {
        {over}
        <Form action=FindCaller::PATH back=here() errors=form_state.errors()>
            <FieldHidden field=field!(FindCallerForm, service) value=service/>
            <FieldText
                field=form_state.field(field!(CallerForm, phone))
                label="来电号码"
                kind=TextKind::Phone
                autocomplete="off"
                hint="手机，或带区号的座机。点过单的，姓名和住址不用再问"
                required=true
            />
            <SubmitButton label="查一查"/>
        </Form>
        <ButtonLink href=skipped label="不查，直接填" kind=ButtonKind::Quiet/>
        <p>{format!("谁、什么时候查的，都记下来，本人看得到。一小时最多查 {CALLERS_AN_HOUR} 次。")}</p>
    }
}

/// Who it is, as far as the community knows, and what they ordered last.
#[component]
pub(super) fn CallerFacts(
    /// Who.
    caller: Caller,
    /// Under which id they were looked up.
    call: String,
    /// When the page is shown.
    now: Timestamp,
) -> impl IntoView {
    let Caller { phone, known } = caller;
    let number = Fact::view("来电", view! { <span data-phone="">{phone}</span> });
    let Some(KnownCaller { person, name, door, orders }) = known else {
        let facts = vec![number, Fact::new("本社区", "还没有点过单，也不住在这里")];
        return view! {
            <Section title="谁在电话那头" more_href=paths::DESK_NEW more="换一个号码"><Card><Facts facts/></Card></Section>
        }
        .into_any();
    };
    let door =
        door.map(|(estate, door)| Fact::new("住址", format!("{} {}", verbatim(estate), door.door_words())));
    let facts = [number, Fact::new("姓名", verbatim(name))].into_iter().chain(door).collect();
    let last = (!orders.is_empty()).then(|| {
        let rows: Vec<_> = orders.into_iter().map(|order| again(order, &person, &call, now)).collect();
        view! { <Section title="最近点的"><Stack>{rows}</Stack></Section> }
    });
    view! {
        <Section title="谁在电话那头" more_href=paths::DESK_NEW more="换一个号码"><Card><Facts facts/></Card></Section>
        {last}
    }
    .into_any()
}

/// An order of before, and the way to the same once more. Of somebody else's nothing is filled in.
fn again(order: Order, person: &PersonId, call: &str, now: Timestamp) -> AnyView {
    let own = order.parties.resident == *person;
    let href = paths::order_by_telephone(if own { call } else { NOBODY }, &order.service);
    let (at, state, number) = (order.placed_at.words(now), state_words(&order.state).tag, order.number);
    let line = if own {
        format!("{number} · {at}点的 · {state}")
    } else {
        format!("{number} · {at}给家人点的 · {state}")
    };
    let title = format!("再点一次：{}", order.service_name);
    view! { <ListRow href title line icon="repeat" tone=Tone::Blue/> }.into_any()
}
