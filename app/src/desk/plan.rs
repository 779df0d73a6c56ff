//! The whole queue given out at once: the plan first, then one press.

use crate::clocks::clock_alarms;
use crate::components::{
    ButtonKind, ButtonLink, ButtonRow, DataCell, DataRow, DataTable, DeskPage, Empty, FieldHidden, Form,
    RowLink, Section, SubmitButton,
};
use crate::context::{backend, here, now, signed_in};
use crate::flash::flash;
use crate::form::answer;
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::dispatch::{CarriedOut, PlanRow, Planned, QueuePlan, carry_out, plan_queue};
use backend::field;
use backend::orders::Order;
use domain::time::{Timestamp, waited_words};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// A plan that was shown, to be carried out.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CarryOutForm {
    /// The page to come back to.
    pub back: String,
    /// Number, version and to whom, with spaces between; the rows with `;` between.
    pub plan: String,
}

impl CarryOutForm {
    fn rows(&self) -> Vec<PlanRow> {
        let row = |row: &str| {
            let mut parts = row.split(' ').map(str::to_owned);
            Some(PlanRow { number: parts.next()?, version: parts.next()?, to: parts.next()? })
        };
        self.plan.split(';').filter_map(row).collect()
    }
}

/// Carries a plan out. What has changed since it was shown stays in the queue.
#[server(prefix = "/do", endpoint = "carry_out_plan")]
pub async fn carry_out_plan(#[server(flatten)] form: CarryOutForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        let CarriedOut { changed, .. } = carry_out(&backend()?, &viewer, &form.rows()).await?;
        Ok(flash(paths::DESK, if changed > 0 { "planned_partly" } else { "planned" }))
    })
    .await
}

/// What is proposed for the whole queue.
#[component]
pub fn PlanPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let QueuePlan { planned, left } = plan_queue(&backend, &viewer).await?;
        let nav = desk_bar(&backend, &viewer, AtDesk::Board).await?;
        let alarms = clock_alarms(&backend).await?;
        let now = now();
        let nothing = (planned.is_empty() && left.is_empty()).then(|| {
            view! { <Empty icon="inbox" words="没有待派的工单" href=paths::DESK action="回派单台"/> }
        });
        Ok(view! {
            <DeskPage title="全部派单" nav who=desk_who(&viewer) who_href=paths::ME>
                <Notices/>
                {alarms}
                {nothing}
                <Proposed planned now/>
                <LeftOver left now/>
            </DeskPage>
        })
    })
}

/// The orders that find somebody, and the press that dispatches them.
#[component]
fn Proposed(planned: Vec<Planned>, now: Timestamp) -> impl IntoView {
    if planned.is_empty() {
        return ().into_any();
    }
    let plan: Vec<_> =
        planned.iter().map(|row| format!("{} {} {}", row.order.number, row.order.version, row.to)).collect();
    let count = planned.len();
    let rows = planned.into_iter().map(|row| {
        view! {
            <DataRow>
                <OrderCell order=row.order.clone() now/>
                <DataCell label="派给">{verbatim(row.name)}</DataCell>
                <DataCell label="为什么">{row.why}</DataCell>
            </DataRow>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Section title=format!("{count} 单可以派出去")>
            <DataTable caption="派单方案" heads=vec!["工单", "派给", "为什么"]>{rows}</DataTable>
            <Form action=CarryOutPlan::PATH back=here()>
                <FieldHidden field=field!(CarryOutForm, plan) value=plan.join(";")/>
                <ButtonRow>
                    <SubmitButton label=format!("就这样派 {count} 单")/>
                    <ButtonLink href=paths::DESK label="先不派" kind=ButtonKind::Plain/>
                </ButtonRow>
            </Form>
        </Section>
    }
    .into_any()
}

/// The orders for which nobody was found, each with the reason.
#[component]
fn LeftOver(left: Vec<(Order, String)>, now: Timestamp) -> impl IntoView {
    if left.is_empty() {
        return ().into_any();
    }
    let count = left.len();
    let rows = left.into_iter().map(|(order, why)| {
        view! { <DataRow><OrderCell order now/><DataCell label="为什么">{why}</DataCell></DataRow> }
    });
    let rows = rows.collect_view();
    view! {
        <Section title=format!("{count} 单没有合适的人")>
            <DataTable caption="没有派出去的工单" heads=vec!["工单", "为什么"]>{rows}</DataTable>
        </Section>
    }
    .into_any()
}

/// An order as a row's name: what, where, how long it has waited.
#[component]
fn OrderCell(order: Order, now: Timestamp) -> impl IntoView {
    let number = order.number.to_string();
    let waited = waited_words(now.since(order.placed_at));
    let line = format!("{} · {number} · {waited}", verbatim(&order.estate_name));
    let href = paths::with(paths::DESK, &[("order", &number)]);
    view! { <DataCell><RowLink href label=order.service_name line tag=None/></DataCell> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_read_as_it_was_written() {
        let form = CarryOutForm {
            plan: "K101-0001 1 person:a;K101-0002 3 team:b;;x y".into(),
            ..CarryOutForm::default()
        };
        let rows = form.rows();
        assert_eq!(rows.len(), 2);
        let second = PlanRow { number: "K101-0002".into(), version: "3".into(), to: "team:b".into() };
        assert_eq!(rows[1], second);
    }
}
