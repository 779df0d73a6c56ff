//! The one way to wait for a page, and to fail.

use crate::components::{ButtonKind, ButtonLink, Notice, NoticeKind, Page};
use crate::context::{UNFINISHED, has_empty_keys, here, viewer};
use crate::flash;
use crate::form::{form_state, see_other};
use crate::paths;
use crate::photos::ADDED_WITHIN;
use crate::telephones::{ViewersCall, asks_to_call};
use backend::{AppError, ErrorKind};
use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// A page that needs something first: its future is awaited before anything is sent, so the document
/// is whole without scripts, and has the right status.
///
/// ```text
/// #[component]
/// pub fn OrderPage() -> impl IntoView {
///     page(async move {
///         let viewer = signed_in()?;
///         let order = backend::orders::view(&backend()?, &viewer, &param("number")).await?;
///         Ok(view! { <Page title="工单">{order.service}</Page> })
///     })
/// }
/// ```
pub fn page<V>(future: impl Future<Output = Result<V, AppError>> + Send + 'static) -> impl IntoView
where
    V: IntoView + 'static,
{
    Suspend::new(async move {
        if has_empty_keys() {
            // Filters that were left open are no part of an address that somebody keeps or sends.
            return go_to(&here());
        }
        match future.await {
            Ok(view) => view.into_any(),
            Err(error) => failed(error),
        }
    })
}

/// In place of a page: sends the browser to another one. `return Ok(go_to(paths::HOME));`
#[must_use]
pub fn go_to(path: &str) -> AnyView {
    match see_other(path) {
        Ok(()) => ().into_any(),
        Err(error) => view! { <ErrorPage error/> }.into_any(),
    }
}

/// Whoever must sign in first is led there, and back here afterwards; else the error page.
fn failed(error: AppError) -> AnyView {
    if error.kind != ErrorKind::SignedOut {
        return view! { <ErrorPage error/> }.into_any();
    }
    let first = if error.code == UNFINISHED { paths::welcome } else { paths::sign_in };
    go_to(&first(&here()))
}

/// The one error page: what happened, and one thing to do next. Sets the response's status.
#[component]
pub fn ErrorPage(
    /// What happened.
    error: AppError,
) -> impl IntoView {
    if let (Some(response), Ok(status)) =
        (use_context::<ResponseOptions>(), StatusCode::from_u16(error.status()))
    {
        response.set_status(status);
    }
    let (title, href, label) = next_step(&error);
    let home = (href != paths::HOME)
        .then(|| view! { <ButtonLink href=paths::HOME label="回首页" kind=ButtonKind::Plain/> });
    let call = (error.kind != ErrorKind::SignedOut).then(|| view! { <ViewersCall/> });
    let sentence = if error.code == "account.denied" && !may_change_role() {
        nobodys_role().to_owned()
    } else {
        error.sentence
    };
    view! {
        <Page title>
            <section class="failure" data-code=error.code>
                <p class="failure-sentence">{sentence}</p>
                <ButtonLink href label/>
                {home}
            </section>
            {call}
        </Page>
    }
}

/// Whether there is another role to try it with.
fn may_change_role() -> bool {
    viewer().is_some_and(|viewer| {
        viewer.grants.iter().any(|held| viewer.in_use.as_ref().is_none_or(|grant| grant.id != held.grant.id))
    })
}

/// What those read who have no role that would open the page.
fn nobodys_role() -> &'static str {
    if here().starts_with(paths::JOBS) {
        "这里是上门服务的人用的"
    } else {
        "这里是社区工作人员用的"
    }
}

/// The page's title, and where to go from it.
fn next_step(error: &AppError) -> (&'static str, String, &'static str) {
    match error.kind {
        _ if error.code == "account.second_factor" => {
            ("还要多一道核对", paths::ME_PASSKEYS.to_owned(), "去登记或核对")
        }
        ErrorKind::SignedOut => ("请先登录", paths::sign_in(&here()), "去登录"),
        ErrorKind::Denied if !may_change_role() => ("这里您进不去", paths::HOME.to_owned(), "回首页"),
        ErrorKind::Denied => ("这里您进不去", paths::ME.to_owned(), "换一个身份"),
        ErrorKind::NotFound => ("没有找到", paths::HOME.to_owned(), "回首页"),
        ErrorKind::Invalid => ("没有填好", here(), "重新填写"),
        ErrorKind::Conflict => ("情况变了", here(), "看最新情况"),
        ErrorKind::TooMany => ("请稍等一下", here(), "再试一次"),
        ErrorKind::Internal => ("出了点问题", here(), "再试一次"),
    }
}

/// What has just been done, or why a form could not be taken: the first thing in a page's column.
///
/// Errors of fields are not repeated here, their form names them.
#[component]
pub fn Notices() -> impl IntoView {
    let form_state = form_state();
    let failed = form_state.summary().filter(|_| form_state.errors().is_empty());
    let failed = failed.map(|title| {
        let call = asks_to_call(&title).then(|| view! { <ViewersCall/> });
        view! { <Notice kind=NoticeKind::Failed title/> {call} }
    });
    let added = form_state.was_refused_as(ADDED_WITHIN);
    let waited =
        (form_state.has_waited() && !added).then(|| view! { <Notice title="刚才填的都还在，请再提交一次"/> });
    let added = added.then(|| view! { <Notice kind=NoticeKind::Done title="照片已加好，写好的字都还在"/> });
    let elsewhere =
        viewer().is_some_and(|viewer| viewer.signed_in_elsewhere) && !here().starts_with(paths::ME_SESSIONS);
    let elsewhere = elsewhere.then(|| {
        view! {
            <Notice kind=NoticeKind::Warning title="您的账号在一台没见过的设备上登录了">
                <a class="text-link" href=paths::ME_SESSIONS>"看看是不是您本人"</a>
            </Notice>
        }
    });
    let withheld = viewer().is_some_and(|viewer| viewer.is_withheld) && !here().starts_with(paths::ME);
    let withheld = withheld.then(|| {
        view! {
            <Notice kind=NoticeKind::Warning title="先用通行密钥或动态口令登录，才能看门牌和号码">
                <a class="text-link" href=paths::ME_PASSKEYS>"去登记"</a>
            </Notice>
        }
    });
    let told = viewer().is_some_and(|viewer| viewer.unread_notices > 0) && !here().starts_with(paths::ME);
    let told = told.then(|| {
        view! {
            <Notice title="账号有新消息">
                <a class="text-link" href=paths::ME_NOTICES>"去看看"</a>
            </Notice>
        }
    });
    let done = flash::sentence().filter(|_| !form_state.is_some());
    let done = done.map(|title| view! { <Notice kind=NoticeKind::Done title/> });
    view! { {failed} {waited} {added} {done} {elsewhere} {withheld} {told} }
}

/// What stands where no page is.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! { <ErrorPage error=AppError::not_found("page.not_found", "这个页面")/> }
}
