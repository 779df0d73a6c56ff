//! A household that answers by its link, without signing in.

use super::answer::{self, Sent};
use super::link;
use super::records::SampleRow;
use super::wave::{self, Wave};
use crate::store::{FromRow, Transaction};
use crate::{AppError, Backend, values};
use domain::surveys::{Questionnaire, Stage};
use domain::time::Timestamp;
use std::collections::BTreeMap;

/// What a link shows.
#[derive(Clone, Debug)]
pub enum LinkPage {
    /// The questionnaire.
    Open {
        /// The wave.
        wave: Box<Wave>,
        /// What is asked.
        questionnaire: Questionnaire,
        /// When the page was opened, to be sent with the answers.
        stamp: String,
        /// Whether the last day is over: the answer will be marked.
        late: bool,
    },
    /// The household has answered.
    Answered,
    /// It hasn't begun.
    Early(Timestamp),
    /// Nothing is taken any more.
    Closed,
}

/// What the page of a link shows.
///
/// # Errors
/// [`AppError::not_found`] if nobody has such a link.
pub async fn link_page(backend: &Backend, token: &str) -> Result<LinkPage, AppError> {
    let now = backend.clock.now();
    let mut tx = backend.store.read().await?;
    let (wave, household) = find(&mut tx, backend, token).await?;
    if household.answer.is_some() {
        return Ok(LinkPage::Answered);
    }
    match answer::is_open(&wave, now) {
        Ok(()) => Ok(LinkPage::Open {
            questionnaire: wave.questionnaire(&mut tx).await?,
            stamp: answer::stamp(backend, &wave, &household.household, now),
            late: now >= wave.closes_at,
            wave: Box::new(wave),
        }),
        Err(_) if wave.stage == Stage::Drawn => Ok(LinkPage::Early(wave.opens_at)),
        Err(_) => Ok(LinkPage::Closed),
    }
}

/// Takes the answers that a household gives by its link.
///
/// # Errors
/// [`AppError`]: nobody has such a link; the household has answered; the wave isn't open; wrong fields, named
/// `q-` and the code of the question.
pub async fn answer_by_link(
    backend: &Backend,
    token: &str,
    typed: &BTreeMap<String, String>,
    stamp: &str,
) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    let (wave, household) = find(&mut tx, backend, token).await?;
    let questionnaire = wave.questionnaire(&mut tx).await?;
    let sent = Sent { typed, stamp, person: None };
    answer::take(&mut tx, backend, (&wave, &questionnaire), &household, sent).await?;
    tx.commit().await?;
    Ok(())
}

async fn find(tx: &mut Transaction, backend: &Backend, token: &str) -> Result<(Wave, SampleRow), AppError> {
    #[derive(FromRow)]
    struct Row {
        survey: String,
        household: String,
    }
    let row: Option<Row> = tx
        .one(
            "SELECT survey, household FROM survey_sample WHERE token_hash = $1",
            values![link::token_hash(backend, token)],
        )
        .await?;
    let missing = || AppError::not_found("survey.no_link", "这份问卷");
    let row = row.ok_or_else(missing)?;
    let wave = wave::load(tx, &row.survey).await?;
    let household = answer::household(tx, &wave, &row.household).await?;
    Ok((wave, household))
}
