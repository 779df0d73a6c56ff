//! Which services the community publishes, and what it says about them in its own words.

mod choose;
mod choose_list;
mod filter;
mod own_text;
mod table;

use crate::components::{DeskPage, Empty, NavItem, SearchBox, TabStrip};
use crate::context::{backend, signed_in};
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::page::{Notices, page};
use crate::paths;
use backend::catalogue::{PublicationLine, publications};
use choose_list::ChooseList;
use domain::catalogue::ServiceList;
use filter::{Filter, filter};
use leptos::prelude::*;
use own_text::NotSaved;
use strum::IntoEnumIterator;
use table::ServiceTable;

/// The community's choice of the services.
#[component]
pub fn ListsPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let lines = publications(&backend, &viewer).await?;
        let nav = desk_bar(&backend, &viewer, AtDesk::Lists).await?;
        let filter = filter();
        let items = items(&lines, &filter);
        let shown: Vec<_> = lines.into_iter().filter(|line| filter.shows(line)).collect();
        let published = shown.iter().filter(|line| line.published).count();
        let count = format!("{} 项，其中 {published} 项已上架", shown.len());
        let whole = filter.list.map(|list| view! { <ChooseList list published total=shown.len()/> });
        let table = if shown.is_empty() {
            view! { <Empty icon="search" words="没有找到这样的服务，换个说法试试" href=paths::DESK_LISTS action="看全部"/> }
                .into_any()
        } else {
            view! { <ServiceTable lines=shown/> }.into_any()
        };
        Ok(view! {
            <DeskPage title="清单" nav who=desk_who(&viewer) who_href=paths::ME>
                <Notices/>
                <NotSaved/>
                <SearchBox
                    action=paths::DESK_LISTS
                    value=filter.words.clone()
                    placeholder="服务名称，或里面的字"
                    label="在三张清单里找服务"
                />
                <TabStrip label="看哪张清单" items/>
                <p class="aside">{count}</p>
                {whole}
                {table}
            </DeskPage>
        })
    })
}

/// The three lists, each with the number of services that are published.
fn items(lines: &[PublicationLine], filter: &Filter) -> Vec<NavItem> {
    let place = |list: ServiceList| {
        let published = lines.iter().filter(|line| line.published && line.service.list == list).count();
        NavItem::new(Filter::of(list).href(), format!("{}服务", list.name()))
            .count(u32::try_from(published).unwrap_or(u32::MAX))
            .current(filter.list == Some(list))
    };
    ServiceList::iter().map(place).collect()
}
