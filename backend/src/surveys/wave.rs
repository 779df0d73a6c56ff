//! A wave as it is stored, and who may look at it.

use super::events::{self, EventLine};
use super::questionnaires::{self, STANDARD};
use super::{StrataKind, access};
use crate::accounts::Viewer;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, values};
use domain::areas::AreaCode;
use domain::surveys::{Allocation, Questionnaire, Seed, Stage};
use domain::time::Timestamp;

/// A wave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wave {
    /// Its number: «K101-W2».
    pub id: String,
    /// For which area.
    pub area: AreaCode,
    /// The area's name.
    pub area_name: String,
    /// What it is called.
    pub title: String,
    /// What the strata are.
    pub strata: StrataKind,
    /// How the sample is spread over them.
    pub allocation: Allocation,
    /// How many households are asked.
    pub wanted: i64,
    /// How many of each stratum at the least.
    pub minimum: i64,
    /// When asking begins.
    pub opens_at: Timestamp,
    /// From when on an answer is late.
    pub closes_at: Timestamp,
    /// The SHA-256 of the seed.
    pub commitment: String,
    /// The SHA-256 of the frame.
    pub frame_hash: String,
    /// The seed, once the sample is drawn.
    pub seed: Option<Seed>,
    /// How far it is.
    pub stage: Stage,
    /// When it was made and published.
    pub created_at: Timestamp,
    /// The questionnaire and its version: «标准题 第 1 版», «K101 第 3 版».
    pub asked: String,
    pub(super) frame_revision: i64,
    pub(super) seed_encrypted: String,
    questionnaire: String,
    version: i64,
}

/// A wave with what its page shows besides.
#[derive(Clone, Debug)]
pub struct WaveView {
    /// The wave.
    pub wave: Wave,
    /// What is asked.
    pub questionnaire: Questionnaire,
    /// What was done to it, the first first.
    pub events: Vec<EventLine>,
}

#[derive(FromRow)]
struct Row {
    id: String,
    area: String,
    area_name: String,
    title: String,
    questionnaire: String,
    version: i64,
    strata: String,
    allocation: String,
    wanted: i64,
    minimum: i64,
    opens_at: i64,
    closes_at: i64,
    commitment: String,
    frame_hash: String,
    frame_revision: i64,
    seed_encrypted: String,
    seed: Option<String>,
    stage: String,
    created_at: i64,
}

/// Waves, with the names of their areas.
macro_rules! waves_sql {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.area, a.name AS area_name, s.title, s.questionnaire, s.version, s.strata, \
             s.allocation, s.wanted, s.minimum, s.opens_at, s.closes_at, s.commitment, s.frame_hash, \
             s.frame_revision, s.seed_encrypted, s.seed, s.stage, s.created_at FROM surveys s \
             JOIN areas a ON a.code = s.area ",
            $rest
        )
    };
}

/// The waves of the viewer's area, of those in it and of those around it, the newest first.
///
/// # Errors
/// [`AppError::denied`] for roles without a desk.
pub async fn waves(backend: &Backend, viewer: &Viewer) -> Result<Vec<Wave>, AppError> {
    let own = access::reads(viewer)?;
    let mut tx = backend.store.read().await?;
    let sql = waves_sql!(
        "WHERE substr(s.area, 1, length($1)) = $1 OR substr($1, 1, length(s.area)) = s.area \
         ORDER BY s.created_at DESC, s.id DESC LIMIT 200"
    );
    let rows: Vec<Row> = tx.all(sql, values![&own.area]).await?;
    rows.into_iter().map(|row| Ok(Wave::try_from(row)?)).collect()
}

/// All waves, for everybody, the newest first.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn published_waves(backend: &Backend) -> Result<Vec<Wave>, AppError> {
    let mut tx = backend.store.read().await?;
    let sql = waves_sql!("ORDER BY s.created_at DESC, s.id DESC LIMIT 200");
    let rows: Vec<Row> = tx.all(sql, values![]).await?;
    rows.into_iter().map(|row| Ok(Wave::try_from(row)?)).collect()
}

/// A wave for the desk.
///
/// # Errors
/// [`AppError`]: there is none, or it is none of the viewer's business.
pub async fn wave_view(backend: &Backend, viewer: &Viewer, id: &str) -> Result<WaveView, AppError> {
    access::reads(viewer)?;
    let view = wave_record(backend, id).await?;
    if access::may_see(viewer, &view.wave.area) { Ok(view) } else { Err(missing()) }
}

/// A wave for everybody: what was published of it, and what was done.
///
/// # Errors
/// [`AppError::not_found`].
pub async fn wave_record(backend: &Backend, id: &str) -> Result<WaveView, AppError> {
    let mut tx = backend.store.read().await?;
    let wave = load(&mut tx, id).await?;
    let questionnaire = wave.questionnaire(&mut tx).await?;
    let events = events::list(&mut tx, &wave.id).await?;
    Ok(WaveView { wave, questionnaire, events })
}

impl Wave {
    /// What is asked in it.
    pub(super) async fn questionnaire(&self, tx: &mut Transaction) -> Result<Questionnaire, StoreError> {
        questionnaires::load(tx, &self.questionnaire, self.version).await
    }
}

/// A wave by its number.
pub(super) async fn load(tx: &mut Transaction, id: &str) -> Result<Wave, AppError> {
    let row: Option<Row> = tx.one(waves_sql!("WHERE s.id = $1"), values![id]).await?;
    Ok(Wave::try_from(row.ok_or_else(missing)?)?)
}

/// Lets nobody else write a wave until the transaction ends: it isn't closed meanwhile, and no step comes between.
pub(super) async fn hold(tx: &mut Transaction, id: &str) -> Result<(), StoreError> {
    tx.hold("SELECT id FROM surveys WHERE id = $1", values![id]).await
}

/// A wave that the viewer runs.
pub(super) async fn managed(tx: &mut Transaction, viewer: &Viewer, id: &str) -> Result<Wave, AppError> {
    access::leads(viewer).ok_or_else(AppError::denied)?;
    let wave = load(tx, id).await?;
    if access::may_manage(viewer, &wave.area) { Ok(wave) } else { Err(missing()) }
}

/// What one reads of a wave that isn't there, or isn't one's business.
pub(super) fn missing() -> AppError {
    AppError::not_found("survey.not_found", "这次调查")
}

impl TryFrom<Row> for Wave {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let bad = |reason: &dyn ToString| StoreError::row("surveys", &row.id, reason.to_string());
        let word = |error: strum::ParseError| bad(&error);
        Ok(Self {
            area: AreaCode::parse(&row.area).map_err(|error| bad(&error))?,
            strata: row.strata.parse().map_err(word)?,
            allocation: row.allocation.parse().map_err(word)?,
            stage: row.stage.parse().map_err(word)?,
            seed: row.seed.as_deref().map(str::parse).transpose().map_err(|error| bad(&error))?,
            asked: asked_words(&row.questionnaire, row.version),
            opens_at: Timestamp(row.opens_at),
            closes_at: Timestamp(row.closes_at),
            created_at: Timestamp(row.created_at),
            id: row.id,
            area_name: row.area_name,
            title: row.title,
            wanted: row.wanted,
            minimum: row.minimum,
            commitment: row.commitment,
            frame_hash: row.frame_hash,
            frame_revision: row.frame_revision,
            seed_encrypted: row.seed_encrypted,
            questionnaire: row.questionnaire,
            version: row.version,
        })
    }
}

/// The questionnaire and its version.
fn asked_words(code: &str, version: i64) -> String {
    let name = if code == STANDARD { "标准题" } else { code };
    format!("{name} 第 {version} 版")
}
