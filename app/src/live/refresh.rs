//! In the browser: listening, asking for the page anew, putting it in place.

use super::CHANGES;
use futures::StreamExt;
use gloo_net::eventsource::futures::EventSource;
use gloo_net::http::Request;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::{RwSignal, Set, document, window};
use wasm_bindgen::JsCast;
use web_sys::{
    Document, DomParser, Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement, SupportedType,
};

/// What is renewed: the content, and the bars with their counts.
const REGIONS: [&str; 4] = ["#content", ".tabs", ".desk-nav", ".strip"];
/// What somebody may be in the middle of.
const FIELDS: &str = "input:not([type=hidden]):not([type=radio]):not([type=checkbox]), textarea";

/// How long to wait before an unreachable server is asked again, in milliseconds.
const PAUSE: u32 = 2_000;

/// What came of asking for the page anew.
enum Renewal {
    /// It shows what is so now.
    Done,
    /// Somebody is in the middle of something.
    Busy,
    /// The server did not answer.
    Unreachable,
}

/// Listens as long as the page stands; `stale` becomes true when a change can't be shown without taking
/// away what somebody is doing.
pub(super) async fn listen(stale: RwSignal<bool>) {
    let Ok(mut source) = EventSource::new(CHANGES) else { return };
    let Ok(mut changes) = source.subscribe("change") else { return };
    while let Some(change) = changes.next().await {
        // The browser comes back by itself after an error, and is then told of what it missed.
        if change.is_ok() {
            stale.set(renew_until_answered().await);
        }
    }
}

/// Renews the page, however long the network is gone; whether somebody must be told instead.
async fn renew_until_answered() -> bool {
    loop {
        match renew().await {
            Renewal::Done => return false,
            Renewal::Busy => return true,
            Renewal::Unreachable => TimeoutFuture::new(PAUSE).await,
        }
    }
}

/// Asks for the page anew and puts it in place.
async fn renew() -> Renewal {
    let page = document();
    if is_busy(&page) {
        return Renewal::Busy;
    }
    let Some(fresh) = fetch().await else { return Renewal::Unreachable };
    // While it was asked for, somebody may have begun to write.
    if is_busy(&page) {
        return Renewal::Busy;
    }
    let focus = page.active_element().and_then(|element| address_of(&element));
    for region in REGIONS {
        let (Ok(Some(old)), Ok(Some(new))) = (page.query_selector(region), fresh.query_selector(region))
        else {
            continue;
        };
        if old.inner_html() != new.inner_html() {
            old.set_inner_html(&new.inner_html());
        }
    }
    focus_again(&page, focus.as_deref());
    Renewal::Done
}

/// The page as the server shows it now, whatever it says: also that it is gone.
async fn fetch() -> Option<Document> {
    let address = window().location().href().ok()?;
    let answer = Request::get(&address).header("accept", "text/html").send().await.ok()?;
    let html = answer.text().await.ok()?;
    DomParser::new().ok()?.parse_from_string(&html, SupportedType::TextHtml).ok()
}

/// Whether somebody has written something that the page does not know of, or holds something open.
fn is_busy(page: &Document) -> bool {
    let typing = page.active_element().is_some_and(|element| element.matches(FIELDS).unwrap_or(false));
    let folded_open = page.query_selector("#content details[open]").ok().flatten().is_some();
    typing || folded_open || has_written(page)
}

fn has_written(page: &Document) -> bool {
    let Ok(fields) = page.query_selector_all(FIELDS) else { return false };
    (0..fields.length()).filter_map(|index| fields.get(index)).any(|field| {
        let input = field.dyn_ref::<HtmlInputElement>();
        let area = field.dyn_ref::<HtmlTextAreaElement>();
        input.is_some_and(|input| input.value() != input.default_value())
            || area.is_some_and(|area| area.default_value().is_ok_and(|first| area.value() != first))
    })
}

/// Where an element of the content is found again: a link by where it leads.
fn address_of(element: &Element) -> Option<String> {
    let content = element.closest("#content").ok().flatten()?;
    content.is_connected().then(|| element.get_attribute("href")).flatten()
}

/// Gives the keyboard back to where it was, if that is still there.
fn focus_again(page: &Document, href: Option<&str>) {
    let Some(href) = href else { return };
    let links = page.query_selector_all("#content a[href]");
    let Ok(links) = links else { return };
    let same = (0..links.length())
        .filter_map(|index| links.get(index)?.dyn_into::<HtmlElement>().ok())
        .find(|link| link.get_attribute("href").as_deref() == Some(href));
    if let Some(link) = same {
        let _ = link.focus();
    }
}
