//! How far the application reaches: the area as a whole, and each of its parts.

use crate::components::{DataCell, DataRow, DataTable, Fold, Section, Words};
use crate::verbatim::verbatim;
use backend::reports::AreaCoverages;
use domain::reports::{Coverage, Finding};
use leptos::prelude::*;
use statistics::percent;

/// With so many parts or fewer, the table of them stands open.
const FEW: usize = 12;

/// The table of what is covered.
#[component]
pub(super) fn CoverageTable(
    /// The area's name.
    name: String,
    /// What was counted.
    coverage: AreaCoverages,
    /// Where the posters are found, for those who print them.
    #[prop(optional, into)]
    posters_href: Words,
) -> impl IntoView {
    let AreaCoverages { whole, parts } = coverage;
    let of_estates = parts.iter().all(|part| part.coverage.communities == 0);
    let heads = vec!["地方", "三张清单", "登记的住户", "90 天内办完过", "近 30 天扫海报"];
    let open = parts.len() <= FEW;
    let rows = parts.into_iter().map(|part| row(part.name, part.coverage, !of_estates)).collect_view();
    let parts = if of_estates { "各个小区" } else { "各个社区" };
    let more = posters_href.is_some().then_some("海报");
    view! {
        <Section title="覆盖" more_href=posters_href more>
            <DataTable caption="覆盖" heads=heads.clone()>{row(name, whole, true)}</DataTable>
            <Fold label=parts open>
                <DataTable caption=parts heads compact=true>{rows}</DataTable>
            </Fold>
            <Fold label="这些数是什么时候的、怎么数的">
                <p>"都是现在的数，和上面选的月份没有关系。登记的住户按门牌数，一户几口人登记也只算一户。海报数的是打开的次数，不是人数：同一部手机一小时里再扫不算，机器自动打开的不算，同一个网络一天里一个小区最多算 20 次。谁都能打开海报上的地址，所以这个数只作参考。"</p>
            </Fold>
        </Section>
    }
}

fn row(name: String, one: Coverage, of_communities: bool) -> impl IntoView {
    let published = match (one.estates, one.published) {
        (1, 1) => "齐了".to_owned(),
        (1, _) => "还不齐".to_owned(),
        (estates, published) => format!("{estates} 个小区里 {published} 个齐了"),
    };
    let households = Finding::census(one.registered, one.households).map_or_else(
        || "不知道有多少户".to_owned(),
        |found| format!("{} / {} 户，{}", one.registered, one.households, percent(found.count.share())),
    );
    let active = match (one.communities, one.active) {
        _ if !of_communities => "—".to_owned(),
        (1, 1) => "办完过".to_owned(),
        (1, _) => "没有".to_owned(),
        (communities, active) => format!("{communities} 个社区里 {active} 个"),
    };
    let scans = match (one.estates, one.poster_estates) {
        (_, 0) => "没有".to_owned(),
        (1, _) => format!("{} 次", one.poster_scans),
        (_, estates) => format!("{estates} 个小区，{} 次", one.poster_scans),
    };
    view! {
        <DataRow>
            <DataCell><b>{verbatim(name)}</b></DataCell>
            <DataCell label="三张清单">{published}</DataCell>
            <DataCell label="登记的住户">{households}</DataCell>
            <DataCell label="90 天内办完过" absent=!of_communities>{active}</DataCell>
            <DataCell label="近 30 天扫海报">{scans}</DataCell>
        </DataRow>
    }
}
