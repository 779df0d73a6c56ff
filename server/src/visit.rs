//! Who is asking, from which address, and what waits for them.

use crate::client;
use crate::pages::failure;
use crate::routes::AppState;
use app::context::{ELDER_COOKIE, Visit, chosen_language, cookie_of, page_address};
use app::form::{KEPT_COOKIE, KEPT_SECONDS, kept_ids, with_kept};
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::response::Response;
use backend::AppError;
use backend::accounts::{KeptForm, Viewer, keep_form, take_form, viewer};
use domain::accounts::Language;
use http::header::{ACCEPT_LANGUAGE, HeaderValue, SET_COOKIE};
use http::request::Parts;
use http::{HeaderMap, Method};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

/// A request and who makes it; where that can't be looked up, the answer is the error page.
#[derive(Debug)]
pub struct Asked {
    /// Who asks, from where.
    pub visit: Visit,
    /// The request without its body.
    pub parts: Parts,
}

impl Asked {
    /// Who is signed in.
    ///
    /// # Errors
    /// Nobody is.
    pub fn viewer(&self) -> Result<&Viewer, AppError> {
        self.visit.viewer.as_deref().ok_or_else(AppError::signed_out)
    }
}

impl FromRequestParts<AppState> for Asked {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let parts = parts.clone();
        match visit(state, &parts).await {
            Ok(visit) => Ok(Self { visit, parts }),
            Err(error) => Err(failure(state, parts, error).await),
        }
    }
}

/// Looks up what is known of a request. A form that waits for this page is taken: it is shown once.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn visit(state: &AppState, parts: &Parts) -> Result<Visit, AppError> {
    let viewer = match cookie_of(&parts.headers, state.settings.session_cookie()) {
        Some(token) => viewer(&state.backend, token).await?,
        None => None,
    };
    let (kept, waiting) = kept(state, parts).await?;
    let language = viewer.as_ref().and_then(|viewer| viewer.language);
    Ok(Visit {
        viewer: viewer.map(Arc::new),
        now: state.backend.clock.now(),
        address: address(state, parts),
        elder_cookie: cookie_of(&parts.headers, ELDER_COOKIE).is_some(),
        language: language.unwrap_or_else(|| asked_language(&parts.headers)),
        kept: kept.map(Arc::new),
        waiting,
    })
}

/// The language of somebody of whom nothing is known: as they chose in this browser, or as it asks by itself.
#[must_use]
pub fn asked_language(headers: &HeaderMap) -> Language {
    chosen_language(headers).unwrap_or_else(|| {
        let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|accepted| accepted.to_str().ok());
        Language::accepted(accepted.unwrap_or_default())
    })
}

/// The form that waits for this page, and the cookie that names the others.
async fn kept(state: &AppState, parts: &Parts) -> Result<(Option<KeptForm>, String), AppError> {
    let cookie = cookie_of(&parts.headers, KEPT_COOKIE).unwrap_or_default();
    if parts.method != Method::GET {
        return Ok((None, cookie.to_owned()));
    }
    let page = page_address(&parts.uri);
    let mut found = None;
    let mut waiting = Vec::new();
    for id in kept_ids(cookie) {
        if found.is_none() {
            found = take_form(&state.backend, id, &page).await?;
            if found.is_some() {
                continue;
            }
        }
        waiting.push(id);
    }
    Ok((found, waiting.join(".")))
}

/// Keeps the form of a visit once more, where the page led on to another instead of showing it.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn keep_again(
    state: &AppState,
    page: &str,
    visit: &Visit,
    response: &mut Response,
) -> Result<(), AppError> {
    let Some(form) = &visit.kept else { return Ok(()) };
    let id = keep_form(&state.backend, page, form).await?;
    let cookie = state.settings.cookie(KEPT_COOKIE, &with_kept(&id, &visit.waiting), KEPT_SECONDS);
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(())
}

fn address(state: &AppState, parts: &Parts) -> Option<IpAddr> {
    let ConnectInfo(peer) = parts.extensions.get::<ConnectInfo<SocketAddr>>()?;
    Some(client::address(peer.ip(), &parts.headers, &state.trusted))
}

/// Keeps a form that the server took itself and could not take, for the page that it was sent from.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn keep_for(
    state: &AppState,
    parts: &Parts,
    page: &str,
    form: &KeptForm,
    response: &mut Response,
) -> Result<(), AppError> {
    let id = keep_form(&state.backend, page, form).await?;
    let before = cookie_of(&parts.headers, KEPT_COOKIE).unwrap_or_default();
    let cookie = state.settings.cookie(KEPT_COOKIE, &with_kept(&id, before), KEPT_SECONDS);
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(())
}
