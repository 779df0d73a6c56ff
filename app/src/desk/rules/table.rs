//! The services with their rules.

use super::set::SetRule;
use crate::components::{DataCell, DataRow, DataTable};
use crate::context::now;
use crate::verbatim::verbatim;
use backend::dispatch::RuleLine;
use leptos::prelude::*;

/// The services, each with its rule.
#[component]
pub(super) fn RuleTable(
    /// The services.
    lines: Vec<RuleLine>,
    /// Whether the viewer sets rules.
    sets: bool,
) -> impl IntoView {
    let rows = lines.into_iter().map(|line| view! { <RuleRow line sets/> }).collect_view();
    let mut heads = vec!["服务", "平常谁做", "怎么派"];
    if sets {
        heads.push("操作");
    }
    view! { <DataTable caption="派单办法" heads>{rows}</DataTable> }
}

/// One service.
#[component]
fn RuleRow(line: RuleLine, sets: bool) -> impl IntoView {
    let service = line.service;
    let (code, name, provider) = (service.code.to_string(), service.name, service.provider);
    let rule = line.set.as_ref().map_or_else(Default::default, |set| set.rule);
    let by = line.set.map(|set| format!("{} {} 定的", verbatim(set.by), set.at.words(now())));
    let (row_id, row_name) = (code.clone(), name.clone());
    let change = sets.then(|| {
        view! { <DataCell label="操作"><SetRule service=code name provider rule/></DataCell> }
    });
    view! {
        <DataRow>
            <DataCell><b id=row_id>{row_name}</b></DataCell>
            <DataCell label="平常谁做">{provider.name()}</DataCell>
            <DataCell label="怎么派">{rule.words()} {by.map(|by| view! { <span class="table-line">{by}</span> })}</DataCell>
            {change}
        </DataRow>
    }
}
