//! What each figure means, in small type, and room for signatures.

use domain::reports::Indicator;
use domain::star_rating::{RULE, STARS_RULE};
use leptos::prelude::*;

/// Room for those who answer for the report.
#[component]
pub(super) fn Signatures() -> impl IntoView {
    let lines = ["制表", "审核", "日期"].map(|line| view! { <span class="sheet-sign">{line}"："</span> });
    view! { <p class="sheet-signs">{lines.collect_view()}</p> }
}

/// The definitions.
#[component]
pub(super) fn Notes(
    /// The indicators that stand in the report.
    indicators: Vec<Indicator>,
) -> impl IntoView {
    let definitions = indicators.into_iter().map(|one| {
        view! { <li>{format!("{}：{}", one.name(), one.definition())}</li> }
    });
    view! {
        <section class="sheet-notes">
            <h2>"注"</h2>
            <ol>
                {definitions.collect_view()}
                <li>"可能在：95% 的区间。整个够到目标算达到，整个在目标以下算没达到，跨着目标还说不定。评价不是抽样，达到了也只说明愿意评价的人。"</li>
                <li>"回访：每周从办完的单子里随机抽，由没经手的人打电话问；没问到的不换。"</li>
                <li>{format!("星级分：{RULE}")}</li>
                <li>{format!("星级：{STARS_RULE}")}</li>
            </ol>
        </section>
    }
}
