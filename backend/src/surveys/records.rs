//! The sample with what became of each household, as progress, visits and export read it.

use super::wave::Wave;
use crate::accounts::HOUSEHOLD_AAD;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, areas, values};
use domain::accounts::{Address, PersonId};
use domain::areas::AreaCode;
use domain::surveys::{Answers, Attempt, NextVisit, Over, next_visit};
use domain::time::Timestamp;
use domain::typed::folded;
use std::collections::BTreeMap;

/// A household of the sample.
#[derive(Clone, Debug)]
pub(super) struct SampleRow {
    pub(super) community: String,
    pub(super) household: String,
    pub(super) stratum: String,
    pub(super) place: i64,
    /// The grid or the estate that it is listed under.
    pub(super) area: AreaCode,
    pub(super) interviewer: Option<PersonId>,
    pub(super) attempts: Vec<Attempt>,
    pub(super) answer: Option<AnswerRow>,
}

/// A household's answers.
#[derive(Clone, Debug)]
pub(super) struct AnswerRow {
    pub(super) answers: Answers,
    pub(super) started_at: Timestamp,
    pub(super) taken_at: Timestamp,
    pub(super) late: bool,
    /// Who asked; `None` where the household answered by its link.
    pub(super) person: Option<PersonId>,
}

impl SampleRow {
    /// Whether and when somebody goes there next.
    pub(super) fn next(&self, now: Timestamp) -> NextVisit {
        next_visit(&self.attempts, self.answer.is_some(), now)
    }

    /// Why nobody goes there any more.
    pub(super) fn over(&self) -> Option<Over> {
        match self.next(Timestamp(0)) {
            NextVisit::Over(over) => Some(over),
            _ => None,
        }
    }
}

#[derive(FromRow)]
struct Row {
    community: String,
    household: String,
    stratum: String,
    place: i64,
    area: String,
    interviewer: Option<String>,
    answers: Option<String>,
    started_at: Option<i64>,
    taken_at: Option<i64>,
    late: Option<i64>,
    person: Option<String>,
}

/// Households of a sample, with their answers.
macro_rules! sample_sql {
    ($rest:literal) => {
        concat!(
            "SELECT m.community, m.household, m.stratum, m.place, h.area, m.interviewer, a.answers, \
             a.started_at, a.taken_at, a.late, a.person FROM survey_sample m \
             JOIN households h ON h.community = m.community AND h.id = m.household \
             LEFT JOIN survey_answers a ON a.community = m.community AND a.survey = m.survey \
             AND a.household = m.household ",
            $rest
        )
    };
}

/// The whole sample of a wave, by strata, in the order of the draw.
pub(super) async fn sample(tx: &mut Transaction, wave: &Wave) -> Result<Vec<SampleRow>, StoreError> {
    let sql = sample_sql!("WHERE m.survey = $1 ORDER BY m.stratum, m.place");
    let rows: Vec<Row> = tx.all(sql, values![&wave.id]).await?;
    let attempts: Vec<AttemptRow> = tx
        .all(
            "SELECT household, at, outcome FROM survey_attempts WHERE survey = $1 ORDER BY household, number",
            values![&wave.id],
        )
        .await?;
    together(rows, attempts, wave)
}

/// What of a sample was given to somebody.
pub(super) async fn given_to(
    tx: &mut Transaction,
    wave: &Wave,
    person: &PersonId,
) -> Result<Vec<SampleRow>, StoreError> {
    let sql = sample_sql!("WHERE m.survey = $1 AND m.interviewer = $2 ORDER BY m.stratum, m.place");
    let rows: Vec<Row> = tx.all(sql, values![&wave.id, person]).await?;
    let attempts: Vec<AttemptRow> = tx
        .all(
            "SELECT t.household, t.at, t.outcome FROM survey_attempts t JOIN survey_sample m \
             ON m.community = t.community AND m.survey = t.survey AND m.household = t.household \
             WHERE t.survey = $1 AND m.interviewer = $2 ORDER BY t.household, t.number",
            values![&wave.id, person],
        )
        .await?;
    together(rows, attempts, wave)
}

/// One household of a sample; `None` if it isn't in it.
pub(super) async fn one(
    tx: &mut Transaction,
    wave: &Wave,
    household: &str,
) -> Result<Option<SampleRow>, StoreError> {
    let sql = sample_sql!("WHERE m.survey = $1 AND m.household = $2");
    let rows: Vec<Row> = tx.all(sql, values![&wave.id, household]).await?;
    let attempts: Vec<AttemptRow> = tx
        .all(
            "SELECT household, at, outcome FROM survey_attempts WHERE survey = $1 AND household = $2 \
             ORDER BY number",
            values![&wave.id, household],
        )
        .await?;
    Ok(together(rows, attempts, wave)?.into_iter().next())
}

/// Each household with its attempts.
fn together(rows: Vec<Row>, attempts: Vec<AttemptRow>, wave: &Wave) -> Result<Vec<SampleRow>, StoreError> {
    let mut by_household: BTreeMap<String, Vec<Attempt>> = BTreeMap::new();
    for row in attempts {
        let outcome =
            row.outcome.parse().map_err(|error| StoreError::row("survey_attempts", &wave.id, error))?;
        by_household.entry(row.household).or_default().push(Attempt { at: Timestamp(row.at), outcome });
    }
    let row = |row: Row| {
        let attempts = by_household.remove(&row.household).unwrap_or_default();
        read(row, attempts, wave)
    };
    rows.into_iter().map(row).collect()
}

fn read(row: Row, attempts: Vec<Attempt>, wave: &Wave) -> Result<SampleRow, StoreError> {
    let answer = match (row.answers, row.started_at, row.taken_at) {
        (Some(answers), Some(started_at), Some(taken_at)) => Some(AnswerRow {
            answers: serde_json::from_str(&answers)
                .map_err(|error| StoreError::row("survey_answers", &wave.id, error))?,
            started_at: Timestamp(started_at),
            taken_at: Timestamp(taken_at),
            late: row.late.unwrap_or(0) != 0,
            person: row.person.map(PersonId),
        }),
        _ => None,
    };
    let area =
        AreaCode::parse(&row.area).map_err(|error| StoreError::row("households", &row.household, error))?;
    Ok(SampleRow {
        area,
        community: row.community,
        household: row.household,
        stratum: row.stratum,
        place: row.place,
        interviewer: row.interviewer.map(PersonId),
        attempts,
        answer,
    })
}

#[derive(FromRow)]
struct AttemptRow {
    household: String,
    at: i64,
    outcome: String,
}

/// Where a household lives.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) home: Address,
    pub(super) estate_name: String,
}

impl Place {
    /// «书香名邸 3 幢 1 单元 502 室».
    pub(super) fn full(&self) -> String {
        format!("{} {}", self.estate_name, self.home.door_words())
    }

    /// «书香名邸 3 幢 1 单元»: for a list, without the door.
    pub(super) fn stairs(&self) -> String {
        format!("{} {}", self.estate_name, self.home.stairs_words())
    }

    /// By building, unit and room, as one walks: numbers by their size.
    pub(super) fn sort_key(&self) -> [(u64, String); 3] {
        [&self.home.building, &self.home.unit, &self.home.room].map(|part| {
            let digits: String = folded(part).chars().take_while(char::is_ascii_digit).collect();
            (digits.parse().unwrap_or(u64::MAX), part.clone())
        })
    }
}

/// Where a household of the list lives.
pub(super) async fn address(
    tx: &mut Transaction,
    backend: &Backend,
    community: &str,
    household: &str,
) -> Result<Place, AppError> {
    #[derive(FromRow)]
    struct DoorRow {
        door: String,
    }
    let row: Option<DoorRow> = tx
        .one("SELECT door FROM households WHERE community = $1 AND id = $2", values![community, household])
        .await?;
    let bad = |reason: &dyn ToString| StoreError::row("households", household, reason.to_string());
    let row = row.ok_or_else(|| bad(&"missing"))?;
    let home: Address = serde_json::from_str(&backend.vault.decrypt(HOUSEHOLD_AAD, &row.door)?)
        .map_err(|error| bad(&error))?;
    let tree = areas::tree_in(tx, backend).await?;
    Ok(Place { estate_name: tree.name(&home.estate).to_owned(), home })
}
