//! The addresses of the pages. Nobody else writes an address by hand.
//!
//! ```
//! use app::paths;
//! assert_eq!(paths::order("K101-0427"), "/orders/K101-0427");
//! assert_eq!(paths::with(paths::DESK, &[("state", "placed"), ("q", "水管")]), "/desk?state=placed&q=%E6%B0%B4%E7%AE%A1");
//! ```

mod account;

pub use account::{
    ME_FAMILY, ME_NOTICES, ME_PASSKEYS, ME_RECOVERY, ME_SESSIONS, ME_TOTP, SIGN_IN, SIGN_IN_CODE,
    SIGN_IN_LINKS, SIGN_IN_WHOSE, WELCOME, sign_in, sign_in_again, sign_in_link, totp, welcome, whose,
};

use std::fmt::Display;

/// Home: search, three lists, ten categories, own open orders.
pub const HOME: &str = "/";
/// What was found.
pub const SEARCH: &str = "/search";
/// Own orders.
pub const ORDERS: &str = "/orders";
/// Own recurrences.
pub const RECURRING: &str = "/orders/recurring";
/// Messages.
pub const NOTIFICATIONS: &str = "/inbox";
/// Who one is: roles, address, settings.
pub const ME: &str = "/me";
/// The pool, jobs assigned, jobs done.
pub const JOBS: &str = "/jobs";
/// What a member says of themselves.
pub const JOBS_PROFILE: &str = "/jobs/profile";
/// The orders of a community, an office's communities, or the district.
pub const DESK: &str = "/desk";
/// Ordering for somebody who telephones.
pub const DESK_NEW: &str = "/desk/new";
/// How the communities of an office or a district stand.
pub const DESK_OVERVIEW: &str = "/desk/overview";
/// Which services the community publishes.
pub const DESK_LISTS: &str = "/desk/lists";
/// A plan for the whole queue.
pub const DESK_PLAN: &str = "/desk/plan";
/// Looking for a resident's orders by name or number.
pub const DESK_FIND: &str = "/desk/find";
/// The recurrences of a community.
pub const DESK_RECURRING: &str = "/desk/recurring";
/// Letting an order of somebody who telephoned come again.
pub const DESK_REPEAT: &str = "/desk/repeat";
/// How a deadline came about.
pub const DESK_CLOCK: &str = "/desk/clock";
/// When the community works.
pub const DESK_HOURS: &str = "/desk/hours";
/// At which number it answers.
pub const DESK_TELEPHONE: &str = "/desk/telephone";
/// How each service finds a hand.
pub const DESK_RULES: &str = "/desk/rules";
/// The report of the desk's area.
pub const DESK_FIGURES: &str = "/desk/figures";
/// The orders behind one of its figures.
pub const DESK_FIGURES_ORDERS: &str = "/desk/figures/orders";
/// One of its promises, and what that was made of.
pub const DESK_FIGURES_INDICATOR: &str = "/desk/figures/promise";
/// What those said who were drawn and called.
pub const DESK_FIGURES_RETURN_VISITS: &str = "/desk/figures/returns";
/// The report of a quarter, to be printed.
pub const DESK_FIGURES_QUARTER: &str = "/desk/figures/quarter";
/// The stars of the communities' party organisations.
pub const DESK_STARS: &str = "/desk/stars";
/// The report of a community, for everybody.
pub const FIGURES: &str = "/figures";
/// What the desk needs now and then.
pub const DESK_MORE: &str = "/desk/more";
/// Who holds which role in the community.
pub const DESK_PEOPLE: &str = "/desk/people";
/// The record of security events.
pub const DESK_AUDIT: &str = "/desk/audit";
/// The same as a file.
pub const DESK_AUDIT_FILE: &str = "/desk/audit/security-events.csv";
/// The survey waves of the role's area.
pub const DESK_SURVEYS: &str = "/desk/surveys";
/// The orders that one is to ask after.
pub const DESK_RETURN_VISITS: &str = "/desk/returns";
/// The posters of the desk's area; below it, each as a sheet to print.
pub const DESK_POSTERS: &str = "/desk/posters";
/// What a poster's code leads to, below it the estate's code: short, for it is printed.
pub const POSTERS: &str = "/p";
/// At which number one's team answers.
pub const JOBS_TELEPHONE: &str = "/jobs/telephone";
/// The households that one is to ask.
pub const JOBS_SURVEYS: &str = "/jobs/surveys";
/// What is published of all survey waves; below it, of each.
pub const SURVEYS: &str = "/surveys";
/// A household's questionnaire, below it the secret of its link: short, for it is printed.
pub const LINKS: &str = "/s";
/// The parts of the pages; only in the demo.
pub const STYLE: &str = "/style";
/// The telephones of all communities.
pub const TELEPHONES: &str = "/telephones";
/// What stands in place of a page that can't be fetched and that the phone hasn't kept.
pub const OFFLINE: &str = "/offline";
/// Where the form with pictures is posted.
pub const PHOTOS_ADD: &str = "/photos/add";
/// How one does things, and whom one calls.
pub const HELP: &str = "/help";
/// The privacy notice.
pub const PRIVACY: &str = "/privacy";

/// The most bytes of an address that a form may name to come back to.
const RETURN_LIMIT: usize = 2_000;

/// One of the three lists.
///
/// ```
/// # use app::paths;
/// # use domain::catalogue::ServiceList;
/// assert_eq!(paths::list(ServiceList::Agency), "/lists/agency");
/// ```
#[must_use]
pub fn list(list: impl Display) -> String {
    below("/lists", list)
}

/// One of the ten categories.
///
/// ```
/// assert_eq!(app::paths::category("C01"), "/categories/C01");
/// ```
#[must_use]
pub fn category(code: impl Display) -> String {
    below("/categories", code)
}

/// One service.
///
/// ```
/// assert_eq!(app::paths::service("S023"), "/services/S023");
/// ```
#[must_use]
pub fn service(code: impl Display) -> String {
    below("/services", code)
}

/// One order, for the resident.
///
/// ```
/// assert_eq!(app::paths::order("a/b"), "/orders/a%2Fb");
/// ```
#[must_use]
pub fn order(number: impl Display) -> String {
    below(ORDERS, number)
}

/// Letting an order come again.
///
/// ```
/// assert_eq!(app::paths::repeat("K101-0427"), "/orders/K101-0427/repeat");
/// ```
#[must_use]
pub fn repeat(number: impl Display) -> String {
    order(number) + "/repeat"
}

/// One recurrence, below the list that it stands in.
///
/// ```
/// # use app::paths;
/// assert_eq!(paths::recurrence_stop(paths::RECURRING, "K101-1"), "/orders/recurring/K101-1/stop");
/// ```
#[must_use]
pub fn recurrence_stop(list: &str, id: impl Display) -> String {
    below(list, id) + "/stop"
}

/// One order, for whoever serves it.
///
/// ```
/// assert_eq!(app::paths::job("K101-0427"), "/jobs/K101-0427");
/// ```
#[must_use]
pub fn job(number: impl Display) -> String {
    below(JOBS, number)
}

/// A picture of an order.
///
/// ```
/// assert_eq!(app::paths::photo("K101-3f2b"), "/photos/K101-3f2b");
/// ```
#[must_use]
pub fn photo(id: impl Display) -> String {
    below("/photos", id)
}

/// A picture whose order isn't placed yet.
///
/// ```
/// assert_eq!(app::paths::photo_draft("3f2b"), "/photos/drafts/3f2b");
/// ```
#[must_use]
pub fn photo_draft(id: impl Display) -> String {
    below("/photos/drafts", id)
}

/// A file with the tables of a report.
///
/// ```
/// assert_eq!(app::paths::export("figures.csv"), "/export/figures.csv");
/// ```
#[must_use]
pub fn export(file: impl Display) -> String {
    below("/export", file)
}

/// One survey wave at the desk.
///
/// ```
/// assert_eq!(app::paths::desk_survey("K101-W1"), "/desk/surveys/K101-W1");
/// ```
#[must_use]
pub fn desk_survey(wave: impl Display) -> String {
    below(DESK_SURVEYS, wave)
}

/// One order that one is to ask after.
///
/// ```
/// assert_eq!(app::paths::desk_return("K101-0427"), "/desk/returns/K101-0427");
/// ```
#[must_use]
pub fn desk_return(number: impl Display) -> String {
    below(DESK_RETURN_VISITS, number)
}

/// The codes for the doors of a survey wave, to be printed.
#[must_use]
pub fn survey_doors(wave: impl Display) -> String {
    desk_survey(wave) + "/doors"
}

/// The poster of an estate, or those of a community, to be printed.
///
/// ```
/// assert_eq!(app::paths::desk_poster("K10101"), "/desk/posters/K10101");
/// ```
#[must_use]
pub fn desk_poster(area: impl Display) -> String {
    below(DESK_POSTERS, area)
}

/// What the code on a poster leads to.
///
/// ```
/// assert_eq!(app::paths::poster("K10101"), "/p/K10101");
/// ```
#[must_use]
pub fn poster(estate: impl Display) -> String {
    below(POSTERS, estate)
}

/// A file of a survey wave that is closed.
///
/// ```
/// assert_eq!(app::paths::survey_file("K101-W1", "LATE.csv"), "/desk/surveys/K101-W1/files/LATE.csv");
/// ```
#[must_use]
pub fn survey_file(wave: impl Display, name: &str) -> String {
    below(&(desk_survey(wave) + "/files"), name)
}

/// What is published of a survey wave.
#[must_use]
pub fn survey(wave: impl Display) -> String {
    below(SURVEYS, wave)
}

/// One household that is to be asked.
///
/// ```
/// assert_eq!(app::paths::survey_visit("K101-W1", "h1"), "/jobs/surveys/K101-W1/h1");
/// ```
#[must_use]
pub fn survey_visit(wave: impl Display, household: impl Display) -> String {
    below(&below(JOBS_SURVEYS, wave), household)
}

/// A household's questionnaire, by the secret of its link.
#[must_use]
pub fn survey_link(token: impl Display) -> String {
    below(LINKS, token)
}

/// What a search for a person found.
#[must_use]
pub fn desk_found(search: impl Display) -> String {
    below(DESK_FIND, search)
}

/// Ordering for somebody who telephones: under which id they were looked up, and what they want; either may be empty.
///
/// ```
/// assert_eq!(app::paths::order_by_telephone("abc", ""), "/desk/new?caller=abc");
/// ```
#[must_use]
pub fn order_by_telephone(caller: &str, service: &str) -> String {
    with(DESK_NEW, &[("caller", caller), ("service", service)])
}

/// A page with a query; keys and values are encoded, empty values left out. The place on the page that `path` names stays
/// last.
///
/// ```
/// # use app::paths;
/// assert_eq!(paths::with("/desk?state=placed", &[("order", "K101-0427"), ("q", "")]), "/desk?state=placed&order=K101-0427");
/// assert_eq!(paths::with("/desk", &[]), "/desk");
/// assert_eq!(paths::with("/desk#K101-0427", &[("state", "late")]), "/desk?state=late#K101-0427");
/// ```
#[must_use]
pub fn with(path: impl Into<String>, query: &[(&str, &str)]) -> String {
    let mut path: String = path.into();
    let place = path.find('#').map(|place| path.split_off(place));
    for (key, value) in query.iter().filter(|(_, value)| !value.is_empty()) {
        path.push(if path.contains('?') { '&' } else { '?' });
        path.push_str(&encoded(key));
        path.push('=');
        path.push_str(&encoded(value));
    }
    path + place.as_deref().unwrap_or_default()
}

/// `path` if it is an address within this site, else the home page.
///
/// Whatever a form or an address names to come back to goes through here, so that nobody can be
/// sent elsewhere.
///
/// ```
/// # use app::paths::own;
/// assert_eq!(own("/orders/K101-0427?done=rate"), "/orders/K101-0427?done=rate");
/// for elsewhere in ["", "orders", "//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example", "/水"] {
///     assert_eq!(own(elsewhere), "/", "{elsewhere:?}");
/// }
/// ```
#[must_use]
pub fn own(path: &str) -> &str {
    let rooted = path.starts_with('/') && !path.starts_with("//");
    // Browsers drop tabs and line breaks and read a backslash as a slash.
    let plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if rooted && plain && path.len() <= RETURN_LIMIT { path } else { HOME }
}

fn below(folder: &str, name: impl Display) -> String {
    format!("{folder}/{}", encoded(&name.to_string()))
}

/// Percent-encoded but for letters, digits, and `-._~`.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
