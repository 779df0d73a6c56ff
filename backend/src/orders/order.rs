//! An order as it is stored.

use super::columns::{list, orders_sql};
use crate::store::{StoreError, Transaction};
use crate::values;
use domain::accounts::PersonId;
use domain::clocks::{ClockKind, ServiceLevel};
use domain::dispatch::Preferences;
use domain::orders::{Assignee, Attention, OrderNumber, Parties, Priority, State, TimeWindow};
use domain::time::Timestamp;
use std::cmp::Reverse;

/// The nearest deadline of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NearestDeadline {
    /// Which clock it is.
    pub clock: ClockKind,
    /// When the clock runs out.
    pub at: Timestamp,
    /// Whether it rests on holidays that haven't been announced.
    pub estimated: bool,
}

/// What was asked for with an order: when, who, and in the resident's own words. It stays as it was ordered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// When somebody shall come; `None` for as soon as possible.
    pub preferred: Option<TimeWindow>,
    /// Who shall come.
    pub preferences: Preferences,
    /// What the resident wrote.
    pub note: String,
}

/// An order as it is stored. Names and doors stay encrypted in it until somebody may see them.
#[derive(Clone, Debug)]
pub struct Order {
    /// Its number.
    pub number: OrderNumber,
    /// Whose it is, and where.
    pub parties: Parties,
    /// The estate's name, as it was when ordered if it has another now.
    pub estate_name: String,
    /// The community's name, likewise.
    pub community_name: String,
    /// The service's code.
    pub service: String,
    /// The service's name, as it was when ordered.
    pub service_name: String,
    /// The list that it was ordered from.
    pub list: String,
    /// Whether somebody comes to the door.
    pub doorstep: bool,
    /// Whether its clocks run through nights and holidays.
    pub urgent: bool,
    /// The staff member who typed it in for somebody who telephoned.
    pub entered_by: Option<PersonId>,
    /// Name, phone and door, encrypted by the vault.
    pub contact: String,
    /// What was asked for beside the service.
    pub details: Details,
    /// Where it stands.
    pub state: State,
    /// How often it was given back.
    pub declines: i64,
    /// How often it was reopened.
    pub reopened: i64,
    /// Counts every change; also the sequence number of the newest event.
    pub version: i64,
    /// By when its steps are to be done, as it was promised when it was placed; `None` for orders from
    /// before there were clocks.
    pub service_level: Option<ServiceLevel>,
    /// The nearest deadline of a clock that runs; `None` if none does.
    pub due: Option<NearestDeadline>,
    /// When the program dispatches it; `None` if that is left to the desk.
    pub dispatch_at: Option<Timestamp>,
    /// Whether whoever has it in hand can still serve it with a role that holds now; true where nobody has it, or it
    /// is done. What is shown of a helper is held against this, not against the name in the state alone.
    pub helper_holds: bool,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// When it last changed.
    pub changed_at: Timestamp,
}

impl Order {
    /// Who has it in hand but can't serve it any more: the person who took it, or to whom or which team it was
    /// dispatched. `None` if all is well.
    #[must_use]
    pub fn orphaned_helper(&self) -> Option<&str> {
        let named = || match self.state.progress() {
            Some(progress) => Some(progress.name.as_str()),
            None => self.state.assignee().map(Assignee::name),
        };
        if self.helper_holds { None } else { named() }
    }

    /// What it wants of its resident.
    #[must_use]
    pub fn attention(&self, now: Timestamp) -> Attention {
        Attention::of(&self.state, self.helper_holds, self.due.map(|due| due.at), now)
    }

    /// When somebody is to come, by which those who come are in order.
    fn expected(&self) -> Option<Timestamp> {
        self.details.preferred.map(TimeWindow::start).or_else(|| self.due.map(|due| due.at))
    }

    /// Where it stands among its resident's orders under way: by what it wants of them. Of those for which somebody comes
    /// the next comes first, of others the newest.
    pub(super) fn place_for_resident(&self, now: Timestamp) -> (Attention, Timestamp, Reverse<Timestamp>) {
        let attention = self.attention(now);
        let expected = self.expected().filter(|_| attention == Attention::Coming);
        (attention, expected.unwrap_or(Priority::NO_DEADLINE), Reverse(self.placed_at))
    }
}

/// Lets nobody else write the order until the transaction ends.
pub(crate) async fn lock(tx: &mut Transaction, number: &OrderNumber) -> Result<(), StoreError> {
    let sql = "SELECT number FROM orders WHERE community = $1 AND number = $2";
    tx.hold(sql, values![number.community(), number]).await
}

/// The order of that number, if there is one.
pub(crate) async fn find(tx: &mut Transaction, number: &OrderNumber) -> Result<Option<Order>, StoreError> {
    let sql = orders_sql!("WHERE o.community = $1 AND o.number = $2");
    Ok(list(tx, sql, values![number.community(), number]).await?.pop())
}
