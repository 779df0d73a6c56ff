//! What residents rated by themselves, beside what those said who were drawn and called.

use super::indicator::indicator_href;
use super::return_visit_parts::return_visit_parts_href;
use crate::components::{DataCell, DataRow, DataTable, Fold, Section};
use domain::counters::Month;
use domain::reports::{Finding, Indicator};
use domain::return_visits::{Comparison, ReturnRate};
use leptos::prelude::*;
use statistics::{Estimate, LEAST_ANSWERS, percent, shown, span};

/// Both rates, the gap, and whether it can be chance; nothing where nobody was drawn.
#[component]
pub(super) fn ReturnVisits(
    /// What residents rated of their own accord.
    rated: Option<Finding>,
    /// Whether so few rated that it isn't told.
    #[prop(optional)]
    rated_by_few: bool,
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
        let own_href = own_href.map(|months| indicator_href(Indicator::Satisfaction, months));
        let href = months.filter(|_| opens_answers).map(return_visit_parts_href);
        let gap = Comparison::of(rated.as_ref(), &visits);
        let gap = gap.map_or_else(|| "评价或者回访还太少，比不出来。".to_owned(), gap_words);
        let (value, interval) = visits.satisfied.map_or_else(held_back, of_visits);
        let (own_value, own_interval) = rated.as_ref().map_or_else(nothing, of_own);
        let own_source = rated.map_or_else(|| nobody_rated(rated_by_few), |found| own_source(&found));
        view! {
            <Section title="回访和自己评的比">
                <DataTable caption="回访和自己评的比" heads=vec!["怎么问的", "满意", "可能在", "怎么来的"]>
                    <Rate name="居民自己评的" value=own_value interval=own_interval source=own_source href=own_href/>
                    <Rate name="随机抽出来打电话问的" value interval source=source(&visits) href/>
                </DataTable>
                <p>{gap}</p>
                {(!on_paper).then(|| view! { <Fold label="回访怎么做的">
                    <p>"每周一从每个社区上周办完的单子里随机抽，抽几单按精度算。打电话的是没经手的人，不是这个社区的，也不是上门的队伍。最多打三次，没问到的不换别的单。一单代表几单，就按几单算。抽到的单子只用来推算平时办得怎么样，所以就算一周的单子全问到了，也还有误差。"</p>
                    <p>{format!("几周合成一批公布：问到的满 {LEAST_ANSWERS} 单、那几周的电话都打完了（抽中以后最多两周），这批才一起公布，算在最后一周的那个月；每年重新数起，年底剩下不满 {LEAST_ANSWERS} 单的不公布。这样谁也没法从数里看出哪一户说了什么。")}</p>
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
    (shown(found.value, interval), span(interval))
}

/// As long as too few were reached to tell of them.
fn held_back() -> (String, String) {
    ("—".to_owned(), format!("问到的不到 {LEAST_ANSWERS} 单，先不公布"))
}

fn nobody_rated(few: bool) -> String {
    if few {
        format!("评价不到 {LEAST_ANSWERS} 次，先不公布")
    } else {
        "还没有评价".to_owned()
    }
}

fn own_source(found: &Finding) -> String {
    let (share, n) = (percent(found.answered()), found.count.n());
    format!("办完 {} 次，评价了 {n} 次（{share}）", found.population)
}

fn source(visits: &ReturnRate) -> String {
    let ReturnRate { population, drawn, reached, refused, not_reached, held_back, .. } = visits;
    if *drawn == 0 {
        return format!("抽了 {held_back} 单；问到的满 {LEAST_ANSWERS} 单、电话都打完了才公布");
    }
    let share = percent(visits.reached_share());
    let waiting = visits.waiting();
    let told = format!(
        "办完 {population} 单，抽了 {drawn} 单，问到 {reached} 单（{share}）；不愿说 {refused} 单，\
         三次没人接 {not_reached} 单，没来得及问 {waiting} 单"
    );
    if *held_back == 0 { told } else { format!("{told}；另抽了 {held_back} 单，先不公布") }
}

fn gap_words(gap: Comparison) -> String {
    format!(
        "自己评的和回访比，{}（真实的差可能在 {}）：{}。",
        gap.gap_words(),
        gap.interval_words(),
        gap.words()
    )
}
