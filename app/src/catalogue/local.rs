//! What a visitor is offered: what the own community publishes, or for strangers what any does.

use crate::context::scanned_estate;
use backend::accounts::Viewer;
use backend::catalogue::{Offer, ServiceOnOffer, offer, offer_anywhere};
use backend::simplified::simplified;
use backend::{AppError, Backend, areas};
use domain::accounts::Locale;
use domain::areas::{AreaCode, AreaKind};
use domain::catalogue::ServiceCode;

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
        Self::near(backend, viewer, scanned_estate()).await
    }

    /// The same, where the poster that was scanned is known already.
    ///
    /// # Errors
    /// [`AppError::internal`] if the database fails.
    pub async fn near(
        backend: &Backend,
        viewer: Option<&Viewer>,
        scanned: Option<AreaCode>,
    ) -> Result<Self, AppError> {
        let tree = areas::tree(backend).await?;
        let lived_in = viewer.and_then(|viewer| viewer.community.as_ref());
        let worked_in = viewer.and_then(|viewer| viewer.in_use.as_ref()).map(|grant| &grant.area);
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

    /// The services that somebody means by these words, the likeliest first.
    pub fn found(&self, words: &str, locale: Locale) -> Vec<ServiceOnOffer> {
        found_in(&self.offer, words, locale)
    }
}

/// The services of an offer that somebody means by these words, the likeliest first. Who reads English may look for them in
/// English; what isn't found so may be pinyin.
pub(crate) fn found_in(offer: &Offer, words: &str, locale: Locale) -> Vec<ServiceOnOffer> {
    if locale == Locale::English && words.is_ascii() {
        let codes = i18n::services_for(words).into_iter().filter_map(|code| ServiceCode::parse(code).ok());
        let found: Vec<_> = codes.filter_map(|code| offer.service(&code)).collect();
        if !found.is_empty() {
            return found;
        }
    }
    offer.search(&simplified(words)).into_iter().map(|found| found.on_offer).collect()
}
