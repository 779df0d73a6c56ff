//! The communities in order, and how far that order can be trusted.

use super::indicators::tone;
use crate::components::{DataCell, DataRow, DataTable, Fold, RowLink, Section, Tag};
use crate::paths;
use crate::verbatim::verbatim;
use leptos::prelude::*;
use statistics::{RANKED_FROM, RankSpan, Ranking, Target, percent, span, target_status};
use std::collections::BTreeMap;

/// The communities in order of satisfaction.
#[component]
pub(super) fn RankingTable(
    /// The order.
    ranking: Ranking<String>,
    /// The communities' codes by name: each leads to its own figures.
    codes: BTreeMap<String, String>,
    /// What is promised.
    target: Option<Target>,
) -> impl IntoView {
    let Ranking { ranked, too_few } = ranking;
    if ranked.is_empty() && too_few.is_empty() {
        return ().into_any();
    }
    let few = (!too_few.is_empty()).then(|| {
        let names: Vec<_> =
            too_few.iter().map(|(name, count)| format!("{name}（{} 次）", count.n(), name = verbatim(name))).collect();
        view! { <p class="aside">{format!("评价不到 {RANKED_FROM} 次、不排名的：{}。", names.join("、"))}</p> }
    });
    let rows = ranked.into_iter().map(|row| {
        let code = codes.get(&row.id).map_or("", String::as_str);
        let href = paths::with(paths::FIGURES, &[("community", code)]);
        let RankSpan { best, worst } = row.ranks;
        let place = if best == worst { format!("第 {best}") } else { format!("第 {best}–{worst}") };
        let status = target.map(|target| {
            let status = target_status(row.interval, target);
            view! { <Tag label=status.words_of_ratings() tone=tone(status)/> }
        });
        view! {
            <DataRow>
                <DataCell><RowLink href label=verbatim(row.id) tag=None/></DataCell>
                <DataCell label="名次">{place}</DataCell>
                <DataCell label="收缩后">{percent(row.share)}</DataCell>
                <DataCell label="可能在">{span(row.interval)}</DataCell>
                <DataCell label="满意">{format!("{} / {}", row.count.successes(), row.count.n())}</DataCell>
                <DataCell label="结论">{status}</DataCell>
            </DataRow>
        }
    });
    let rows: Vec<_> = rows.collect();
    let table = (!rows.is_empty()).then(|| {
        view! {
            <DataTable caption="各社区满意度排名" heads=vec!["社区", "名次大约在", "满意度（收缩后）", "可能在", "评价里满意的", "结论"] compact=true>
                {rows.into_iter().collect_view()}
            </DataTable>
        }
    });
    view! {
        <Section title="各社区">
            {table}
            {few}
            <Fold label="名次为什么是一个范围">
                <p>"评价少的社区，碰巧几个好评或差评就能名次大变。所以先把每个社区的满意度往全体的水平收一收，评价越少收得越多（贝塔–二项模型）；再看名次在 95% 的情形下落在哪里。范围重叠的社区，分不出先后。"</p>
            </Fold>
        </Section>
    }
    .into_any()
}
