//! Rendering pages, and running the server functions that forms are posted to.

pub mod request_context;

use crate::denied::{record_denied, record_denied_page};
use crate::nul::cut_form;
use crate::offline_replay;
use crate::state::AppState;
use crate::translation::said;
use app::app::{Document, FailureDocument};
use app::context::{
    PublicOrigin, Visit, elder, is_done, page_address, set_person_cookie, set_stylesheet_cookie,
};
use app::form::Reply;
use app::offline::{Keeping, PERSON, mark};
use app::request::Request as AppRequest;
use app::scripts::Scripts;
use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use backend::{AppError, ErrorKind};
use futures::stream::{Stream, StreamExt, once};
use http::header::{ACCEPT, CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue};
use http::request::Parts;
use http::{HeaderMap, Method, Request, StatusCode};
use leptos::nonce::use_nonce;
use leptos::prelude::{AnyView, IntoAny, RenderHtml, use_context, view};
use leptos_axum::ResponseOptions;
use request_context::{RequestContext, asked_locale, form_states, set_form_states, visit};
use std::panic::resume_unwind;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tracing::Instrument;

/// In elder mode one may speak instead of typing.
const MAY_SPEAK: &str = "camera=(), geolocation=(), microphone=(self), payment=(), usb=()";
/// How a browser asks: `navigate` for a page that somebody wants to see.
const FETCH_MODE: &str = "sec-fetch-mode";
/// The most bytes that a form may have.
pub const BODY_LIMIT: usize = 64 * 1024;

/// Any page, made of what is so at one moment; also what stands where no page is.
pub async fn page(State(state): State<AppState>, parts: Parts) -> Response {
    let made = async {
        let state = AppState { backend: state.backend.at_this_moment().await?, ..state.clone() };
        let visit = visit(&state, &parts).await?;
        page_with_form_state(&state, visit, parts.clone()).await
    };
    match made.await {
        Ok(response) => response,
        Err(error) => failure(&state, parts, error).await,
    }
}

/// A page with the form that waits for it. It waits on where the page led to another, or could not be shown; what a page
/// has shown comes back when that is loaded again, until one goes on from there.
async fn page_with_form_state(
    state: &AppState,
    mut visit: Visit,
    parts: Parts,
) -> Result<Response, AppError> {
    let forms = form_states(state, &parts.headers);
    let (mut left, page) = (forms.clone(), page_address(&parts.uri));
    let is_navigation = parts.headers.get(FETCH_MODE).is_none_or(|mode| mode == "navigate");
    if let Some(viewer) = visit.viewer.as_deref() {
        left.only_of(&state.backend, viewer);
    }
    if is_navigation && parts.method == Method::GET {
        left.leave_others(&page);
        if is_done(&parts.uri) {
            left.done(&page);
        }
    }
    let viewer = visit.viewer.clone();
    let form_state = left.show(&state.backend, viewer.as_deref(), &page, is_navigation).await?;
    let can_send = viewer.as_deref().is_some_and(|viewer| !viewer.needs_profile());
    let status = form_state.as_ref().and_then(|form| match form.error.kind {
        // It only waits for somebody who can send it; until then nobody has seen it.
        ErrorKind::SignedOut => can_send.then_some(200),
        _ => Some(form.error.status()),
    });
    visit.form_state = form_state.map(Arc::new);
    let shown = Arc::clone(&visit.form_state_shown);
    let asked = parts.clone();
    let mut response = render(state, parts, Some(visit), || view! { <Document/> }.into_any()).await;
    if status.is_some_and(|status| status == response.status().as_u16()) && shown.load(Ordering::Relaxed) {
        left.shown(&page);
    } else if response.status() == StatusCode::FORBIDDEN {
        // Of a form that was refused it was recorded then.
        record_denied_page(state, viewer.as_deref(), &asked).await;
    }
    if left != forms {
        set_form_states(state, &left, &mut response)?;
    }
    Ok(response)
}

/// The error page, in place of whatever was asked for; nobody knows who asks.
pub async fn failure(state: &AppState, parts: Parts, error: AppError) -> Response {
    failure_for(state, parts, None, error).await
}

/// The error page for a known visitor: it is shown as they read, with the telephone of their community.
async fn failure_for(state: &AppState, parts: Parts, visit: Option<Visit>, error: AppError) -> Response {
    render(state, parts, visit, || view! { <FailureDocument error/> }.into_any()).await
}

/// A server function. Forms are always answered: by 303, or by the error page. What has begun is done to its end: on a slow
/// network somebody presses twice, and the browser hangs up on the first.
pub async fn act(
    State(state): State<AppState>,
    RequestContext { visit, parts }: RequestContext,
    body: Body,
) -> Response {
    // A body that says how long it is needs not be read to be refused.
    let is_long = body.size_hint().lower() > BODY_LIMIT as u64;
    let body = if is_long { None } else { to_bytes(body, BODY_LIMIT).await.ok() };
    let Some(body) = body.map(cut_form) else {
        let mut response = failure(&state, parts, too_long()).await;
        *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
        return response;
    };
    let (known, asked) = (state.clone(), parts.clone());
    match tokio::spawn(act_on(state, visit, parts, body).in_current_span()).await {
        Ok(response) => response,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            Err(error) => failure(&known, asked, AppError::internal(&error)).await,
        },
    }
}

async fn act_on(state: AppState, visit: Visit, parts: Parts, body: Bytes) -> Response {
    if let Some(response) = offline_replay::not_theirs(&state, &parts, visit.viewer.as_deref()) {
        return response;
    }
    let locale = visit.locale;
    let reply = Reply::default();
    let mut known = known(&state, Some(visit.clone()));
    known.reply = reply.clone();
    let request = Request::from_parts(parts.clone(), Body::from(body));
    let provide = move || known.clone().provide();
    let mut response = leptos_axum::handle_server_fns_with_context(provide, request).await.into_response();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(error) = reply.refusal() {
        record_denied(&state, visit.viewer.as_deref(), &parts, error).await;
    }
    match reply.get() {
        Some(Ok(())) => said(&state, locale, offline_replay::told(&parts, &reply, response)).await,
        Some(Err(error)) => failure_for(&state, parts, Some(visit), error.clone()).await,
        // An island's call, which reads its own answer.
        None if !wants_html(&parts.headers) => said(&state, locale, response).await,
        None if response.status() == StatusCode::BAD_REQUEST => {
            let error = AppError::not_found("page.not_found", "这个页面");
            failure_for(&state, parts, Some(visit), error).await
        }
        None => failure_for(&state, parts, Some(visit), unreadable()).await,
    }
}

fn unreadable() -> AppError {
    AppError::new(ErrorKind::Invalid, "form.unreadable", "表单没有收全，请回到上一页，刷新后重新填写")
}

fn too_long() -> AppError {
    AppError::new(ErrorKind::Invalid, "form.too_long", "写得太长了，请回到上一页，删短一些再提交")
}

/// Whether a browser wants a page, rather than a program some data.
#[must_use]
pub fn wants_html(headers: &HeaderMap) -> bool {
    headers
        .get(ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"))
}

fn known(state: &AppState, visit: Option<Visit>) -> AppRequest {
    AppRequest {
        backend: state.backend.clone(),
        settings: state.settings,
        public_origin: PublicOrigin(state.public_origin.clone()),
        assets: state.site.assets.clone(),
        options: state.site.options.clone(),
        visit,
        reply: Reply::default(),
        scripts: Scripts::default(),
        keeping: Keeping::default(),
    }
}

/// A whole document, with the headers that belong to it.
pub async fn render(
    state: &AppState,
    parts: Parts,
    visit: Option<Visit>,
    document: impl FnOnce() -> AnyView + Send + 'static,
) -> Response {
    // What a signed-in person sees, and what was typed, is nobody else's at a shared computer.
    let personal = visit.as_ref().is_none_or(|visit| visit.viewer.is_some() || visit.form_state.is_some());
    let cache = HeaderValue::from_static(if personal { "no-store" } else { "no-cache" });
    let person = visit.as_ref().and_then(|visit| visit.viewer.as_deref());
    let person = person.map(|viewer| viewer.mark(&state.backend));
    let headers = parts.headers.clone();
    let whose = visit.as_ref().map(|visit| mark(&state.backend, visit.viewer.as_deref()));
    let whose = whose.and_then(|whose| HeaderValue::from_str(&whose).ok());
    let locale =
        visit.as_ref().map_or_else(|| asked_locale(state.settings, &parts.headers), |visit| visit.locale);
    let mut known = known(state, visit);
    let first =
        state.site.first_stylesheet.clone().filter(|first| !first.is_known(state.settings, &parts.headers));
    if let Some(first) = &first {
        known.assets.stylesheet = first.within();
    }
    let provide = move || {
        known.clone().provide();
        if let Some(response) = use_context::<ResponseOptions>() {
            response.insert_header(CACHE_CONTROL, cache.clone());
            if let Some(whose) = &whose {
                response.insert_header(PERSON, whose.clone());
            }
            if let Some(person) = &person {
                set_person_cookie(&headers, person);
            }
            if let Some(first) = &first {
                set_stylesheet_cookie(first.hash());
            }
            if let Some(policy) = policy() {
                response.insert_header(CONTENT_SECURITY_POLICY, policy);
            }
            if elder() {
                let permissions = HeaderName::from_static("permissions-policy");
                response.insert_header(permissions, HeaderValue::from_static(MAY_SPEAK));
            }
        }
    };
    let request = Request::from_parts(parts, Body::empty());
    let response = leptos_axum::handle_response_inner(provide, document, request, whole).await;
    said(state, locale, response).await
}

/// The content security policy of a page: its own files, and what stands in it by its nonce.
fn policy() -> Option<HeaderValue> {
    let nonce = use_nonce()?;
    let policy = format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; \
         img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
         frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
    );
    HeaderValue::from_str(&policy).ok()
}

type Html = Pin<Box<dyn Stream<Item = String> + Send>>;

/// A document as a whole, with what leptos adds for islands only if there are any.
fn whole(
    document: AnyView,
    additions: Box<dyn FnOnce() -> Html + Send>,
    _out_of_order: bool,
) -> Pin<Box<dyn Future<Output = Html> + Send>> {
    let scripts = use_context::<Scripts>().unwrap_or_default();
    Box::pin(async move {
        let html: String = document.to_html_stream_in_order().collect().await;
        let html = once(async move { html });
        if scripts.wanted() { Box::pin(html.chain(additions())) as Html } else { Box::pin(html) }
    })
}
