//! What residents rated by themselves, beside what those said who were drawn and called.

use super::promise::promise_href;
use super::return_parts::return_parts_href;
use crate::parts::{DataCell, DataRow, DataTable, Fold, Section};
use domain::figures::Month;
use domain::rates::{Estimate, percent, shown};
use domain::reports::{Finding, Indicator};
use domain::return_visits::{Comparison, ReturnRate};
use leptos::prelude::*;

/// Both rates, the gap, and whether it can be chance; nothing where nobody was drawn.
#[component]
pub(super) fn ReturnVisits(
    /// What residents rated of their own accord.
    rated: Option<Finding>,
    /// What the visits say.
    visits: Option<ReturnRate>,
    /// Whether it is to be printed, where nothing unfolds.
    #[prop(optional)]
    on_paper: bool,
    /// The months, where each rate leads to what it is made of.
    #[prop(optional_no_strip)]
    months: Option<(Month, Month)>,
    /// Whether the answers lead on, too: not for those who served.
    #[prop(optional)]
    opens_answers: bool,
) -> impl IntoView {
    visits.map(|visits| {
        let own_href = months.filter(|_| rated.is_some());
        let own_href = own_href.map(|months| promise_href(Indicator::Satisfaction, months));
        let href = months.filter(|_| opens_answers).map(return_parts_href);
        let gap = Comparison::of(rated.as_ref(), &visits);
        let gap = gap.map_or_else(|| "回访问到的还太少，比不出来。".to_owned(), gap_words);
        let (value, interval) = visits.satisfied.map_or_else(nothing, of_visits);
        let (own_value, own_interval) = rated.as_ref().map_or_else(nothing, of_own);
        let own_source = rated.map_or_else(|| "还没有评价".to_owned(), |found| own_source(&found));
        view! {
            <Section title="回访和自己评的比">
                <DataTable caption="回访和自己评的比" heads=vec!["怎么问的", "满意", "可能在", "怎么来的"]>
                    <Rate name="居民自己评的" value=own_value interval=own_interval source=own_source href=own_href/>
                    <Rate name="随机抽出来打电话问的" value interval source=source(&visits) href/>
                </DataTable>
                <p>{gap}</p>
                {(!on_paper).then(|| view! { <Fold label="回访怎么做的">
                    <p>"每周一从每个社区上周办完的单子里随机抽，抽几单按精度算。打电话的是没经手的人，不是这个社区的，也不是上门的队伍。最多打三次，没问到的不换别的单。一单代表几单，就按几单算。"</p>
                </Fold> })}
            </Section>
        }
    })
}

#[component]
fn Rate(
    name: &'static str,
    value: String,
    interval: String,
    source: String,
    /// What it is made of, for those who may look.
    href: Option<String>,
) -> impl IntoView {
    let value = view! { <b>{value}</b> };
    let value = match href {
        Some(href) => view! { <a class="count-link figure" href=href>{value}</a> }.into_any(),
        None => view! { <span class="figure">{value}</span> }.into_any(),
    };
    view! {
        <DataRow>
            <DataCell><b>{name}</b></DataCell>
            <DataCell label="满意">{value}</DataCell>
            <DataCell label="可能在">{interval}</DataCell>
            <DataCell label="怎么来的">{source}</DataCell>
        </DataRow>
    }
}

fn nothing() -> (String, String) {
    ("—".to_owned(), "—".to_owned())
}

fn of_own(found: &Finding) -> (String, String) {
    (found.words(), found.interval_words().unwrap_or_else(|| "全数统计".to_owned()))
}

fn of_visits(found: Estimate) -> (String, String) {
    let Some(interval) = found.interval else {
        return ("—".to_owned(), "问到的太少，说不准".to_owned());
    };
    let words = if interval.lower < interval.upper {
        format!("{}–{}", percent(interval.lower), percent(interval.upper))
    } else {
        "全都问到了".to_owned()
    };
    (shown(found.value, interval), words)
}

fn own_source(found: &Finding) -> String {
    let (share, n) = (percent(found.answered()), found.count.n());
    format!("办完 {} 次，评价了 {n} 次（{share}）", found.population)
}

fn source(visits: &ReturnRate) -> String {
    let ReturnRate { population, drawn, reached, refused, not_reached, .. } = visits;
    let share = percent(visits.reached_share());
    let waiting = visits.waiting();
    format!(
        "办完 {population} 单，抽了 {drawn} 单，问到 {reached} 单（{share}）；不愿说 {refused} 单，\
         三次没人接 {not_reached} 单，还没问 {waiting} 单"
    )
}

fn gap_words(gap: Comparison) -> String {
    format!(
        "自己评的和回访比，{}（真实的差可能在 {}）：{}。",
        gap.gap_words(),
        gap.interval_words(),
        gap.words()
    )
}
