//! What a page or a server function knows about the request that it answers.
//!
//! The server puts a [`Visit`], the [`Backend`] and the [`Settings`] into the context of every
//! rendering and of every server function; everything else asks here.

use crate::{flash, paths};
use backend::accounts::{FormState, Origin, Viewer};
use backend::clock::Clock;
use backend::{AppError, Backend, ErrorKind};
use domain::accounts::{Locale, RelyingParty};
use domain::areas::AreaCode;
use domain::time::Timestamp;
use http::header::{COOKIE, HOST, HeaderValue, SET_COOKIE, USER_AGENT};
use http::request::Parts;
use http::{HeaderMap, Uri};
use leptos::prelude::{GetUntracked, use_context};
use leptos_axum::ResponseOptions;
use leptos_router::hooks::use_params_map;
use std::borrow::Cow;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Stands in [`AppError::code`] when somebody is signed in but has not yet given address and consent.
pub const UNFINISHED: &str = "account.unfinished";

/// The addresses below which forms are posted: the prefix of all server functions.
pub const FORMS: &str = "/do/";

/// The cookie that asks for elder mode while nobody is signed in: `on`, or absent.
pub const ELDER_COOKIE: &str = "elder";

/// The cookie that names the language that was chosen in this browser.
pub const LOCALE_COOKIE: &str = "language";

/// The cookie that names the estate whose poster was scanned, for a week: nobody has to look for it in a list.
pub const ESTATE_COOKIE: &str = "estate";

/// The cookie that names the style sheet which this browser was sent: its content hash.
pub const STYLESHEET_COOKIE: &str = "stylesheet";

/// The cookie that holds the token of a session.
pub const SESSION_COOKIE: &str = "session";

/// The cookie that holds the mark of whoever was signed in last ([`Viewer::mark`]): while a session has ended by itself,
/// what is typed is still theirs. Signing out takes it back.
pub const PERSON_COOKIE: &str = "person";

/// The cookie that holds a browser's secret: codes for signing in belong to the browser that asked for them, and one in
/// which a number has signed in before is not kept out by what strangers do in its name.
pub const DEVICE_COOKIE: &str = "device";

/// Before the name of every cookie outside the demo: browsers take it over HTTPS only, and from this host only.
const HOST_PREFIX: &str = "__Host-";

/// The longest that browsers keep a cookie: 400 days. When a session ends, the database decides.
const COOKIE_SECONDS: i64 = 400 * 86_400;

/// One request, as far as pages care.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Who is signed in.
    pub viewer: Option<Arc<Viewer>>,
    /// When the request came in.
    pub now: Timestamp,
    /// The client's address, for the limits on one-time codes.
    pub address: Option<IpAddr>,
    /// Whether the browser asks for elder mode by its cookie.
    pub elder_cookie: bool,
    /// The language of the page.
    pub locale: Locale,
    /// A form that could not be taken and waits to be shown again on this page.
    pub form_state: Option<Arc<FormState>>,
    /// Whether the page has asked for that form.
    pub form_state_shown: Arc<AtomicBool>,
}

/// How the server runs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    /// Whether this is the demo: codes stand on the page, cookies go without `Secure`.
    pub demo: bool,
}

impl Settings {
    /// The name under which a browser keeps a cookie.
    #[must_use]
    pub fn cookie_name(self, name: &str) -> Cow<'_, str> {
        if self.demo { Cow::Borrowed(name) } else { Cow::Owned(format!("{HOST_PREFIX}{name}")) }
    }

    /// A `Set-Cookie` header: out of reach of scripts, and not sent along from other sites. The
    /// age is in seconds; 0 takes the cookie back.
    #[must_use]
    pub fn cookie(self, name: &str, value: &str, seconds: i64) -> String {
        let (name, secure) = (self.cookie_name(name), if self.demo { "" } else { "; Secure" });
        format!("{name}={value}; HttpOnly; SameSite=Lax; Path=/; Max-Age={seconds}{secure}")
    }

    /// The value of a cookie among a request's headers; `None` if it is absent or empty.
    #[must_use]
    pub fn cookie_of<'a>(self, headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
        cookie_of(headers, &self.cookie_name(name))
    }
}

/// The use cases.
///
/// # Errors
/// Internal, outside a request only.
pub fn backend() -> Result<Backend, AppError> {
    use_context().ok_or_else(|| AppError::internal(&"no backend in the context"))
}

/// How the server runs.
#[must_use]
pub fn settings() -> Settings {
    use_context().unwrap_or_default()
}

/// When the request came in.
#[must_use]
pub fn now() -> Timestamp {
    use_context::<Visit>().map_or_else(|| Clock::System.now(), |visit| visit.now)
}

/// Scheme, host and port of the address that people type, if it was given.
#[derive(Clone, Debug, Default)]
pub struct PublicOrigin(pub Option<Arc<str>>);

/// The beginning of an address that can be printed: what was given when the server was started, and else the
/// host that the browser asked for.
#[must_use]
pub fn public_address() -> String {
    if let Some(PublicOrigin(Some(origin))) = use_context() {
        return origin.to_string();
    }
    let scheme = if settings().demo { "http" } else { "https" };
    let parts = use_context::<Parts>();
    let host = parts.as_ref().and_then(|parts| parts.headers.get(HOST)?.to_str().ok());
    format!("{scheme}://{}", host.unwrap_or_default())
}

/// The site that passkeys are made for: outside the demo only what was given when the server was started, as anybody may call
/// it otherwise. `None` where browsers have no passkeys for it.
#[must_use]
pub fn relying_party() -> Option<RelyingParty> {
    let given = matches!(use_context(), Some(PublicOrigin(Some(_))));
    (given || settings().demo).then(public_address).as_deref().and_then(RelyingParty::of)
}

/// Who is signed in, if somebody is.
#[must_use]
pub fn viewer() -> Option<Arc<Viewer>> {
    use_context::<Visit>()?.viewer
}

/// Who is signed in, with address and consent given.
///
/// # Errors
/// Signed out; [`page`](crate::page::page) and [`answer`](crate::form::answer) then lead to the
/// sign-in, or on to its second half, and back here.
pub fn signed_in() -> Result<Arc<Viewer>, AppError> {
    let viewer = viewer().ok_or_else(AppError::signed_out)?;
    if viewer.needs_profile() {
        return Err(AppError::new(ErrorKind::SignedOut, UNFINISHED, "请先填好住址，并同意隐私说明"));
    }
    Ok(viewer)
}

/// Whether the page is shown in elder mode: the person's setting, or the browser's while nobody is
/// signed in.
#[must_use]
pub fn elder() -> bool {
    if use_context::<Parts>().is_some_and(|parts| is_link(parts.uri.path())) {
        // Whoever opens the door may be eighty, and nobody asked them before.
        return true;
    }
    use_context::<Visit>().is_some_and(|visit| match &visit.viewer {
        Some(viewer) => viewer.elder,
        None => visit.elder_cookie,
    })
}

/// The code of the estate whose poster this browser has scanned lately, as it stands in the cookie.
#[must_use]
pub fn scanned_estate() -> Option<AreaCode> {
    use_context::<Parts>().and_then(|parts| estate_scanned(settings(), &parts.headers))
}

/// The same, by the headers of a request.
#[must_use]
pub fn estate_scanned(settings: Settings, headers: &HeaderMap) -> Option<AreaCode> {
    AreaCode::parse(settings.cookie_of(headers, ESTATE_COOKIE)?).ok()
}

/// Whether a path is that of a household's questionnaire.
fn is_link(path: &str) -> bool {
    path.strip_prefix(paths::LINKS).is_some_and(|rest| rest.starts_with('/'))
}

/// Keeps elder mode in the browser, for those who aren't signed in.
pub fn set_elder_cookie(elder: bool) {
    let seconds = if elder { COOKIE_SECONDS } else { 0 };
    set_cookie(&settings().cookie(ELDER_COOKIE, "on", seconds));
}

/// The language in which the page is read.
#[must_use]
pub fn locale() -> Locale {
    use_context::<Visit>().map(|visit| visit.locale).unwrap_or_default()
}

/// The language that was chosen in this browser.
#[must_use]
pub fn chosen_locale(settings: Settings, headers: &HeaderMap) -> Option<Locale> {
    settings.cookie_of(headers, LOCALE_COOKIE).and_then(Locale::parse)
}

/// Keeps the language in the browser, for those who aren't signed in.
pub fn set_locale_cookie(locale: Locale) {
    set_cookie(&settings().cookie(LOCALE_COOKIE, locale.tag(), COOKIE_SECONDS));
}

/// Remembers in the browser which style sheet it was sent.
pub fn set_stylesheet_cookie(hash: &str) {
    set_cookie(&settings().cookie(STYLESHEET_COOKIE, hash, COOKIE_SECONDS));
}

/// Where the browser is that signs in.
#[derive(Debug)]
pub struct SigningIn {
    device: String,
    network: Option<String>,
    agent: String,
}

impl SigningIn {
    /// The browser of the request that is answered.
    #[must_use]
    pub fn here(backend: &Backend) -> Self {
        let agent = use_context::<Parts>().and_then(|parts| {
            parts.headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).map(str::to_owned)
        });
        let address = use_context::<Visit>().and_then(|visit| visit.address);
        Self {
            device: device(backend),
            network: address.map(|address| address.to_string()),
            agent: agent.unwrap_or_default(),
        }
    }

    /// As the use cases take it.
    #[must_use]
    pub fn origin(&self) -> Origin<'_> {
        Origin { device: &self.device, network: self.network.as_deref(), agent: &self.agent }
    }
}

/// The browser's secret, given to it now if it has none.
pub fn device(backend: &Backend) -> String {
    cookie(DEVICE_COOKIE).unwrap_or_else(|| {
        let secret = backend.entropy.token();
        set_cookie(&settings().cookie(DEVICE_COOKIE, &secret, COOKIE_SECONDS));
        secret
    })
}

/// The address of the page that is being shown, with its query: what a form names in `back`.
///
/// The notice of something done isn't part of it, so that it is not shown twice. Where a form is
/// posted is no page; that gives the home page.
#[must_use]
pub fn here() -> String {
    use_context::<Parts>().map_or_else(|| paths::HOME.to_owned(), |parts| page_address(&parts.uri))
}

/// The address of a page, without the notice of something done.
#[must_use]
pub fn page_address(uri: &Uri) -> String {
    if uri.path().starts_with(FORMS) {
        return paths::HOME.to_owned();
    }
    let query: Vec<_> = pairs(uri).into_iter().filter(|(key, _)| key != flash::KEY).collect();
    let query: Vec<_> = query.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    paths::with(uri.path(), &query)
}

/// Whether the page is asked for with the notice of something done.
#[must_use]
pub fn is_done(uri: &Uri) -> bool {
    pairs(uri).iter().any(|(key, _)| key == flash::KEY)
}

/// A part of the page's path, such as `number` of `/orders/{number}`; empty if there is none.
#[must_use]
pub fn param(name: &str) -> String {
    use_params_map().get_untracked().get(name).unwrap_or_default()
}

/// A value of the page's query; empty if there is none.
#[must_use]
pub fn query(key: &str) -> String {
    let pairs = use_context::<Parts>().map(|parts| pairs(&parts.uri)).unwrap_or_default();
    pairs.into_iter().find(|(found, _)| found == key).map(|(_, value)| value).unwrap_or_default()
}

/// Whether the page's query names something and gives it no value, as a form of filters does.
#[must_use]
pub(crate) fn has_empty_keys() -> bool {
    use_context::<Parts>().is_some_and(|parts| {
        let pairs = pairs(&parts.uri);
        pairs.iter().any(|(_, value)| value.is_empty()) && pairs.iter().all(|(key, _)| key != flash::KEY)
    })
}

fn pairs(uri: &Uri) -> Vec<(String, String)> {
    serde_urlencoded::from_str(uri.query().unwrap_or_default()).unwrap_or_default()
}

/// Signs the browser in: sets the session's cookie.
pub fn set_session(token: &str) {
    set_cookie(&settings().cookie(SESSION_COOKIE, token, COOKIE_SECONDS));
}

/// Remembers whom the browser belongs to while they are signed in; `headers` are the request's.
pub fn set_person_cookie(headers: &HeaderMap, mark: &str) {
    let settings = settings();
    if settings.cookie_of(headers, PERSON_COOKIE) != Some(mark) {
        set_cookie(&settings.cookie(PERSON_COOKIE, mark, COOKIE_SECONDS));
    }
}

/// Takes the session's cookie back, and whose it was.
pub fn clear_session() {
    set_cookie(&settings().cookie(SESSION_COOKIE, "", 0));
    set_cookie(&settings().cookie(PERSON_COOKIE, "", 0));
}

/// A cookie that the browser sent; `None` if it is absent or empty.
#[must_use]
pub fn cookie(name: &str) -> Option<String> {
    settings().cookie_of(&use_context::<Parts>()?.headers, name).map(str::to_owned)
}

fn cookie_of<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(found, value)| *found == name && !value.is_empty()).map(|(_, value)| value)
}

/// Adds a `Set-Cookie` header to the response.
pub(crate) fn set_cookie(cookie: &str) {
    if let (Some(response), Ok(cookie)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(cookie)) {
        response.append_header(SET_COOKIE, cookie);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_named_without_its_notice() {
        let address = |uri: &str| page_address(&uri.parse().unwrap());
        assert_eq!(address("/desk?state=placed&done=dispatch&q=%E6%B0%B4"), "/desk?state=placed&q=%E6%B0%B4");
        assert_eq!(address("/orders/K101-0427?done=rate"), "/orders/K101-0427");
        assert_eq!(address("/"), "/");
        assert_eq!(address("/do/decline?x=1"), "/");
    }

    #[test]
    fn only_a_households_questionnaire_is_large_by_itself() {
        assert!(is_link("/s/abc"));
        assert!(!is_link("/services/S001") && !is_link("/search") && !is_link("/s"));
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, "xsession=1; session=abc=; elder=on".parse().unwrap());
        headers.append(COOKIE, "kept=k1; empty=".parse().unwrap());
        assert_eq!(cookie_of(&headers, "session"), Some("abc="));
        assert_eq!(cookie_of(&headers, "elder"), Some("on"));
        assert_eq!(cookie_of(&headers, "kept"), Some("k1"));
        assert_eq!(cookie_of(&headers, "sess"), None);
        assert_eq!(cookie_of(&headers, "empty"), None);
    }

    #[test]
    fn cookies_are_secure_but_in_the_demo() {
        let (demo, real) = (Settings { demo: true }, Settings { demo: false });
        assert_eq!(demo.cookie_name("kept"), "kept");
        assert_eq!(
            real.cookie("session", "abc", 60),
            "__Host-session=abc; HttpOnly; SameSite=Lax; Path=/; Max-Age=60; Secure"
        );
        assert!(!demo.cookie("session", "abc", 60).contains("Secure"));
    }
}
