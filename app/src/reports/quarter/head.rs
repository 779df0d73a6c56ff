//! Who made the report, when, of what, and by which rules.

use crate::verbatim::verbatim;
use backend::settings::RuleVersion;
use backend::star_rating::StarsView;
use domain::counters::{Month, Quarter};
use domain::time::Timestamp;
use leptos::prelude::*;

/// The lines under the title.
#[component]
pub(super) fn Head(
    /// The stars of the quarter.
    stars: StarsView,
    /// Who made it: «社区书记 周正».
    made_by: String,
    /// Which levels count as satisfied.
    satisfied: String,
    /// All versions of that rule, the oldest first.
    versions: Vec<RuleVersion>,
) -> impl IntoView {
    let quarter = stars.quarter;
    let state = if stars.is_over { "季度已过完" } else { "季度还没过完，数字会变" };
    let months = format!("{} 到 {}的点单（{state}）", quarter.first().words(), quarter.last().words());
    let rule = format!("{satisfied}算满意（{}）", rule_words(quarter, &versions));
    let fact = |term: &'static str, words: String| view! { <span class="sheet-fact"><b>{term}"："</b>{words}</span> };
    view! {
        <p class="sheet-head">
            {fact("范围", verbatim(stars.name))}
            {fact("时间", months)}
            {fact("制表人", made_by)}
            {fact("制表时间", moment(stars.now))}
            {fact("口径", rule)}
            {fact("星级算法", "第 1 版".to_owned())}
        </p>
    }
}

/// Since when the rule of a quarter's last month holds.
fn rule_words(quarter: Quarter, versions: &[RuleVersion]) -> String {
    let version = versions.iter().rev().find(|version| version.rule.from <= quarter.last());
    version.map_or_else(
        || "一直以来的口径".to_owned(),
        |version| format!("{}起，{} 定", version.rule.from.words(), verbatim(&version.by)),
    )
}

/// «2026年11月24日 09:30».
fn moment(at: Timestamp) -> String {
    let civil = at.civil();
    format!("{}{}日 {:02}:{:02}", Month::of(at).words(), civil.day(), civil.hour(), civil.minute())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::reports::SatisfactionRule;

    #[test]
    fn a_report_names_the_rule_that_held() {
        let version = |from: &str| RuleVersion {
            rule: SatisfactionRule { from: from.parse().unwrap(), levels: 2 },
            by: "沈佳".to_owned(),
            at: Timestamp(0),
        };
        let versions = [version("2026-05"), version("2026-10")];
        let of = |quarter: &str| rule_words(quarter.parse().unwrap(), &versions);
        assert_eq!(of("2026-1"), "一直以来的口径");
        assert_eq!(of("2026-3"), "2026年5月起，沈佳 定");
        assert_eq!(of("2026-4"), "2026年10月起，沈佳 定");
        assert_eq!(moment("2026-11-24T09:05".parse().unwrap()), "2026年11月24日 09:05");
    }
}
