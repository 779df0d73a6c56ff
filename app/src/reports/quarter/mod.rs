//! The report of a quarter as a page for paper: at most two sheets of A4 for a district, one for a community.

mod communities;
mod head;
mod notes;
mod trend;

use super::clocks::LateClocks;
use super::indicators::{IndicatorRow, Surveys};
use super::return_visits::ReturnVisits;
use super::stages::Stages;
use crate::components::{DataTable, PaperPage, Section};
use crate::context::{backend, query, signed_in};
use crate::page::page;
use crate::paths;
use crate::surveys::Results;
use crate::verbatim::verbatim;
use backend::reports::report;
use backend::settings::satisfaction_rules;
use backend::star_rating::stars;
use communities::Communities;
use domain::counters::Month;
use domain::reports::Indicator;
use head::Head;
use leptos::prelude::*;
use notes::{Notes, Signatures};
use trend::PrintedTrend;

/// The report of the viewer's community, office or district over a quarter.
#[component]
pub fn QuarterPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        // A quarter that has not begun is the present one.
        let stars = stars(&backend, &viewer, query("q").parse().ok()).await?;
        let quarter = stars.quarter;
        let (first, last) = (quarter.first(), quarter.last());
        let report_of = async |from, to| report(&backend, &viewer, Some(from), Some(to)).await;
        let report = report_of(first, last).await?;
        let shown = last.min(Month::of(stars.now));
        let year = report_of(shown.plus(-11), shown).await?;
        let versions = satisfaction_rules(&backend).await?;
        let title = format!("{} {}报告", verbatim(&report.name), quarter.words());
        let back =
            paths::with(paths::DESK_FIGURES, &[("from", &first.to_string()), ("to", &last.to_string())]);
        let surveys = Surveys::new(report.survey.is_some(), false);
        let (rated, target) = (report.rated(), Indicator::Satisfaction.target(last));
        let indicators: Vec<_> = report.results.iter().map(|result| result.indicator).collect();
        let rows = report.results.into_iter().map(|result| view! { <IndicatorRow result surveys/> });
        let rows = rows.collect_view();
        let survey = report.survey.map(|result| {
            let title = format!("入户调查：{}", verbatim(&result.title));
            view! { <Results result title on_paper=true/> }
        });
        let made_by = format!("{} {}", viewer.role().name(), verbatim(&viewer.name));
        Ok(view! {
            <PaperPage title back back_label="回统计">
                <Head stars=stars.clone() made_by satisfied=report.satisfied versions/>
                <Section title="承诺和实际">
                    <DataTable caption="承诺和实际" heads=vec!["指标", "目标", "实际", "可能在", "怎么来的", "结论"]>{rows}</DataTable>
                </Section>
                <PrintedTrend points=year.trend target/>
                <div class="sheet-beside">
                    <Stages counts=report.counts months=None/>
                    <LateClocks counts=report.counts overdue=report.overdue months=None/>
                </div>
                <ReturnVisits rated visits=report.return_visits on_paper=true/>
                {survey}
                <Communities stars found=report.communities/>
                <Signatures/>
                <Notes indicators/>
            </PaperPage>
        })
    })
}
