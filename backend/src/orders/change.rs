//! That an order changed: what is announced, and whom it concerns.

use super::Order;
use crate::accounts::Viewer;
use crate::areas::AreaTree;
use crate::store::Transaction;
use crate::{AppError, Backend, areas};
use domain::areas::AreaCode;
use domain::orders::OrderNumber;
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::TryRecvError;

/// An order that changed, and whose it is. It tells nothing of what happened: whoever may know looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Change {
    number: OrderNumber,
    people: [String; 2],
}

/// Announces that an order changed, once the transaction that changes it is committed.
pub(crate) fn announce(tx: &mut Transaction, order: &Order) -> Result<(), AppError> {
    let people = [&order.parties.placed_by, &order.parties.resident].map(|person| person.0.clone());
    let change = Change { number: order.number.clone(), people };
    let text = serde_json::to_string(&change).map_err(|error| AppError::internal(&error))?;
    tx.announce(text);
    Ok(())
}

/// Changes as one viewer hears of them.
#[derive(Debug)]
pub struct Changes {
    heard: broadcast::Receiver<String>,
    person: String,
    /// Of which orders the role in use is told; none for a resident.
    reach: Option<AreaCode>,
}

/// The changes that concern the viewer, from now on.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn changes(backend: &Backend, viewer: &Viewer) -> Result<Changes, AppError> {
    // Before anything is read: what changes meanwhile is heard.
    let heard = backend.store.changes();
    let tree = areas::tree(backend).await?;
    Ok(Changes { heard, person: viewer.person.0.clone(), reach: reach(viewer, &tree) })
}

/// Those with a desk hear of its whole area, those who serve of their community.
fn reach(viewer: &Viewer, tree: &AreaTree) -> Option<AreaCode> {
    let grant = viewer.in_use.as_ref()?;
    match grant.role {
        role if role.has_desk() => Some(grant.area.clone()),
        role if role.serves() => tree.community_of(&grant.area).map(|community| community.code.clone()),
        _ => None,
    }
}

impl Changes {
    /// Waits for the next change that concerns the viewer; `None` when there will be no more.
    pub async fn next(&mut self) -> Option<()> {
        loop {
            match self.heard.recv().await {
                Ok(text) if self.concerns(&text) => return Some(()),
                Ok(_) => {}
                Err(broadcast::error::RecvError::Lagged(_)) => return Some(()),
                Err(broadcast::error::RecvError::Closed) => return None,
            }
        }
    }

    /// Forgets what has been heard and not yet been waited for.
    pub fn forget(&mut self) {
        while !matches!(self.heard.try_recv(), Err(TryRecvError::Empty | TryRecvError::Closed)) {}
    }

    fn concerns(&self, text: &str) -> bool {
        // What can't be read may be anything: better one look too many.
        let Ok(change) = serde_json::from_str::<Change>(text) else { return true };
        change.people.contains(&self.person)
            || self.reach.as_ref().is_some_and(|area| area.covers(change.number.community()))
    }
}
