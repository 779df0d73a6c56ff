//! Sending what is due.

use super::Message;
use super::due::{Due, End, Taken, due};
use super::said_today::sent_in_all;
use crate::accounts::SendError;
use crate::{AppError, Backend, values};
use domain::messages::{MessageKind, Said, next_try};
use domain::time::Timestamp;
use std::sync::Arc;
use tokio::task::JoinSet;

/// How long one look takes new ones, in milliseconds: other jobs wait meanwhile.
const PATIENCE: i64 = 20_000;

/// What a look at the messages came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// How many the gateway took; several things that go to one person together are one.
    pub sent: usize,
    /// How many tries failed that are made again.
    pub failed: usize,
    /// How many messages will never be sent, though somebody wanted them.
    pub given_up: usize,
    /// How many stand among the notifications alone, because their number has had what it may have in a day.
    pub over_number: usize,
    /// How many stand among the notifications alone, or wait for tomorrow, because all numbers have had what a day may cost.
    pub over_budget: usize,
    /// How long the one that waited longest was due, in milliseconds.
    pub lag: i64,
}

/// What became of a try.
enum Tried {
    Sent,
    /// The gateway can't take any now: the others wait.
    Busy,
    Failed,
    GivenUp,
}

/// Sends the messages that are due, a few at a time, the longest due first.
///
/// Several processes may do so at once: each message is sent by the one that takes it first, and the
/// same one again only by whoever finds that its process has died (see the module).
///
/// # Errors
/// [`AppError::internal`] if the database fails; what was taken until then is tried again.
pub async fn send_due(backend: &Backend) -> Result<Sent, AppError> {
    let begun = backend.clock.now();
    let mut sent = Sent::default();
    loop {
        let now = backend.clock.now();
        let due = due(backend, now).await?;
        if due.is_empty() || now.since(begun) > PATIENCE {
            return Ok(sent);
        }
        let mut today = sent_in_all(&mut backend.store.read().await?, now).await?;
        let mut taken = Vec::new();
        for message in due {
            sent.lag = sent.lag.max(now.since(Timestamp(message.next_at)));
            match message.take(backend, today, now).await? {
                Taken::ToSend(kind, said) => {
                    today += 1;
                    taken.push((message, kind, said));
                }
                Taken::Ends(End::GivenUp(_)) => sent.given_up += 1,
                Taken::Ends(End::NumberHasEnough) => sent.over_number += 1,
                Taken::Ends(End::BudgetIsUsedUp) | Taken::Waits { for_budget: true } => sent.over_budget += 1,
                Taken::Ends(End::SwitchedOff | End::NoMobile)
                | Taken::Waits { for_budget: false }
                | Taken::Gone => {}
            }
        }
        // None is under way before all are taken: a database that fails cuts off none of them.
        let tries =
            taken.into_iter().map(|(message, kind, said)| attempt(backend.clone(), message, kind, said));
        let (mut on_their_way, mut busy) = (tries.collect::<JoinSet<_>>(), false);
        while let Some(tried) = on_their_way.join_next().await {
            match tried.map_err(|error| AppError::internal(&error)).flatten() {
                Ok(Tried::Sent) => sent.sent += 1,
                Ok(Tried::GivenUp) => sent.given_up += 1,
                Ok(Tried::Busy) => (sent.failed, busy) = (sent.failed + 1, true),
                // Logged where it happened; the message is taken again when its time is over.
                Ok(Tried::Failed) | Err(_) => sent.failed += 1,
            }
        }
        if busy {
            return Ok(sent);
        }
    }
}

/// Sends a message that was taken, and writes down what became of it.
async fn attempt(backend: Backend, due: Due, kind: MessageKind, said: Said) -> Result<Tried, AppError> {
    let message = Message {
        phone: due.phone(&backend)?,
        id: due.id,
        kind,
        service: said.service,
        number: said.number,
        sentence: said.sentence,
    };
    let (sender, id, tries) = (Arc::clone(&backend.messages), message.id.clone(), due.tries + 1);
    let sent = tokio::task::spawn_blocking(move || sender.send(&message))
        .await
        .map_err(|error| AppError::internal(&error))?;
    let now = backend.clock.now();
    let mut tx = backend.store.write().await?;
    let tried = match sent {
        Ok(()) => {
            tx.run(
                "UPDATE messages SET next_at = NULL, sent_at = $3, failed_reason = NULL \
                     WHERE community = $1 AND id = $2 AND sent_at IS NULL",
                values![&due.community, &id, now],
            )
            .await?;
            // What went out with it.
            let sql = "UPDATE messages SET sent_at = $2, failed_reason = NULL WHERE bundle = $1";
            tx.run(sql, values![&id, now]).await?;
            Tried::Sent
        }
        Err(error) => {
            let next = next_try(kind, tries, now).filter(|_| !is_final(&error));
            tracing::warn!(id, tries, %error, given_up = next.is_none(), "message not sent");
            // Whoever took it since then, or has sent it, knows better.
            tx.run(
                "UPDATE messages SET next_at = $4, failed_reason = $5 \
                     WHERE community = $1 AND id = $2 AND tries = $3 AND sent_at IS NULL",
                values![&due.community, &id, tries, next, error.to_string()],
            )
            .await?;
            tx.run(
                "UPDATE messages SET failed_reason = $2 WHERE bundle = $1 AND sent_at IS NULL",
                values![&id, error.to_string()],
            )
            .await?;
            match next {
                Some(_) if is_busy(&error) => Tried::Busy,
                Some(_) => Tried::Failed,
                None => Tried::GivenUp,
            }
        }
    };
    tx.commit().await?;
    Ok(tried)
}

/// Whether the gateway will never take this very message. A wrong key or address can be put right.
fn is_final(error: &SendError) -> bool {
    matches!(error, SendError::Refused(400 | 422) | SendError::NoTemplate)
}

/// Whether the gateway takes no message at all now.
fn is_busy(error: &SendError) -> bool {
    matches!(error, SendError::Unreachable(_) | SendError::Refused(429 | 503))
}
