//! What stands on a poster.

use crate::accounts::Viewer;
use crate::areas;
use crate::catalogue::{Offer, offer_in};
use crate::orders::DeskScope;
use crate::posters::scan::estate_closed;
use crate::{AppError, Backend};
use domain::areas::{Area, AreaCode, AreaKind, Telephone};
use domain::catalogue::{Category, ServiceList};
use strum::IntoEnumIterator;

/// The poster of an estate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poster {
    /// The estate's code, which stands in the poster's address.
    pub code: AreaCode,
    /// The estate's name.
    pub estate: String,
    /// The community's name.
    pub community: String,
    /// Whom to call; `None` if nobody above the estate has a telephone.
    pub telephone: Option<Telephone>,
    /// The three lists.
    pub lists: Vec<PosterServices>,
}

/// What a community publishes of one list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PosterServices {
    /// The list.
    pub list: ServiceList,
    /// The names of its services, by category, in the order of the catalogue.
    pub by_category: Vec<Vec<String>>,
}

impl PosterServices {
    /// How many services there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.by_category.iter().map(Vec::len).sum()
    }
}

/// The poster of an estate of the viewer's desk; or those of all estates of a community.
///
/// # Errors
/// [`AppError`]: `Denied` for everybody without a desk, and outside its area; `NotFound` if the code is of no estate
/// and of no community, `Conflict` if the estate is no more.
pub async fn posters(backend: &Backend, viewer: &Viewer, code: &str) -> Result<Vec<Poster>, AppError> {
    let desk = DeskScope::of(viewer)?.area;
    let missing = || AppError::not_found("poster.not_found", "这张海报对应的小区");
    let code = AreaCode::parse(code).map_err(|_| missing())?;
    let mut tx = backend.store.read().await?;
    let tree = areas::tree_in(&mut tx, backend).await?;
    let area = tree.get(&code).ok_or_else(missing)?;
    let estates = match area.kind {
        AreaKind::Estate if area.closed => return Err(estate_closed(&area.name)),
        AreaKind::Estate => vec![area],
        AreaKind::Community => {
            tree.children(&area.code).into_iter().filter(|estate| !estate.closed).collect()
        }
        _ => return Err(missing()),
    };
    if !desk.covers(&code) {
        return Err(AppError::denied());
    }
    let community = tree.community_of(&code).ok_or_else(missing)?;
    let offer = offer_in(&mut tx, backend, &community.code).await?;
    let lists: Vec<_> = ServiceList::iter().map(|list| services(&offer, list)).collect();
    let poster = |estate: &Area| Poster {
        code: estate.code.clone(),
        estate: estate.name.clone(),
        community: community.name.clone(),
        telephone: tree.whom_to_call(&estate.code).map(|(_, telephone)| telephone.clone()),
        lists: lists.clone(),
    };
    Ok(estates.into_iter().map(poster).collect())
}

fn services(offer: &Offer, list: ServiceList) -> PosterServices {
    let of_category = |category: &Category| {
        let services = offer.in_category(&category.code).into_iter();
        services.filter(|one| one.service.list == list).map(|one| one.service.name).collect::<Vec<_>>()
    };
    let by_category = offer.catalogue.categories.iter().map(of_category);
    PosterServices { list, by_category: by_category.filter(|services| !services.is_empty()).collect() }
}
