//! The telephones of all communities, for whoever isn't known yet.

use super::{Call, CallRow};
use crate::components::{Empty, Page, Section};
use crate::context::{backend, viewer};
use crate::nav::{Here, bottom_bar};
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::areas::{AreaTree, tree};
use domain::areas::{Area, AreaKind};
use leptos::prelude::*;

/// Who can be called, by office.
#[component]
pub fn TelephonesPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, viewer());
        let tabs = bottom_bar(&backend, viewer.as_deref(), Here::Home).await?;
        let call = Call::of(&backend, viewer.as_deref()).await?;
        let own = matches!(call, Call::Place(_)).then(|| view! { <CallRow call/> });
        let tree = tree(&backend).await?;
        let offices = tree.of_kind(AreaKind::Office);
        let offices: Vec<_> = offices.into_iter().filter_map(|office| section(&tree, office)).collect();
        let empty = offices.is_empty().then(|| {
            view! { <Empty icon="phone" words="还没有社区登记电话" href=paths::HOME action="回首页"/> }
        });
        Ok(view! {
            <Page title="社区的电话" back=paths::HOME tabs>
                <Notices/>
                {own}
                {empty}
                {offices}
            </Page>
        })
    })
}

/// An office and its communities, each with its own number; nothing if none of them has one.
fn section(tree: &AreaTree, office: &Area) -> Option<AnyView> {
    let children = tree.children(&office.code);
    let rows: Vec<_> = std::iter::once(office).chain(children).filter_map(|area| row(tree, area)).collect();
    let title = verbatim(&office.name);
    (!rows.is_empty()).then(|| view! { <Section title><ul class="rows">{rows}</ul></Section> }.into_any())
}

/// A number to be tapped, in the whole width.
fn row(tree: &AreaTree, area: &Area) -> Option<AnyView> {
    let telephone = tree.own_telephone(&area.code)?;
    let name = if area.kind == AreaKind::Office { "办事处".to_owned() } else { verbatim(&area.name) };
    let (href, number) = (format!("tel:{}", telephone.dialled()), telephone.to_string());
    Some(view! { <li><a class="tel" href=href><span>{name}</span><b>{number}</b></a></li> }.into_any())
}
