//! Placing an order: for oneself, at home or elsewhere, for a relative, or for somebody who telephones.

use super::once::{FormKey, form_key, made_by_form};
use super::place_order::{Asked, OrderFor, PlaceOrder};
use super::so_far::{Asking, so_far};
use super::{NewOrder, bounds, create, family};
use crate::accounts::{self, Viewer};
use crate::areas::{self, AreaTree};
use crate::{AppError, Backend, ErrorKind, FieldError, catalogue, field};
use domain::accounts::Role;
use domain::areas::AreaCode;
use domain::orders::{Acting, Actor, EventKind, OrderNumber, Parties};

/// An order that has been placed, now or by an earlier click.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Its number.
    pub number: OrderNumber,
}

/// Places an order.
///
/// The same form posted again is the order that it made, whatever has become of time and profile since. Whoever places
/// the same order again within half an hour is asked first whether they mean it, and so is who posts something else with
/// the token of a form that has made an order ([`FORM_USED`](super::FORM_USED)).
///
/// # Errors
/// [`AppError`]: invalid fields; the same order just placed; the form used for another one; the service isn't published where the person
/// lives; not staff there.
pub async fn place(
    backend: &Backend,
    viewer: &Viewer,
    whom: OrderFor,
    form: &PlaceOrder,
) -> Result<Placed, AppError> {
    let now = backend.clock.now();
    let key = form_key(backend, viewer, whom, form)?;
    let relative = match form.named_relative(whom) {
        Some(id) => family::relative(backend, viewer, id).await?,
        None => None,
    };
    let Asked { contact, service, details } = match form.read(viewer, whom, relative, now) {
        Ok(asked) => asked,
        Err(wrong) => return taken_before(backend, &key, AppError::invalid(wrong)).await,
    };
    let mut tx = backend.store.write_shared().await?;
    let tree = areas::tree_in(&mut tx, backend).await?;
    let community = community(&tree, whom, form, contact.estate())?;
    let acting = acting(viewer, whom, &community)?;
    let resident = match whom {
        OrderFor::Oneself | OrderFor::Elsewhere => viewer.person.clone(),
        OrderFor::Relative | OrderFor::Caller => {
            accounts::ensure_person(&mut tx, backend, &contact.phone, &contact.name).await?
        }
    };
    let by_telephone = whom == OrderFor::Caller;
    let placed_by = if by_telephone { resident.clone() } else { viewer.person.clone() };
    let parties = Parties { placed_by, resident, estate: contact.estate().clone() };
    // From here on neither the same form nor anybody that is counted places another order beside this one.
    accounts::hold_people(&mut tx, [&viewer.person, &parties.placed_by]).await?;
    // What is counted goes by the people, not by the form.
    let to_oneself = whom == OrderFor::Relative && parties.resident == parties.placed_by;
    let counted_as = if to_oneself || whom == OrderFor::Elsewhere { OrderFor::Oneself } else { whom };
    let asking = Asking {
        viewer,
        whom: counted_as,
        community: &community,
        parties: &parties,
        service: &service,
        key: &key,
    };
    let so_far = so_far(&mut tx, &asking, now).await?;
    if let Some(placed) = so_far.made {
        if placed.is_ok() {
            // Whoever made it may share this transaction, and be no further.
            tx.commit().await?;
        }
        return placed;
    }
    let offer = catalogue::offer_in(&mut tx, backend, &community).await?;
    let offer = offer.service(&service).ok_or_else(not_offered)?;
    if let Some(number) = so_far.lately.filter(|_| !by_telephone && form.again.is_empty()) {
        return Err(placed_just_now(&number));
    }
    bounds::within(&tree, &community, counted_as, &parties.placed_by, &so_far.orders)?;
    if form.remembers(whom) {
        family::remember(&mut tx, backend, &viewer.person, &contact).await?;
    }
    let order = NewOrder {
        parties,
        service: offer.service,
        entered_by: by_telephone.then(|| viewer.person.clone()),
        contact,
        details,
        by: Actor { person: Some(viewer.person.clone()), name: viewer.name.clone(), acting },
        placed: EventKind::Placed { by_telephone, recurrence: None },
    };
    let made = create(&mut tx, backend, &community, (&key, so_far.pictures), order).await?;
    let number = made.ok_or_else(|| AppError::internal(&"a token is taken, and no order has it"))?;
    tx.commit().await?;
    Ok(Placed { number })
}

/// As what the viewer places an order; for somebody who telephones, only as staff of their community.
fn acting(viewer: &Viewer, whom: OrderFor, community: &AreaCode) -> Result<Acting, AppError> {
    if whom != OrderFor::Caller {
        return Ok(Acting::Resident);
    }
    match viewer.in_use.as_ref().filter(|grant| grant.covers(community)).map(|grant| grant.role) {
        Some(Role::CommunityLead) => Ok(Acting::CommunityLead),
        Some(Role::Staff) => Ok(Acting::Staff),
        _ => Err(AppError::denied()),
    }
}

/// What a form comes to that can't be taken any more, such as for an afternoon that is over: the order that it made
/// while it could, or else the error.
async fn taken_before(backend: &Backend, form: &FormKey, error: AppError) -> Result<Placed, AppError> {
    let mut tx = backend.store.read().await?;
    match made_by_form(&mut tx, form).await {
        Ok(Some(placed)) => Ok(placed),
        Err(failed) if failed.kind == ErrorKind::Internal => Err(failed),
        _ => Err(error),
    }
}

/// Most likely the way back and the same button again.
fn placed_just_now(number: &OrderNumber) -> AppError {
    let sentence = format!("您刚点过同样的一单 {number}，还在办；真的要再点一单吗？");
    let mut error = AppError::new(ErrorKind::Conflict, "order.placed_just_now", sentence);
    error.order = Some(number.to_string());
    error
}

/// The community doesn't publish the service.
pub(crate) fn not_offered() -> AppError {
    AppError::new(
        ErrorKind::NotFound,
        "order.service_not_offered",
        "这个社区现在没有开通这项服务，请换一项或打社区电话",
    )
}

/// The community of an estate; anything but an estate that is there can't be lived in.
fn community(
    tree: &AreaTree,
    whom: OrderFor,
    form: &PlaceOrder,
    estate: &AreaCode,
) -> Result<AreaCode, AppError> {
    let community = tree.lived_in(estate).and_then(|area| tree.community_of(&area.code));
    community.map(|community| community.code.clone()).ok_or_else(|| {
        let closed = tree.get(estate).filter(|area| area.closed);
        let named = form.named_relative(whom).is_some();
        let sentence = match (closed, whom) {
            (Some(area), OrderFor::Oneself) => format!("{}已经撤了，请先在“我的”里改好住址", area.name),
            (Some(area), _) if named => format!("{}已经撤了，请选“别的家人”，填现在住的小区", area.name),
            (Some(area), _) => format!("{}已经撤了，请选现在住的小区", area.name),
            (None, _) => "请选小区".to_owned(),
        };
        let field = if named { field!(PlaceOrder, relative) } else { field!(PlaceOrder, estate) };
        AppError::invalid(vec![FieldError::new(field, sentence)])
    })
}
