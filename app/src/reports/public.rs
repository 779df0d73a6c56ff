//! The report of a community for its residents: the same figures as its staff read.

use super::clocks::LateClocks;
use super::coverage::CoverageTable;
use super::indicators::{Indicators, Surveys};
use super::return_visits::ReturnVisits;
use super::stages::Stages;
use super::survey::SurveyPart;
use super::trend::Trend;
use crate::components::{Choice, Empty, Field, FieldSelect, Page, Section, SubmitButton, Words};
use crate::context::{backend, query, viewer};
use crate::nav::{Here, bottom_bar};
use crate::page::page;
use crate::paths;
use crate::star_rating::PublishedStars;
use crate::verbatim::verbatim;
use backend::areas;
use backend::reports::recent_public_report;
use backend::star_rating::recent_final_stars;
use domain::areas::AreaKind;
use domain::reports::Indicator;
use leptos::prelude::*;

/// The figures of a community, for everybody.
#[component]
pub fn PublicReportPage() -> impl IntoView {
    page(async move {
        let backend = backend()?;
        let viewer = viewer();
        let tree = areas::tree(&backend).await?;
        let home = viewer.as_ref().and_then(|viewer| viewer.home.as_ref());
        let own =
            home.and_then(|home| tree.community_of(&home.estate)).map(|community| community.code.to_string());
        let asked = query("community");
        let community = if asked.is_empty() { own } else { Some(asked) };
        let tabs = bottom_bar(&backend, viewer.as_deref(), Here::Home).await?;
        let report = match &community {
            Some(community) => Some(recent_public_report(&backend, community).await?),
            None => None,
        };
        let stars = match &report {
            Some(report) => recent_final_stars(&backend, &report.span.area).await?,
            None => None,
        };
        let choices = tree.of_kind(AreaKind::Community).into_iter();
        let choices: Vec<_> =
            choices.map(|area| Choice::new(area.code.to_string(), verbatim(&area.name))).collect();
        let chosen: Words = community.into();
        let title = report
            .as_ref()
            .map_or_else(|| "社区成绩单".to_owned(), |report| format!("{}成绩单", verbatim(&report.name)));
        let content = match report {
            Some(mut report) => {
                let surveys = Surveys::new(report.survey.is_some(), false);
                let (rated, target) = (report.rated(), Indicator::Satisfaction.target(report.span.to));
                let rated_by_few = report.results.iter().any(|result| result.held_back);
                let stars = stars.map(|stars| view! { <PublishedStars stars/> });
                let survey = report.survey.take().map(|result| view! { <SurveyPart result/> });
                view! {
                <p class="aside">"和社区工作人员看到的是同一份数，近 12 个月；评价太少的先不公布。"</p>
                <Indicators results=report.results satisfied=report.satisfied surveys months=None/>
                {survey}
                {stars}
                <ReturnVisits rated rated_by_few visits=report.return_visits/>
                <CoverageTable name=report.name coverage=report.coverage/>
                <Trend points=report.trend target/>
                <Stages counts=report.counts months=None/>
                <LateClocks counts=report.counts overdue=report.overdue months=None/>
                }
                .into_any()
            }
            None => view! { <Empty icon="house" words="选一个社区，看看它的成绩单"/> }.into_any(),
        };
        Ok(view! {
            <Page title back=paths::HOME tabs>
                {content}
                <Section title="看别的社区">
                    <form method="get" action=paths::FIGURES class="form">
                        <FieldSelect field=Field::named("community").or(chosen) label="社区" choices blank="请选择"/>
                        <SubmitButton label="看这个社区"/>
                    </form>
                </Section>
            </Page>
        })
    })
}
