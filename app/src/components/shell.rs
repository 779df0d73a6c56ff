//! The HTML document around every page.

use super::{Assets, StylesheetOfPage};
use leptos::prelude::*;
use leptos_meta::MetaTags;

/// The whole document: head, stylesheet, favicon, and the body around `children`.
///
/// Pages set their own title (see `Page` and `DeskPage`). Scripts, and on a first visit the
/// style sheet, carry the nonce of the response's content security policy.
#[component]
pub fn Shell(
    /// Whether the page is shown in elder mode (24 px text, 60 px controls).
    #[prop(optional)]
    elder: bool,
    children: Children,
) -> impl IntoView {
    let assets = Assets::current();
    // First of all, and not deferred: it says what the browser can before anything is painted.
    let elder_script = elder.then(|| view! { <script src=assets.elder></script> });
    view! {
        <!DOCTYPE html>
        <html lang="zh-CN" data-elder=elder.then_some("")>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" media="(prefers-color-scheme: light)" content="#c7000b"/>
                <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#231f1d"/>
                // A phone must not turn order numbers into telephone links by guessing.
                <meta name="format-detection" content="telephone=no"/>
                {elder_script}
                <StylesheetOfPage/>
                <link rel="icon" type="image/svg+xml" href=assets.favicon/>
                <link rel="apple-touch-icon" href=assets.touch_icon/>
                <link rel="manifest" href=assets.manifest/>
                <MetaTags/>
            </head>
            <body>{children()}</body>
        </html>
    }
}
