//! The one-time link of each household that was drawn, to be printed as a code for its door.

use super::{access, events, records, wave};
use crate::accounts::Viewer;
use crate::{AppError, Backend, ErrorKind, audit};
use domain::audit::SecurityEvent;
use domain::surveys::{Stage, Step};
use domain::time::{HOUR, Timestamp};

/// Characters of a link's secret: more than 128 bits.
const TOKEN_LENGTH: usize = 22;

/// A household's link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoorLink {
    /// The secret that stands in the address.
    pub token: String,
    /// Where to put it up: «书香名邸 3 幢 1 单元 502 室».
    pub place: String,
}

/// The links of the households that have not answered yet, by their doors, for whoever runs the wave. That the
/// page was opened is a step of the wave: who holds a link can answer for its household.
///
/// # Errors
/// [`AppError`]: `Denied`; there is no such wave; `Conflict` if it isn't drawn, or over.
pub async fn door_links(backend: &Backend, viewer: &Viewer, id: &str) -> Result<Vec<DoorLink>, AppError> {
    access::leads(viewer).ok_or_else(AppError::denied)?;
    viewer.may_see_contacts()?;
    let now = backend.clock.now();
    let mut tx = backend.store.read().await?;
    let wave = wave::managed(&mut tx, viewer, id).await?;
    if !access::sees_doors(viewer, &wave.area) {
        return Err(AppError::denied());
    }
    if wave.stage != Stage::Drawn {
        let sentence = "抽好样本、还没结束的时候才有二维码";
        return Err(AppError::new(ErrorKind::Conflict, "survey.no_links", sentence));
    }
    let sample = records::sample(&mut tx, &wave).await?;
    let mut links = Vec::new();
    for row in sample.iter().filter(|row| row.answer.is_none()) {
        let address = records::address(&mut tx, backend, &row.community, &row.household).await?;
        links.push((
            (address.home.estate.to_string(), address.sort_key()),
            DoorLink { token: token(backend, &wave.id, &row.household), place: address.full() },
        ));
    }
    links.sort_by(|one, other| one.0.cmp(&other.0));
    let steps = events::list(&mut tx, &wave.id).await?;
    let lately = |at: Timestamp| now.since(at) < HOUR;
    let same = |step: &events::EventLine| {
        step.step == Step::LinksShown && step.person.as_ref() == Some(&viewer.person) && lately(step.at)
    };
    drop(tx);
    if !steps.iter().any(same) {
        let mut tx = backend.store.write().await?;
        let who = (Some(&viewer.person), now);
        events::record(&mut tx, &wave.id, Step::LinksShown, who, &format!("{} 户", links.len())).await?;
        let event = SecurityEvent::DoorsViewed { wave: wave.id.clone(), area: wave.area.clone() };
        audit::record(&mut tx, backend, viewer, event).await?;
        tx.commit().await?;
    }
    Ok(links.into_iter().map(|(_, link)| link).collect())
}

/// The secret of a household's link. It follows from the server's secret, so that it can be printed again and
/// needn't be stored.
pub(super) fn token(backend: &Backend, survey: &str, household: &str) -> String {
    let print = backend.vault.fingerprint("survey_sample.link", &format!("{survey}\0{household}"));
    print.chars().filter(char::is_ascii_alphanumeric).take(TOKEN_LENGTH).collect()
}

/// What a link is found by.
pub(super) fn token_hash(backend: &Backend, token: &str) -> String {
    backend.vault.fingerprint("survey_sample.token", token)
}
