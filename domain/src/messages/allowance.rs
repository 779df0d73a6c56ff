//! How many messages go to one number, and in all, in a day of the calendar in China.

use super::MessageKind;
use crate::time::{HOUR, Timestamp};
use jiff::ToSpan;

/// How many messages that are no escalations go to one number in a day; what is more stands among the notifications alone.
pub const A_DAY: i64 = 30;
/// How many escalations go to one number in a day at their own pace; from then on one an hour has all that came.
pub const ESCALATIONS_A_DAY: i64 = 20;
/// How many messages go in a day to a number of which nobody has ever signed in, or was given a role.
pub const A_DAY_TO_STRANGERS: i64 = 1;
/// What such a number reads behind the message: how to refuse them.
pub const HOW_TO_REFUSE: &str = "（不想再收短信：登录点点通，在“我的”里关掉）";

/// What has gone out since midnight, or is on its way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SentToday {
    /// To this number, escalations not among them.
    pub to_number: i64,
    /// Escalations to this number.
    pub escalations: i64,
    /// When the newest of those escalations went out.
    pub last_escalation: Option<Timestamp>,
    /// To all numbers.
    pub in_all: i64,
}

/// Whether a message may go out now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowance {
    /// It may.
    Send,
    /// Not before then.
    Wait(Timestamp),
    /// Not before then, when all numbers together may have more again.
    WaitForBudget(Timestamp),
    /// Not at all: this number has had enough today.
    NumberHasEnough,
    /// Not at all: all numbers together have had what a day may cost.
    BudgetIsUsedUp,
}

/// Whether one more message may go to a number; `known` is whether anybody has ever signed in with it, or holds a role,
/// and `budget` how many may go out in a day in all. An escalation is never dropped: it waits, and goes out with what
/// has come meanwhile. Codes for signing in have a budget of their own (`accounts::CODES_A_DAY`).
#[must_use]
pub fn allowance(kind: MessageKind, known: bool, sent: &SentToday, budget: i64, now: Timestamp) -> Allowance {
    let escalation = kind == MessageKind::Escalation;
    if sent.in_all >= budget {
        return if escalation { Allowance::WaitForBudget(tomorrow(now)) } else { Allowance::BudgetIsUsedUp };
    }
    if !known && sent.to_number + sent.escalations >= A_DAY_TO_STRANGERS {
        return Allowance::NumberHasEnough;
    }
    if escalation {
        let last = sent.last_escalation.filter(|_| sent.escalations >= ESCALATIONS_A_DAY);
        let next = last.map(|last| last.plus(HOUR)).filter(|next| *next > now);
        return next.map_or(Allowance::Send, Allowance::Wait);
    }
    if sent.to_number >= A_DAY { Allowance::NumberHasEnough } else { Allowance::Send }
}

/// The next midnight in China.
fn tomorrow(now: Timestamp) -> Timestamp {
    Timestamp::from_civil(now.date().saturating_add(1.day()).to_datetime(jiff::civil::Time::midnight()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    const BUDGET: i64 = 1000;

    fn at(time: &str) -> Timestamp {
        format!("2026-11-{time}").parse().unwrap()
    }

    fn asked(kind: MessageKind, known: bool, sent: SentToday) -> Allowance {
        allowance(kind, known, &sent, BUDGET, at("24T12:00"))
    }

    #[test]
    fn a_number_that_never_signed_in_gets_one_a_day() {
        let sent = SentToday { to_number: 1, ..SentToday::default() };
        for kind in MessageKind::iter() {
            assert_eq!(asked(kind, false, SentToday::default()), Allowance::Send);
            assert_eq!(asked(kind, false, sent), Allowance::NumberHasEnough);
            assert_eq!(asked(kind, true, sent), Allowance::Send);
        }
    }

    #[test]
    fn whoever_has_had_many_reads_the_rest_in_the_inbox() {
        let sent = |to_number| SentToday { to_number, ..SentToday::default() };
        assert_eq!(asked(MessageKind::Progress, true, sent(A_DAY - 1)), Allowance::Send);
        assert_eq!(asked(MessageKind::Progress, true, sent(A_DAY)), Allowance::NumberHasEnough);
        assert_eq!(asked(MessageKind::Escalation, true, sent(A_DAY)), Allowance::Send, "they have their own");
    }

    #[test]
    fn many_escalations_become_one_an_hour() {
        let sent = |escalations, last: &str| SentToday {
            escalations,
            last_escalation: Some(at(last)),
            ..SentToday::default()
        };
        let asked = |sent| asked(MessageKind::Escalation, true, sent);
        assert_eq!(asked(sent(ESCALATIONS_A_DAY - 1, "24T11:59")), Allowance::Send);
        assert_eq!(asked(sent(ESCALATIONS_A_DAY, "24T11:59")), Allowance::Wait(at("24T12:59")));
        assert_eq!(asked(sent(ESCALATIONS_A_DAY, "24T11:00")), Allowance::Send);
    }

    #[test]
    fn what_a_day_may_cost_is_a_bound_and_escalations_wait_for_the_next() {
        let sent = SentToday { in_all: BUDGET, ..SentToday::default() };
        for kind in MessageKind::iter() {
            let expected = if kind == MessageKind::Escalation {
                Allowance::WaitForBudget(at("25T00:00"))
            } else {
                Allowance::BudgetIsUsedUp
            };
            assert_eq!(asked(kind, true, sent), expected);
            let nearly = SentToday { in_all: BUDGET - 1, ..SentToday::default() };
            assert_eq!(asked(kind, true, nearly), Allowance::Send);
        }
    }
}
