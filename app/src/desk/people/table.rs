//! The list of those who hold a role.

use super::lock::Lock;
use super::rename::{Rename, refused_rename};
use super::revoke::Revoke;
use crate::accounts::role_tone;
use crate::components::{DataCell, DataRow, DataTable, Fold, Tag, Tone};
use crate::context::now;
use crate::paths;
use crate::verbatim::verbatim;
use backend::accounts::GrantLine;
use backend::areas::AreaTree;
use domain::time::{Timestamp, date_words, day_words};
use leptos::prelude::*;
use std::sync::Arc;

/// Who holds what, where, since when.
#[component]
pub(super) fn GrantTable(
    lines: Vec<GrantLine>,
    tree: Arc<AreaTree>,
    /// Whether the viewer reads what they did.
    audits: bool,
) -> impl IntoView {
    let changes = lines.iter().any(|line| line.may_revoke);
    let mut heads = vec!["姓名 · 手机", "身份", "负责哪里", "从哪天起"];
    if changes {
        heads.push("操作");
    }
    let rows = lines
        .into_iter()
        .map(|line| view! { <GrantRow place=verbatim(tree.name_path(&line.area)) line changes audits/> })
        .collect_view();
    view! { <DataTable caption="现在有身份的人" heads>{rows}</DataTable> }
}

/// One who holds a role.
#[component]
fn GrantRow(line: GrantLine, place: String, changes: bool, audits: bool) -> impl IntoView {
    let name = if line.name.is_empty() { "还没填姓名".to_owned() } else { verbatim(line.name) };
    let team = line.team_name.map(|team| view! { <span class="table-line">{verbatim(team)}</span> });
    let since = day_words(line.granted_at.date(), now().date());
    let until = line.ends_at.map(|end| view! { <span class="table-line">{until_words(end)}</span> });
    let role = line.role.name();
    let audited = audits.then(|| {
        let href = paths::with(paths::DESK_AUDIT, &[("person", &line.person.0)]);
        view! { <a class="text-link" href=href>"看安全记录"</a> }
    });
    let locked = line.locked.then(|| view! { " " <Tag label="已停用" tone=Tone::Amber/> });
    let revoke = changes.then(|| {
        let button = if line.may_revoke {
            let whose = format!("{name}的{role}");
            let (refused, name) = (refused_rename(&line.id), name.clone());
            view! {
                <Fold label="管理" about=whose.clone() open=refused.is_some()>
                    <Rename grant=line.id.clone() name=name.clone() form_state=refused/>
                    {line.may_lock.then(|| view! {
                        <Lock grant=line.id.clone() name=name.clone() locked=line.locked/>
                    })}
                    <Revoke grant=line.id whose/>
                    {audited}
                </Fold>
            }
            .into_any()
        } else {
            "由管理员收回".into_any()
        };
        view! { <DataCell label="操作">{button}</DataCell> }
    });
    view! {
        <DataRow>
            <DataCell>
                <b>{name.clone()}</b>
                <span class="table-line">{line.phone_masked}</span>
            </DataCell>
            <DataCell label="身份"><Tag label=role tone=role_tone(line.role)/>{locked}{team}</DataCell>
            <DataCell label="负责哪里">{place}</DataCell>
            <DataCell label="从哪天起">{since}{until}</DataCell>
            {revoke}
        </DataRow>
    }
}

/// «到 2027年1月1日为止»: the last day on which a grant holds that ends as the next begins.
fn until_words(end: Timestamp) -> String {
    format!("到 {}为止", date_words(end.plus(-1).date()))
}
