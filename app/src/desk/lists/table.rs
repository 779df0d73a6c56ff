//! The services with what the community makes of them.

use super::choose::Choose;
use super::own_text::{OwnText, SaveOwnText};
use crate::components::{DataCell, DataRow, DataTable, Tag, Tone};
use crate::form::form_state_for;
use backend::catalogue::PublicationLine;
use leptos::prelude::*;
use server_fn::ServerFn;

/// The services, each with its choice and its own text.
#[component]
pub(super) fn ServiceTable(lines: Vec<PublicationLine>) -> impl IntoView {
    let rows = lines.into_iter().map(|line| view! { <ServiceLine line/> }).collect_view();
    view! { <DataTable caption="服务项目" heads=vec!["服务", "现在", "社区自己的话", "操作"]>{rows}</DataTable> }
}

/// One service.
#[component]
fn ServiceLine(line: PublicationLine) -> impl IntoView {
    let (code, name) = (line.service.code.to_string(), line.service.name);
    let (state, tone, icon) = if line.published {
        ("已上架", Tone::Green, "eye")
    } else {
        ("没上架", Tone::Plain, "eye-off")
    };
    let (text, form_state) = (line.own_text, form_state_for(SaveOwnText::PATH));
    let (row_id, row_name) = (code.clone(), name.clone());
    let (text_code, text_name) = (code.clone(), name.clone());
    view! {
        <DataRow>
            <DataCell>
                <b id=row_id>{row_name}</b>
                <span class="table-line">{line.service.description}</span>
            </DataCell>
            <DataCell label="现在"><Tag label=state tone icon/></DataCell>
            <DataCell label="社区自己的话">
                <OwnText service=text_code name=text_name text form_state/>
            </DataCell>
            <DataCell label="操作"><Choose service=code name published=line.published/></DataCell>
        </DataRow>
    }
}
