//! Who holds which role: the lead of a community grants roles and takes them back, the staff look.

mod grant_form;
mod lock;
mod rename;
mod revoke;
mod scope;
mod table;

use crate::clocks::clock_alarms;
use crate::components::{ButtonKind, ButtonLink, DeskPage, Empty, Fold, Pager};
use crate::context::{backend, query, signed_in};
use crate::form::form_state_for;
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::accounts::{self, GrantPage, Viewer};
use backend::audit_log::reads_audit;
use backend::{AppError, Backend, areas};
use grant_form::{GrantFields, GrantRole};
use leptos::prelude::*;
use scope::{AreaPicker, Scope, scope};
use server_fn::ServerFn;
use table::GrantTable;

/// The key of the grant after which this page of the list begins.
const AFTER: &str = "after";

/// Who holds which role in the viewer's area.
#[component]
pub fn PeoplePage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let tree = areas::tree(&backend).await?;
        let scope = scope(&viewer, &tree, &query("area"))?;
        let (grants, after) = grants(&backend, &viewer, &scope).await?;
        let nav = desk_bar(&backend, &viewer, AtDesk::People).await?;
        let picker = (!scope.wider.is_empty())
            .then(|| view! { <AreaPicker choices=scope.wider.clone() area=scope.area.to_string()/> });
        let alarms = clock_alarms(&backend).await?;
        let form_state = form_state_for(GrantRole::PATH);
        let form = (!scope.roles.is_empty()).then(|| {
            let open = form_state.is_some() || grants.lines.is_empty();
            let scope = scope.clone();
            view! { <Fold label="授予一个身份" open><GrantFields scope form_state/></Fold> }
        });
        let first = (!after.is_empty()).then(|| {
            view! { <ButtonLink href=scope.href("") label="回到第一页" kind=ButtonKind::Quiet/> }
        });
        let title = format!("{}的人员", verbatim(&scope.name));
        let older = grants.next.as_deref().map(|next| scope.href(next));
        let list = if grants.lines.is_empty() {
            view! { <Empty icon="users" words="这里还没有人有身份"/> }.into_any()
        } else {
            view! { <GrantTable lines=grants.lines tree audits=reads_audit(&viewer)/> {first} <Pager older/> }
                .into_any()
        };
        Ok(view! {
            <DeskPage title nav who=desk_who(&viewer) who_href=paths::ME>
                <Notices/>
                {alarms}
                {picker}
                {form}
                {list}
            </DeskPage>
        })
    })
}

/// One page of the list, and the key that it begins after.
async fn grants(backend: &Backend, viewer: &Viewer, scope: &Scope) -> Result<(GrantPage, String), AppError> {
    let after = query(AFTER);
    let key = Some(after.as_str()).filter(|key| !key.is_empty());
    Ok((accounts::grants_of_area(backend, viewer, &scope.area, key).await?, after))
}
