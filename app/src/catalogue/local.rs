//! What a visitor is offered: what the own community publishes, or for strangers what any does.

use crate::context::scanned_estate;
use backend::accounts::Viewer;
use backend::catalogue::{Offer, offer, offer_anywhere};
use backend::{AppError, Backend, areas};
use domain::areas::AreaKind;

/// What somebody is offered, and by whom.
pub(crate) struct LocalOffer {
    /// What is on offer.
    pub offer: Offer,
    /// Where one is: the community's name, or the district's.
    pub place: String,
    /// The estate whose poster was scanned, while nothing else is known of where one lives.
    pub estate: Option<String>,
}

impl LocalOffer {
    /// For somebody who lives in the district, the offer of their community; for somebody who only works
    /// in it, that of the community where they do; for whoever has scanned a poster, that of its estate; for
    /// everybody else, what any community offers.
    ///
    /// # Errors
    /// [`AppError::internal`] if the database fails.
    pub async fn of(backend: &Backend, viewer: Option<&Viewer>) -> Result<Self, AppError> {
        let tree = areas::tree(backend).await?;
        let lived_in = viewer.and_then(|viewer| viewer.community.as_ref());
        let worked_in = viewer.and_then(|viewer| viewer.in_use.as_ref()).map(|grant| &grant.area);
        let scanned = scanned_estate();
        let known = lived_in.or(worked_in);
        let scanned = scanned.as_ref().filter(|_| known.is_none()).and_then(|code| tree.get(code));
        let community = known.or(scanned.map(|area| &area.code)).and_then(|area| tree.community_of(area));
        let offer = match community {
            Some(community) => offer(backend, &community.code).await?,
            None => offer_anywhere(backend).await?,
        };
        let district = || {
            tree.of_kind(AreaKind::District).first().map_or("点点通", |area| area.name.as_str()).to_owned()
        };
        let place = community.map_or_else(district, |community| community.name.clone());
        let estate = scanned.filter(|area| area.kind == AreaKind::Estate).map(|area| area.name.clone());
        Ok(Self { offer, place, estate })
    }
}
