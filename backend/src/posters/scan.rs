//! Opening a poster's address, and how often that happens.

use crate::areas::AreaTree;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, areas, values};
use domain::areas::{AreaCode, AreaKind};
use domain::posters::first_recent_day;
use domain::time::Timestamp;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

/// The estate that a poster hangs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PosterEstate {
    /// Its code, which stands in the poster's address.
    pub code: AreaCode,
    /// Its name.
    pub name: String,
    /// Its community.
    pub community: AreaCode,
}

/// How many openings of one estate's poster count in a day from one network: many phones stand behind one address, but
/// no house has so many visitors.
const SCANS_A_NETWORK: u32 = 20;
/// How many networks are told apart in a day; what comes from others then isn't counted.
const NETWORKS: usize = 50_000;

/// What was counted today from each network, in memory alone: nothing is kept of who scanned. Cloning shares it.
#[derive(Clone, Debug, Default)]
pub struct ScansToday(Arc<Mutex<Seen>>);

#[derive(Debug, Default)]
struct Seen {
    day: Option<Date>,
    networks: HashMap<(AreaCode, String), u32>,
}

impl ScansToday {
    /// Whether one more counts.
    fn counts(&self, estate: &AreaCode, network: &str, today: Date) -> bool {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.day != Some(today) {
            *seen = Seen { day: Some(today), networks: HashMap::new() };
        }
        let key = (estate.clone(), network.to_owned());
        if seen.networks.len() >= NETWORKS && !seen.networks.contains_key(&key) {
            return false;
        }
        let count = seen.networks.entry(key).or_default();
        *count = count.saturating_add(1);
        *count <= SCANS_A_NETWORK
    }
}

#[derive(FromRow)]
struct Row {
    estate: String,
    scans: i64,
}

/// The estate of a poster's address, or the one that it has become a part of. The estate's code is the poster's: it is short, everybody may know it, and a
/// poster hangs for years.
///
/// # Errors
/// [`AppError`] of kind `NotFound` if no estate has this code, `Conflict` if the estate is no more.
pub async fn poster_estate(backend: &Backend, code: &str) -> Result<PosterEstate, AppError> {
    let tree = areas::tree(backend).await?;
    let found = estate(&tree, code);
    let found = found.ok_or_else(|| AppError::not_found("poster.not_found", "这张海报对应的小区"))?;
    let now = tree.lived_in_now(&found.code).and_then(|area| estate(&tree, area.code.as_str()));
    now.ok_or_else(|| estate_closed(&found.name))
}

/// The poster of an estate that is no more.
pub(super) fn estate_closed(name: &str) -> AppError {
    let sentence = format!("{name}已经撤了，这张海报不再用了；点单请从首页进，住址选现在住的小区");
    AppError::new(ErrorKind::Conflict, "poster.estate_closed", sentence)
}

pub(super) fn estate(tree: &AreaTree, code: &str) -> Option<PosterEstate> {
    let area = tree.get(&AreaCode::parse(code).ok()?).filter(|area| area.kind == AreaKind::Estate)?;
    let community = tree.community_of(&area.code)?.code.clone();
    Some(PosterEstate { code: area.code.clone(), name: area.name.clone(), community })
}

/// Counts that a poster was opened, today, from a network. There is one row an estate and day, however often that is; of one
/// network no more than twenty a day count, so that nobody makes a number by himself. What hundreds of networks make up still
/// counts: it is a hint, no proof.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn count_scan(backend: &Backend, estate: &PosterEstate, network: &str) -> Result<(), AppError> {
    if !backend.scans.counts(&estate.code, network, backend.clock.now().date()) {
        return Ok(());
    }
    let mut tx = backend.store.write().await?;
    add_scans(&mut tx, &estate.code, backend.clock.now().date(), 1).await?;
    tx.commit().await?;
    Ok(())
}

/// Adds to what was counted of a day.
pub(crate) async fn add_scans(
    tx: &mut Transaction,
    estate: &AreaCode,
    day: Date,
    scans: i64,
) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO poster_scans (estate, day, scans) VALUES ($1, $2, $3) \
             ON CONFLICT (estate, day) DO UPDATE SET scans = poster_scans.scans + excluded.scans",
        values![estate, day.to_string(), scans],
    )
    .await?;
    Ok(())
}

/// How often the posters of each estate of an area were opened in the last thirty days; who isn't there, never.
pub(crate) async fn recent_scans(
    tx: &mut Transaction,
    area: &AreaCode,
    now: Timestamp,
) -> Result<BTreeMap<String, i64>, StoreError> {
    let first = first_recent_day(now.date()).to_string();
    let rows: Vec<Row> = tx
        .all(
            "SELECT estate, CAST(sum(scans) AS BIGINT) AS scans FROM poster_scans \
             WHERE day >= $2 AND substr(estate, 1, length($1)) = $1 GROUP BY estate",
            values![area, first],
        )
        .await?;
    Ok(by_estate(rows))
}

/// How often they were ever opened.
pub(super) async fn all_scans(
    tx: &mut Transaction,
    area: &AreaCode,
) -> Result<BTreeMap<String, i64>, StoreError> {
    let rows: Vec<Row> = tx
        .all(
            "SELECT estate, CAST(sum(scans) AS BIGINT) AS scans FROM poster_scans \
             WHERE estate >= $1 AND estate < $2 GROUP BY estate",
            values![area, area.end()],
        )
        .await?;
    Ok(by_estate(rows))
}

fn by_estate(rows: Vec<Row>) -> BTreeMap<String, i64> {
    rows.into_iter().map(|row| (row.estate, row.scans)).collect()
}
