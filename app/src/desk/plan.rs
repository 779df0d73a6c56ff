//! The queue given out at once: the plan first, row by row, then one press.

use super::filter::{filter, href, plan_href};
use crate::clocks::{clock_alarms, due_tag};
use crate::components::{
    ButtonKind, ButtonLink, ButtonRow, Choice, DataCell, DataRow, DataTable, DeskPage, Empty, Field,
    FieldCheck, FieldHidden, Form, Icon, Notice, Section, SubmitButton, Tag, Tone, UrgentTag,
};
use crate::context::{backend, here, now, signed_in};
use crate::flash::flash;
use crate::form::answer;
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::dispatch::{CarriedOut, Hand, LeftOver, PlanRow, Planned, QueuePlan, carry_out, plan_queue};
use backend::orders::{DeskFilter, Order};
use backend::{AppError, ErrorKind, field};
use domain::time::{Timestamp, waited_words};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;
use std::collections::BTreeMap;

/// Before an order's number in the name of its tick, which holds the version and to whom the plan gives it.
const ROW: &str = "row-";
/// Before an order's number in the name of the list of those to whom it may go.
const TO: &str = "to-";

/// A plan that was shown, to be carried out as far as it is ticked.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CarryOutForm {
    /// The page to come back to.
    pub back: String,
    /// The list to go to.
    pub next: String,
    /// The rows: ticks, and to whom each goes.
    #[serde(flatten)]
    pub rows: BTreeMap<String, String>,
}

impl CarryOutForm {
    fn rows(&self) -> Vec<PlanRow> {
        let row = |(name, value): (&String, &String)| {
            let number = name.strip_prefix(ROW)?.to_owned();
            let (version, planned) = value.split_once(' ')?;
            let to = self.rows.get(&format!("{TO}{number}")).map_or(planned, String::as_str).to_owned();
            let proposed = to == planned;
            (!to.is_empty()).then(|| PlanRow { number, version: version.to_owned(), to, proposed })
        };
        self.rows.iter().filter_map(row).collect()
    }
}

/// Carries a plan out. What has changed since it was shown stays in the queue.
#[server(prefix = "/do", endpoint = "carry_out_plan")]
pub async fn carry_out_plan(#[server(flatten)] form: CarryOutForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let (viewer, rows) = (signed_in()?, form.rows());
        if rows.is_empty() {
            return Err(AppError::new(ErrorKind::Invalid, "plan.empty", "一单也没有选，请至少勾一单"));
        }
        let CarriedOut { changed, .. } = carry_out(&backend()?, &viewer, &rows).await?;
        let list = if form.next.is_empty() { paths::DESK } else { &form.next };
        Ok(flash(paths::own(list), if changed > 0 { "planned_partly" } else { "planned" }))
    })
    .await
}

/// What is proposed for the queue, or for what is filtered of it.
#[component]
pub fn PlanPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let DeskFilter { list, area, .. } = filter();
        let filter = DeskFilter { list, area, ..DeskFilter::default() };
        let QueuePlan { planned, left } = plan_queue(&backend, &viewer, &filter).await?;
        let nav = desk_bar(&backend, &viewer, AtDesk::Board).await?;
        let alarms = clock_alarms(&backend).await?;
        let now = now();
        let narrowed = (filter != DeskFilter::default()).then(|| {
            view! {
                <Notice title="只排筛出来的单">
                    <a class="text-link" href=plan_href(&DeskFilter::default())>"看全部待派的单"</a>
                </Notice>
            }
        });
        let list = href(&filter, "");
        let out = list.clone();
        let body = if planned.is_empty() && left.is_empty() {
            view! { <Empty icon="inbox" words="没有待派的工单" href=list action="回派单台"/> }.into_any()
        } else {
            let count = planned.len();
            let given = (count > 0 || left.iter().any(|row| !row.others.is_empty())).then(|| {
                let label = if count > 0 {
                    format!("派勾上的单（共排好 {count} 单）")
                } else {
                    "派选好人的单".to_owned()
                };
                view! {
                    <ButtonRow>
                        <SubmitButton label/>
                        <ButtonLink href=out label="先不派" kind=ButtonKind::Plain/>
                    </ButtonRow>
                }
            });
            view! {
                <Form action=CarryOutPlan::PATH back=here()>
                    <FieldHidden field=field!(CarryOutForm, next) value=list/>
                    <Proposed planned now/>
                    <Left left now/>
                    {given}
                </Form>
            }
            .into_any()
        };
        Ok(view! {
            <DeskPage title="全部派单" nav who=desk_who(&viewer) who_href=paths::ME>
                <Notices/>
                {alarms}
                {narrowed}
                {body}
            </DeskPage>
        })
    })
}

/// The orders that find somebody, each ticked, and whom each may go to instead.
#[component]
fn Proposed(planned: Vec<Planned>, now: Timestamp) -> impl IntoView {
    if planned.is_empty() {
        return ().into_any();
    }
    let count = planned.len();
    let rows = planned.into_iter().map(|row| {
        let number = row.order.number.to_string();
        let tick = format!("{} {}", row.order.version, row.to);
        let again = row.last_time.then(|| view! { <Tag label="上次是他办的" tone=Tone::Amber/> " " });
        let mut others = row.others;
        if !others.iter().any(|hand| hand.id == row.to) {
            others.insert(0, Hand { id: row.to.clone(), name: row.name, open: row.load, fits: true });
        }
        let load = format!("照这样派完，手上 {} 单", row.load);
        let choose = choose(&number, others, &row.to.to_string(), None);
        let about = number.clone();
        view! {
            <DataRow>
                <OrderCell order=row.order now/>
                <DataCell label="派给">{choose}<span class="table-line">{load}</span></DataCell>
                <DataCell label="为什么">{again}{row.why}</DataCell>
                <DataCell label="派不派">
                    <FieldCheck field=Field::named(format!("{ROW}{number}")) checked=true value=tick>
                        "派"<span class="unseen">{about}</span>
                    </FieldCheck>
                </DataCell>
            </DataRow>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Section title=format!("{count} 单可以派出去")>
            <DataTable caption="派单方案" heads=vec!["工单", "派给", "为什么", "派不派"]>{rows}</DataTable>
        </Section>
    }
    .into_any()
}

/// The orders for which nobody was found, each with the reason, and whom it may be given to all the same.
#[component]
fn Left(left: Vec<LeftOver>, now: Timestamp) -> impl IntoView {
    if left.is_empty() {
        return ().into_any();
    }
    let count = left.len();
    let rows = left.into_iter().map(|LeftOver { order, why, others }| {
        let (number, version) = (order.number.to_string(), order.version);
        let given = (!others.is_empty()).then(|| {
            view! {
                <FieldHidden field=format!("{ROW}{number}") value=format!("{version} ")/>
                {choose(&number, others, "", Some("先不派"))}
            }
        });
        view! {
            <DataRow>
                <OrderCell order now/>
                <DataCell label="派给">{given}</DataCell>
                <DataCell label="为什么">{why}</DataCell>
            </DataRow>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Section title=format!("{count} 单没有合适的人")>
            <DataTable caption="没有派出去的工单" heads=vec!["工单", "派给", "为什么"]>{rows}</DataTable>
        </Section>
    }
    .into_any()
}

/// The list of those to whom an order may go; those who fit stand under a heading of their own.
fn choose(number: &str, others: Vec<Hand>, chosen: &str, blank: Option<&'static str>) -> AnyView {
    let choice = |hand: &Hand| {
        let words = format!("{}（手上 {} 单）", verbatim(&hand.name), hand.open);
        Choice::new(hand.id.to_string(), words).group(if hand.fits { "合适" } else { "不太合适" })
    };
    let choices: Vec<_> = others.iter().map(choice).collect();
    let groups = choices.chunk_by(|one, other| one.group == other.group).map(|group| {
        let options = group.iter().map(|choice| {
            let selected = choice.value == chosen;
            view! { <option value=choice.value.clone() selected=selected>{choice.label.clone()}</option> }
        });
        let heading = group.first().and_then(|choice| choice.group.get()).unwrap_or_default().to_owned();
        view! { <optgroup label=heading>{options.collect_view()}</optgroup> }
    });
    let blank = blank.map(|words| view! { <option value="">{words}</option> });
    let (name, label) = (format!("{TO}{number}"), format!("{number} 派给谁"));
    view! {
        <div class="select">
            <select class="input" name=name aria-label=label>{blank}{groups.collect_view()}</select>
            <Icon name="chevron-down"/>
        </div>
    }
    .into_any()
}

/// An order as a row's name: what, where, how long it has waited, by when it is due, and what was written.
#[component]
fn OrderCell(order: Order, now: Timestamp) -> impl IntoView {
    let number = order.number.to_string();
    let waited = waited_words(now.since(order.placed_at));
    let line = format!("{} · {number} · {waited}", verbatim(&order.estate_name));
    let href = paths::with(paths::DESK, &[("order", &number)]);
    let urgent = order.urgent.then(|| view! { <UrgentTag/> " " });
    let again = (order.reopened > 0).then(|| view! { <Tag label="重开" tone=Tone::Amber/> " " });
    let due = order.due.map(|due| due_tag(due, now));
    let note = (!order.details.note.is_empty())
        .then(|| view! { <span class="table-line" translate="no">{order.details.note.clone()}</span> });
    view! {
        <DataCell>
            <a class="text-link" href=href>{order.service_name.clone()}</a>
            " "{urgent}{again}{due}
            <span class="table-line">{line}</span>
            {note}
        </DataCell>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_read_as_it_was_ticked_and_chosen() {
        let rows = [
            ("row-K101-0001", "1 person:a"),
            ("to-K101-0001", "person:a"),
            ("row-K101-0002", "3 team:b"),
            ("to-K101-0002", "person:c"),
            // Left out, and left over.
            ("to-K101-0003", "person:a"),
            ("row-K101-0004", "2 "),
            ("to-K101-0004", ""),
            ("row-K101-0005", "nonsense"),
        ];
        let rows = rows.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let row = |number: &str, version: &str, to: &str, proposed| PlanRow {
            number: number.into(),
            version: version.into(),
            to: to.into(),
            proposed,
        };
        assert_eq!(
            CarryOutForm { rows, ..CarryOutForm::default() }.rows(),
            [row("K101-0001", "1", "person:a", true), row("K101-0002", "3", "person:c", false)]
        );
    }
}
