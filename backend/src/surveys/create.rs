//! Making a wave: everything is decided, and fixed by two hashes, before anybody can know who is drawn.

use super::new_wave::{NewWave, Wanted};
use super::{access, events, frame, questionnaires};
use crate::accounts::Viewer;
use crate::revision::{self, Subject};
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, FieldError, areas, field, values};
use domain::areas::AreaCode;
use domain::surveys::{Seed, Stage, Step, Stratum, allocate, frame_hash, spread_of};
use domain::time::Timestamp;
use std::collections::BTreeMap;

/// Stands in [`AppError::code`] when a form that has made a wave says something else now: it is to be posted anew, with
/// another token.
pub const WAVE_FORM_USED: &str = "survey.form_used";

/// Additional data of seeds.
pub(super) const SEED_AAD: &str = "surveys.seed_locked";

/// Makes a wave for the area of the viewer's role, and publishes the hashes of its seed and of its frame; its
/// number. The same form posted again is the wave that it made.
///
/// # Errors
/// [`AppError`]: `Denied` for those who lead no area; wrong fields, named as in [`NewWave`]; the list of
/// households has none there; a form that has made a wave says something else now ([`WAVE_FORM_USED`]).
pub async fn create_wave(backend: &Backend, viewer: &Viewer, form: &NewWave) -> Result<String, AppError> {
    let own = access::leads(viewer).ok_or_else(AppError::denied)?;
    let now = backend.clock.now();
    let key = form.key(backend, viewer);
    let mut tx = backend.store.write().await?;
    if let Some(made) = made_by_form(&mut tx, &own.area, key.as_ref()).await? {
        return Ok(made);
    }
    let wanted = form.check(now)?;
    let tree = areas::tree_in(&mut tx, backend).await?;
    let revision = revision::number(&mut tx, Subject::Households).await?;
    let listed = frame::listed(&mut tx, &own.area, revision).await?;
    if listed.is_empty() {
        let sentence = format!("{}还没有住户名册，请先让管理员导入", tree.name(&own.area));
        return Err(AppError::new(ErrorKind::Conflict, "survey.no_frame", sentence));
    }
    let frame = frame::frame(&tree, &listed, wanted.strata)?;
    let sizes = frame::sizes(&frame);
    let drawn = spread(&wanted, &sizes)?;
    let id = next_id(&mut tx, &own.area).await?;
    let seed = Seed(backend.entropy.bytes());
    let hashes = [seed.commitment(), frame_hash(&frame)];
    let encrypted = backend.vault.encrypt(SEED_AAD, &seed.to_string(), &backend.entropy)?;
    let code = if wanted.has_own { own.area.as_str() } else { questionnaires::STANDARD };
    let asked = questionnaires::keep(&mut tx, code, &wanted.questionnaire, &viewer.person, now).await?;
    let form = key.as_ref();
    let fixed = Fixed { id: &id, area: &own.area, asked, hashes: &hashes, encrypted, revision, form };
    match insert(&mut tx, &wanted, fixed, now).await {
        Err(error) if error.is_taken() => {
            drop(tx);
            // Most likely the same form, sent twice at the same moment.
            let mut tx = backend.store.read().await?;
            return made_by_form(&mut tx, &own.area, form).await?.ok_or_else(at_once);
        }
        written => written?,
    }
    for (stratum, drawn) in &drawn {
        let households = sizes.get(stratum).copied().unwrap_or(0);
        tx.run(
            "INSERT INTO survey_strata (survey, stratum, households, drawn) VALUES ($1, $2, $3, $4)",
            values![&id, stratum, i64::from(households), i64::from(*drawn)],
        )
        .await?;
    }
    let who = (Some(&viewer.person), now);
    let created = format!("名册 {} 户，要抽 {} 户", frame.len(), wanted.wanted);
    events::record(&mut tx, &id, Step::Created, who, &created).await?;
    let [commitment, frame_hash] = hashes;
    let published = format!("种子指纹 {commitment}，名册指纹 {frame_hash}");
    events::record(&mut tx, &id, Step::Committed, who, &published).await?;
    tx.commit().await?;
    Ok(id)
}

/// The form that makes a wave, as it is known again: fingerprints of its token and of what it says.
struct WaveKey {
    token: String,
    content: String,
}

impl NewWave {
    /// `None` for what no form makes.
    fn key(&self, backend: &Backend, viewer: &Viewer) -> Option<WaveKey> {
        let Self { title, strata, allocation, wanted, minimum, opens, closes, expected, own, token } = self;
        let said = [title, strata, allocation, wanted, minimum, opens, closes, expected, own];
        let said = said.map(String::as_str).join("\0");
        (!token.is_empty()).then(|| WaveKey {
            token: backend.vault.fingerprint("surveys.token", &format!("{}\0{token}", viewer.person)),
            content: backend.vault.fingerprint("surveys.form", &said),
        })
    }
}

/// The wave that a form has already made.
async fn made_by_form(
    tx: &mut Transaction,
    area: &AreaCode,
    form: Option<&WaveKey>,
) -> Result<Option<String>, AppError> {
    #[derive(FromRow)]
    struct Row {
        id: String,
        form_hash: Option<String>,
    }
    let Some(form) = form else { return Ok(None) };
    let row: Option<Row> = tx
        .one("SELECT id, form_hash FROM surveys WHERE area = $1 AND token = $2", values![area, &form.token])
        .await?;
    match row {
        Some(row) if row.form_hash.as_ref() != Some(&form.content) => {
            let sentence = format!("这张表已经建过调查 {}，再建一个请确认", row.id);
            Err(AppError::new(ErrorKind::Conflict, WAVE_FORM_USED, sentence))
        }
        row => Ok(row.map(|row| row.id)),
    }
}

/// How many of each stratum are drawn.
fn spread(wanted: &Wanted, sizes: &BTreeMap<String, u32>) -> Result<BTreeMap<String, u32>, AppError> {
    let unknown = wanted.spreads.keys().find(|code| !sizes.contains_key(*code));
    if let Some(code) = unknown {
        let sentence = format!("名册里没有 {code}，请核对编码");
        return Err(AppError::invalid(vec![FieldError::new(field!(NewWave, expected), sentence)]));
    }
    let stratum = |(code, households): (&String, &u32)| Stratum {
        households: *households,
        spread: wanted.spreads.get(code).copied().unwrap_or_else(|| spread_of(50)),
    };
    let strata: Vec<_> = sizes.iter().map(stratum).collect();
    let drawn = allocate(&strata, wanted.wanted, wanted.minimum, wanted.allocation);
    let drawn =
        drawn.map_err(|error| AppError::invalid(vec![FieldError::new(field!(NewWave, wanted), error)]))?;
    Ok(sizes.keys().cloned().zip(drawn).collect())
}

/// The next number of an area. A wave is never deleted: whoever makes many, to choose the best, leaves them all
/// behind.
async fn next_id(tx: &mut Transaction, area: &AreaCode) -> Result<String, StoreError> {
    #[derive(FromRow)]
    struct Row {
        made: i64,
    }
    let row: Option<Row> =
        tx.one("SELECT count(*) AS made FROM surveys WHERE area = $1", values![area]).await?;
    Ok(format!("{area}-W{}", row.map_or(0, |row| row.made) + 1))
}

/// What is fixed with a wave besides its form.
struct Fixed<'a> {
    id: &'a str,
    area: &'a AreaCode,
    asked: questionnaires::Named,
    hashes: &'a [String; 2],
    encrypted: String,
    revision: i64,
    form: Option<&'a WaveKey>,
}

async fn insert(
    tx: &mut Transaction,
    wanted: &Wanted,
    fixed: Fixed<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let [commitment, frame_hash] = fixed.hashes;
    tx
        .run(
            "INSERT INTO surveys (id, area, title, questionnaire, version, strata, allocation, wanted, minimum, \
             opens_at, closes_at, commitment, frame_hash, frame_revision, seed_encrypted, seed, stage, created_at, \
             token, form_hash) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, NULL, $16, $17, $18, $19)",
            values![
                fixed.id,
                fixed.area,
                &wanted.title,
                fixed.asked.code,
                fixed.asked.version,
                <&'static str>::from(wanted.strata),
                <&'static str>::from(wanted.allocation),
                i64::from(wanted.wanted),
                i64::from(wanted.minimum),
                wanted.opens_at,
                wanted.closes_at,
                commitment,
                frame_hash,
                fixed.revision,
                fixed.encrypted,
                <&'static str>::from(Stage::Committed),
                now,
                fixed.form.map(|form| form.token.as_str()),
                fixed.form.map(|form| form.content.as_str())
            ],
        )
        .await?;
    Ok(())
}

/// Two made a wave for the same area at the same moment.
fn at_once() -> AppError {
    AppError::new(ErrorKind::Conflict, "survey.at_once", "刚刚有人也建了一次调查，请再试一次")
}
