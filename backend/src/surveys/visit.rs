//! One visit: the door, the questionnaire, and what it came to.

use super::access;
use super::answer::{self, Sent, Taken};
use super::records::{self, SampleRow};
use super::wave::{self, Wave};
use crate::accounts::Viewer;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, audit, values};
use domain::audit::{SecurityEvent, Viewed};
use domain::surveys::{Attempt, NextVisit, Outcome, Over, Questionnaire};
use domain::time::{MINUTE, Timestamp};
use std::collections::BTreeMap;

/// A page that is shown again within this time, in milliseconds, is still the same look at an address.
const ONE_LOOK: i64 = 10 * MINUTE;

/// A visit, for whoever was given the household.
#[derive(Clone, Debug)]
pub struct VisitView {
    /// The wave.
    pub wave: Wave,
    /// What is asked.
    pub questionnaire: Questionnaire,
    /// The household.
    pub household: String,
    /// Where it lives, in full.
    pub address: String,
    /// The visits that were made.
    pub attempts: Vec<Attempt>,
    /// Whether and when one goes there next.
    pub next: NextVisit,
    /// When the page was opened, to be sent with the answers.
    pub stamp: String,
}

/// A household that was given to the viewer, with its address in full; the look is written down.
///
/// # Errors
/// [`AppError`]: `Denied`; it isn't theirs; `Conflict` if the wave isn't open.
pub async fn visit(
    backend: &Backend,
    viewer: &Viewer,
    survey: &str,
    household: &str,
) -> Result<VisitView, AppError> {
    viewer.may_see_contacts()?;
    let now = backend.clock.now();
    let mut tx = backend.store.write().await?;
    let (wave, row) = given(&mut tx, viewer, survey, household).await?;
    answer::is_open(&wave, now)?;
    let place = records::address(&mut tx, backend, &row.community, &row.household).await?;
    look(&mut tx, backend, viewer, &wave, &row).await?;
    let questionnaire = wave.questionnaire(&mut tx).await?;
    tx.commit().await?;
    Ok(VisitView {
        questionnaire,
        address: place.full(),
        next: row.next(now),
        stamp: answer::stamp(backend, &wave, &row.household, now),
        household: row.household,
        attempts: row.attempts,
        wave,
    })
}

/// Writes down that nobody answered, and why. `seen` is how many visits the page knew of, empty where that doesn't matter:
/// the same form posted again is the same visit.
///
/// # Errors
/// [`AppError`]: as [`visit`]; `Conflict` if somebody was there at this time of day already, or nobody goes
/// there any more.
pub async fn record_attempt(
    backend: &Backend,
    viewer: &Viewer,
    (survey, household): (&str, &str),
    (outcome, seen): (&str, &str),
) -> Result<(), AppError> {
    let now = backend.clock.now();
    let outcome: Outcome = outcome
        .parse()
        .ok()
        .filter(|outcome| *outcome != Outcome::Reached)
        .ok_or_else(|| AppError::new(ErrorKind::Invalid, "survey.no_outcome", "请选这次上门怎么样"))?;
    let mut tx = backend.store.write().await?;
    wave::hold(&mut tx, survey).await?;
    let (wave, row) = given(&mut tx, viewer, survey, household).await?;
    if seen.parse::<usize>().is_ok_and(|seen| seen != row.attempts.len()) {
        let same = is_last(&mut tx, (&wave, &row), (outcome, seen), viewer).await?;
        return if same { Ok(()) } else { Err(twice()) };
    }
    answer::stays_open(&mut tx, &wave, now).await?;
    match row.next(now) {
        NextVisit::Over(over) => return Err(nobody_goes(over)),
        NextVisit::From(from) if outcome == Outcome::NobodyIn => {
            let sentence = format!("这个时段已经去过了，请换个时间，{}以后再去", from.words(now));
            return Err(AppError::new(ErrorKind::Conflict, "survey.same_time", sentence));
        }
        _ => {}
    }
    insert(&mut tx, (&wave, &row), outcome, viewer, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Writes down what a household answered to whoever was there.
///
/// # Errors
/// [`AppError`]: as [`visit`]; the household has answered; wrong fields, named `q-` and the code of the question.
pub async fn answer_visit(
    backend: &Backend,
    viewer: &Viewer,
    (survey, household): (&str, &str),
    typed: &BTreeMap<String, String>,
    stamp: &str,
) -> Result<(), AppError> {
    let now = backend.clock.now();
    let mut tx = backend.store.write().await?;
    let (wave, row) = given(&mut tx, viewer, survey, household).await?;
    let questionnaire = wave.questionnaire(&mut tx).await?;
    let sent = Sent { typed, stamp, person: Some(&viewer.person) };
    let taken = answer::take(&mut tx, backend, (&wave, &questionnaire), &row, sent).await?;
    if taken == Taken::Before {
        return Ok(());
    }
    insert(&mut tx, (&wave, &row), Outcome::Reached, viewer, now).await?;
    tx.commit().await?;
    Ok(())
}

/// A household that was given to the viewer, in a role that still covers it.
async fn given(
    tx: &mut Transaction,
    viewer: &Viewer,
    survey: &str,
    household: &str,
) -> Result<(Wave, SampleRow), AppError> {
    let grant = access::visits(viewer)?;
    let wave = wave::load(tx, survey).await?;
    let row = answer::household(tx, &wave, household).await?;
    if row.interviewer.as_ref() == Some(&viewer.person) && grant.covers(&row.area) {
        Ok((wave, row))
    } else {
        Err(AppError::not_found("survey.no_household", "这一户"))
    }
}

async fn insert(
    tx: &mut Transaction,
    (wave, row): (&Wave, &SampleRow),
    outcome: Outcome,
    viewer: &Viewer,
    at: Timestamp,
) -> Result<(), AppError> {
    let number = i64::try_from(row.attempts.len()).unwrap_or(i64::MAX).saturating_add(1);
    let written = tx
        .run(
            "INSERT INTO survey_attempts (community, survey, household, number, at, outcome, person) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            values![
                &row.community,
                &wave.id,
                &row.household,
                number,
                at,
                <&'static str>::from(outcome),
                &viewer.person
            ],
        )
        .await;
    match written {
        Err(error) if error.is_taken() => Err(twice()),
        written => Ok(written.map(|_| ())?),
    }
}

/// Whether the one visit that was written down since a page was made is the viewer's own, and came to the same.
async fn is_last(
    tx: &mut Transaction,
    (wave, row): (&Wave, &SampleRow),
    (outcome, seen): (Outcome, &str),
    viewer: &Viewer,
) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Last {
        number: i64,
        outcome: String,
        person: String,
    }
    let last: Option<Last> = tx
        .one(
            "SELECT number, outcome, person FROM survey_attempts \
             WHERE community = $1 AND survey = $2 AND household = $3 ORDER BY number DESC LIMIT 1",
            values![&row.community, &wave.id, &row.household],
        )
        .await?;
    Ok(last.is_some_and(|last| {
        seen.parse() == Ok(last.number - 1)
            && last.outcome == <&'static str>::from(outcome)
            && last.person == viewer.person.0
    }))
}

fn twice() -> AppError {
    AppError::new(ErrorKind::Conflict, "survey.twice", "刚刚已经记过一次了，请看最新的情况")
}

fn nobody_goes(over: Over) -> AppError {
    let sentence = match over {
        Over::Answered => "这一户已经答过了，不用再去",
        Over::Refused => "这一户已经记了不愿答，不用再去",
        Over::NotReached => "已经去过三次，不用再去；也不换别的户",
        Over::NoSuchDwelling => "这一户已经记了没这户，不用再去",
    };
    AppError::new(ErrorKind::Conflict, "survey.over", sentence)
}

/// Writes down that the viewer looked at an address in full.
async fn look(
    tx: &mut Transaction,
    backend: &Backend,
    viewer: &Viewer,
    wave: &Wave,
    row: &SampleRow,
) -> Result<(), StoreError> {
    #[derive(FromRow)]
    struct Known {
        known: i64,
    }
    let now = backend.clock.now();
    let number = format!("{}/{}", wave.id, row.household);
    let known: Option<Known> = tx
        .one(
            "SELECT count(*) AS known FROM access_log WHERE community = $1 AND number = $2 AND person = $3 \
             AND at > $4",
            values![&row.community, &number, &viewer.person, now.plus(-ONE_LOOK)],
        )
        .await?;
    if known.is_some_and(|row| row.known > 0) {
        return Ok(());
    }
    tx.run(
        "INSERT INTO access_log (community, number, id, person, acting, whose, at) \
             VALUES ($1, $2, $3, $4, 'survey', 'household', $5)",
        values![&row.community, &number, backend.entropy.id(now), &viewer.person, now],
    )
    .await?;
    let (whose, area) = (Viewed::Household, row.area.clone());
    audit::record(tx, backend, viewer, SecurityEvent::NumberViewed { number, whose, area }).await
}
