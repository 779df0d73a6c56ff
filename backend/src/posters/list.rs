//! The posters of a desk's area, with how often each was opened.

use super::scan::{all_scans, recent_scans};
use crate::accounts::Viewer;
use crate::orders::DeskScope;
use crate::{AppError, Backend, areas};
use domain::areas::{Area, AreaCode, AreaKind};

/// The posters of one community.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommunityPosters {
    /// The community's code.
    pub code: AreaCode,
    /// The community's name.
    pub name: String,
    /// One an estate, in the order of their codes.
    pub estates: Vec<PosterLine>,
}

/// One poster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PosterLine {
    /// The estate's code.
    pub code: AreaCode,
    /// The estate's name.
    pub name: String,
    /// Whether the estate is no more: nothing is printed for it, and what still hangs there says so.
    pub closed: bool,
    /// How often it was opened in the last thirty days.
    pub recent: i64,
    /// How often it was ever opened.
    pub all: i64,
}

/// The posters of the viewer's area, by community.
///
/// # Errors
/// [`AppError`] of kind `Denied` for everybody without a desk.
pub async fn poster_list(backend: &Backend, viewer: &Viewer) -> Result<Vec<CommunityPosters>, AppError> {
    let area = DeskScope::of(viewer)?.area;
    let mut tx = backend.store.read().await?;
    let tree = areas::tree_in(&mut tx, backend).await?;
    let recent = recent_scans(&mut tx, &area, backend.clock.now()).await?;
    let all = all_scans(&mut tx, &area).await?;
    let communities = tree.of_kind(AreaKind::Community).into_iter().filter(|one| area.covers(&one.code));
    let line = |estate: &Area| PosterLine {
        code: estate.code.clone(),
        name: estate.name.clone(),
        closed: estate.closed,
        recent: recent.get(estate.code.as_str()).copied().unwrap_or(0),
        all: all.get(estate.code.as_str()).copied().unwrap_or(0),
    };
    let posters = communities.map(|community| CommunityPosters {
        code: community.code.clone(),
        name: community.name.clone(),
        estates: tree.children(&community.code).into_iter().map(line).collect(),
    });
    Ok(posters.collect())
}
