//! All communities in few lines; for a community its own stars.

use crate::components::{DataCell, DataRow, DataTable, Section};
use crate::star_rating::mended_words;
use crate::verbatim::verbatim;
use backend::reports::AreaFinding;
use backend::star_rating::{CommunityStars, StarsView};
use domain::reports::Finding;
use leptos::prelude::*;

/// In how many columns the communities stand.
const COLUMNS: usize = 3;

/// The communities in order of their points.
#[component]
pub(super) fn Communities(
    /// The stars.
    stars: StarsView,
    /// What was found of satisfaction in each.
    found: Vec<AreaFinding>,
) -> impl IntoView {
    let (all, ranked) = stars.compared;
    if let [own] = stars.communities.as_slice() {
        let words = own_words(own, ranked);
        return view! { <Section title="星级"><p>{words}</p></Section> }.into_any();
    }
    let height = stars.communities.len().div_ceil(COLUMNS).max(1);
    let tables = stars.communities.chunks(height).enumerate().map(|(place, communities)| {
        let rows = communities.iter().map(|one| {
            let rated = found.iter().find(|found| found.code == one.code).and_then(|found| found.found);
            row(one, rated)
        });
        let rows = rows.collect_view();
        let caption = format!("各社区，第 {} 栏", place + 1);
        view! { <DataTable caption heads=vec!["名次", "社区", "星级分", "满意度", "评价"] compact=true>{rows}</DataTable> }
    });
    let tables = tables.collect_view();
    view! {
        <Section title="各社区">
            <div class="sheet-columns">{tables}</div>
            <p>{format!("名次是全区 {all} 个社区里的，{ranked} 个有分；同分并列，差一两分可能只是偶然。评价不到 30 次的不评。")}</p>
        </Section>
    }
    .into_any()
}

fn row(one: &CommunityStars, rated: Option<Finding>) -> impl IntoView + use<> {
    let place = one.place.map_or_else(|| "—".to_owned(), |place| place.to_string());
    let points = one.score.points.map_or_else(|| "不评".to_owned(), |points| points.to_string());
    let (share, n) = rated.map_or_else(|| ("—".to_owned(), 0), |found| (found.words(), found.count.n()));
    let name = verbatim(&one.name);
    view! {
        <DataRow>
            <DataCell label="名次">{place}</DataCell>
            <DataCell label="社区">{name}</DataCell>
            <DataCell label="星级分">{points}</DataCell>
            <DataCell label="满意度">{share}</DataCell>
            <DataCell label="评价">{n}</DataCell>
        </DataRow>
    }
}

/// A community's own stars in a few sentences.
fn own_words(own: &CommunityStars, ranked: usize) -> String {
    let place =
        own.place.map(|place| format!("，全区第 {place} 名（{ranked} 个社区有分）")).unwrap_or_default();
    let parts: Vec<_> = own
        .score
        .parts
        .iter()
        .map(|one| {
            let points = one.points.map_or_else(|| "—".to_owned(), |points| points.to_string());
            format!("{} {points}/{}", one.part.name(), one.part.weight())
        })
        .collect();
    let year = match own.year.stars {
        Some(_) => format!("{}，{}", own.year.words(), own.year.formula()),
        None => "不评".to_owned(),
    };
    format!(
        "本季度 {}{place}：{}。要改的：{}。全年到现在：{year}。",
        own.score.words(),
        parts.join("，"),
        mended_words(&own.score)
    )
}
