//! Looking for a resident's orders by their whole name or number: with a reason, and on record.

use super::rows::{Columns, row};
use crate::components::{
    Choice, ChoiceLayout, DataTable, DeskPage, Empty, FieldChoice, FieldText, Form, Notice, Pager,
    SubmitButton, Words,
};
use crate::context::{backend, here, now, param, query, signed_in};
use crate::form::{answer, form_state};
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::orders::{self, DeskFilter, DeskGroup, DeskScope, PersonSearchForm, found_person};
use backend::{AppError, field};
use domain::orders::{PERSON_SEARCHES_AN_HOUR, SearchReason};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// Whom somebody looks for, and why.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FindPersonForm {
    /// The page to come back to.
    pub back: String,
    /// Who, and why.
    #[serde(flatten)]
    pub search: PersonSearchForm,
}

/// Writes the search down, and leads to what it found. The name and the number stand in no address.
#[server(prefix = "/do", endpoint = "find_person")]
pub async fn find_person(#[server(flatten)] form: FindPersonForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        Ok(paths::desk_found(orders::find_person(&backend()?, &viewer, &form.search).await?))
    })
    .await
}

/// Asks whom, and why.
#[component]
pub fn FindPersonPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        if DeskScope::of(&viewer)?.read_only {
            return Err(AppError::denied());
        }
        let nav = desk_bar(&backend, &viewer, AtDesk::Board).await?;
        let form_state = form_state();
        let reasons = SearchReason::chosen().map(|reason| Choice::new(<&str>::from(reason), reason.name()));
        Ok(view! {
            <DeskPage title="按姓名、手机找人" nav who=desk_who(&viewer) who_href=paths::ME>
                <Notices/>
                <div class="desk-form">
                    <p>{format!("谁、什么时候、为什么找，都记下来，本人看得到。一小时最多找 {PERSON_SEARCHES_AN_HOUR} 次。")}</p>
                    <Form action=FindPerson::PATH back=here() errors=form_state.errors()>
                        <FieldText
                            field=form_state.field(field!(PersonSearchForm, words))
                            label="完整的姓名或手机号"
                            required=true
                        />
                        <FieldChoice
                            field=form_state.field(field!(PersonSearchForm, reason))
                            label="为什么找"
                            layout=ChoiceLayout::Chips
                            choices=reasons.collect()
                            required=true
                        />
                        <SubmitButton label="找"/>
                    </Form>
                </div>
            </DeskPage>
        })
    })
}

/// What a search found.
#[component]
pub fn FoundPersonPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let (search, after) = (param("id"), query("after"));
        let found =
            found_person(&backend, &viewer, &search, Some(after.as_str()).filter(|key| !key.is_empty()))
                .await?;
        let nav = desk_bar(&backend, &viewer, AtDesk::Board).await?;
        let (sought, now) = (verbatim(&found.sought), now());
        let rows: Vec<_> = found
            .orders
            .iter()
            .map(|(order, contact)| {
                let filter = DeskFilter { group: DeskGroup::of(&order.state), ..DeskFilter::default() };
                row(order, contact, &filter, "", Columns::ALL, now)
            })
            .collect();
        let list = if rows.is_empty() {
            view! { <Empty icon="inbox" words=format!("本社区没有“{sought}”的工单。姓名要写全，手机要写满")/> }.into_any()
        } else {
            let heads = Columns::ALL.heads();
            view! { <DataTable caption=format!("“{sought}”的工单") heads dense=true>{rows}</DataTable> }
                .into_any()
        };
        let address = paths::desk_found(&search);
        let older: Words = found.next.map(|key| paths::with(&address, &[("after", &key)])).into();
        let first: Words = (!after.is_empty()).then_some(address).into();
        let paged = older.is_some() || first.is_some();
        Ok(view! {
            <DeskPage title="找到的工单" nav who=desk_who(&viewer) who_href=paths::ME>
                <Notice title="这次查找已记录在案，10 分钟内可以再看">
                    <a class="text-link" href=paths::DESK_FIND>"再找一个"</a>
                </Notice>
                {list}
                {paged.then(|| view! { <Pager newer=first older=older/> })}
            </DeskPage>
        })
    })
}
