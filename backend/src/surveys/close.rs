//! The end of a wave.

use super::{events, wave};
use crate::accounts::Viewer;
use crate::{AppError, Backend, ErrorKind, values};
use domain::surveys::{Stage, Step};

/// Closes a wave: nothing is taken any more. Not before its last day is over: otherwise somebody could stop when
/// the figures please. Whoever closed it reads so again.
///
/// # Errors
/// [`AppError`]: `Denied`; there is no such wave; `Conflict` if it isn't drawn, closed by somebody else, or still runs.
pub async fn close_wave(backend: &Backend, viewer: &Viewer, id: &str) -> Result<(), AppError> {
    let now = backend.clock.now();
    let mut tx = backend.store.write().await?;
    wave::hold(&mut tx, id).await?;
    let wave = wave::managed(&mut tx, viewer, id).await?;
    if wave.stage == Stage::Closed
        && events::was_taken_by(&mut tx, &wave.id, Step::Closed, &viewer.person).await?
    {
        return Ok(());
    }
    let conflict = |code, sentence: String| Err(AppError::new(ErrorKind::Conflict, code, sentence));
    match wave.stage {
        Stage::Committed => return conflict("survey.not_drawn", "样本还没有抽，不能结束".to_owned()),
        Stage::Closed => return conflict("survey.closed", "这次调查已经结束了".to_owned()),
        Stage::Drawn if now < wave.closes_at => {
            let sentence = format!("定好了做到{}，不能提前结束", wave.closes_at.plus(-1).words(now));
            return conflict("survey.running", sentence);
        }
        Stage::Drawn => {}
    }
    let stage: &'static str = Stage::Closed.into();
    let closed = tx
        .run("UPDATE surveys SET stage = $2 WHERE id = $1 AND stage = 'drawn'", values![&wave.id, stage])
        .await?;
    if closed == 0 {
        return conflict("survey.closed", "这次调查已经结束了".to_owned());
    }
    events::record(&mut tx, &wave.id, Step::Closed, (Some(&viewer.person), now), "").await?;
    tx.commit().await?;
    Ok(())
}
