//! The report for those who work or lead.

use super::clocks::LateClocks;
use super::coverage::CoverageTable;
use super::funnel_plot::FunnelPlot;
use super::indicators::{Indicators, Surveys};
use super::levels::Levels;
use super::months::about_months;
use super::ranking::RankingTable;
use super::return_visits::ReturnVisits;
use super::stages::Stages;
use super::survey::SurveyPart;
use super::trend::Trend;
use crate::components::{ButtonKind, ButtonLink, ButtonRow, DeskPage, NavItem, TabStrip};
use crate::context::{backend, now, query, signed_in};
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::reports::report;
use backend::settings::satisfaction_rules;
use backend::surveys::may_manage;
use domain::accounts::Role;
use domain::counters::{Month, Quarter};
use domain::reports::Indicator;
use leptos::prelude::*;

/// The report of the viewer's community, office or district.
#[component]
pub fn ReportPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let this_month = Month::of(now());
        let (from, to) = (query("from").parse().ok(), query("to").parse().ok());
        let report = report(&backend, &viewer, from, to).await?;
        let versions = satisfaction_rules(&backend).await?;
        let nav = desk_bar(&backend, &viewer, AtDesk::Figures).await?;
        let (from, to) = (report.span.from, report.span.to);
        let months = Some((from, to));
        let title = format!("{}：{} 到 {}", verbatim(&report.name), from.words(), to.words());
        let surveys = Surveys::new(report.survey.is_some(), may_manage(&viewer, &report.span.area));
        let (rated, target) = (report.rated(), Indicator::Satisfaction.target(to));
        let survey = report.survey.map(|result| view! { <SurveyPart result/> });
        let opens_answers = !report.communities.is_empty();
        let codes = report.communities.iter().map(|one| (one.name.clone(), one.code.to_string())).collect();
        let quarter = Quarter::of(to).to_string();
        let printed = paths::with(paths::DESK_FIGURES_QUARTER, &[("q", &quarter)]);
        let stars = paths::with(paths::DESK_STARS, &[("q", &quarter)]);
        let decides = viewer.role() == Role::DistrictLead;
        Ok(view! {
            <DeskPage title nav who=desk_who(&viewer) who_href=paths::ME>
                <Notices/>
                <TabStrip label="看哪几个月" items=spans(this_month, from, to)/>
                <Indicators results=report.results satisfied=report.satisfied surveys months/>
                {survey}
                <ReturnVisits rated visits=report.return_visits months opens_answers/>
                <CoverageTable name=report.name coverage=report.coverage posters_href=paths::DESK_POSTERS/>
                <Trend points=report.trend target looks_behind=true/>
                <Stages counts=report.counts months/>
                <LateClocks counts=report.counts overdue=report.overdue months/>
                <RankingTable ranking=report.ranking codes target/>
                <FunnelPlot communities=report.communities/>
                <ButtonRow>
                    <ButtonLink href=stars label="星级评比" kind=ButtonKind::Plain icon="star"/>
                    <ButtonLink href=printed label="打印季报" kind=ButtonKind::Plain icon="file-text"/>
                    <ButtonLink href=file("figures.xlsx", from, to) label="下载表格（Excel）" kind=ButtonKind::Plain icon="download"/>
                    <ButtonLink href=file("figures.csv", from, to) label="下载 CSV" kind=ButtonKind::Plain icon="download"/>
                </ButtonRow>
                <Levels versions decides next=this_month.plus(1)/>
            </DeskPage>
        })
    })
}

/// The report as a file.
fn file(name: &str, from: Month, to: Month) -> String {
    about_months(&paths::export(name), (from, to))
}

/// The spans that one usually looks at: this month, the quarter so far and the one before, a year.
fn spans(now: Month, from: Month, to: Month) -> Vec<NavItem> {
    let quarter = now.quarter();
    let spans = [
        ("近 12 个月", now.plus(-11), now),
        ("本月", now, now),
        ("本季度", quarter, quarter.plus(2)),
        ("上季度", quarter.plus(-3), quarter.plus(-1)),
    ];
    let place = |(label, first, last): (&str, Month, Month)| {
        let href = about_months(paths::DESK_FIGURES, (first, last));
        NavItem::new(href, label).current((first, last) == (from, to))
    };
    spans.map(place).into()
}
