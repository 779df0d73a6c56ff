//! One community: each part with its numbers put into the formula, month by month, and what is to be mended.

use super::ranks::{is_told, year_words};
use crate::components::{DataCell, DataRow, DataTable, Notice, NoticeKind, Section};
use crate::verbatim::verbatim;
use backend::star_rating::{CommunityStars, StarsView};
use domain::counters::{Month, Quarter};
use domain::star_rating::{Part, PartScore, Score};
use leptos::prelude::*;
use strum::IntoEnumIterator;

/// Everything about one community.
#[component]
pub(super) fn CommunityPart(
    /// The community.
    own: CommunityStars,
    /// The stars that it stands in.
    view: StarsView,
) -> impl IntoView {
    let (all, ranked) = view.compared;
    let place = own.place.map(|place| format!("，第 {place} 名"));
    let title = format!("{}：{}{}", verbatim(&own.name), own.score.words(), place.unwrap_or_default());
    let rows = own.score.parts.iter().map(part_row).collect_view();
    let formula = own.score.formula();
    view! {
        <Section title>
            <p class="aside">{format!("全区 {all} 个社区，{ranked} 个有分。")}</p>
            <DataTable caption="每一项的分" heads=vec!["项目", "得分", "数出来的", "怎么算的"]>{rows}</DataTable>
            <p>{format!("总分：{formula}")}</p>
        </Section>
        <Mend score=own.score/>
        <Months months=own.months/>
        <Section title=format!("{} 年全年", view.quarter.year())>
            <p>{quarter_words(view.quarter, &own.year.quarters)}</p>
            <p>
                {if view.is_final { "终评：" } else { "截至现在：" }}
                <b>{year_words(&own.year)}</b>
                {own.year.stars.map(|_| format!("，{}", own.year.formula()))}
            </p>
            <p class="aside">{if own.year.proven {
                "全年的评价够证实满意度 95%。"
            } else {
                "全年的评价还不够证实满意度 95%，评不了五星。"
            }}</p>
        </Section>
    }
}

/// «第一季度 92 分，第二季度 不评».
fn quarter_words(quarter: Quarter, points: &[Option<i64>]) -> String {
    let quarters = quarter.of_year().zip(points);
    let words = quarters.map(|(quarter, points)| {
        let points = points.map_or_else(|| "不评".to_owned(), |points| format!("{points} 分"));
        format!("{} {points}", quarter.short_words())
    });
    words.collect::<Vec<_>>().join("，")
}

fn part_row(one: &PartScore) -> impl IntoView + use<> {
    let points = points_words(one);
    let (name, weight) = (one.part.name(), one.part.weight());
    let (counted, formula) = (one.counted(), one.formula());
    view! {
        <DataRow>
            <DataCell><b>{name}</b></DataCell>
            <DataCell label="得分"><span><b class="figure">{points}</b>" / "{weight}</span></DataCell>
            <DataCell label="数出来的">{counted}</DataCell>
            <DataCell label="怎么算的">{formula}</DataCell>
        </DataRow>
    }
}

/// What is to be mended, where most points were lost first.
#[component]
fn Mend(
    /// The quarter's score.
    score: Score,
) -> impl IntoView {
    let told = is_told(&score).then(|| {
        view! { <Notice kind=NoticeKind::Warning title="总分不到 80 分：整改督办"/> }
    });
    let parts = score.to_mend();
    let lines = parts.iter().map(|one| {
        let (name, definition) = (one.part.name(), one.part.definition());
        let lost = format!("{name}：丢 {} 分。{}。{definition}", one.lost(), one.counted());
        view! { <li>{lost}</li> }
    });
    let lines = lines.collect_view();
    let body = if parts.is_empty() {
        view! { <p>"每一项都做到了九成以上，没有要改的。"</p> }.into_any()
    } else {
        view! { <ul class="plain-list">{lines}</ul> }.into_any()
    };
    view! {
        <Section title="要改的">
            {told}
            <p class="aside">"做到的不到九成的项目，丢分多的在前。"</p>
            {body}
        </Section>
    }
}

/// The same points for each month, one beside the other.
#[component]
fn Months(
    /// The months that have begun.
    months: Vec<(Month, Score)>,
) -> impl IntoView {
    let whole = months.iter().map(|(month, score)| (*month, score.words())).collect();
    let whole = month_row("总分", whole);
    let parts = Part::iter().map(|part| {
        let points = months.iter().map(|(month, score)| {
            let one = score.parts.iter().find(|one| one.part == part);
            (*month, one.map_or_else(String::new, points_words))
        });
        month_row(part.name(), points.collect())
    });
    let parts: Vec<_> = parts.collect();
    let names = months.iter().map(|(month, _)| month.words());
    let heads: Vec<_> = std::iter::once("项目".to_owned()).chain(names).collect();
    view! {
        <Section title="月度反馈">
            <p class="aside">"同样的算法，一个月一个月看。一个月评价不到 30 次是常有的，总分不给，各项照看。"</p>
            <DataTable caption="月度反馈" heads compact=true>{whole}{parts}</DataTable>
        </Section>
    }
}

fn month_row(name: &'static str, points: Vec<(Month, String)>) -> impl IntoView {
    let cells = points
        .into_iter()
        .map(|(month, points)| view! { <DataCell label=month.words()>{points}</DataCell> })
        .collect_view();
    view! { <DataRow><DataCell><b>{name}</b></DataCell>{cells}</DataRow> }
}

fn points_words(one: &PartScore) -> String {
    one.points.map_or_else(|| "—".to_owned(), |points| points.to_string())
}
