//! How a wave goes, in tables.

use crate::components::{DataCell, DataRow, DataTable, Notice, NoticeKind, Tag, Tone};
use crate::verbatim::verbatim;
use backend::surveys::{HandProgress, Progress, StratumProgress};
use domain::surveys::{Flag, Tally};
use leptos::prelude::*;

/// The strata, and the whole: before the draw, how many are to be drawn; afterwards, what came of it.
#[component]
pub(super) fn StrataTable(progress: Progress, drawn: bool) -> impl IntoView {
    let whole = StratumProgress {
        code: String::new(),
        name: "合计".to_owned(),
        households: progress.strata.iter().map(|stratum| stratum.households).sum(),
        drawn: progress.strata.iter().map(|stratum| stratum.drawn).sum(),
        tally: progress.whole,
    };
    let registered = progress.registered;
    let gap = (registered > whole.households).then(|| {
        let title = format!("名册不全：一共登记 {registered} 户，名册里只有 {} 户", whole.households);
        view! {
            <Notice kind=NoticeKind::Warning title>"算出来的只说明名册里的住户，不能当成全部住户。"</Notice>
        }
    });
    let strata = progress.strata.into_iter().chain([whole]);
    let rows = strata.map(|stratum| view! { <StratumRow stratum drawn/> }).collect_view();
    let heads = if drawn {
        vec!["地方", "名册", "抽中", "答全", "答一部分", "不愿答", "没遇到", "没这户", "还没答", "回答率"]
    } else {
        vec!["地方", "名册", "要抽"]
    };
    let rates = drawn.then(|| {
        view! {
            <p class="aside">
                "回答率 = 答全的 ÷（抽中的 − 没这户的），就是 AAPOR 的 RR1；括号里把答一部分的也算上（RR2）。去了三次没人的、不愿答的都算在分母里，不换户。"
            </p>
        }
    });
    view! {
        {gap}
        <DataTable caption="各处的进度" heads>{rows}</DataTable>
        {rates}
    }
}

#[component]
fn StratumRow(stratum: StratumProgress, drawn: bool) -> impl IntoView {
    let Tally { complete, partial, refused, not_reached, open, not_eligible } = stratum.tally;
    let rate = match (stratum.tally.rr1(), stratum.tally.rr2()) {
        (Some(rr1), Some(rr2)) => format!("{}（{}）", percent(rr1), percent(rr2)),
        _ => "—".to_owned(),
    };
    let came_of_it = drawn.then(|| {
        view! {
            <DataCell label="答全">{complete}</DataCell>
            <DataCell label="答一部分">{partial}</DataCell>
            <DataCell label="不愿答">{refused}</DataCell>
            <DataCell label="没遇到">{not_reached}</DataCell>
            <DataCell label="没这户">{not_eligible}</DataCell>
            <DataCell label="还没答">{open}</DataCell>
            <DataCell label="回答率">{rate}</DataCell>
        }
    });
    // The sum has no code, and a name of ours.
    let name = if stratum.code.is_empty() { stratum.name } else { verbatim(stratum.name) };
    view! {
        <DataRow>
            <DataCell><b>{name}</b></DataCell>
            <DataCell label="名册">{stratum.households}</DataCell>
            <DataCell label=if drawn { "抽中" } else { "要抽" }>{stratum.drawn}</DataCell>
            {came_of_it}
        </DataRow>
    }
}

/// Whoever asks, and those who answered by their codes taken together, with what is odd about their forms.
#[component]
pub(super) fn HandsTable(progress: Progress) -> impl IntoView {
    let by_link = (progress.by_link > 0).then(|| HandProgress {
        person: None,
        name: "住户自己扫码".to_owned(),
        gone: false,
        given: 0,
        answered: progress.by_link,
        not_found: 0,
        flags: progress.link_flags,
    });
    let rows = progress.hands.into_iter().chain(by_link).map(|hand| {
        let given = if hand.given > 0 { hand.given.to_string() } else { "—".to_owned() };
        let name = match (&hand.person, hand.gone) {
            (Some(_), true) => format!("{}（身份已收回）", verbatim(hand.name)),
            (Some(_), false) => verbatim(hand.name),
            (None, _) => hand.name,
        };
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
                <DataCell><b>{name}</b></DataCell>
                <DataCell label="分到">{given}</DataCell>
                <DataCell label="收到">{hand.answered}</DataCell>
                <DataCell label="说没这户">{hand.not_found}</DataCell>
                <DataCell label="不寻常的地方">{odd}</DataCell>
            </DataRow>
        }
    });
    let rows = rows.collect_view();
    view! {
        <DataTable caption="答卷是怎么来的" heads=vec!["谁问的", "分到", "收到", "说没这户", "不寻常的地方"]>{rows}</DataTable>
        <p class="aside">"不寻常的答卷只注明，不剔除；请找本人问清楚。说没这户的，样本里就少一户，请换个人去看看。"</p>
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
