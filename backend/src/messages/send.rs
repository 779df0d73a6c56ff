//! Sending what is due.

use super::Message;
use crate::accounts::{SendError, unlock_phone};
use crate::{AppError, Backend, values};
use domain::messages::{LIFETIME, MessageKind, TRIES, next_try, quiet_until};
use domain::time::{MINUTE, Timestamp};
use sqlx::FromRow;
use std::sync::Arc;
use tokio::task::JoinSet;

/// Messages that are on their way at the same time.
const AT_ONCE: i64 = 8;
/// How long one look takes new ones, in milliseconds: other jobs wait meanwhile.
const PATIENCE: i64 = 20_000;
/// How long a message stays with the process that took it, in milliseconds: longer than any gateway
/// is waited for. Then that process has died, and another tries again.
const TAKEN_FOR: i64 = 2 * MINUTE;

/// Stands as the reason where a person has switched the kind off meanwhile.
const SWITCHED_OFF: &str = "switched off";

/// What a look at the messages came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// How many the gateway took.
    pub sent: usize,
    /// How many tries failed that are made again.
    pub failed: usize,
    /// How many messages will never be sent, though somebody wanted them.
    pub given_up: usize,
    /// How long the one that waited longest was due, in milliseconds.
    pub lag: i64,
}

#[derive(FromRow)]
struct Due {
    community: String,
    id: String,
    person: String,
    kind: String,
    number: String,
    service_name: String,
    sentence: String,
    created_at: i64,
    next_at: i64,
    tries: i64,
    phone: String,
    switched_on: Option<i64>,
}

/// What is to become of a message that is due.
enum Fate {
    Send(MessageKind),
    Wait(Timestamp),
    End(&'static str),
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
        let mut taken = Vec::new();
        for message in due {
            sent.lag = sent.lag.max(now.since(Timestamp(message.next_at)));
            let fate = message.fate(backend, now);
            if !message.take(backend, &fate, now).await? {
                continue;
            }
            match fate {
                Fate::Send(kind) => taken.push((message, kind)),
                Fate::End(reason) => sent.given_up += usize::from(reason != SWITCHED_OFF),
                Fate::Wait(_) => {}
            }
        }
        // None is under way before all are taken: a database that fails cuts off none of them.
        let tries = taken.into_iter().map(|(message, kind)| attempt(backend.clone(), message, kind));
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

/// The next few that are due.
async fn due(backend: &Backend, now: Timestamp) -> Result<Vec<Due>, AppError> {
    let mut session = backend.store.read().await?;
    let rows = session
        .all(
            "SELECT m.community, m.id, m.person, m.kind, m.number, m.service_name, m.sentence, \
             m.created_at, m.next_at, m.tries, p.phone, s.switched_on FROM messages m \
             JOIN people p ON p.id = m.person \
             LEFT JOIN message_switches s ON s.person = m.person AND s.kind = m.kind \
             WHERE m.next_at <= $1 ORDER BY m.next_at, m.id LIMIT $2",
            values![now, AT_ONCE],
        )
        .await?;
    Ok(rows)
}

impl Due {
    /// Whether it is still to be sent, and now.
    fn fate(&self, backend: &Backend, now: Timestamp) -> Fate {
        let Ok(kind) = self.kind.parse::<MessageKind>() else { return Fate::End("unknown kind") };
        if self.switched_on.map_or(!kind.on_by_default(), |on| on == 0) {
            Fate::End(SWITCHED_OFF)
        } else if !backend.messages.sends(kind) {
            Fate::End("no template")
        } else if now.since(Timestamp(self.created_at)) > LIFETIME {
            Fate::End("too old")
        } else if self.tries >= TRIES {
            Fate::End("nobody wrote down what became of the last try")
        } else {
            quiet_until(kind, now).map_or(Fate::Send(kind), Fate::Wait)
        }
    }

    /// Takes the message for what is to become of it, if nobody else has meanwhile.
    async fn take(&self, backend: &Backend, fate: &Fate, now: Timestamp) -> Result<bool, AppError> {
        let (next_at, tries, reason) = match fate {
            Fate::Send(_) => (Some(now.plus(TAKEN_FOR)), self.tries + 1, None),
            Fate::Wait(until) => (Some(*until), self.tries, None),
            Fate::End(reason) => (None, self.tries, Some(*reason)),
        };
        let mut session = backend.store.write().await?;
        let taken = session
            .run(
                "UPDATE messages SET next_at = $5, tries = $6, failed_reason = COALESCE($7, failed_reason) \
                 WHERE community = $1 AND id = $2 AND next_at = $3 AND tries = $4",
                values![&self.community, &self.id, self.next_at, self.tries, next_at, tries, reason],
            )
            .await?;
        session.commit().await?;
        Ok(taken > 0)
    }
}

/// Sends a message that was taken, and writes down what became of it.
async fn attempt(backend: Backend, due: Due, kind: MessageKind) -> Result<Tried, AppError> {
    let message = Message {
        phone: unlock_phone(&backend, &due.person, &due.phone)?,
        id: due.id,
        kind,
        service: due.service_name,
        number: due.number,
        sentence: due.sentence,
    };
    let (sender, id, tries) = (Arc::clone(&backend.messages), message.id.clone(), due.tries + 1);
    let sent = tokio::task::spawn_blocking(move || sender.send(&message))
        .await
        .map_err(|error| AppError::internal(&error))?;
    let now = backend.clock.now();
    let mut session = backend.store.write().await?;
    let tried = match sent {
        Ok(()) => {
            session
                .run(
                    "UPDATE messages SET next_at = NULL, sent_at = $3, failed_reason = NULL \
                     WHERE community = $1 AND id = $2 AND sent_at IS NULL",
                    values![&due.community, &id, now],
                )
                .await?;
            Tried::Sent
        }
        Err(error) => {
            let next = next_try(kind, tries, now).filter(|_| !is_final(&error));
            tracing::warn!(id, tries, %error, given_up = next.is_none(), "message not sent");
            // Whoever took it since then, or has sent it, knows better.
            session
                .run(
                    "UPDATE messages SET next_at = $4, failed_reason = $5 \
                     WHERE community = $1 AND id = $2 AND tries = $3 AND sent_at IS NULL",
                    values![&due.community, &id, tries, next, error.to_string()],
                )
                .await?;
            match next {
                Some(_) if is_busy(&error) => Tried::Busy,
                Some(_) => Tried::Failed,
                None => Tried::GivenUp,
            }
        }
    };
    session.commit().await?;
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
