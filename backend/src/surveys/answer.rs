//! Taking a household's answers, once.

use super::records::{self, SampleRow};
use super::wave::{self, Wave};
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, FieldError, values};
use domain::accounts::PersonId;
use domain::surveys::{Answers, Questionnaire, Stage};
use domain::time::{DAY, Timestamp};
use std::collections::BTreeMap;
use subtle::ConstantTimeEq;

/// Stands before the code of a question in the name of its field.
pub const FIELD_PREFIX: &str = "q-";

/// What a form says besides who sends it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sent<'a> {
    /// The answers by the names of their fields.
    pub(super) typed: &'a BTreeMap<String, String>,
    /// When the form was opened, as [`stamp`] wrote it.
    pub(super) stamp: &'a str,
    /// Who asked; `None` where the household answers by its link.
    pub(super) person: Option<&'a PersonId>,
}

/// When a form was opened, so that nobody can make it seem slower than it was filled in.
pub(super) fn stamp(backend: &Backend, wave: &Wave, household: &str, at: Timestamp) -> String {
    format!("{}.{}", at.0, print(backend, wave, household, at.0))
}

/// When a form was opened; `None` if that isn't what the server wrote, or too long ago.
fn opened(backend: &Backend, wave: &Wave, household: &str, stamp: &str, now: Timestamp) -> Option<Timestamp> {
    let (at, own) = stamp.split_once('.')?;
    let at: i64 = at.parse().ok()?;
    let genuine = bool::from(own.as_bytes().ct_eq(print(backend, wave, household, at).as_bytes()));
    Some(Timestamp(at)).filter(|at| genuine && *at <= now && now.since(*at) <= DAY)
}

fn print(backend: &Backend, wave: &Wave, household: &str, at: i64) -> String {
    backend.vault.fingerprint("survey_answers.started", &format!("{}\0{household}\0{at}", wave.id))
}

/// Whether a wave takes answers now.
pub(super) fn is_open(wave: &Wave, now: Timestamp) -> Result<(), AppError> {
    let conflict = |code, sentence: String| Err(AppError::new(ErrorKind::Conflict, code, sentence));
    match wave.stage {
        Stage::Committed => conflict("survey.not_drawn", "这次调查还没有抽样本".to_owned()),
        Stage::Closed => conflict("survey.closed", "这次调查已经结束，不再收答卷".to_owned()),
        Stage::Drawn if now < wave.opens_at => {
            conflict("survey.early", format!("调查{}才开始", wave.opens_at.words(now)))
        }
        Stage::Drawn => Ok(()),
    }
}

/// Whether a wave takes answers now, and goes on doing so until the transaction ends.
pub(super) async fn stays_open(tx: &mut Transaction, wave: &Wave, now: Timestamp) -> Result<(), AppError> {
    wave::hold(tx, &wave.id).await?;
    is_open(&wave::load(tx, &wave.id).await?, now)
}

/// What became of a form with answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// They are written down.
    Now,
    /// This very form was taken before, and its sender may not have heard so.
    Before,
}

/// Writes a household's answers down. Those that come after the last day are marked as late.
///
/// The same form posted again is the same answer. It is known by its stamp as well as by what it says: a stamp names a
/// millisecond, and only the server makes one, so whoever else has the household's link can't try out what was answered.
pub(super) async fn take(
    tx: &mut Transaction,
    backend: &Backend,
    (wave, questionnaire): (&Wave, &Questionnaire),
    household: &SampleRow,
    sent: Sent<'_>,
) -> Result<Taken, AppError> {
    let now = backend.clock.now();
    let started = opened(backend, wave, &household.household, sent.stamp, now);
    wave::hold(tx, &wave.id).await?;
    if let Some(taken) = taken(tx, wave, household).await? {
        let answers = check(questionnaire, sent.typed).map_err(|_| answered())?;
        let same = Some(taken.started_at) == started.map(|at| at.0)
            && taken.answers == content(&answers)?
            && taken.person.as_deref() == sent.person.map(|person| person.0.as_str());
        return if same { Ok(Taken::Before) } else { Err(answered()) };
    }
    stays_open(tx, wave, now).await?;
    let answers = check(questionnaire, sent.typed)?;
    let started = started.ok_or_else(stale)?;
    let content = content(&answers)?;
    let written = tx
        .run(
            "INSERT INTO survey_answers (community, survey, household, answers, started_at, taken_at, late, person) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            values![
                &household.community,
                &wave.id,
                &household.household,
                content,
                started,
                now,
                now >= wave.closes_at,
                sent.person
            ],
        )
        .await;
    once(written)?;
    Ok(Taken::Now)
}

/// Answers as they are stored.
fn content(answers: &Answers) -> Result<String, AppError> {
    serde_json::to_string(answers).map_err(|error| AppError::internal(&error))
}

#[derive(FromRow)]
struct TakenRow {
    answers: String,
    started_at: i64,
    person: Option<String>,
}

/// What a household has answered.
async fn taken(
    tx: &mut Transaction,
    wave: &Wave,
    household: &SampleRow,
) -> Result<Option<TakenRow>, StoreError> {
    tx.one(
        "SELECT answers, started_at, person FROM survey_answers \
             WHERE community = $1 AND survey = $2 AND household = $3",
        values![&household.community, &wave.id, &household.household],
    )
    .await
}

/// A row that somebody else wrote in the same moment.
pub(super) fn once(written: Result<u64, StoreError>) -> Result<(), AppError> {
    match written {
        Err(error) if error.is_taken() => Err(answered()),
        written => Ok(written.map(|_| ())?),
    }
}

fn check(questionnaire: &Questionnaire, typed: &BTreeMap<String, String>) -> Result<Answers, AppError> {
    let by_code = typed.iter().filter_map(|(name, said)| Some((name.strip_prefix(FIELD_PREFIX)?, said)));
    let by_code = by_code.map(|(code, said)| (code.to_owned(), said.clone())).collect();
    Answers::check(questionnaire, &by_code).map_err(|problems| {
        let field = |code: &str| format!("{FIELD_PREFIX}{code}");
        let fields = problems.iter().map(|problem| FieldError::new(field(&problem.code), problem.error));
        AppError::invalid(fields.collect())
    })
}

/// A household of a wave that somebody may speak for.
pub(super) async fn household(
    tx: &mut Transaction,
    wave: &Wave,
    household: &str,
) -> Result<SampleRow, AppError> {
    let missing = || AppError::not_found("survey.no_household", "这一户");
    records::one(tx, wave, household).await?.ok_or_else(missing)
}

pub(super) fn answered() -> AppError {
    AppError::new(ErrorKind::Conflict, "survey.answered", "这一户已经答过了，一户只收一份，谢谢")
}

fn stale() -> AppError {
    AppError::new(ErrorKind::Conflict, "survey.stale", "这张问卷打开得太久了，请再打开一次重新填")
}
