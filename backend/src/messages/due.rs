//! What is due, and what is to become of it: decided and written down before anything is sent.

use super::said_today::said_today;
use crate::accounts::decrypt_phone;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, values};
use domain::accounts::Phone;
use domain::messages::{
    Allowance, HOLD, HOW_TO_REFUSE, LIFETIME, MessageKind, Said, SentToday, TRIES, allowance, bundled,
    quiet_until,
};
use domain::time::{MINUTE, Timestamp};

/// Messages that are on their way at the same time.
const AT_ONCE: i64 = 8;
/// How long a message stays with the process that took it, in milliseconds: longer than any gateway
/// is waited for. Then that process has died, and another tries again.
const TAKEN_FOR: i64 = 2 * MINUTE;

/// Why a message will never be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The person has switched the kind off meanwhile.
    SwitchedOff,
    /// No message reaches the person's number: a landline, or one from elsewhere.
    NoMobile,
    /// The number has had what it may have in a day; the notifications has the rest.
    NumberHasEnough,
    /// All numbers together have had what a day may cost.
    BudgetIsUsedUp,
    /// It is of no more use, or can't be sent.
    GivenUp(&'static str),
}

impl End {
    /// As it stands in the row.
    fn reason(self) -> &'static str {
        match self {
            Self::SwitchedOff => "switched off",
            Self::NoMobile => "no mobile",
            Self::NumberHasEnough => "the number has had enough today",
            Self::BudgetIsUsedUp => "the day's budget is used up",
            Self::GivenUp(reason) => reason,
        }
    }
}

/// What is to become of a message that is due.
enum Fate {
    Send(MessageKind),
    Wait(Timestamp),
    WaitForBudget(Timestamp),
    End(End),
}

/// What was taken, or why nothing was.
pub(super) enum Taken {
    /// It is to be sent now: of which kind, what it says.
    ToSend(MessageKind, Said),
    /// It waits; whether for a day on which there is money again.
    Waits { for_budget: bool },
    /// It comes to its end.
    Ends(End),
    /// Another process has it, or it goes out with another message.
    Gone,
}

/// A message that is due: the first of those that go out together.
#[derive(FromRow)]
pub(super) struct Due {
    pub(super) community: String,
    pub(super) id: String,
    person: String,
    kind: String,
    number: String,
    service_name: String,
    sentence: String,
    created_at: i64,
    pub(super) next_at: i64,
    pub(super) tries: i64,
    phone: String,
    switched_on: Option<i64>,
    known: i64,
}

/// The next few that are due.
pub(super) async fn due(backend: &Backend, now: Timestamp) -> Result<Vec<Due>, AppError> {
    let mut tx = backend.store.read().await?;
    let rows = tx
        .all(
            "SELECT m.community, m.id, m.person, m.kind, m.number, m.service_name, m.sentence, \
             m.created_at, m.next_at, m.tries, p.phone, s.switched_on, \
             CAST(CASE WHEN p.consent_at IS NOT NULL OR EXISTS (SELECT 1 FROM grants g \
             WHERE g.person = p.id AND g.revoked_at IS NULL) THEN 1 ELSE 0 END AS BIGINT) AS known \
             FROM messages m JOIN people p ON p.id = m.person \
             LEFT JOIN message_switches s ON s.person = m.person AND s.kind = m.kind \
             WHERE m.next_at <= $1 ORDER BY m.next_at, m.id LIMIT $2",
            values![now, AT_ONCE],
        )
        .await?;
    Ok(rows)
}

impl Due {
    /// Takes the message for what is to become of it, with what goes out together with it, unless somebody else has
    /// it meanwhile. `sent_in_all`: how many have gone to everybody today.
    pub(super) async fn take(
        &self,
        backend: &Backend,
        sent_in_all: i64,
        now: Timestamp,
    ) -> Result<Taken, AppError> {
        let mut tx = backend.store.write().await?;
        // One message of a person at a time: two processes that gather theirs would take them from each other.
        tx.hold("SELECT id FROM people WHERE id = $1", values![&self.person]).await?;
        let fate = self.fate(backend, &mut tx, sent_in_all, now).await?;
        let (next_at, tries, reason) = match &fate {
            Fate::Send(_) => (Some(now.plus(TAKEN_FOR)), self.tries + 1, None),
            Fate::Wait(until) | Fate::WaitForBudget(until) => (Some(*until), self.tries, None),
            Fate::End(end) => (None, self.tries, Some(end.reason())),
        };
        let taken = tx
            .run(
                "UPDATE messages SET next_at = $5, tries = $6, failed_reason = COALESCE($7, failed_reason) \
                 WHERE community = $1 AND id = $2 AND next_at = $3 AND tries = $4",
                values![&self.community, &self.id, self.next_at, self.tries, next_at, tries, reason],
            )
            .await?;
        if taken == 0 {
            return Ok(Taken::Gone);
        }
        let taken = match fate {
            Fate::Send(kind) => Taken::ToSend(kind, self.gather(&mut tx, kind, now).await?),
            Fate::Wait(_) => Taken::Waits { for_budget: false },
            Fate::WaitForBudget(_) => Taken::Waits { for_budget: true },
            Fate::End(end) => {
                let sql = "UPDATE messages SET failed_reason = $2 WHERE bundle = $1";
                tx.run(sql, values![&self.id, end.reason()]).await?;
                Taken::Ends(end)
            }
        };
        tx.commit().await?;
        Ok(taken)
    }

    /// The number of the person.
    pub(super) fn phone(&self, backend: &Backend) -> Result<Phone, AppError> {
        decrypt_phone(backend, &self.person, &self.phone)
    }

    /// Whether it is still to be sent, and now.
    async fn fate(
        &self,
        backend: &Backend,
        tx: &mut Transaction,
        sent_in_all: i64,
        now: Timestamp,
    ) -> Result<Fate, StoreError> {
        let given_up = |reason| Ok(Fate::End(End::GivenUp(reason)));
        let Ok(kind) = self.kind.parse::<MessageKind>() else { return given_up("unknown kind") };
        if self.switched_on.map_or(!kind.on_by_default(), |on| on == 0) {
            return Ok(Fate::End(End::SwitchedOff));
        } else if !backend.messages.sends(kind) {
            return given_up("no template");
        } else if self.phone(backend).is_ok_and(|phone| !phone.gets_messages()) {
            return Ok(Fate::End(End::NoMobile));
        } else if now.since(Timestamp(self.created_at)) > LIFETIME {
            return given_up("too old");
        } else if self.tries >= TRIES {
            return given_up("nobody wrote down what became of the last try");
        } else if let Some(morning) = quiet_until(kind, now) {
            return Ok(Fate::Wait(morning));
        }
        let today = SentToday { in_all: sent_in_all, ..said_today(tx, &self.person, &self.id, now).await? };
        Ok(match allowance(kind, self.known != 0, &today, backend.messages_a_day, now) {
            Allowance::Send => Fate::Send(kind),
            Allowance::Wait(until) => Fate::Wait(until),
            Allowance::WaitForBudget(until) => Fate::WaitForBudget(until),
            Allowance::NumberHasEnough => Fate::End(End::NumberHasEnough),
            Allowance::BudgetIsUsedUp => Fate::End(End::BudgetIsUsedUp),
        })
    }

    /// What it says, together with all of its kind that wait for the same person: those go out with it, and never
    /// alone. What was tried once stays as it was, so that its id means the same at every try.
    async fn gather(
        &self,
        tx: &mut Transaction,
        kind: MessageKind,
        now: Timestamp,
    ) -> Result<Said, StoreError> {
        #[derive(FromRow)]
        struct Row {
            number: String,
            service_name: String,
            sentence: String,
        }
        if self.tries == 0 {
            tx.run(
                "UPDATE messages SET next_at = NULL, bundle = $4 WHERE person = $1 AND kind = $2 \
                     AND next_at <= $3 AND tries = 0 AND id <> $4",
                values![&self.person, &self.kind, now.plus(HOLD), &self.id],
            )
            .await?;
        }
        let rows: Vec<Row> = tx
            .all(
                "SELECT number, service_name, sentence FROM messages \
                 WHERE bundle = $1 OR (community = $2 AND id = $1) ORDER BY created_at, id",
                values![&self.id, &self.community],
            )
            .await?;
        let said = |row: Row| Said { service: row.service_name, number: row.number, sentence: row.sentence };
        let said: Vec<_> = rows.into_iter().map(said).collect();
        let mut said = bundled(kind, &said).unwrap_or_else(|| Said {
            service: self.service_name.clone(),
            number: self.number.clone(),
            sentence: self.sentence.clone(),
        });
        if self.known == 0 {
            said.sentence.push_str(HOW_TO_REFUSE);
        }
        Ok(said)
    }
}
