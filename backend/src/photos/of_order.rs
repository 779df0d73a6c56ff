//! The pictures of an order, as one particular person may see them and add to them.

use super::rows;
use crate::accounts::Viewer;
use crate::orders::OrderView;
use crate::{AppError, Backend, catalogue};
use domain::catalogue::ServiceCode;
use domain::orders::Actor;
use domain::photos::{PhotoId, PhotoKind, addable, has_room, shown_to};
use domain::time::Timestamp;

/// A picture of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// What it is called.
    pub id: PhotoId,
    /// What it shows.
    pub kind: PhotoKind,
    /// How often the order had been reopened when it was added.
    pub round: i64,
    /// In pixels.
    pub width: i64,
    /// In pixels.
    pub height: i64,
    /// When it was added.
    pub added_at: Timestamp,
    /// Whether the viewer may take it back.
    pub may_withdraw: bool,
}

/// The pictures of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderPhotos {
    /// Those that stand, oldest first; none for those who may not see them.
    pub photos: Vec<Photo>,
    /// How many were taken back.
    pub withdrawn: usize,
    /// What the viewer may add now, if there is room.
    pub addable: Option<PhotoKind>,
    /// How many more the viewer may add.
    pub room: usize,
    /// Whether the service asks for a picture and there is none of the kind that the viewer may add.
    pub wanted: bool,
}

/// The pictures of an order, for whoever looks at it.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn of_order(backend: &Backend, viewer: &Viewer, view: &OrderView) -> Result<OrderPhotos, AppError> {
    let order = &view.order;
    let actor =
        Actor { person: Some(viewer.person.clone()), name: viewer.name.clone(), acting: view.acting.clone() };
    if !backend.photos.is_open() || !shown_to(&order.state, &actor) {
        return Ok(OrderPhotos::default());
    }
    let mut tx = backend.store.read().await?;
    let all = rows::of_number(&mut tx, &order.number).await?;
    drop(tx);
    let kind = addable(&order.state, &actor, &order.parties);
    let now_addable = |photo: &rows::StoredPhoto| Some(photo.kind) == kind && photo.round == order.reopened;
    let added = all.iter().filter(|photo| now_addable(photo)).count();
    let (standing, withdrawn): (Vec<_>, Vec<_>) = all.iter().partition(|photo| photo.withdrawn_at.is_none());
    let there = standing.iter().filter(|photo| now_addable(photo)).count();
    let room = (0..domain::photos::PHOTOS_MOST)
        .take_while(|more| has_room(there + more, added + more).is_ok())
        .count();
    let photos = standing.iter().map(|photo| Photo {
        id: photo.id.clone(),
        kind: photo.kind,
        round: photo.round,
        width: photo.width,
        height: photo.height,
        added_at: photo.added_at,
        may_withdraw: now_addable(photo) && photo.added_by == viewer.person,
    });
    Ok(OrderPhotos {
        photos: photos.collect(),
        withdrawn: withdrawn.len(),
        addable: kind.filter(|_| room > 0),
        room: if kind.is_some() { room } else { 0 },
        wanted: kind.is_some() && there == 0 && asks_for_photo(backend, &order.service).await?,
    })
}

/// Whether a service says that a picture helps.
async fn asks_for_photo(backend: &Backend, service: &str) -> Result<bool, AppError> {
    let Ok(code) = ServiceCode::parse(service) else { return Ok(false) };
    let catalogue = catalogue::current(&mut backend.store.read().await?, backend).await?;
    Ok(catalogue.service(&code).is_some_and(|service| service.needs_photo))
}
