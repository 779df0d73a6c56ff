//! The context of a request: the viewer, the address, and the form state of the page.

use super::failure;
use crate::real_ip;
use crate::state::AppState;
use app::context::{ELDER_COOKIE, PERSON_COOKIE, SESSION_COOKIE, Settings, Visit, chosen_locale};
use app::form::{FORM_STATE_COOKIE, form_state_cookie, owner};
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::response::Response;
use backend::AppError;
use backend::accounts::{FormState, FormStates, Viewer, viewer};
use domain::accounts::Locale;
use http::HeaderMap;
use http::header::{ACCEPT_LANGUAGE, HeaderValue, SET_COOKIE};
use http::request::Parts;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

/// A request and who makes it; where that can't be looked up, the answer is the error page.
#[derive(Debug)]
pub struct RequestContext {
    /// Who asks, from where.
    pub visit: Visit,
    /// The request without its body.
    pub parts: Parts,
}

impl RequestContext {
    /// Who is signed in.
    ///
    /// # Errors
    /// Nobody is.
    pub fn viewer(&self) -> Result<&Viewer, AppError> {
        self.visit.viewer.as_deref().ok_or_else(AppError::signed_out)
    }
}

impl FromRequestParts<AppState> for RequestContext {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let parts = parts.clone();
        match visit(state, &parts).await {
            Ok(visit) => Ok(Self { visit, parts }),
            Err(error) => Err(failure(state, parts, error).await),
        }
    }
}

/// Looks up what is known of a request.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn visit(state: &AppState, parts: &Parts) -> Result<Visit, AppError> {
    let viewer = match state.settings.cookie_of(&parts.headers, SESSION_COOKIE) {
        Some(token) => viewer(&state.backend, token).await?,
        None => None,
    };
    let locale = viewer.as_ref().and_then(|viewer| viewer.locale);
    Ok(Visit {
        viewer: viewer.map(Arc::new),
        now: state.backend.clock.now(),
        address: address(state, parts),
        elder_cookie: state.settings.cookie_of(&parts.headers, ELDER_COOKIE).is_some(),
        locale: locale.unwrap_or_else(|| asked_locale(state.settings, &parts.headers)),
        form_state: None,
        form_state_shown: Arc::default(),
    })
}

/// The language of somebody of whom nothing is known: as they chose in this browser, or as it asks by itself.
#[must_use]
pub fn asked_locale(settings: Settings, headers: &HeaderMap) -> Locale {
    chosen_locale(settings, headers).unwrap_or_else(|| {
        let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|accepted| accepted.to_str().ok());
        Locale::accepted(accepted.unwrap_or_default())
    })
}

/// Where a request comes from; `None` behind a socket without an address, and behind a proxy that nobody has named: it would
/// put everybody into one bucket.
pub(crate) fn address(state: &AppState, parts: &Parts) -> Option<IpAddr> {
    let ConnectInfo(peer) = parts.extensions.get::<ConnectInfo<SocketAddr>>()?;
    if real_ip::is_unknown_proxy(peer.ip(), &parts.headers, &state.trusted) {
        if state.unknown_proxy.is_first() {
            tracing::error!(
                peer = %peer.ip().to_canonical(),
                "X-FORWARDED-FOR COMES FROM A PROXY THAT --trusted-proxy DOESN'T NAME: clients can't be told apart, and no \
                 limit of networks holds for them"
            );
        }
        return None;
    }
    Some(real_ip::address(peer.ip(), &parts.headers, &state.trusted))
}

/// The forms that wait in the browser.
#[must_use]
pub fn form_states(state: &AppState, headers: &HeaderMap) -> FormStates {
    let encrypted = state.settings.cookie_of(headers, FORM_STATE_COOKIE).unwrap_or_default();
    FormStates::open(&state.backend, encrypted)
}

/// Has the browser keep these forms.
///
/// # Errors
/// [`AppError`] if the vault fails.
pub fn set_form_states(
    state: &AppState,
    forms: &FormStates,
    response: &mut Response,
) -> Result<(), AppError> {
    let cookie = form_state_cookie(&state.backend, state.settings, forms)?;
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(())
}

/// Keeps a form that the server took itself and could not take, for the page that it was sent from.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn keep_for(
    state: &AppState,
    RequestContext { visit, parts }: &RequestContext,
    page: &str,
    form: FormState,
    response: &mut Response,
) -> Result<(), AppError> {
    let carried = |name| state.settings.cookie_of(&parts.headers, name);
    let (session, mark) = (carried(SESSION_COOKIE), carried(PERSON_COOKIE));
    let owner = owner(&form.error, visit.viewer.as_deref(), session, mark);
    let mut forms = form_states(state, &parts.headers);
    forms.keep(&state.backend, owner, page, form).await?;
    set_form_states(state, &forms, response)
}
