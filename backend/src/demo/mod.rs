//! A district to look at: the shipped tables, invented people, and orders in every state.
//!
//! Everything is made by the use cases that real people use, on a clock that is moved through the
//! days before. For the same moment, seed and secret it is the same to the last byte.

mod cast;
mod fixtures;
mod history;
mod households;
mod posters;
mod profiles;
mod recurring;
mod script;
mod step;

use crate::accounts::{CodeSender, SendError};
use crate::catalogue::set_own_text;
use crate::clock::Clock;
use crate::import::{
    ImportFailure, ImportFile, import_areas, import_holidays, import_people, import_services,
};
use crate::revision::{self, Subject};
use crate::{AppError, Backend, areas, orders, values};
use cast::Cast;
use domain::accounts::{Phone, SignInCode};
use std::sync::Arc;

const AREAS: &str = include_str!("../../../data/areas.csv");
const CATEGORIES: &str = include_str!("../../../data/categories.csv");
const SERVICES: &str = include_str!("../../../data/services.csv");
const HOLIDAYS: &str = include_str!("../../../data/holidays.csv");
const PEOPLE: &str = include_str!("../../../data/people.csv");

/// What the community of the demo adds to some services in words of its own.
const OWN_TEXTS: [(&str, &str); 3] = [
    ("S031", "志愿队每月 8 日上午在樾城社区活动室集中理发，走不动的老人可以预约上门。"),
    ("S008", "樾安物业的师傅一般半小时内回电话，晚上也有人值班。"),
    ("S066", "活动室在社区一楼，周一到周六 8:30–20:00 开门。"),
];

/// Somebody to sign in as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoPerson {
    /// What they are, such as «党员、志愿者队伍».
    pub role: String,
    /// The number to sign in with.
    pub phone: String,
    /// Their name, which is invented.
    pub name: String,
    /// Where.
    pub place: String,
}

/// Fills an empty database, whose tables are up to date; tells who is there. A database with areas in
/// it is left as it is. `history` is about how many orders each of two dozen communities finished in each of the
/// twelve months before; without any, nobody opened a poster either.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn fill(backend: &Backend, history: u32) -> Result<Vec<DemoPerson>, AppError> {
    let now = backend.clock.now();
    // A clock of its own, and codes that no log has to carry.
    let past = Backend { clock: Clock::set_to(now), sender: Arc::new(Aside), ..backend.clone() };
    if areas::tree(&past).await?.is_empty() {
        past.clock.set(fixtures::beginning(now));
        tables(&past).await?;
        history::insert(&past, now, history).await?;
        households::list(&past).await?;
        let cast = Cast::sign_in(&past).await?;
        for (service, text) in OWN_TEXTS {
            set_own_text(&past, cast.get(cast::STAFF)?, service, text).await?;
        }
        profiles::say(&past, &cast).await?;
        fixtures::live_through(&past, &cast, now).await?;
        past.clock.set(now);
        orders::close_overdue(&past).await?;
        recurring::begin(&past, &cast).await?;
        cast.sign_out(&past).await?;
        if history > 0 {
            posters::open(&past).await?;
        }
    }
    cast::list(&past).await
}

/// The shipped tables, and everything published everywhere.
async fn tables(backend: &Backend) -> Result<(), AppError> {
    let file = |name, text: &'static str| ImportFile { name, bytes: text.as_bytes() };
    let categories = file("categories.csv", CATEGORIES);
    import_areas(backend, file("areas.csv", AREAS)).await.map_err(broken)?;
    import_services(backend, file("services.csv", SERVICES), Some(categories)).await.map_err(broken)?;
    import_holidays(backend, file("holidays.csv", HOLIDAYS)).await.map_err(broken)?;
    import_people(backend, file("people.csv", PEOPLE)).await.map_err(broken)?;
    let mut tx = backend.store.write().await?;
    tx.run(
        "INSERT INTO publications (community, service, published, own_text, changed_at, changed_by) \
             SELECT a.code, s.code, 1, NULL, $1, '' FROM areas a CROSS JOIN services s \
             WHERE a.kind = 'community'",
        values![backend.clock.now()],
    )
    .await?;
    // No subscriber's number begins with 0: nobody is ever called by these.
    tx.run(
        "INSERT INTO telephones (area, changed_at, number, changed_by) \
             SELECT code, $1, '0512-0000-0' || SUBSTR(code || '00', 2, 3), NULL FROM areas \
             WHERE kind IN ('office', 'community')",
        values![backend.clock.now()],
    )
    .await?;
    tx.run(
        "INSERT INTO team_telephones (team, changed_at, number, changed_by) \
             SELECT id, $1, '0512-0000-0' || SUBSTR(area || '00', 2, 2) || '8', NULL FROM teams",
        values![backend.clock.now()],
    )
    .await?;
    revision::count_change(&mut tx, Subject::Areas).await?;
    revision::count_change(&mut tx, Subject::Publications).await?;
    tx.commit().await?;
    Ok(())
}

/// The shipped tables are wrong, or the database failed.
fn broken(failure: ImportFailure) -> AppError {
    match failure {
        ImportFailure::Store(error) => error,
        ImportFailure::Rows { .. } => AppError::internal(&failure),
    }
}

/// Hands the code to whoever asked, and to nobody else.
struct Aside;

impl CodeSender for Aside {
    fn send(&self, _: &Phone, code: &SignInCode) -> Result<Option<String>, SendError> {
        Ok(Some(code.digits().to_owned()))
    }
}
