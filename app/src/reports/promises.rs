//! The promises, each with its target, what was found, and how far that can be trusted.

use crate::parts::{DataCell, DataRow, DataTable, Fold, Section, Tag, Tone};
use domain::rates::{Verdict, percent};
use domain::reports::{Finding, Indicator};
use leptos::prelude::*;

/// The table of promises, with what each of them means.
#[component]
pub(super) fn Promises(
    /// Each promise with what was found.
    indicators: Vec<(Indicator, Option<Finding>)>,
    /// Which levels count as satisfied: «非常满意、满意、基本满意».
    satisfied: String,
) -> impl IntoView {
    let definitions = indicators.iter().map(|(indicator, _)| {
        view! { <div class="fact"><dt>{indicator.name()}</dt><dd>{indicator.definition()}</dd></div> }
    });
    let definitions = definitions.collect_view();
    let rows = indicators.into_iter().map(|(indicator, found)| view! { <PromiseRow indicator found/> });
    view! {
        <Section title="承诺和实际">
            <DataTable caption="承诺和实际" heads=vec!["指标", "目标", "实际", "可能在", "怎么来的", "结论"]>
                {rows.collect_view()}
            </DataTable>
            <Fold label="这些数怎么算的">
                <dl class="facts facts-long">{definitions}</dl>
                <p>{format!("“满意”指评了{satisfied}的。")}</p>
                <p>"“可能在”是 95% 的区间：同样的情形反复来过一百次，真实的数大约有九十五次落在里面。区间整个够到目标，才算达到；整个在目标以下，是没达到；跨着目标，就还说不定。评价不是抽样，达到了也只说明愿意评价的人。"</p>
            </Fold>
        </Section>
    }
}

/// One promise.
#[component]
pub(super) fn PromiseRow(
    /// Which.
    indicator: Indicator,
    /// What was found.
    found: Option<Finding>,
) -> impl IntoView {
    let target = indicator.target();
    let (value, interval, source, verdict) = match &found {
        Some(found) => {
            let verdict = found.verdict(target);
            let words = if indicator.is_census() { verdict.words() } else { among_ratings(verdict) };
            (
                found.words(),
                found.interval_words().unwrap_or_else(|| "全数统计".to_owned()),
                source(indicator, found),
                view! { <Tag label=words tone=tone(verdict)/> }.into_any(),
            )
        }
        None => ("—".to_owned(), "—".to_owned(), nothing(indicator).to_owned(), ().into_any()),
    };
    view! {
        <DataRow>
            <DataCell><b>{indicator.name()}</b></DataCell>
            <DataCell label="目标">{format!("≥ {}", percent(target.share()).replace(".0%", "%"))}</DataCell>
            <DataCell label="实际"><b class="figure">{value}</b></DataCell>
            <DataCell label="可能在">{interval}</DataCell>
            <DataCell label="怎么来的">{source}</DataCell>
            <DataCell label="结论">{verdict}</DataCell>
        </DataRow>
    }
}

/// Of how many it was made, and how they came to be heard.
fn source(indicator: Indicator, found: &Finding) -> String {
    let (yes, n) = (found.count.successes(), found.count.n());
    if indicator.is_census() {
        return match indicator {
            Indicator::Reply => format!("{n} 次点单或重开里 {yes} 次，每次都算"),
            Indicator::PublishedEstates => format!("{n} 个小区里 {yes} 个"),
            _ => format!("{n} 个社区里 {yes} 个"),
        };
    }
    format!("办完 {} 次，评价了 {n} 次（{}），满意 {yes} 次", found.population, percent(found.answered()))
}

/// What is to be said of ratings that people gave of their own accord: nobody was drawn, so nothing is proven of
/// those who said nothing.
fn among_ratings(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Proven => "评价里达到",
        Verdict::NotProven => "还说不定",
        Verdict::Missed => "评价里没达到",
    }
}

/// What to say where there is nothing to find.
fn nothing(indicator: Indicator) -> &'static str {
    match indicator {
        Indicator::Satisfaction | Indicator::PropertySatisfaction => "还没有评价",
        Indicator::Reply => "还没有该答复的点单",
        Indicator::PublishedEstates | Indicator::ActiveCommunities => "还没有导入小区和社区",
    }
}

/// The colour of a verdict; the word stands beside it.
pub(crate) fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Proven => Tone::Green,
        Verdict::NotProven => Tone::Amber,
        Verdict::Missed => Tone::Red,
    }
}
