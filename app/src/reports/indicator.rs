//! One indicator by itself: what it means, what was found, and what that was made of.

use super::behind::behind;
use super::coverage::CoverageTable;
use super::indicators::{IndicatorTable, Surveys};
use super::months::{about_months, asked_months};
use super::survey::SurveyPart;
use crate::components::{
    ButtonKind, ButtonLink, ButtonRow, Card, DataCell, DataRow, DataTable, DeskPage, Section,
};
use crate::context::{backend, now, query, signed_in};
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::page::page;
use crate::paths;
use backend::AppError;
use backend::reports::{Report, report};
use backend::surveys::may_manage;
use domain::counters::{Measure, Month};
use domain::orders::Satisfaction;
use domain::reports::Indicator;
use leptos::prelude::*;
use strum::IntoEnumIterator;

/// The address of one indicator, over these months.
pub(super) fn indicator_href(indicator: Indicator, (from, to): (Month, Month)) -> String {
    let of: &str = indicator.into();
    let query = [("of", of), ("from", &from.to_string()), ("to", &to.to_string())];
    paths::with(paths::DESK_FIGURES_INDICATOR, &query)
}

/// An indicator of the viewer's area.
#[component]
pub fn IndicatorPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let missing = || AppError::not_found("report.indicator_not_found", "这个数");
        let indicator: Indicator = query("of").parse().map_err(|_| missing())?;
        let (from, to) = asked_months();
        let mut report = report(&backend, &viewer, Some(from), Some(to)).await?;
        let (from, to) = (report.span.from, report.span.to);
        report.results.retain(|result| result.indicator == indicator);
        let nav = desk_bar(&backend, &viewer, AtDesk::Figures).await?;
        let surveys = Surveys::new(report.survey.is_some(), may_manage(&viewer, &report.span.area));
        let title = format!("{}：{} 到 {}", indicator.name(), from.words(), to.words());
        let results = std::mem::take(&mut report.results);
        let satisfied = &report.satisfied;
        let satisfied = format!("“满意”指评了{satisfied}的。");
        let levels = matches!(indicator, Indicator::Satisfaction | Indicator::PropertySatisfaction);
        let back = about_months(paths::DESK_FIGURES, (from, to));
        Ok(view! {
            <DeskPage title nav who=desk_who(&viewer) who_href=paths::ME>
                <IndicatorTable results surveys/>
                <Section title="什么意思">
                    <Card>
                        <p>{indicator.definition()}</p>
                        {levels.then(|| view! { <p>{satisfied}</p> })}
                    </Card>
                </Section>
                {made_of(indicator, report, (from, to))}
                <ButtonRow><ButtonLink href=back label="回统计" kind=ButtonKind::Plain/></ButtonRow>
            </DeskPage>
        })
    })
}

/// What a figure was made of, down to the orders or answers.
fn made_of(indicator: Indicator, report: Report, months: (Month, Month)) -> AnyView {
    let measures = match indicator {
        Indicator::Satisfaction => of_levels(Measure::Completions, false),
        Indicator::PropertySatisfaction => of_levels(Measure::PropertyCompletions, true),
        Indicator::Reply => vec![Measure::ReplyDue, Measure::ReplyWithin24Hours],
        Indicator::PublishedEstates | Indicator::ActiveCommunities | Indicator::RegisteredHouseholds => {
            let posters_href = paths::DESK_POSTERS;
            return view! { <CoverageTable name=report.name coverage=report.coverage posters_href/> }
                .into_any();
        }
        Indicator::ListAwareness | Indicator::GridAwareness | Indicator::GridSatisfaction => {
            return report.survey.map(|result| view! { <SurveyPart result/> }).into_any();
        }
    };
    let rows = measures.into_iter().map(|measure| {
        let count = behind(measure, report.counts.of(measure), Some(months));
        view! { <CountRow name=measure.name() count definition=measure.definition()/> }
    });
    let rows = rows.collect_view();
    let open = report.overdue.without_reply;
    let counts_open = indicator == Indicator::Reply && months.1 >= Month::of(now());
    let open = (counts_open && open > 0).then(|| {
        let definition = "已经满了 24 小时，也算该答复的；等有了答复，就数在上面。";
        view! { <CountRow name="到现在没有答复的" count=open.into_any() definition/> }
    });
    view! {
        <Section title="数出来的">
            <DataTable caption="数出来的" heads=vec!["数的是", "几次", "怎么数的"]>{rows}{open}</DataTable>
        </Section>
    }
    .into_any()
}

#[component]
fn CountRow(name: &'static str, count: AnyView, definition: &'static str) -> impl IntoView {
    view! {
        <DataRow>
            <DataCell><b>{name}</b></DataCell>
            <DataCell label="几次">{count}</DataCell>
            <DataCell label="怎么数的">{definition}</DataCell>
        </DataRow>
    }
}

/// Completions, and their ratings from the best level to the worst.
fn of_levels(completions: Measure, by_property: bool) -> Vec<Measure> {
    let levels = Satisfaction::iter().map(|level| Measure::of_level(level, by_property));
    std::iter::once(completions).chain(levels).collect()
}
