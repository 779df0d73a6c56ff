//! How the past of an order is told, and lived through.

use super::cast::Cast;
use super::step::Step;
use crate::accounts::Viewer;
use crate::clocks::{escalate, next_look};
use crate::orders::{OrderFor, PlaceOrder, act, place};
use crate::{AppError, Backend};
use domain::orders::{Daypart, TimeWindow, offered_windows};
use domain::time::{DAY, MINUTE, Timestamp};

/// When an order is placed, seen from the moment at which the demo is filled.
#[derive(Clone, Copy, Debug)]
pub(super) enum When {
    /// So many days before, at this hour and minute.
    Day(i64, i8, i8),
    /// So many minutes before.
    Minutes(i64),
}

impl When {
    /// The moment itself.
    pub(super) fn before(self, now: Timestamp) -> Timestamp {
        match self {
            Self::Minutes(minutes) => now.plus(-minutes * MINUTE),
            Self::Day(days, hour, minute) => {
                Timestamp::from_civil(now.plus(-days * DAY).date().at(hour, minute, 0, 0))
            }
        }
    }
}

/// An order and what becomes of it.
#[derive(Debug)]
pub(super) struct OrderFixture {
    /// When it is placed.
    pub(super) when: When,
    /// By whom: the number of one of the cast.
    pub(super) by: &'static str,
    /// For whom.
    pub(super) whom: Whom,
    /// The service.
    pub(super) service: &'static str,
    /// What is written with it.
    pub(super) note: &'static str,
    /// In which part of the next day it is wanted; `None` for as soon as possible.
    pub(super) part: Option<Daypart>,
    /// What becomes of it: minutes after the step before, who, and what they do.
    pub(super) steps: &'static [(i64, &'static str, Step)],
}

/// For whom an order is placed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Whom {
    /// Whoever places it.
    Oneself,
    /// One of the cast.
    Relative(&'static str),
    /// Somebody who telephones: number, name, estate, 幢, 单元, 室.
    Caller([&'static str; 6]),
}

impl OrderFixture {
    /// Lives through it; the clock is left wherever the fixture ends, at the latest at `now`.
    pub(super) async fn live(&self, backend: &Backend, cast: &Cast, now: Timestamp) -> Result<(), AppError> {
        let mut moment = self.when.before(now);
        backend.clock.set(moment.min(now));
        let by = cast.get(self.by)?;
        let (whom, form) = self.form(backend, cast)?;
        let number = place(backend, by, whom, &form).await?.number.to_string();
        for (minutes, who, step) in self.steps {
            moment = moment.plus(minutes * MINUTE);
            watch_clocks(backend, moment.min(now)).await?;
            backend.clock.set(moment.min(now));
            let viewer = cast.get(who)?;
            act(backend, viewer, &step.form(backend, cast, (by, &number)).await?).await?;
        }
        watch_clocks(backend, now).await
    }

    fn form(&self, backend: &Backend, cast: &Cast) -> Result<(OrderFor, PlaceOrder), AppError> {
        let mut form = PlaceOrder {
            service: self.service.to_owned(),
            token: backend.entropy.token(),
            window: self.part.and_then(|part| tomorrow(backend, part)).unwrap_or_default(),
            note: self.note.to_owned(),
            ..PlaceOrder::default()
        };
        let (whom, [phone, name, estate, building, unit, room]) = match self.whom {
            Whom::Oneself => return Ok((OrderFor::Oneself, form)),
            Whom::Caller(caller) => (OrderFor::Caller, caller.map(str::to_owned)),
            Whom::Relative(phone) => {
                form.remember = "on".to_owned();
                (OrderFor::Relative, contact(cast.get(phone)?))
            }
        };
        form = PlaceOrder { phone, name, estate, building, unit, room, ..form };
        Ok((whom, form))
    }
}

/// Tells of clocks that run out until then, each at its moment, as the job would have.
async fn watch_clocks(backend: &Backend, until: Timestamp) -> Result<(), AppError> {
    while let Some(next) = next_look(backend).await?.filter(|next| *next <= until) {
        backend.clock.set(next.max(backend.clock.now()));
        if escalate(backend).await?.told == 0 {
            break;
        }
    }
    Ok(())
}

/// Number, name and home of one of the cast.
fn contact(viewer: &Viewer) -> [String; 6] {
    let home = viewer.home.clone();
    let [estate, building, unit, room] = home
        .map_or_else(Default::default, |home| [home.estate.to_string(), home.building, home.unit, home.room]);
    [viewer.phone.full().to_owned(), viewer.name.clone(), estate, building, unit, room]
}

/// That part of the next day, as a form sends it.
fn tomorrow(backend: &Backend, part: Daypart) -> Option<String> {
    let now = backend.clock.now();
    let next = |window: &TimeWindow| window.day > now.date() && window.part == part;
    offered_windows(now).find(next).map(|window| window.to_string())
}
