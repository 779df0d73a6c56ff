//! In the browser: listening, asking for the page anew, putting it in place.

use super::CHANGES;
use futures::StreamExt;
use futures::channel::oneshot;
use gloo_events::EventListener;
use gloo_net::eventsource::EventSourceError;
use gloo_net::eventsource::futures::EventSource;
use gloo_net::http::Request;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::{RwSignal, Set, document, window};
use wasm_bindgen::JsCast;
use web_sys::{
    Document, DomParser, Element, HtmlElement, HtmlInputElement, HtmlOptionElement, HtmlTextAreaElement,
    SupportedType, VisibilityState,
};

/// What is renewed: the content, and the bars with their counts.
const REGIONS: [&str; 4] = ["#content", ".tabs", ".desk-nav", ".strip"];
/// What somebody may be in the middle of: fields, a fold that is open, a form that came back.
const FIELDS: &str = "input:not([type=hidden]), textarea, select";
const HELD_OPEN: &str = "#content details[open], #content .field-wrong, #content form .notice-failed";

/// What stands on every page that changes by itself, and on none that is over.
const LIVE: &str = ".live";

/// How long to wait before an unreachable server is asked again, in milliseconds.
const PAUSE: u32 = 2_000;

/// What came of asking for the page anew.
enum Renewal {
    /// It shows what is so now.
    Done,
    /// It shows the last that there is to say: the page will not change any more.
    Over,
    /// Somebody is in the middle of something.
    Busy,
    /// The server did not answer.
    Unreachable,
}

/// Listens as long as the page stands; `stale` becomes true when a change can't be shown without taking
/// away what somebody is doing.
///
/// A page that nobody sees keeps no connection; it is told what happened meanwhile when it is looked at again.
pub(super) async fn listen(stale: RwSignal<bool>, mut since: i64) {
    loop {
        until(VisibilityState::Visible).await;
        if let Ok(Followed::ToTheEnd) = follow(stale, since).await {
            return;
        }
        // Cut off, or refused for a while: what happens meanwhile is told on coming back.
        TimeoutFuture::new(PAUSE).await;
        since = 0;
    }
}

/// Waits until the page is seen, or until it isn't.
async fn until(state: VisibilityState) {
    let page = document();
    while page.visibility_state() != state {
        let (tell, told) = oneshot::channel();
        let _listener = EventListener::once(&page, "visibilitychange", move |_| {
            // Nobody waits any more if this fails.
            let _ = tell.send(());
        });
        let _ = told.await;
    }
}

/// How far the changes were followed.
enum Followed {
    /// Until the page was over.
    ToTheEnd,
    /// Until the connection was closed.
    UntilClosed,
}

/// Follows the changes until the page is over or the connection fails.
async fn follow(stale: RwSignal<bool>, since: i64) -> Result<Followed, EventSourceError> {
    let failed = |_| EventSourceError::ConnectionError;
    let mut source = EventSource::new(&format!("{CHANGES}?since={since}")).map_err(failed)?;
    let changes = source.subscribe("change").map_err(failed)?;
    let mut changes = changes.take_until(Box::pin(until(VisibilityState::Hidden)));
    while let Some(change) = changes.next().await {
        change?;
        let renewal = renew_until_answered().await;
        stale.set(matches!(renewal, Renewal::Busy));
        if matches!(renewal, Renewal::Over) {
            return Ok(Followed::ToTheEnd);
        }
    }
    Ok(Followed::UntilClosed)
}

/// Renews the page, however long the network is gone.
async fn renew_until_answered() -> Renewal {
    loop {
        match renew().await {
            Renewal::Unreachable => TimeoutFuture::new(PAUSE).await,
            renewal => return renewal,
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
    if fresh.query_selector(LIVE).ok().flatten().is_some() { Renewal::Done } else { Renewal::Over }
}

/// The page as the server shows it now, whatever it says: also that it is gone.
async fn fetch() -> Option<Document> {
    let address = without_notice(&window().location().href().ok()?);
    let answer = Request::get(&address).header("accept", "text/html").send().await.ok()?;
    if answer.status() >= 500 {
        return None;
    }
    let html = answer.text().await.ok()?;
    DomParser::new().ok()?.parse_from_string(&html, SupportedType::TextHtml).ok()
}

/// The page's address without the notice of something done, which has been read.
fn without_notice(address: &str) -> String {
    let (page, query) = address.split_once('?').unwrap_or((address, ""));
    let query: Vec<_> = query.split('&').filter(|pair| !pair.starts_with("done=")).collect();
    format!("{page}?{}", query.join("&"))
}

/// Whether somebody has written or chosen something that the page does not know of, or holds something
/// open. What came back from a form that could not be taken stands on this page alone.
fn is_busy(page: &Document) -> bool {
    let typing = page.active_element().is_some_and(|element| element.matches(FIELDS).unwrap_or(false));
    typing || page.query_selector(HELD_OPEN).ok().flatten().is_some() || has_written(page)
}

fn has_written(page: &Document) -> bool {
    let Ok(fields) = page.query_selector_all("input:not([type=hidden]), textarea, option") else {
        return false;
    };
    (0..fields.length()).filter_map(|index| fields.get(index)).any(|field| {
        if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
            input.value() != input.default_value() || input.checked() != input.default_checked()
        } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
            area.default_value().is_ok_and(|first| area.value() != first)
        } else {
            field.dyn_ref::<HtmlOptionElement>().is_some_and(chosen_anew)
        }
    })
}

/// Whether an option is chosen that was not at first. Where none was, the browser chooses the first.
fn chosen_anew(option: &HtmlOptionElement) -> bool {
    option.selected() && !option.default_selected() && option.index() > 0
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
