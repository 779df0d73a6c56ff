//! What a closed wave says of everybody.

use crate::components::{DataCell, DataRow, DataTable, Fold, Notice, NoticeKind, Section, Tag};
use crate::reports::tone;
use backend::surveys::SurveyResult;
use domain::surveys::{SurveyFinding, Tally};
use leptos::prelude::*;
use statistics::{Estimate, Interval, Target, percent, shown, span};

/// The result of a wave: each question with its target, the estimate, and how far that can be trusted.
#[component]
pub(crate) fn Results(
    /// What was found.
    result: SurveyResult,
    /// The heading.
    #[prop(into)]
    title: String,
    /// Whether it is to be printed, where nothing unfolds.
    #[prop(optional)]
    on_paper: bool,
) -> impl IntoView {
    let SurveyResult { found, tally, satisfied, .. } = result;
    let body = match found {
        Ok(found) => {
            let rows = found.into_iter().map(|finding| view! { <FindingRow finding/> }).collect_view();
            view! {
                <DataTable caption="调查结果" heads=vec!["问的是", "目标", "估计", "可能在", "回答", "结论"]>{rows}</DataTable>
            }
            .into_any()
        }
        Err(why) => view! { <Notice kind=NoticeKind::Warning title=why/> }.into_any(),
    };
    view! {
        <Section title>
            {body}
            <p class="aside">{came_of_it(&tally)}</p>
            {(!on_paper).then(|| view! { <Fold label="怎么算的">
                <p>"按抽样时的各处户数加权，户数多的地方占得多；抽到的户占得越多，误差越小（有限总体校正）。比例的区间用 Korn–Graubard 的方法，平均数用 t 区间，都是 95%。答卷不到 5 户的地方，和编号相邻的并在一起算。"</p>
                <p>{format!("“满意”指答{satisfied}的。全都说知道，也只说明“至少”有那么多：没问到的住户里总可能有人不知道。")}</p>
                <p>"用下载的答卷和户数，谁都可以用 diandiantong survey estimate 重新算一遍。"</p>
            </Fold> })}
        </Section>
    }
}

/// What became of the sample, in a line: whoever was left out of it is named.
fn came_of_it(tally: &Tally) -> String {
    let (drawn, answered) = (tally.drawn(), tally.answered());
    let left_out = match tally.not_eligible {
        0 => String::new(),
        number => format!("；其中 {number} 户，上门的人说没有这户，没有算进去"),
    };
    let rate = tally.rr1().map_or_else(|| "—".to_owned(), percent);
    format!(
        "抽了 {drawn} 户，答了 {answered} 户{left_out}。答全的占 {rate}（AAPOR 的 RR1）。没答的住户也许和答了的不一样。"
    )
}

#[component]
fn FindingRow(finding: SurveyFinding) -> impl IntoView {
    let SurveyFinding { name, target, is_mean, estimate, .. } = finding;
    let status = target.map(|target| {
        let status = estimate.target_status(target);
        view! { <Tag label=status.words() tone=tone(status)/> }
    });
    let target = target.map_or_else(|| "—".to_owned(), Target::aim);
    view! {
        <DataRow>
            <DataCell><b>{name}</b></DataCell>
            <DataCell label="目标">{target}</DataCell>
            <DataCell label="估计"><b class="figure">{value(&estimate, is_mean)}</b></DataCell>
            <DataCell label="可能在">{reach(&estimate, is_mean)}</DataCell>
            <DataCell label="回答">{format!("{} 户", estimate.answered)}</DataCell>
            <DataCell label="结论">{status}</DataCell>
        </DataRow>
    }
}

fn value(estimate: &Estimate, is_mean: bool) -> String {
    match estimate.interval {
        _ if is_mean => format!("平均 {:.2}", estimate.value),
        Some(interval) => shown(estimate.value, interval),
        None => percent(estimate.value),
    }
}

fn reach(estimate: &Estimate, is_mean: bool) -> String {
    match estimate.interval {
        None => "答的太少，说不出".to_owned(),
        Some(Interval { lower, upper }) if is_mean => format!("{lower:.2}–{upper:.2}"),
        Some(Interval { lower, upper }) if lower >= upper => "全数统计".to_owned(),
        Some(interval) => span(interval),
    }
}
