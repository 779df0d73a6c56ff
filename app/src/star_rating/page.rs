//! The page of the stars: for a community its own, for those above it all of theirs.

use super::community::CommunityPart;
use super::explain::Explained;
use super::ranks::{Places, Ranks};
use crate::components::{ButtonKind, ButtonLink, ButtonRow, DeskPage, NavItem, TabStrip};
use crate::context::{backend, now, query, signed_in};
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::page::page;
use crate::paths;
use backend::AppError;
use backend::star_rating::{StarsView, stars};
use domain::counters::{Month, Quarter};
use leptos::prelude::*;

/// How many quarters one can choose from.
const QUARTERS: i32 = 5;

/// The stars of a quarter.
#[component]
pub fn StarsPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let view = stars(&backend, &viewer, query("q").parse().ok()).await?;
        let nav = desk_bar(&backend, &viewer, AtDesk::Figures).await?;
        let quarter = view.quarter;
        let asked = query("community");
        let title = format!("星级评比：{}", quarter.words());
        let standing = if view.is_over {
            "这个季度已经过完；以后还有评价进来，分数会跟着变。".to_owned()
        } else {
            format!("截至 {}，这个季度还没过完，分数天天会变。", view.now.words(view.now))
        };
        let strip = quarters(Quarter::of(Month::of(now())), quarter, &asked);
        let content = if asked.is_empty() && view.communities.len() > 1 {
            view! { <Ranks view/> }.into_any()
        } else {
            one(view, &asked)?
        };
        let (from, to) = (quarter.first().to_string(), quarter.last().to_string());
        let file = paths::with(paths::export("figures.xlsx"), &[("from", &from), ("to", &to)]);
        let printed = paths::with(paths::DESK_FIGURES_QUARTER, &[("q", &quarter.to_string())]);
        Ok(view! {
            <DeskPage title nav who=desk_who(&viewer) who_href=paths::ME>
                <TabStrip label="看哪个季度" items=strip/>
                <p class="aside">{standing}</p>
                {content}
                <Explained/>
                <ButtonRow>
                    <ButtonLink href=printed label="打印季报" kind=ButtonKind::Plain icon="file-text"/>
                    <ButtonLink href=file label="下载表格（Excel）" kind=ButtonKind::Plain icon="download"/>
                    <ButtonLink href=paths::DESK_FIGURES label="回统计" kind=ButtonKind::Plain/>
                </ButtonRow>
            </DeskPage>
        })
    })
}

/// One community with all its numbers, and the places of all if they are shown.
fn one(view: StarsView, asked: &str) -> Result<AnyView, AppError> {
    let missing = || AppError::not_found("area.community_not_found", "这个社区");
    let many = view.communities.len() > 1;
    let own = view.communities.iter().find(|one| asked.is_empty() || one.code.as_str() == asked);
    let own = own.cloned().ok_or_else(missing)?;
    let back = many.then(|| {
        let href = paths::with(paths::DESK_STARS, &[("q", &view.quarter.to_string())]);
        view! { <ButtonLink href label="回全部社区" kind=ButtonKind::Plain icon="arrow-left"/> }
    });
    let places = view.places.clone();
    Ok(view! {
        {back}
        <CommunityPart own view/>
        <Places places/>
    }
    .into_any())
}

/// The present quarter and those before it.
fn quarters(present: Quarter, chosen: Quarter, community: &str) -> Vec<NavItem> {
    let place = |back: i32| {
        let quarter = present.plus(-back);
        let query = [("q", quarter.to_string()), ("community", community.to_owned())];
        let query = query.each_ref().map(|(key, value)| (*key, value.as_str()));
        let label = match back {
            0 => "本季度".to_owned(),
            _ if quarter.year() == present.year() => quarter.short_words(),
            _ => quarter.words(),
        };
        NavItem::new(paths::with(paths::DESK_STARS, &query), label).current(quarter == chosen)
    };
    (0..QUARTERS).map(place).collect()
}
