//! What stands in place of a page that can't be fetched and that the phone hasn't kept.

use crate::components::{ButtonKind, ButtonLink, Icon, Page};
use crate::page::page;
use crate::paths;
use leptos::prelude::*;

/// There is no network: one thing to do, and what can be read meanwhile. Phones keep it from the beginning; it
/// stands under the address of the page that is missing.
#[component]
pub fn OfflinePage() -> impl IntoView {
    page(async move {
        super::keep();
        Ok(view! {
            <Page title="没有网络">
                <section class="failure offline-failure">
                    <span class="empty-icon"><Icon name="wifi-off"/></span>
                    <p class="failure-sentence">"手机现在连不上网，这一页手机里也没有存过。换个信号好的地方，再试一次。"</p>
                    <ButtonLink href="" label="再试一次" icon="refresh-cw"/>
                    <ButtonLink href=paths::HOME label="先看首页" kind=ButtonKind::Plain/>
                </section>
            </Page>
        })
    })
}
