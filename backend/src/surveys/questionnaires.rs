//! Questionnaires: written once, and numbered.

use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, values};
use domain::accounts::PersonId;
use domain::surveys::Questionnaire;
use domain::time::Timestamp;

/// The code of the questionnaire without questions of one's own.
pub(super) const STANDARD: &str = "standard";

/// Which questionnaire, and which version of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) code: String,
    pub(super) version: i64,
}

#[derive(FromRow)]
struct Row {
    version: i64,
    content: String,
}

/// Keeps a questionnaire under a code: as a new version, or as the one that says the same already.
pub(super) async fn keep(
    tx: &mut Transaction,
    code: &str,
    questionnaire: &Questionnaire,
    by: &PersonId,
    at: Timestamp,
) -> Result<Named, AppError> {
    let content = serde_json::to_string(questionnaire).map_err(|error| AppError::internal(&error))?;
    let known: Vec<Row> = tx
        .all(
            "SELECT version, content FROM survey_questionnaires WHERE code = $1 ORDER BY version",
            values![code],
        )
        .await?;
    if let Some(same) = known.iter().find(|row| row.content == content) {
        return Ok(Named { code: code.to_owned(), version: same.version });
    }
    let version = known.last().map_or(1, |row| row.version + 1);
    tx.run(
        "INSERT INTO survey_questionnaires (code, version, content, created_by, created_at) \
             VALUES ($1, $2, $3, $4, $5)",
        values![code, version, content, by, at],
    )
    .await?;
    Ok(Named { code: code.to_owned(), version })
}

/// A version of a questionnaire.
pub(super) async fn load(
    tx: &mut Transaction,
    code: &str,
    version: i64,
) -> Result<Questionnaire, StoreError> {
    let row: Option<Row> = tx
        .one(
            "SELECT version, content FROM survey_questionnaires WHERE code = $1 AND version = $2",
            values![code, version],
        )
        .await?;
    let bad = |reason: &dyn ToString| {
        StoreError::row("survey_questionnaires", format!("{code} {version}"), reason.to_string())
    };
    let row = row.ok_or_else(|| bad(&"missing"))?;
    serde_json::from_str(&row.content).map_err(|error| bad(&error))
}
