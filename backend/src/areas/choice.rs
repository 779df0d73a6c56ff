//! What one chooses one's estate from.

use super::tree;
use crate::{AppError, Backend};
use domain::areas::{AreaCode, AreaKind, meant};

/// An office with its communities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeChoice {
    /// The office's name.
    pub name: String,
    /// Its communities.
    pub communities: Vec<CommunityChoice>,
}

/// A community with its estates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommunityChoice {
    /// The community's code.
    pub code: AreaCode,
    /// Its name.
    pub name: String,
    /// Its estates.
    pub estates: Vec<EstateChoice>,
}

/// An estate that one can live in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EstateChoice {
    /// The estate's code.
    pub code: AreaCode,
    /// Its name.
    pub name: String,
}

/// All estates that one can live in, by office and community, in the order of their codes.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn estates_for_choice(backend: &Backend) -> Result<Vec<OfficeChoice>, AppError> {
    let tree = tree(backend).await?;
    let estates = |community: &AreaCode| {
        let estates = tree.children(community).into_iter().filter(|estate| !estate.closed);
        estates.map(|estate| EstateChoice { code: estate.code.clone(), name: estate.name.clone() }).collect()
    };
    let communities = |office: &AreaCode| {
        let communities = tree.children(office).into_iter();
        communities
            .map(|community| CommunityChoice {
                code: community.code.clone(),
                name: community.name.clone(),
                estates: estates(&community.code),
            })
            .collect()
    };
    let offices = tree.of_kind(AreaKind::Office).into_iter();
    Ok(offices
        .map(|office| OfficeChoice { name: office.name.clone(), communities: communities(&office.code) })
        .collect())
}

/// The codes of the estates that one may mean by a part of their name, in [`crate::simplified`] characters or in pinyin; the
/// likeliest first. Closed ones are none of them.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn estates_meant(backend: &Backend, typed: &str) -> Result<Vec<AreaCode>, AppError> {
    let tree = tree(backend).await?;
    let estates = tree.of_kind(AreaKind::Estate).into_iter().filter(|estate| !estate.closed);
    let mut found: Vec<_> =
        estates.filter_map(|estate| Some((meant(&estate.name, typed)?, &estate.code))).collect();
    found.sort();
    Ok(found.into_iter().map(|(_, code)| code.clone()).collect())
}
