//! How each service finds a hand: settled by the community's lead, read by its staff.

mod set;
mod table;

pub use set::{RepairsForm, SendRepairs, ServiceRuleForm, SetServiceRule, send_repairs, set_service_rule};

use crate::components::{DeskPage, Empty, NavItem, TabStrip};
use crate::context::{backend, query, signed_in};
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::page::{Notices, page};
use crate::paths;
use backend::dispatch::{RuleLine, service_rules};
use domain::accounts::Role;
use domain::catalogue::{ProviderKind, ServiceList};
use domain::dispatch::ServiceRule;
use leptos::prelude::*;
use set::SendRepairsForm;
use strum::IntoEnumIterator;
use table::RuleTable;

/// The rules of the community.
#[component]
pub fn RulesPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let lines = service_rules(&backend, &viewer).await?;
        let nav = desk_bar(&backend, &viewer, AtDesk::More).await?;
        let list: ServiceList = query("list").parse().unwrap_or(ServiceList::Routine);
        let sets = viewer.role() == Role::CommunityLead;
        let waiting = lines.iter().filter(|line| is_repair(line) && !goes_to_property(line)).count();
        let items = items(list);
        let shown: Vec<_> = lines.into_iter().filter(|line| line.service.list == list).collect();
        let table = if shown.is_empty() {
            view! { <Empty icon="clipboard-list" words="这张清单还没有上架的服务" href=paths::DESK_LISTS action="去上架"/> }
                .into_any()
        } else {
            view! { <RuleTable lines=shown sets/> }.into_any()
        };
        let aside = if sets {
            "时间按上班时间算，急件昼夜都算。改了马上生效。"
        } else {
            "由社区书记来定。"
        };
        Ok(view! {
            <DeskPage title="派单办法" nav who=desk_who(&viewer) who_href=paths::ME>
                <Notices/>
                <p class="aside">{aside}</p>
                {(sets && waiting > 0).then(|| view! { <SendRepairsForm waiting/> })}
                <TabStrip label="看哪张清单" items/>
                {table}
            </DeskPage>
        })
    })
}

/// Whether a property company usually does it.
fn is_repair(line: &RuleLine) -> bool {
    line.service.provider == ProviderKind::PropertyCompany
}

fn goes_to_property(line: &RuleLine) -> bool {
    line.set.as_ref().is_some_and(|set| set.rule == ServiceRule::ToProperty)
}

/// The three lists.
fn items(current: ServiceList) -> Vec<NavItem> {
    let place = |list: ServiceList| {
        let href = paths::with(paths::DESK_RULES, &[("list", &list.to_string())]);
        NavItem::new(href, format!("{}服务", list.name())).current(list == current)
    };
    ServiceList::iter().map(place).collect()
}
