//! Adding a picture: to an order, or to an order form that is still being filled in.

use super::rows::{Kept, Place};
use super::store::{new_blob, write};
use super::{drafts, leftovers, picture, rows};
use crate::accounts::Viewer;
use crate::orders::{Order, Viewpoint, announce, form_token, is_open_to, load, lock};
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, values};
use domain::accounts::PersonId;
use domain::orders::Actor;
use domain::photos::{PhotoError, PhotoKind, addable, has_room, may_be_key};

/// Where a picture is to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An order.
    Order {
        /// Its number.
        number: String,
        /// From which side.
        viewpoint: Viewpoint,
    },
    /// The order that a form will make, or has made meanwhile.
    Form {
        /// The form's token.
        token: String,
    },
}

/// A picture that is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// It belongs to the order.
    ToOrder,
    /// It waits for its order under this name.
    Waiting(String),
}

/// What is known before a single byte is read: the picture, if this sending was already taken; else that the viewer
/// may add one there now, and there is room.
///
/// # Errors
/// As [`add`].
pub async fn before(
    backend: &Backend,
    viewer: &Viewer,
    target: &Target,
    key: &str,
) -> Result<Option<Added>, AppError> {
    if !backend.photos.is_open() {
        return Err(PhotoError::NotNow.into());
    }
    if !may_be_key(key) {
        return Err(AppError::new(ErrorKind::Invalid, "photo.key", "照片没有传好，请刷新页面再试"));
    }
    let mut tx = backend.store.read().await?;
    let upload = upload(backend, viewer, key);
    let (_, added) = place_for(&mut tx, backend, viewer, target, &upload).await?;
    drop(tx);
    if added.is_none() {
        may_add(backend, viewer, target).await?;
    }
    Ok(added)
}

/// The name of a sending, as it is stored.
fn upload(backend: &Backend, viewer: &Viewer, key: &str) -> String {
    backend.vault.fingerprint("photos.upload", &format!("{}\0{key}", viewer.person))
}

/// The key of a picture that a form sends as it is: the form's token, the place in it, and what the picture holds. Sent
/// again it is the same; another picture in a form that came back by the browser's own way is another.
#[must_use]
pub fn form_key(token: &str, place: usize, sent: &[u8]) -> String {
    format!("{token}-{place}-{}", &picture::sha256(sent)[..32])
}

/// Whether the viewer may add a picture there now, and there is room.
async fn may_add(backend: &Backend, viewer: &Viewer, target: &Target) -> Result<(), AppError> {
    let mut tx = backend.store.read().await?;
    match resolved(&mut tx, backend, viewer, target).await? {
        Resolved::Order(order, actor) => room(&mut tx, &order, &actor).await.map(|_| ()),
        Resolved::Draft(token) => Ok(drafts::room(&mut tx, &viewer.person, &token).await?),
    }
}

/// Adds a picture. `key` is the name that the browser gave to this sending: sent again with it, the picture is the same
/// one. A script gives each picture a key of its own, under which it keeps the picture itself; for a form there is
/// [`form_key`].
///
/// # Errors
/// [`AppError`]: it is no picture that can be taken ([`PhotoError`]); not by this person, not now, or no room; not found.
pub async fn add(
    backend: &Backend,
    viewer: &Viewer,
    target: &Target,
    key: &str,
    sent: Vec<u8>,
) -> Result<Added, AppError> {
    if let Some(added) = before(backend, viewer, target, key).await? {
        return Ok(added);
    }
    let upload = upload(backend, viewer, key);
    let picture = picture::remade(sent).await?;
    let blob = new_blob(backend);
    leftovers::announce(backend, &blob).await?;
    write(backend, &blob, &picture.bytes).await?;
    own(backend, viewer, target, &Kept::new(upload, blob, &picture)).await
}

/// Writes the row that owns bytes which lie in the store, after asking everything again.
async fn own(backend: &Backend, viewer: &Viewer, target: &Target, kept: &Kept) -> Result<Added, AppError> {
    let now = backend.clock.now();
    let mut tx = backend.store.write().await?;
    match resolved(&mut tx, backend, viewer, target).await? {
        Resolved::Order(order, _) => lock(&mut tx, &order.number).await?,
        Resolved::Draft(_) => drafts::lock(&mut tx, &viewer.person).await?,
    }
    let added = match place_for(&mut tx, backend, viewer, target, &kept.upload).await? {
        // The same, sent twice at the same moment; these bytes are left over.
        (_, Some(added)) => return Ok(added),
        (Resolved::Order(order, actor), None) => {
            let kind = room(&mut tx, &order, &actor).await?;
            let place =
                Place { number: &order.number, round: order.reopened, kind, by: &viewer.person, at: now };
            rows::insert(&mut tx, backend, &place, kept).await?;
            announce(&mut tx, &order)?;
            Added::ToOrder
        }
        (Resolved::Draft(token), None) => {
            Added::Waiting(drafts::insert(&mut tx, backend, &viewer.person, &token, kept).await?)
        }
    };
    if !leftovers::owned(&mut tx, &kept.blob, now).await? {
        return Err(AppError::internal(&"a picture took too long on its way"));
    }
    tx.commit().await?;
    Ok(added)
}

/// What the target comes to now, and what this very sending has made there already.
async fn place_for(
    tx: &mut Transaction,
    backend: &Backend,
    viewer: &Viewer,
    target: &Target,
    upload: &str,
) -> Result<(Resolved, Option<Added>), AppError> {
    let resolved = resolved(tx, backend, viewer, target).await?;
    let added = match &resolved {
        Resolved::Order(order, _) => {
            rows::is_known(tx, &order.number, upload).await?.then_some(Added::ToOrder)
        }
        Resolved::Draft(_) => drafts::known(tx, &viewer.person, upload).await?.map(Added::Waiting),
    };
    Ok((resolved, added))
}

/// What a target comes to.
enum Resolved {
    Order(Box<Order>, Actor),
    /// The form's token, as it is stored.
    Draft(String),
}

async fn resolved(
    tx: &mut Transaction,
    backend: &Backend,
    viewer: &Viewer,
    target: &Target,
) -> Result<Resolved, AppError> {
    let (number, viewpoint) = match target {
        Target::Order { number, viewpoint } => (number.clone(), *viewpoint),
        Target::Form { token } => {
            let token = form_token(backend, viewer, token)?;
            match made_by(tx, &viewer.person, &token).await? {
                Some(number) => (number, Viewpoint::Resident),
                None => return Ok(Resolved::Draft(token)),
            }
        }
    };
    let (order, actor) = load(tx, viewer, &number, viewpoint).await?;
    if !is_open_to(&order, &actor) {
        return Err(AppError::not_found("order.not_found", "这张工单"));
    }
    Ok(Resolved::Order(Box::new(order), actor))
}

/// The number of the order that a form has made.
async fn made_by(tx: &mut Transaction, person: &PersonId, token: &str) -> Result<Option<String>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        number: String,
    }
    let row: Option<Row> = tx
        .one("SELECT number FROM orders WHERE placed_by = $1 AND token = $2", values![person, token])
        .await?;
    Ok(row.map(|row| row.number))
}

/// As what the actor adds a picture to the order now, if there is room for one.
async fn room(tx: &mut Transaction, order: &Order, actor: &Actor) -> Result<PhotoKind, AppError> {
    let kind = addable(&order.state, actor, &order.parties).ok_or(PhotoError::NotNow)?;
    let all = rows::of_number(tx, &order.number).await?;
    let same = || all.iter().filter(|photo| photo.kind == kind && photo.round == order.reopened);
    has_room(same().filter(|photo| photo.withdrawn_at.is_none()).count(), same().count())?;
    Ok(kind)
}
