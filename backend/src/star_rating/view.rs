//! Who sees what of the stars.

use super::read::Known;
use crate::accounts::Viewer;
use crate::areas::AreaTree;
use crate::counters::Span;
use crate::orders::DeskScope;
use crate::{AppError, Backend, areas};
use domain::areas::{Area, AreaCode, AreaKind};
use domain::counters::{Month, Quarter};
use domain::star_rating::{Score, YearStars, is_final, places};
use domain::time::Timestamp;

/// A community with all its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct CommunityStars {
    /// Its code.
    pub code: AreaCode,
    /// Its name.
    pub name: String,
    /// The quarter's score.
    pub score: Score,
    /// Its place among all communities of the district; `None` without points.
    pub place: Option<usize>,
    /// The score of each month of the quarter that has begun.
    pub months: Vec<(Month, Score)>,
    /// The stars of the year, as far as it has come.
    pub year: YearStars,
}

/// A community's place, and nothing more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// Its place among all communities of the district.
    pub place: usize,
}

/// The stars as a desk sees them.
#[derive(Clone, Debug, PartialEq)]
pub struct StarsView {
    /// Which quarter.
    pub quarter: Quarter,
    /// Whether it is over.
    pub is_over: bool,
    /// Whether the stars of its year stand.
    pub is_final: bool,
    /// When this was reckoned.
    pub now: Timestamp,
    /// The name of the desk's area.
    pub name: String,
    /// How many communities the district has, and how many have points.
    pub compared: (usize, usize),
    /// The communities of the desk's area, the most points first; those without behind, by code.
    pub communities: Vec<CommunityStars>,
    /// For a community's desk, once the quarter is over: the places of all.
    pub places: Vec<Place>,
}

/// The published stars of a community.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FinalStars {
    /// The year.
    pub year: i16,
    /// Its stars.
    pub stars: YearStars,
    /// Its place among all communities of the district; `None` without stars.
    pub place: Option<usize>,
    /// How many communities have stars.
    pub compared: usize,
}

/// The stars for the viewer's desk in a quarter; the present one if none is asked for, or one that has not begun.
///
/// # Errors
/// [`AppError`] of kind `Denied` for everybody without a desk.
pub async fn stars(
    backend: &Backend,
    viewer: &Viewer,
    quarter: Option<Quarter>,
) -> Result<StarsView, AppError> {
    let area = DeskScope::of(viewer)?.area;
    let own_only = viewer.community_desk().is_some();
    let now = backend.clock.now();
    let present = Quarter::of(Month::of(now));
    let quarter = quarter.filter(|asked| *asked <= present).unwrap_or(present);
    let is_over = quarter < present;
    let tree = areas::tree(backend).await?;
    let known = known(backend, &tree, &area, quarter).await?;
    let all = compared(&tree, &area);
    let scores: Vec<_> =
        all.iter().map(|one| known.score(one.code.as_str(), quarter.first(), quarter.last())).collect();
    let places = places(&scores.iter().map(|score| score.points).collect::<Vec<_>>());
    let ranked = places.iter().flatten().count();
    let mut others = Vec::new();
    let mut communities = Vec::new();
    for ((community, score), place) in all.iter().zip(scores).zip(places) {
        if let Some(place) = place.filter(|_| own_only && is_over) {
            others.push(Place { name: community.name.clone(), place });
        }
        if area.covers(&community.code) {
            let code = community.code.as_str();
            let months = quarter.first().to(quarter.last().min(Month::of(now)));
            communities.push(CommunityStars {
                code: community.code.clone(),
                name: community.name.clone(),
                score,
                place,
                months: months.map(|month| (month, known.score(code, month, month))).collect(),
                year: known.year(code, quarter),
            });
        }
    }
    others.sort_by_key(|one| one.place);
    communities.sort_by_key(|one| one.place.unwrap_or(usize::MAX));
    Ok(StarsView {
        is_final: is_final(quarter.year(), now.date()),
        name: tree.name(&area).to_owned(),
        compared: (all.len(), ranked),
        places: others,
        quarter,
        is_over,
        now,
        communities,
    })
}

/// The stars of the last year whose stars stand, for everybody, made once a minute at most: for a page that anybody may open.
///
/// # Errors
/// As [`final_stars`].
pub async fn recent_final_stars(
    backend: &Backend,
    community: &AreaCode,
) -> Result<Option<FinalStars>, AppError> {
    let made = async || final_stars(backend, community).await;
    backend.published_stars.get_or_make(community, backend.clock.now(), made).await
}

/// The stars of the last year whose stars stand, for everybody; `None` if the community had none and no points.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn final_stars(backend: &Backend, community: &AreaCode) -> Result<Option<FinalStars>, AppError> {
    let now = backend.clock.now();
    let last = Quarter::of(Month::of(now)).plus(-4);
    let last = if is_final(last.year(), now.date()) { last } else { last.plus(-4) };
    let tree = areas::tree(backend).await?;
    let known = known(backend, &tree, community, last).await?;
    let all = compared(&tree, community);
    let years: Vec<_> = all.iter().map(|one| known.year(one.code.as_str(), last)).collect();
    let places = places(&years.iter().map(YearStars::tenths).collect::<Vec<_>>());
    let compared = places.iter().flatten().count();
    let own = all.iter().zip(years).zip(places).find(|((one, _), _)| one.code == *community);
    let own = own.map(|((_, stars), place)| FinalStars { year: last.year(), stars, place, compared });
    // A year in which nothing was rated needs no word.
    Ok(own.filter(|own| own.stars.quarters.iter().any(Option::is_some)))
}

/// The sums of all communities in the year of a quarter.
async fn known(
    backend: &Backend,
    tree: &AreaTree,
    area: &AreaCode,
    quarter: Quarter,
) -> Result<Known, AppError> {
    let mut year = quarter.of_year();
    let (from, to) = (year.next().unwrap_or(quarter).first(), year.last().unwrap_or(quarter).last());
    let span = Span { area: district(tree, area), from, to };
    let mut tx = backend.store.read().await?;
    Ok(Known::read(&mut tx, &span, backend.clock.now()).await?)
}

/// The district around an area.
fn district(tree: &AreaTree, area: &AreaCode) -> AreaCode {
    let district = tree.of_kind(AreaKind::District).into_iter().find(|one| one.code.covers(area));
    district.map_or_else(|| area.clone(), |one| one.code.clone())
}

/// The communities that are held against each other.
fn compared<'tree>(tree: &'tree AreaTree, area: &AreaCode) -> Vec<&'tree Area> {
    let district = district(tree, area);
    tree.of_kind(AreaKind::Community).into_iter().filter(|one| district.covers(&one.code)).collect()
}
