//! The posters of a desk's area, with how often each was opened.

use crate::components::{
    ButtonKind, ButtonLink, DataCell, DataRow, DataTable, DeskPage, Empty, Fold, Section, Tag, Tone,
};
use crate::context::{backend, signed_in};
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::posters::{CommunityPosters, PosterLine, poster_list};
use leptos::prelude::*;

/// The posters of the viewer's area.
#[component]
pub fn PostersPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let mut communities = poster_list(&backend, &viewer).await?;
        let nav = desk_bar(&backend, &viewer, AtDesk::Posters).await?;
        let content = match communities.len() {
            0 => view! { <Empty icon="megaphone" words="还没有小区，先导入区域表"/> }.into_any(),
            1 => {
                let community = communities.remove(0);
                view! { <Section title=verbatim(&community.name)><Posters community/></Section> }.into_any()
            }
            // A district has some hundred estates.
            _ => communities.into_iter().map(folded).collect_view().into_any(),
        };
        Ok(view! {
            <DeskPage title="海报" nav who=desk_who(&viewer) who_href=paths::ME>
                <Notices/>
                <p class="aside">"一个小区一张，贴在单元门口、电梯里。居民扫上面的码，不用找小区就能点单。"</p>
                {content}
                <p class="aside">
                    "“打开”数的是次数，不是人数：同一部手机一小时里再扫不算，机器自动打开的不算，工作人员自己扫的也算。不记是谁扫的。"
                </p>
            </DeskPage>
        })
    })
}

/// One community among others, folded away.
fn folded(community: CommunityPosters) -> impl IntoView {
    let recent: i64 = community.estates.iter().map(|one| one.recent).sum();
    let label = format!(
        "{}：{} 个小区，近 30 天打开 {recent} 次",
        verbatim(&community.name),
        community.estates.len()
    );
    view! { <Fold label><Posters community/></Fold> }
}

/// The posters of a community, and the way to print them all.
#[component]
fn Posters(community: CommunityPosters) -> impl IntoView {
    if community.estates.is_empty() {
        return view! { <Empty icon="megaphone" words="这个社区还没有小区"/> }.into_any();
    }
    let caption = format!("{}的海报", verbatim(&community.name));
    let all = paths::desk_poster(&community.code);
    let rows = community.estates.into_iter().map(row).collect_view();
    view! {
        <DataTable caption heads=vec!["小区", "近 30 天打开", "一共打开", "打印"]>{rows}</DataTable>
        <ButtonLink href=all label="全部打印" kind=ButtonKind::Plain icon="file-text" about=verbatim(community.name)/>
    }
    .into_any()
}

fn row(poster: PosterLine) -> impl IntoView {
    let href = paths::desk_poster(&poster.code);
    let name = verbatim(&poster.name);
    let print = if poster.closed {
        view! { <Tag label="已撤，不再印" tone=Tone::Plain/> }.into_any()
    } else {
        view! { <a class="text-link" href=href>"看海报、打印"<span class="unseen">"："{verbatim(poster.name)}</span></a> }
            .into_any()
    };
    view! {
        <DataRow>
            <DataCell><b>{name}</b></DataCell>
            <DataCell label="近 30 天打开">{format!("{} 次", poster.recent)}</DataCell>
            <DataCell label="一共打开">{format!("{} 次", poster.all)}</DataCell>
            <DataCell label="打印">{print}</DataCell>
        </DataRow>
    }
}
