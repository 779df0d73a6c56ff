//! What the desk needs now and then, one row each.

use crate::components::{DeskPage, ListRow, Stack, Tone};
use crate::context::{backend, signed_in};
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::page::{Notices, page};
use crate::paths;
use backend::AppError;
use leptos::prelude::*;

/// What staff and lead of a community settle or look up now and then.
#[component]
pub fn MorePage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        viewer.community_desk().ok_or_else(AppError::denied)?;
        let nav = desk_bar(&backend, &viewer, AtDesk::More).await?;
        Ok(view! {
            <DeskPage title="更多" nav who=desk_who(&viewer) who_href=paths::ME>
                <Notices/>
                <Stack>
                        <ListRow href=paths::DESK_RULES title="派单办法" line="哪些直接派给物业，哪些过一会儿自动派" icon="list-checks" tone=Tone::Red/>
                        <ListRow href=paths::DESK_RECURRING title="定期点单" line="每周、每月定期上门的" icon="repeat" tone=Tone::Amber/>
                        <ListRow href=paths::DESK_SURVEYS title="入户调查" line="知晓率：抽样、上门问、看结果" icon="clipboard-check" tone=Tone::Green/>
                        <ListRow href=paths::DESK_RETURN_VISITS title="回访" line="给别的社区的居民打电话，问满不满意" icon="phone" tone=Tone::Blue/>
                        <ListRow href=paths::DESK_POSTERS title="海报" line="一个小区一张，扫码就能点单；看打开过多少次" icon="megaphone" tone=Tone::Red/>
                        <ListRow href=paths::DESK_HOURS title="上班时间" line="时限按它来算" icon="clock" tone=Tone::Blue/>
                        <ListRow href=paths::DESK_TELEPHONE title="社区的电话" line="居民点一下就拨的号码" icon="phone" tone=Tone::Green/>
                </Stack>
            </DeskPage>
        })
    })
}
