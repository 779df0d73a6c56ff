//! What one switches: the role in use, elder mode, and signing out.

use super::first_page;
use crate::context::{backend, clear_session, set_elder_cookie, viewer};
use crate::flash::flash;
use crate::form::{answer, forget_form_states};
use crate::paths;
use backend::{AppError, accounts};
use domain::accounts::Role;
use http::header::{HeaderName, HeaderValue};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use serde::{Deserialize, Serialize};

/// What a browser is to drop.
const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

/// Which role to act in.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct UseGrantForm {
    /// The page to come back to.
    pub back: String,
    /// The grant; empty to act as a resident.
    pub grant: String,
}

/// How to read.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SetElderForm {
    /// The page to come back to.
    pub back: String,
    /// `on` for elder mode.
    pub elder: String,
}

/// Signs out.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SignOutForm {
    /// The page to come back to if it fails.
    pub back: String,
}

/// Changes the role in use, and goes to that role's first page.
#[server(prefix = "/do", endpoint = "use_grant")]
pub async fn use_grant(#[server(flatten)] form: UseGrantForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = viewer().ok_or_else(AppError::signed_out)?;
        let grant = Some(form.grant.as_str()).filter(|grant| !grant.is_empty());
        accounts::use_grant(&backend()?, &viewer, grant).await?;
        let held = viewer.grants.iter().map(|held| &held.grant).find(|held| Some(held.id.as_str()) == grant);
        Ok(flash(first_page(held.map_or(Role::Resident, |held| held.role)), "role"))
    })
    .await
}

/// Switches elder mode on or off: for the person, and for the browser, so that it stays after
/// signing out.
#[server(prefix = "/do", endpoint = "set_elder")]
pub async fn set_elder(#[server(flatten)] form: SetElderForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let elder = form.elder == "on";
        if let Some(viewer) = viewer() {
            accounts::set_elder(&backend()?, &viewer, elder).await?;
        }
        set_elder_cookie(elder);
        Ok(flash(paths::own(&form.back), if elder { "elder_on" } else { "elder_off" }))
    })
    .await
}

/// Has the browser drop what it cached of this site's answers. What the phone keeps by itself (pages sealed for the
/// person, orders that are still to be sent) is no cache, and stays: unsent work is not lost by signing out.
fn forget_cached() {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(CLEAR_SITE_DATA, HeaderValue::from_static("\"cache\""));
    }
}

/// Ends the session. The browser goes on reading as the person did.
#[server(prefix = "/do", endpoint = "sign_out")]
pub async fn sign_out(#[server(flatten)] form: SignOutForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        if let Some(viewer) = viewer() {
            accounts::sign_out(&backend()?, &viewer).await?;
            set_elder_cookie(viewer.elder);
        }
        clear_session();
        // What one typed is not for whoever signs in next at this computer.
        forget_form_states();
        forget_cached();
        Ok(flash(paths::HOME, "signed_out"))
    })
    .await
}
