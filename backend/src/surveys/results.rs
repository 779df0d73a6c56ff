//! What a closed wave says of everybody: the same figures as `survey estimate` makes of its files.

use super::records;
use super::wave::{self, Wave};
use crate::counters::Span;
use crate::settings::satisfaction_rules_in;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, values};
use domain::counters::Month;
use domain::reports::{Indicator, Source, Surveyed};
use domain::surveys::{Answered, Stage, SurveyFinding, Tally, findings, merged};
use domain::time::Timestamp;
use statistics::{LEAST_ANSWERS, Stratum, may_be_told};
use std::collections::BTreeMap;

/// With fewer households in the list nothing is published: neighbours know who was asked.
const LEAST_LISTED: u32 = 30;

/// What a closed wave says.
#[derive(Clone, Debug, PartialEq)]
pub struct SurveyResult {
    /// The wave's number.
    pub wave: String,
    /// What it is called.
    pub title: String,
    /// What was found, question by question; or, in words, why nothing can be said.
    pub found: Result<Vec<SurveyFinding>, String>,
    /// What became of the households that were drawn.
    pub tally: Tally,
    /// Which levels counted as satisfied, in words.
    pub satisfied: String,
}

impl SurveyResult {
    /// What was found of an indicator; `None` if nothing can be said of it, or it is none of those that are asked.
    #[must_use]
    pub fn of(&self, indicator: Indicator) -> Option<Surveyed> {
        let Source::Survey { question } = indicator.source() else { return None };
        let found = self.found.as_ref().ok()?.iter().find(|found| found.code == question)?;
        Some(Surveyed { estimate: found.estimate, tally: self.tally })
    }
}

/// The result of a wave for everybody; `None` before it is closed, so that nobody stops when it pleases.
///
/// # Errors
/// [`AppError`]: there is no such wave.
pub async fn survey_result(backend: &Backend, id: &str) -> Result<Option<SurveyResult>, AppError> {
    let mut tx = backend.store.read().await?;
    let wave = wave::load(&mut tx, id).await?;
    if wave.stage != Stage::Closed {
        return Ok(None);
    }
    Ok(Some(result(&mut tx, wave).await?))
}

/// The result of the newest closed wave of just this area that began in these months or before; `None` if there is
/// none.
pub(crate) async fn newest_result(
    tx: &mut Transaction,
    span: &Span,
) -> Result<Option<SurveyResult>, AppError> {
    #[derive(FromRow)]
    struct Row {
        id: String,
    }
    let after = Timestamp::from_civil(span.to.plus(1).first_day().at(0, 0, 0, 0));
    let row: Option<Row> = tx
        .one(
            "SELECT id FROM surveys WHERE area = $1 AND stage = $2 AND opens_at < $3 \
             ORDER BY closes_at DESC, id DESC LIMIT 1",
            values![&span.area, <&'static str>::from(Stage::Closed), after],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let wave = wave::load(tx, &row.id).await?;
    Ok(Some(result(tx, wave).await?))
}

async fn result(tx: &mut Transaction, wave: Wave) -> Result<SurveyResult, AppError> {
    let questionnaire = wave.questionnaire(tx).await?;
    let strata = strata(tx, &wave).await?;
    let sample = records::sample(tx, &wave).await?;
    let month = Month::of(wave.opens_at);
    let rule = satisfaction_rules_in(tx).await?.of(month);
    let places: BTreeMap<_, usize> =
        strata.iter().enumerate().map(|(place, stratum)| (stratum.name.as_str(), place)).collect();
    let mut answered = Vec::new();
    let mut tally = Tally::default();
    for row in &sample {
        super::progress::count(&mut tally, row, &questionnaire);
        let answer = row.answer.as_ref().filter(|answer| !answer.late);
        if let (Some(answer), Some(stratum)) = (answer, places.get(row.stratum.as_str())) {
            answered.push(Answered { stratum: *stratum, answers: answer.answers.clone() });
        }
    }
    let mut counts = vec![0_u32; strata.len()];
    answered.iter().for_each(|one: &Answered| counts[one.stratum] += 1);
    let merged = merged(&strata, &counts);
    answered.iter_mut().for_each(|one| one.stratum = merged.of[one.stratum]);
    let listed: u32 = strata.iter().map(|stratum| stratum.households).sum();
    let answers: u32 = counts.iter().sum();
    let found = if !may_be_told(answers) || listed < LEAST_LISTED {
        Err(format!(
            "答卷不到 {LEAST_ANSWERS} 户，或者名册不到 {LEAST_LISTED} 户，不公布结果，免得看出是谁家"
        ))
    } else {
        let found = findings(&merged.strata, &answered, &questionnaire.questions, rule.levels, month);
        // Who leaves out a question may be the only one: it is told if as many answered it.
        let enough = |found: &SurveyFinding| may_be_told(found.estimate.answered);
        found.map(|found| found.into_iter().filter(enough).collect()).map_err(|error| error.to_string())
    };
    Ok(SurveyResult { found, satisfied: rule.words(), wave: wave.id, title: wave.title, tally })
}

async fn strata(tx: &mut Transaction, wave: &Wave) -> Result<Vec<Stratum>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        stratum: String,
        households: i64,
    }
    let sql = "SELECT stratum, households FROM survey_strata WHERE survey = $1 ORDER BY stratum";
    let rows: Vec<Row> = tx.all(sql, values![&wave.id]).await?;
    let stratum = |row: Row| {
        let households = row.households.try_into();
        let households = households.map_err(|error| StoreError::row("survey_strata", &wave.id, error))?;
        Ok(Stratum { name: row.stratum, households, clusters: None })
    };
    rows.into_iter().map(stratum).collect()
}
