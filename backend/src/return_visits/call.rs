//! Writing down what a call came to.

use super::calls;
use super::results::settled;
use super::visit::open_to;
use crate::accounts::Viewer;
use crate::{AppError, Backend, ErrorKind, FieldError, values};
use domain::return_visits::{NextCall, Outcome, Over, TRIES, next_call};

/// Writes down what a call came to: `outcome` is «reached», «refused» or «no_answer», and `level` is taken only of who
/// was reached. `attempt` is the how-manieth call it is, as the page said: of a form that is sent twice one counts,
/// and the second reads what the first did.
///
/// # Errors
/// [`AppError`]: as [`super::return_visit`]; fields `outcome` and `level`; `Conflict` if nobody calls any more, not yet
/// again, or another call was written down meanwhile.
pub async fn record_call(
    backend: &Backend,
    viewer: &Viewer,
    number: &str,
    attempt: &str,
    (outcome, level): (&str, &str),
) -> Result<(), AppError> {
    let now = backend.clock.now();
    let mut tx = backend.store.write().await?;
    let (drawn, calls) = open_to(&mut tx, backend, viewer, number).await?;
    let outcome = said(outcome, level)?;
    let next = i64::try_from(calls.len()).unwrap_or(i64::MAX).saturating_add(1);
    if attempt.parse() != Ok(next) {
        let same = calls::is_last(&mut tx, &drawn.number, attempt, outcome, &viewer.person).await?;
        return if same { Ok(()) } else { Err(twice()) };
    }
    match next_call(&calls, drawn.drawn_at, now) {
        NextCall::Over(over) => return Err(nobody_calls(over)),
        NextCall::From(from) if outcome == Outcome::NoAnswer => {
            let sentence = format!("刚打过没人接，{}以后再打", from.words(now));
            return Err(AppError::new(ErrorKind::Conflict, "return_visit.too_soon", sentence));
        }
        _ => {}
    }
    let (word, level) = outcome.code();
    let written = tx
        .run(
            "INSERT INTO return_calls (community, number, attempt, at, caller, outcome, level) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            values![drawn.number.community(), &drawn.number, next, now, &viewer.person, word, level],
        )
        .await;
    match written {
        Err(error) if error.is_taken() => return Err(twice()),
        written => written?,
    };
    // Of each order one call settles it: the one that was answered, or else the last.
    if outcome != Outcome::NoAnswer || calls.len() + 1 == TRIES {
        settled(&mut tx, &drawn.number, outcome).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// What a form says, if it says all of it.
fn said(outcome: &str, level: &str) -> Result<Outcome, AppError> {
    Outcome::parse(outcome, level).ok_or_else(|| {
        AppError::invalid(vec![if outcome == "reached" {
            FieldError::new("level", "请选对方说的是哪一档")
        } else {
            FieldError::new("outcome", "请选这次电话打得怎么样")
        }])
    })
}

fn nobody_calls(over: Over) -> AppError {
    let sentence = match over {
        Over::Reached => "这一单已经问到了，不用再打",
        Over::Refused => "对方已经说过不愿说，不用再打",
        Over::NotReached => "已经打过三次，不用再打；也不换别的单",
        Over::TooLate => "过了两个星期，不用再打了",
    };
    AppError::new(ErrorKind::Conflict, "return_visit.over", sentence)
}

fn twice() -> AppError {
    AppError::new(ErrorKind::Conflict, "return_visit.twice", "刚刚已经记过一次了，请看最新的情况")
}
