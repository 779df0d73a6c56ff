//! The communities in order of their points.

use crate::components::{DataCell, DataRow, DataTable, RowLink, Section, Tag, Tone};
use crate::paths;
use crate::verbatim::verbatim;
use backend::star_rating::{CommunityStars, Place, StarsView};
use domain::star_rating::{Score, YearStars};
use leptos::prelude::*;

/// Below so many points a community is told to mend.
const MEND_BELOW: i64 = 80;

/// What is to be mended, in a line: «守时 丢 3 分、三张清单 丢 2 分».
pub(crate) fn mended_words(score: &Score) -> String {
    let parts: Vec<_> =
        score.to_mend().into_iter().map(|one| format!("{} 丢 {} 分", one.part.name(), one.lost())).collect();
    if parts.is_empty() { "—".to_owned() } else { parts.join("、") }
}

/// Whether the community is on the list of those who are told to mend.
pub(super) fn is_told(score: &Score) -> bool {
    score.points.is_some_and(|points| points < MEND_BELOW)
}

/// «四星（92.3）», «不评».
pub(super) fn year_words(year: &YearStars) -> String {
    match year.stars {
        Some(_) => format!("{}（{}）", year.words(), year.mean_words()),
        None => year.words().to_owned(),
    }
}

/// All communities of the desk's area.
#[component]
pub(super) fn Ranks(
    /// The stars.
    view: StarsView,
) -> impl IntoView {
    let (all, ranked) = view.compared;
    let told = view.communities.iter().filter(|one| is_told(&one.score)).count();
    let quarter = view.quarter.to_string();
    let rows = view.communities.into_iter().map(|one| row(one, &quarter)).collect_view();
    let year = if view.is_final { "全年星级" } else { "全年（截至现在）" };
    let said = if told > 0 {
        format!("不到 {MEND_BELOW} 分、要发整改督办单的有 {told} 个。")
    } else {
        format!("没有不到 {MEND_BELOW} 分的。")
    };
    view! {
        <Section title="各社区党组织">
            <p class="aside">{format!("全区 {all} 个社区，{ranked} 个有分。分数相同，名次并列；差一两分，可能只是偶然。{said}")}</p>
            <DataTable caption="各社区党组织的星级" heads=vec!["社区", "总分", "全区名次", year, "要改的"] compact=true>{rows}</DataTable>
        </Section>
    }
}

fn row(one: CommunityStars, quarter: &str) -> impl IntoView + use<> {
    let href = paths::with(paths::DESK_STARS, &[("q", quarter), ("community", one.code.as_str())]);
    let place = one.place.map_or_else(|| "—".to_owned(), |place| format!("第 {place}"));
    let (unplaced, faultless, unrated) =
        (one.place.is_none(), one.score.to_mend().is_empty(), one.year.stars.is_none());
    let told = is_told(&one.score).then(|| view! { <Tag label="督办" tone=Tone::Red/> }.into_any());
    let (points, mended, year) = (one.score.words(), mended_words(&one.score), year_words(&one.year));
    view! {
        <DataRow>
            <DataCell><RowLink href label=verbatim(one.name) tag=told/></DataCell>
            <DataCell label="总分"><b class="figure">{points}</b></DataCell>
            <DataCell label="全区名次" absent=unplaced>{place}</DataCell>
            <DataCell label="全年" absent=unrated>{year}</DataCell>
            <DataCell label="要改的" absent=faultless>{mended}</DataCell>
        </DataRow>
    }
}

/// The places of all communities; nothing while they aren't shown.
#[component]
pub(super) fn Places(
    /// Who stands where.
    places: Vec<Place>,
) -> impl IntoView {
    (!places.is_empty()).then(|| {
        let rows = places.into_iter().map(|one| {
            view! {
                <DataRow>
                    <DataCell>{verbatim(one.name)}</DataCell>
                    <DataCell label="名次">{format!("第 {}", one.place)}</DataCell>
                </DataRow>
            }
        });
        let rows = rows.collect_view();
        view! {
            <Section title="季度亮晒：全区名次">
                <p class="aside">"季度过完才亮晒；别的社区只公布名次，不公布分数。评价不到 30 次的不排。"</p>
                <DataTable caption="全区名次" heads=vec!["社区", "名次"] compact=true>{rows}</DataTable>
            </Section>
        }
    })
}
