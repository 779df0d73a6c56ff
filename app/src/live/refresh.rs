//! In the browser: listening, asking for the page anew, putting it in place.

use super::wait::Waits;
use super::{CHANGES, News};
use crate::answer::{Page, ask_for_page};
use futures::StreamExt;
use futures::channel::{mpsc, oneshot};
use futures::future::select;
use gloo_events::EventListener;
use gloo_net::http::Request;
use gloo_timers::future::TimeoutFuture;
use js_sys::Math::random;
use leptos::prelude::{RwSignal, Set, document, window};
use wasm_bindgen::JsCast;
use web_sys::{
    Document, DomParser, Element, EventSource, HtmlElement, HtmlInputElement, HtmlOptionElement,
    HtmlTextAreaElement, SupportedType, VisibilityState,
};

/// What is renewed: the content, and the bars with their counts.
const REGIONS: [&str; 4] = ["#content", ".tabs", ".desk-nav", ".strip"];
/// What somebody may be in the middle of: fields, a fold that is open, a form that came back or is on its way.
const FIELDS: &str = "input:not([type=hidden]), textarea, select";
const HELD_OPEN: &str =
    "#content details[open], #content .field-wrong, #content form .notice-failed, form[aria-busy]";

/// The pictures of an order, and what their script says there of those that it has just sent: that must be read first.
const PHOTOS: &str = ".photos";
const SAID: &str = ".photos > .notice-done";

/// What has a place of its own that it was scrolled to.
const SCROLLING: &str = ".split-list, .split-detail";

/// What stands on every page that changes by itself, and on none that is over.
const LIVE: &str = ".live";

/// What came of asking for the page anew.
enum Renewal {
    /// It shows what is so now.
    Done,
    /// It shows the last that there is to say, or another page comes: this one will not change any more.
    Over,
    /// Somebody is in the middle of something.
    Busy,
    /// The same, and the page is no longer theirs.
    SignedOut,
    /// The server did not answer.
    Unreachable,
}

/// What the connection tells.
enum Told {
    Change,
    Failed,
}

/// How a connection ended.
enum Ended {
    /// The page was over.
    PageOver,
    /// It was cut off, or nobody saw the page any more.
    CutOff,
    /// It was not let in.
    Refused,
}

/// Listens as long as the page stands; `news` says what can't be shown without taking away what somebody is doing.
///
/// A page that nobody sees keeps no connection; it is told what happened meanwhile when it is looked at again.
pub(super) async fn listen(news: RwSignal<News>, mut since: i64) {
    let mut waits = Waits::default();
    loop {
        until(VisibilityState::Visible).await;
        match follow(news, since, &mut waits).await {
            Ended::PageOver => return,
            Ended::CutOff => {}
            // The connection doesn't say why; the page does, and if it is nobody's any more, the sign-in comes in its place.
            Ended::Refused => {
                let renewal = renew(Asking::Always).await;
                if is_over(news, &renewal) {
                    return;
                }
            }
        }
        // What happens meanwhile is told on coming back.
        pause(&mut waits).await;
        since = 0;
    }
}

/// Waits, or until this phone has a network again.
async fn pause(waits: &mut Waits) {
    let (tell, told) = oneshot::channel();
    let _listener = EventListener::once(&window(), "online", move |_| {
        // Nobody waits any more if this fails.
        let _ = tell.send(());
    });
    select(TimeoutFuture::new(waits.next(random())), told).await;
}

/// Says what came of a renewal; whether the page is over.
fn is_over(news: RwSignal<News>, renewal: &Renewal) -> bool {
    news.set(match renewal {
        Renewal::Busy => News::Changed,
        Renewal::SignedOut => News::SignedOut,
        Renewal::Done | Renewal::Over | Renewal::Unreachable => News::None,
    });
    matches!(renewal, Renewal::Over | Renewal::SignedOut)
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

/// A connection; dropping it closes it.
struct Connection(EventSource);

impl Drop for Connection {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// Follows the changes until the page is over or the connection fails.
async fn follow(news: RwSignal<News>, since: i64, waits: &mut Waits) -> Ended {
    let Ok(source) = EventSource::new(&format!("{CHANGES}?since={since}")) else { return Ended::Refused };
    let connection = Connection(source);
    let (tell, told) = mpsc::unbounded();
    let tell_failed = tell.clone();
    // Nobody listens any more if these fail.
    let _change = EventListener::new(&connection.0, "change", move |_| {
        let _ = tell.unbounded_send(Told::Change);
    });
    // The browser would come back by itself, always after the same time.
    let _failed = EventListener::new(&connection.0, "error", move |_| {
        let _ = tell_failed.unbounded_send(Told::Failed);
    });
    let mut told = told.take_until(Box::pin(until(VisibilityState::Hidden)));
    while let Some(told) = told.next().await {
        if matches!(told, Told::Failed) {
            let refused = connection.0.ready_state() == EventSource::CLOSED;
            return if refused { Ended::Refused } else { Ended::CutOff };
        }
        *waits = Waits::default();
        let renewal = renew_until_answered(waits).await;
        if is_over(news, &renewal) {
            return Ended::PageOver;
        }
    }
    Ended::CutOff
}

/// Renews the page, however long the network is gone.
async fn renew_until_answered(waits: &mut Waits) -> Renewal {
    loop {
        match renew(Asking::UnlessBusy).await {
            Renewal::Unreachable => pause(waits).await,
            renewal => return renewal,
        }
    }
}

/// Whether the server is asked for the page although it can't be shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asking {
    UnlessBusy,
    Always,
}

/// Asks for the page anew and puts it in place.
async fn renew(asking: Asking) -> Renewal {
    let page = document();
    if asking == Asking::UnlessBusy && is_busy(&page) {
        return Renewal::Busy;
    }
    let Some(fresh) = fetch().await else { return Renewal::Unreachable };
    // While it was asked for, somebody may have begun to write.
    let busy = is_busy(&page);
    let fresh = match fresh {
        Fetched::Elsewhere if busy => return Renewal::SignedOut,
        Fetched::Elsewhere => {
            let location = window().location();
            // The browser goes where the server leads; the page stays as it is if it may not.
            let _ = location.href().and_then(|address| location.replace(&without_notice(&address)));
            return Renewal::Over;
        }
        Fetched::Here(_) if busy => return Renewal::Busy,
        Fetched::Here(fresh) => fresh,
    };
    let focus = page.active_element().and_then(|element| address_of(&element));
    let said = page.query_selector(SAID).ok().flatten();
    let scrolled: Vec<_> = scrolling(&page).iter().map(Element::scroll_top).collect();
    for region in REGIONS {
        let (Ok(Some(old)), Ok(Some(new))) = (page.query_selector(region), fresh.query_selector(region))
        else {
            continue;
        };
        if old.inner_html() != new.inner_html() {
            old.set_inner_html(&new.inner_html());
        }
    }
    for (part, top) in scrolling(&page).iter().zip(scrolled) {
        part.set_scroll_top(top);
    }
    let photos = page.query_selector(PHOTOS).ok().flatten();
    if let Some((said, photos)) = said.filter(|said| !said.is_connected()).zip(photos) {
        // Nobody loses anything if this fails.
        let _ = photos.prepend_with_node_1(&said);
    }
    if page.title() != fresh.title() {
        page.set_title(&fresh.title());
    }
    focus_again(&page, focus.as_deref());
    if fresh.query_selector(LIVE).ok().flatten().is_some() { Renewal::Done } else { Renewal::Over }
}

/// The parts of the page that scroll by themselves, in their order.
fn scrolling(page: &Document) -> Vec<Element> {
    let Ok(parts) = page.query_selector_all(SCROLLING) else { return Vec::new() };
    (0..parts.length()).filter_map(|place| parts.item(place)?.dyn_into().ok()).collect()
}

/// What the server shows in the page's place.
enum Fetched {
    Here(Document),
    Elsewhere,
}

/// The page as the server shows it now, whatever it says: also that it is gone.
async fn fetch() -> Option<Fetched> {
    let address = without_notice(&window().location().href().ok()?);
    let html = match ask_for_page(Request::get(&address)).await? {
        Page::Elsewhere => return Some(Fetched::Elsewhere),
        Page::Here(html) => html,
    };
    let document = DomParser::new().ok()?.parse_from_string(&html, SupportedType::TextHtml).ok()?;
    Some(Fetched::Here(document))
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
