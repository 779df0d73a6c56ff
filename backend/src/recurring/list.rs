//! The recurrences of a person or a community, with what comes next and what was left out, and why.

use super::day::{Day, Outcome, days_of};
use super::reach::reach;
use super::stored::{CONTACT_AAD, Stored, list, load, recurrences_sql};
use crate::accounts::Viewer;
use crate::calendar::calendar_in;
use crate::orders::{Contact, ContactView, DeskScope, Viewpoint};
use crate::store::{PAGE, Transaction};
use crate::{AppError, Backend, areas, values};
use domain::clocks::Calendar;
use domain::orders::{OrderNumber, StateKind};
use domain::recurring::{Fate, Recurrence, RecurrenceId, occurrences};
use domain::time::{DAY, Timestamp};
use jiff::Span;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How many days to come are shown.
const COMING: usize = 4;
/// How many days ahead they are looked for: four months, and a bit.
const SIGHT: i32 = 130;
/// How many days back it is shown on which nobody came.
const BACK: i32 = 28;
/// How long a recurrence is shown after it was stopped, in milliseconds.
const STOPPED_SHOWN: i64 = 30 * DAY;

/// A recurrence as one person may see it.
#[derive(Clone, Debug)]
pub struct RecurrenceView {
    /// What it is called in addresses.
    pub id: RecurrenceId,
    /// The order that it was made from.
    pub number: OrderNumber,
    /// What is ordered.
    pub service_name: String,
    /// The name of the estate.
    pub estate_name: String,
    /// Who is served, as far as the viewer may know.
    pub contact: ContactView,
    /// The days that are meant.
    pub rule: Recurrence,
    /// On which days lately nobody came, and the next days; the earliest first.
    pub days: Vec<DayView>,
    /// When it was stopped.
    pub stopped_at: Option<Timestamp>,
}

/// A day, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayView {
    /// The day.
    pub date: Date,
    /// What becomes of it.
    pub fate: DayFate,
}

/// What becomes of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayFate {
    /// There is an order.
    Made {
        /// Its number.
        number: OrderNumber,
        /// How it stands.
        state: StateKind,
        /// Why the day isn't like the others.
        reason: Option<String>,
    },
    /// There will be an order.
    Planned {
        /// Why the day isn't like the others.
        reason: Option<String>,
    },
    /// Nobody comes, for this reason.
    Skipped(String),
    /// No order could be made, for this reason.
    Failed(String),
}

/// One page of a community's recurrences.
#[derive(Clone, Debug)]
pub struct RecurrenceList {
    /// The recurrences, the oldest first.
    pub recurrences: Vec<RecurrenceView>,
    /// Whether the viewer may only look.
    pub read_only: bool,
    /// The key of the next page, if there is one.
    pub next: Option<String>,
}

/// The viewer's own recurrences and those of whom they order for, also those stopped lately.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn own(backend: &Backend, viewer: &Viewer) -> Result<Vec<RecurrenceView>, AppError> {
    let sql = recurrences_sql!(
        "WHERE (r.placed_by = $1 OR r.resident = $1) \
         AND (r.stopped_at > $3 OR (r.stopped_at IS NULL AND (r.next_at IS NOT NULL OR r.looked_until >= $2))) \
         ORDER BY CASE WHEN r.stopped_at IS NULL THEN 0 ELSE 1 END, r.created_at DESC, r.id LIMIT 50"
    );
    let now = backend.clock.now();
    let mut tx = backend.store.read().await?;
    let values = values![&viewer.person, now.date().to_string(), now.plus(-STOPPED_SHOWN)];
    let mut views = Vec::new();
    for stored in list(&mut tx, sql, values).await? {
        views.push(view(&mut tx, backend, stored, Contact::full).await?);
    }
    Ok(views)
}

/// The recurrences of the viewer's desk that run, after the key of the page before.
///
/// # Errors
/// [`AppError::denied`] if the role in use has no desk.
pub async fn of_community(
    backend: &Backend,
    viewer: &Viewer,
    after: &str,
) -> Result<RecurrenceList, AppError> {
    let sql = recurrences_sql!(
        "WHERE r.community IN (SELECT code FROM areas WHERE kind = 'community' \
         AND substr(code, 1, length($1)) = $1) AND r.stopped_at IS NULL \
         AND (r.next_at IS NOT NULL OR r.looked_until >= $2) AND r.id > $3 ORDER BY r.id LIMIT $4"
    );
    let scope = DeskScope::of(viewer)?;
    let today = backend.clock.now().date().to_string();
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut tx = backend.store.read().await?;
    let mut stored = list(&mut tx, sql, values![&scope.area, today, after, limit]).await?;
    let more = stored.len() > PAGE;
    stored.truncate(PAGE);
    let next = stored.last().filter(|_| more).map(|stored| stored.id.to_string());
    let mut recurrences = Vec::new();
    for stored in stored {
        recurrences.push(view(&mut tx, backend, stored, Contact::masked).await?);
    }
    Ok(RecurrenceList { recurrences, read_only: scope.read_only, next })
}

/// One recurrence, for somebody who may stop it.
///
/// # Errors
/// [`AppError`]: not found, or not the viewer's to stop.
pub async fn one(
    backend: &Backend,
    viewer: &Viewer,
    id: &str,
    viewpoint: Viewpoint,
) -> Result<RecurrenceView, AppError> {
    let mut tx = backend.store.read().await?;
    let (stored, _) = load(&mut tx, viewer, id, viewpoint).await?;
    let shown = if viewpoint == Viewpoint::Resident { Contact::full } else { Contact::masked };
    view(&mut tx, backend, stored, shown).await
}

async fn view(
    tx: &mut Transaction,
    backend: &Backend,
    stored: Stored,
    shown: impl Fn(&Contact) -> ContactView,
) -> Result<RecurrenceView, AppError> {
    let today = backend.clock.now().date();
    let calendar = calendar_in(tx, backend).await?;
    let decided = days_of(tx, &stored.id, today.saturating_sub(Span::new().days(BACK))).await?;
    let tree = areas::tree_in(tx, backend).await?;
    let (contact, reached) = match reach(tx, backend, &stored).await? {
        Ok(contact) => (contact, Ok(())),
        Err(reason) => (Contact::decrypt_from(backend, CONTACT_AAD, &stored.contact)?, Err(reason)),
    };
    Ok(RecurrenceView {
        contact: shown(&contact),
        days: days(&stored, decided, (&calendar, reached), today),
        id: stored.id,
        number: stored.number,
        service_name: stored.service_name,
        estate_name: tree.name(contact.estate()).to_owned(),
        rule: stored.rule,
        stopped_at: stored.stopped_at,
    })
}

/// What is shown of the days: of those that are past only what went otherwise, then the next ones. Where nobody can be
/// sent any more, no day is promised.
fn days(
    stored: &Stored,
    decided: Vec<Day>,
    (calendar, reached): (&Calendar, Result<(), &'static str>),
    today: Date,
) -> Vec<DayView> {
    let mut days: BTreeMap<Date, DayFate> = BTreeMap::new();
    if stored.stopped_at.is_none() {
        let until = today.saturating_add(Span::new().days(SIGHT));
        for occurrence in occurrences(&stored.rule, calendar, today, until) {
            let date = occurrence.date;
            let fate = match reached {
                Ok(()) => planned(&occurrence.fate, date),
                Err(reason) => DayFate::Skipped(reason.to_owned()),
            };
            days.insert(date, fate);
        }
    }
    days.extend(decided.into_iter().map(|day| (day.date, fate(day))));
    let told = |fate: &DayFate| matches!(fate, DayFate::Skipped(_) | DayFate::Failed(_));
    let (mut shown, mut coming) = (Vec::new(), 0);
    for (date, fate) in days {
        if date >= today {
            coming += 1;
        }
        if coming <= COMING && (date >= today || told(&fate)) {
            shown.push(DayView { date, fate });
        }
    }
    shown
}

/// What the calendar makes of a day that isn't decided yet.
fn planned(fate: &Fate, date: Date) -> DayFate {
    let reason = fate.reason(date);
    match fate {
        Fate::Skipped(_) => DayFate::Skipped(reason.unwrap_or_default()),
        Fate::Due | Fate::Kept(_) | Fate::NotKnown => DayFate::Planned { reason },
    }
}

/// What has become of a day that is decided.
fn fate(day: Day) -> DayFate {
    let Day { outcome, number, reason, state, .. } = day;
    match (outcome, number, state) {
        (Outcome::Made, Some(number), Some(state)) => DayFate::Made { number, state, reason },
        (Outcome::Skipped, ..) => DayFate::Skipped(reason.unwrap_or_default()),
        _ => DayFate::Failed(reason.unwrap_or_default()),
    }
}
