//! Drawing the sample, by the seed and over the frame that were published.

use super::create::SEED_AAD;
use super::wave::{self, Wave};
use super::{events, frame, link};
use crate::accounts::Viewer;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, areas, values};
use domain::surveys::{FrameRow, Sampled, Seed, Stage, Step, draw, frame_hash};
use std::collections::BTreeMap;

/// Draws the sample of a wave and publishes the seed. It can be done once; whoever did reads so again.
///
/// # Errors
/// [`AppError`]: `Denied`; there is no such wave; `Conflict` if somebody else has drawn it, or if the list of households
/// isn't what was published any more.
pub async fn draw_sample(backend: &Backend, viewer: &Viewer, id: &str) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    let wave = wave::managed(&mut tx, viewer, id).await?;
    // Of two who draw at once the second waits here for the end of the first, and then finds nothing to draw.
    let held = tx
        .run(
            "UPDATE surveys SET seed = NULL WHERE id = $1 AND stage = 'committed' AND seed IS NULL",
            values![&wave.id],
        )
        .await?;
    if held == 0 {
        let own = events::was_taken_by(&mut tx, &wave.id, Step::Drawn, &viewer.person).await?;
        return if own { Ok(()) } else { Err(drawn_already()) };
    }
    let tree = areas::tree_in(&mut tx, backend).await?;
    let listed = frame::listed(&mut tx, &wave.area, wave.frame_revision).await?;
    let communities: BTreeMap<_, _> =
        listed.iter().map(|household| (household.id.clone(), household.community.clone())).collect();
    let frame = frame::frame(&tree, &listed, wave.strata)?;
    let seed: Seed = backend.vault.decrypt(SEED_AAD, &wave.seed_encrypted)?.parse().map_err(bad_seed)?;
    if frame_hash(&frame) != wave.frame_hash || seed.commitment() != wave.commitment {
        return Err(changed());
    }
    let sample = draw(&seed, &frame, &strata_of(&mut tx, &wave).await?);
    for drawn in &sample {
        let community = communities.get(&drawn.household).map_or("", String::as_str);
        match insert(&mut tx, backend, &wave, community, drawn).await {
            Err(error) if error.is_taken() => return Err(drawn_already()),
            written => written?,
        }
    }
    tx.run(
        "UPDATE surveys SET seed = $2, stage = $3 WHERE id = $1",
        values![&wave.id, seed.to_string(), <&'static str>::from(Stage::Drawn)],
    )
    .await?;
    let detail = format!("{} 户，种子 {seed}", sample.len());
    let who = (Some(&viewer.person), backend.clock.now());
    events::record(&mut tx, &wave.id, Step::Drawn, who, &detail).await?;
    tx.commit().await?;
    Ok(())
}

async fn insert(
    tx: &mut Transaction,
    backend: &Backend,
    wave: &Wave,
    community: &str,
    drawn: &Sampled,
) -> Result<(), StoreError> {
    let token = link::token(backend, &wave.id, &drawn.household);
    tx.run(
        "INSERT INTO survey_sample (community, survey, household, stratum, place, token_hash, interviewer) \
             VALUES ($1, $2, $3, $4, $5, $6, NULL)",
        values![
            community,
            &wave.id,
            &drawn.household,
            &drawn.stratum,
            i64::from(drawn.place),
            link::token_hash(backend, &token)
        ],
    )
    .await?;
    Ok(())
}

/// How many of each stratum are drawn, as it was decided when the wave was made.
pub(super) async fn strata_of(
    tx: &mut Transaction,
    wave: &Wave,
) -> Result<BTreeMap<String, u32>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        stratum: String,
        drawn: i64,
    }
    let rows: Vec<Row> =
        tx.all("SELECT stratum, drawn FROM survey_strata WHERE survey = $1", values![&wave.id]).await?;
    let whole = |row: Row| {
        let drawn = row.drawn.try_into();
        Ok((row.stratum, drawn.map_err(|error| StoreError::row("survey_strata", &wave.id, error))?))
    };
    rows.into_iter().map(whole).collect()
}

/// The frame of a wave, as it was published.
///
/// # Errors
/// `Conflict` if the list of households isn't what was published any more.
pub(super) async fn published_frame(
    tx: &mut Transaction,
    backend: &Backend,
    wave: &Wave,
) -> Result<Vec<FrameRow>, AppError> {
    let tree = areas::tree_in(tx, backend).await?;
    let listed = frame::listed(tx, &wave.area, wave.frame_revision).await?;
    let frame = frame::frame(&tree, &listed, wave.strata)?;
    if frame_hash(&frame) == wave.frame_hash { Ok(frame) } else { Err(changed()) }
}

fn drawn_already() -> AppError {
    AppError::new(ErrorKind::Conflict, "survey.drawn", "样本已经抽好了，一次调查只能抽一次")
}

fn changed() -> AppError {
    let sentence = "名册或种子和公布的指纹对不上，有人动过数据；请找管理员查清楚，再另建一次调查";
    AppError::new(ErrorKind::Conflict, "survey.changed", sentence)
}

fn bad_seed(error: domain::surveys::SeedError) -> AppError {
    AppError::internal(&error)
}
