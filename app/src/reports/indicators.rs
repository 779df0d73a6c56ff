//! The indicators, each with its target, what was found, and how far that can be trusted.

use super::indicator::indicator_href;
use crate::components::{DataCell, DataRow, DataTable, Fold, Section, Tag, Tone};
use crate::paths;
use domain::counters::Month;
use domain::reports::{Finding, Found, Indicator, IndicatorResult, Surveyed};
use leptos::prelude::*;
use statistics::{LEAST_ANSWERS, Target, TargetStatus, percent};

/// The table of results, with what each of them means.
#[component]
pub(super) fn Indicators(
    /// The results.
    results: Vec<IndicatorResult>,
    /// Which levels count as satisfied: «非常满意、满意、基本满意».
    satisfied: String,
    /// What there is of surveys.
    surveys: Surveys,
    /// The months; `None` where nobody may look behind.
    months: Option<(Month, Month)>,
) -> impl IntoView {
    let definitions = results.iter().map(|result| {
        let indicator = result.indicator;
        view! { <div class="fact"><dt>{indicator.name()}</dt><dd>{indicator.definition()}</dd></div> }
    });
    let definitions = definitions.collect_view();
    view! {
        <Section title="承诺和实际">
            <IndicatorTable results surveys months/>
            <Fold label="这些数怎么算的">
                <dl class="facts facts-long">{definitions}</dl>
                <p>{format!("“满意”指评了{satisfied}的。")}</p>
                <p>"“可能在”是 95% 的区间：同样的情形反复来过一百次，真实的数大约有九十五次落在里面。区间整个够到目标，才算达到；整个在目标以下，是没达到；跨着目标，就还说不定。评价不是抽样，达到了也只说明愿意评价的人。"</p>
                <p>"目标是行动计划里的：2025 年以前看 2023 年的目标，以后看 2025 年的。"</p>
            </Fold>
        </Section>
    }
}

/// The results, one a row.
#[component]
pub(super) fn IndicatorTable(
    /// The results.
    results: Vec<IndicatorResult>,
    /// What there is of surveys.
    surveys: Surveys,
    /// The months, where each value leads to what it is made of.
    #[prop(optional_no_strip)]
    months: Option<(Month, Month)>,
) -> impl IntoView {
    let rows = results.into_iter().map(|result| view! { <IndicatorRow result surveys months/> });
    let rows = rows.collect_view();
    view! {
        <DataTable caption="承诺和实际" heads=vec!["指标", "目标", "实际", "可能在", "怎么来的", "结论"]>{rows}</DataTable>
    }
}

/// What there is of surveys where an indicator comes from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Surveys {
    /// A wave is closed, and its result stands below.
    Below,
    /// None is closed.
    None,
    /// None is closed, and whoever looks may begin one.
    NoneYet,
}

impl Surveys {
    /// For a report with a result or without, and for somebody who may begin a wave or may not.
    pub(super) fn new(closed: bool, may_begin: bool) -> Self {
        match (closed, may_begin) {
            (true, _) => Self::Below,
            (false, true) => Self::NoneYet,
            (false, false) => Self::None,
        }
    }
}

/// One indicator.
#[component]
pub(super) fn IndicatorRow(
    /// Which, and what was found.
    result: IndicatorResult,
    /// What there is of surveys.
    surveys: Surveys,
    /// The months, where the value leads to what it is made of.
    #[prop(optional_no_strip)]
    months: Option<(Month, Month)>,
) -> impl IntoView {
    let IndicatorResult { indicator, target, found, held_back } = result;
    let (value, reach, source) = match &found {
        Some(found) => (found.words(), found.reach_words(), source(indicator, found).into_any()),
        None if held_back => ("—".to_owned(), "—".to_owned(), few_ratings().into_any()),
        None => ("—".to_owned(), "—".to_owned(), nothing(indicator, surveys)),
    };
    let absent = found.is_none();
    let value = match months.filter(|_| !absent) {
        Some(months) => {
            let href = indicator_href(indicator, months);
            view! { <a class="count-link figure" href=href><b>{value}</b></a> }.into_any()
        }
        None => view! { <b class="figure">{value}</b> }.into_any(),
    };
    let status = match result.target_status() {
        Some((status, words)) => view! { <Tag label=words tone=tone(status)/> }.into_any(),
        None if target.is_none() => "不下结论".into_any(),
        None => ().into_any(),
    };
    let target = target.map_or_else(|| "没有定目标".to_owned(), Target::aim);
    view! {
        <DataRow>
            <DataCell><b>{indicator.name()}</b></DataCell>
            <DataCell label="目标">{target}</DataCell>
            <DataCell label="实际" absent>{value}</DataCell>
            <DataCell label="可能在" absent>{reach}</DataCell>
            <DataCell label="怎么来的">{source}</DataCell>
            <DataCell label="结论">{status}</DataCell>
        </DataRow>
    }
}

/// Of how many it was made, and how they came to be heard.
fn source(indicator: Indicator, found: &Found) -> String {
    match found {
        Found::Ratings(found) => of_ratings(found),
        Found::Census(found) => {
            let (yes, n) = (found.count.successes(), found.count.n());
            match indicator {
                Indicator::Reply => format!("{n} 次点单或重开里 {yes} 次，每次都算"),
                Indicator::PublishedEstates => format!("{n} 个小区里 {yes} 个"),
                Indicator::RegisteredHouseholds => format!("{n} 户里 {yes} 户有人登记"),
                _ => format!("{n} 个社区里 {yes} 个"),
            }
        }
        Found::Survey(found) => of_survey(found),
    }
}

fn of_ratings(found: &Finding) -> String {
    let (yes, n, share) = (found.count.successes(), found.count.n(), percent(found.answered()));
    format!("办完 {} 次，评价了 {n} 次（{share}），满意 {yes} 次", found.population)
}

/// «抽了 400 户，答了 312 户（答全的占 76.5%），2 户说没有这户».
fn of_survey(found: &Surveyed) -> String {
    let Surveyed { estimate, tally } = found;
    let (drawn, answered) = (tally.drawn(), tally.answered());
    let whole = tally.rr1().map_or_else(String::new, |share| format!("（答全的占 {}）", percent(share)));
    let these = if estimate.answered == answered {
        String::new()
    } else {
        format!("，答了这一题的 {} 户", estimate.answered)
    };
    let left_out = match tally.not_eligible {
        0 => String::new(),
        number => format!("，{number} 户说没有这户"),
    };
    format!("抽了 {drawn} 户，答了 {answered} 户{whole}{these}{left_out}")
}

/// What to say where so few rated that it isn't told.
fn few_ratings() -> String {
    format!("评价不到 {LEAST_ANSWERS} 次，或者和别的数一减就不到，先不公布，免得看出是谁评的")
}

/// What to say where there is nothing to find.
fn nothing(indicator: Indicator, surveys: Surveys) -> AnyView {
    match indicator {
        Indicator::Satisfaction | Indicator::PropertySatisfaction => "还没有评价".into_any(),
        Indicator::Reply => "还没有该答复的点单".into_any(),
        Indicator::PublishedEstates | Indicator::ActiveCommunities => "还没有导入小区和社区".into_any(),
        Indicator::RegisteredHouseholds => "不知道有多少户".into_any(),
        Indicator::ListAwareness | Indicator::GridAwareness | Indicator::GridSatisfaction => match surveys {
            Surveys::Below => "最近一次调查说不出，看下面".into_any(),
            Surveys::None => "还没有调查".into_any(),
            Surveys::NoneYet => {
                view! { <span>"还没有调查，" <a href=paths::DESK_SURVEYS>"发起一次"</a></span> }.into_any()
            }
        },
    }
}

/// The colour of a verdict; the word stands beside it.
pub(crate) fn tone(status: TargetStatus) -> Tone {
    match status {
        TargetStatus::Proven => Tone::Green,
        TargetStatus::NotProven => Tone::Amber,
        TargetStatus::Missed => Tone::Red,
    }
}
