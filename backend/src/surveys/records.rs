//! The sample with what became of each household, as progress, visits and export read it.

use super::wave::Wave;
use crate::store::{Session, StoreError};
use crate::{AppError, Backend, areas, values};
use domain::accounts::{Address, PersonId};
use domain::areas::AreaCode;
use domain::surveys::{Answers, Attempt, NextVisit, Over, next_visit};
use domain::time::Timestamp;
use sqlx::FromRow;
use std::collections::BTreeMap;

/// Where the vault locks the doors of the list of households.
pub(crate) const HOUSEHOLD_PLACE: &str = "households.door";

/// A household of the sample.
#[derive(Clone, Debug)]
pub(super) struct SampleRow {
    pub(super) community: String,
    pub(super) household: String,
    pub(super) stratum: String,
    pub(super) place: i64,
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
    interviewer: Option<String>,
    answers: Option<String>,
    started_at: Option<i64>,
    taken_at: Option<i64>,
    late: Option<i64>,
    person: Option<String>,
}

/// The whole sample of a wave, by strata, in the order of the draw.
pub(super) async fn sample(session: &mut Session, wave: &Wave) -> Result<Vec<SampleRow>, StoreError> {
    let rows: Vec<Row> = session
        .all(
            "SELECT m.community, m.household, m.stratum, m.place, m.interviewer, a.answers, a.started_at, a.taken_at, \
             a.late, a.person FROM survey_sample m LEFT JOIN survey_answers a ON a.community = m.community \
             AND a.survey = m.survey AND a.household = m.household WHERE m.survey = $1 \
             ORDER BY m.stratum, m.place",
            values![&wave.id],
        )
        .await?;
    let mut attempts = attempts(session, wave).await?;
    let row = |row: Row| {
        let attempts = attempts.remove(&row.household).unwrap_or_default();
        read(row, attempts, wave)
    };
    rows.into_iter().map(row).collect()
}

/// One household of a sample; `None` if it isn't in it.
pub(super) async fn one(
    session: &mut Session,
    wave: &Wave,
    household: &str,
) -> Result<Option<SampleRow>, StoreError> {
    let row: Option<Row> = session
        .one(
            "SELECT m.community, m.household, m.stratum, m.place, m.interviewer, a.answers, a.started_at, a.taken_at, \
             a.late, a.person FROM survey_sample m LEFT JOIN survey_answers a ON a.community = m.community \
             AND a.survey = m.survey AND a.household = m.household WHERE m.survey = $1 AND m.household = $2",
            values![&wave.id, household],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let attempts: Vec<AttemptRow> = session
        .all(
            "SELECT household, at, outcome FROM survey_attempts WHERE community = $1 AND survey = $2 \
             AND household = $3 ORDER BY number",
            values![&row.community, &wave.id, household],
        )
        .await?;
    let attempts =
        attempts.into_iter().map(|row| Ok(row.read(wave)?.1)).collect::<Result<_, StoreError>>()?;
    read(row, attempts, wave).map(Some)
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
    Ok(SampleRow {
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

impl AttemptRow {
    fn read(self, wave: &Wave) -> Result<(String, Attempt), StoreError> {
        let outcome =
            self.outcome.parse().map_err(|error| StoreError::row("survey_attempts", &wave.id, error))?;
        Ok((self.household, Attempt { at: Timestamp(self.at), outcome }))
    }
}

/// All attempts of a wave, by household.
async fn attempts(session: &mut Session, wave: &Wave) -> Result<BTreeMap<String, Vec<Attempt>>, StoreError> {
    let rows: Vec<AttemptRow> = session
        .all(
            "SELECT household, at, outcome FROM survey_attempts WHERE survey = $1 ORDER BY household, number",
            values![&wave.id],
        )
        .await?;
    let mut by_household: BTreeMap<String, Vec<Attempt>> = BTreeMap::new();
    for row in rows {
        let (household, attempt) = row.read(wave)?;
        by_household.entry(household).or_default().push(attempt);
    }
    Ok(by_household)
}

/// Where a household lives.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) home: Address,
    pub(super) estate_name: String,
    /// The grid or the estate that it is listed under.
    pub(super) area: AreaCode,
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
            let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
            (digits.parse().unwrap_or(u64::MAX), part.clone())
        })
    }
}

/// Where a household of the list lives.
pub(super) async fn address(
    session: &mut Session,
    backend: &Backend,
    community: &str,
    household: &str,
) -> Result<Place, AppError> {
    #[derive(FromRow)]
    struct DoorRow {
        area: String,
        door: String,
    }
    let row: Option<DoorRow> = session
        .one(
            "SELECT area, door FROM households WHERE community = $1 AND id = $2",
            values![community, household],
        )
        .await?;
    let bad = |reason: &dyn ToString| StoreError::row("households", household, reason.to_string());
    let row = row.ok_or_else(|| bad(&"missing"))?;
    let home: Address = serde_json::from_str(&backend.vault.unlock(HOUSEHOLD_PLACE, &row.door)?)
        .map_err(|error| bad(&error))?;
    let tree = areas::tree_in(session, backend).await?;
    let area = AreaCode::parse(&row.area).map_err(|error| bad(&error))?;
    Ok(Place { estate_name: tree.name(&home.estate).to_owned(), home, area })
}

/// What an address is found by: estate, building, unit and room.
pub(crate) fn door_hash(backend: &Backend, home: &Address) -> String {
    let text = [home.estate.as_str(), &home.building, &home.unit, &home.room].join("\0");
    backend.vault.fingerprint(HOUSEHOLD_PLACE, &text)
}
