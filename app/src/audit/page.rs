//! The page of the record.

use super::filter::{AuditFilters, audit_filter, href};
use super::words::Names;
use crate::components::{
    ButtonKind, ButtonLink, ButtonRow, DataCell, DataRow, DataTable, DeskPage, Empty, Notice, Pager, Words,
};
use crate::context::{backend, now, query, signed_in};
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::audit_log::{AuditFilter, AuditLine, audit_page};
use leptos::prelude::*;

/// Who did what, the newest first.
#[component]
pub fn AuditPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let (filter, after) = (audit_filter(query), query("after"));
        let key = Some(after.as_str()).filter(|key| !key.is_empty());
        let found = audit_page(&backend, &viewer, &filter, key).await?;
        let names = Names::of(&backend).await?;
        let nav = desk_bar(&backend, &viewer, AtDesk::Audit).await?;
        let here = |after: &str| href(paths::DESK_AUDIT, &filter, after);
        let older: Words = found.next.as_deref().map(here).into();
        let newer: Words = (!after.is_empty()).then(|| here("")).into();
        let paged = older.is_some() || newer.is_some();
        let everybody = AuditFilter { person: None, ..filter.clone() };
        let about = filter.person.is_some().then(|| {
            view! {
                <Notice title="只看一个人：他做的事，和别人对他做的事">
                    <a class="text-link" href=href(paths::DESK_AUDIT, &everybody, "")>"看所有人"</a>
                </Notice>
            }
        });
        let list = if found.lines.is_empty() {
            view! { <Empty icon="inbox" words="没有这样的记录"/> }.into_any()
        } else {
            let heads = vec!["什么事", "谁做的", "对谁", "哪里", "什么时候"];
            let rows = found.lines.into_iter().map(|line| row(&names, &filter, line)).collect_view();
            view! { <DataTable caption="安全记录" heads>{rows}</DataTable> }.into_any()
        };
        let file = href(paths::DESK_AUDIT_FILE, &filter, "");
        Ok(view! {
            <DeskPage title="安全记录" nav who=desk_who(&viewer) who_href=paths::ME>
                <Notices/>
                <p>"谁登录过、给了谁什么身份、看过谁的电话、下载过什么、改过什么，都在这里，谁也改不了。看这一页也会记下来。"</p>
                <AuditFilters filter=filter.clone()/>
                {about}
                {list}
                {paged.then(|| view! { <Pager newer older/> })}
                <ButtonRow>
                    <ButtonLink href=file label="下载 CSV" kind=ButtonKind::Plain icon="download"/>
                </ButtonRow>
            </DeskPage>
        })
    })
}

/// One event. A name leads to all that this person did, and that was done to them.
fn row(names: &Names, filter: &AuditFilter, line: AuditLine) -> impl IntoView + use<> {
    let person = |person: Option<&domain::accounts::PersonId>, name: String| match person {
        Some(person) => {
            let of_person = AuditFilter { person: Some(person.clone()), ..filter.clone() };
            let href = href(paths::DESK_AUDIT, &of_person, "");
            view! { <a class="text-link" href=href>{name}</a> }.into_any()
        }
        None => name.into_any(),
    };
    let (kind, detail) = (line.event.kind().name(), names.detail(&line.event));
    let network = Some(&line.network).filter(|network| !network.is_empty());
    let network =
        network.map(|network| view! { <span class="table-line">{format!("网络 {network}")}</span> });
    let subject = match line.subject_name.as_str() {
        "" if line.event.subject().is_some() => "还没填姓名".to_owned(),
        name => verbatim(name),
    };
    let nobody = line.event.subject().is_none();
    let (doer, acting) = (person(line.doer.person(), Names::doer(&line)), names.acting(&line));
    let subject = person(line.event.subject(), subject);
    let area = line.area.as_ref().map(|area| names.area(area));
    let nowhere = area.is_none();
    view! {
        <DataRow>
            <DataCell><b>{kind}</b><span class="table-line">{detail}</span></DataCell>
            <DataCell label="谁做的">{doer}<span class="table-line">{acting}</span>{network}</DataCell>
            <DataCell label="对谁" absent=nobody>{subject}</DataCell>
            <DataCell label="哪里" absent=nowhere>{area}</DataCell>
            <DataCell label="什么时候">{line.at.words(now())}</DataCell>
        </DataRow>
    }
}
