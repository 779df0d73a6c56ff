//! One category.

use super::LocalOffer;
use super::rows::{RowTag, ServiceRows};
use crate::components::{Empty, Page, Section};
use crate::context::{backend, param, viewer};
use crate::nav::{Here, bottom_bar};
use crate::offline;
use crate::page::{Notices, page};
use crate::paths;
use crate::telephones::ViewersCall;
use crate::verbatim::verbatim;
use backend::AppError;
use domain::catalogue::{Category, CategoryCode};
use leptos::prelude::*;

/// One category: its subcategories with their services.
#[component]
pub fn CategoryPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, viewer());
        offline::keep();
        let local = LocalOffer::of(&backend, viewer.as_deref()).await?;
        let catalogue = local.offer.catalogue.clone();
        let code = CategoryCode::parse(&param("code"));
        let Category { code, name, description, .. } = code
            .ok()
            .and_then(|code| catalogue.category(&code).cloned())
            .ok_or_else(|| AppError::not_found("catalogue.category_not_found", "这一类服务"))?;
        let tabs = bottom_bar(&backend, viewer.as_deref(), Here::Home).await?;
        let subcategories = catalogue.subcategories_of(&code).into_iter();
        let sections: Vec<_> = subcategories
            .map(|subcategory| (subcategory.name.clone(), local.offer.in_subcategory(&subcategory.code)))
            .filter(|(_, services)| !services.is_empty())
            .map(|(title, services)| {
                view! { <Section title><ServiceRows services tag=RowTag::List/></Section> }
            })
            .collect();
        let empty = sections.is_empty().then(|| {
            view! {
                <Empty
                    words=format!("{}还没有开通这一类服务，看看别的，或打社区电话问一问。", verbatim(&local.place))
                    href=paths::HOME
                    action="回首页"
                />
                <ViewersCall/>
            }
        });
        Ok(view! {
            <Page title=name back=paths::HOME tabs>
                <Notices/>
                <p>{description}</p>
                {empty}
                {sections.collect_view()}
            </Page>
        })
    })
}
