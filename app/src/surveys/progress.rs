//! How a wave goes, in tables.

use crate::parts::{DataCell, DataRow, DataTable, Notice, NoticeKind, Tag, Tone};
use backend::surveys::{HandProgress, Progress, StratumProgress};
use domain::surveys::{Flag, Tally};
use leptos::prelude::*;

/// The strata, and the whole.
#[component]
pub(super) fn StrataTable(progress: Progress) -> impl IntoView {
    let whole = StratumProgress {
        code: String::new(),
        name: "合计".to_owned(),
        households: progress.strata.iter().map(|stratum| stratum.households).sum(),
        registered: progress.strata.iter().map(|stratum| stratum.registered).sum(),
        drawn: progress.strata.iter().map(|stratum| stratum.drawn).sum(),
        tally: progress.whole,
    };
    let missing = whole.registered - whole.households;
    let gap = (missing > 0).then(|| {
        let title = format!("名册不全：登记 {} 户，名册里 {} 户", whole.registered, whole.households);
        view! {
            <Notice kind=NoticeKind::Warning title>"算出来的只说明名册里的住户，不能当成全部住户。"</Notice>
        }
    });
    let rows = progress.strata.into_iter().chain([whole]).map(|stratum| view! { <StratumRow stratum/> });
    let rows = rows.collect_view();
    let heads =
        vec!["地方", "名册", "抽中", "答全", "答了一部分", "不愿答", "没遇到", "没这户", "还没答", "回答率"];
    view! {
        {gap}
        <DataTable caption="各处的进度" heads>{rows}</DataTable>
        <p class="aside">
            "回答率 = 答全的 ÷（抽中的 − 没这户的），就是 AAPOR 的 RR1；括号里把答了一部分的也算上（RR2）。去了三次没人的、不愿答的都算在分母里，不换户。"
        </p>
    }
}

#[component]
fn StratumRow(stratum: StratumProgress) -> impl IntoView {
    let Tally { complete, partial, refused, not_reached, open, not_eligible } = stratum.tally;
    let rate = match (stratum.tally.rr1(), stratum.tally.rr2()) {
        (Some(rr1), Some(rr2)) => format!("{}（{}）", percent(rr1), percent(rr2)),
        _ => "—".to_owned(),
    };
    view! {
        <DataRow>
            <DataCell><b>{stratum.name}</b></DataCell>
            <DataCell label="名册">{stratum.households}</DataCell>
            <DataCell label="抽中">{stratum.drawn}</DataCell>
            <DataCell label="答全">{complete}</DataCell>
            <DataCell label="答了一部分">{partial}</DataCell>
            <DataCell label="不愿答">{refused}</DataCell>
            <DataCell label="没遇到">{not_reached}</DataCell>
            <DataCell label="没这户">{not_eligible}</DataCell>
            <DataCell label="还没答">{open}</DataCell>
            <DataCell label="回答率">{rate}</DataCell>
        </DataRow>
    }
}

/// Whoever asks, with what is odd about their forms.
#[component]
pub(super) fn HandsTable(hands: Vec<HandProgress>) -> impl IntoView {
    let rows = hands.into_iter().map(|hand| {
        let flags: Vec<_> = hand.flags.iter().map(flag_words).collect();
        let odd = if flags.is_empty() {
            view! { "没有" }.into_any()
        } else {
            let lines = flags.into_iter().map(|words| view! { <span class="table-line">{words}</span> });
            view! { <Tag label="要看一看" tone=Tone::Amber icon="triangle-alert"/> {lines.collect_view()} }
                .into_any()
        };
        view! {
            <DataRow>
                <DataCell><b>{hand.name}</b></DataCell>
                <DataCell label="分到">{hand.given}</DataCell>
                <DataCell label="收回">{hand.answered}</DataCell>
                <DataCell label="不寻常的地方">{odd}</DataCell>
            </DataRow>
        }
    });
    let rows = rows.collect_view();
    view! {
        <DataTable caption="入户的人" heads=vec!["谁", "分到", "收回", "不寻常的地方"]>{rows}</DataTable>
        <p class="aside">"不寻常的答卷只注明，不剔除；请找本人问清楚。"</p>
    }
}

fn flag_words(flag: &Flag) -> String {
    match flag {
        Flag::TooFast { forms } => format!("{forms} 份答得太快，平均每题不到 3 秒"),
        Flag::FarBelowMedian { own, others } => format!("一般用 {own} 秒，别人要 {others} 秒"),
        Flag::TooAlike { own, others } => {
            format!("自己的答卷两两相同的占 {}，不同人之间只有 {}", percent(*own), percent(*others))
        }
        Flag::NearDuplicates { forms } => format!("{forms} 份和自己的另一份有 85% 以上相同"),
    }
}

fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}
