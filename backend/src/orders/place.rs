//! Placing an order: for oneself, for a relative, or for somebody who telephones.

use super::insert::placed_lately;
use super::once::{FormKey, form_key, made_by_form};
use super::{Contact, NewOrder, bounds, make};
use crate::accounts::{self, Viewer};
use crate::{AppError, Backend, ErrorKind, FieldError, areas, catalogue, photos};
use domain::accounts::{Address, PersonName, Phone, Role};
use domain::areas::AreaCode;
use domain::catalogue::ServiceCode;
use domain::dispatch::Wishes;
use domain::orders::{Acting, Actor, EventKind, NOTE_LIMIT, OrderNumber, OrderedBy, Parties, TimeWindow};
use domain::text;
use domain::time::{MINUTE, Timestamp};
use domain::typed;

/// How long the same order once more is most likely a mistake, in milliseconds.
const LATELY: i64 = 30 * MINUTE;

/// For whom an order is placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderFor {
    /// The viewer, at home.
    Oneself,
    /// Somebody of the family, at their home; both see the order.
    Relative,
    /// Somebody who telephones; only staff of their community may.
    Caller,
}

impl From<OrderFor> for OrderedBy {
    fn from(whom: OrderFor) -> Self {
        match whom {
            OrderFor::Oneself => Self::Oneself,
            OrderFor::Relative => Self::Relative,
            OrderFor::Caller => Self::Desk,
        }
    }
}

/// What was typed into the order form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceRequest {
    /// The service's code.
    pub service: String,
    /// Made with the form: the same token never makes a second order of the same content, and is asked about with
    /// other content.
    pub token: String,
    /// The name of a relative or caller.
    pub name: String,
    /// Their phone.
    pub phone: String,
    /// Their estate's code.
    pub estate: String,
    /// Their building, unit and room.
    pub building: String,
    /// See `building`.
    pub unit: String,
    /// See `building`.
    pub room: String,
    /// A window of [`TimeWindow`], `soon` or nothing for as soon as possible, or `other`.
    pub window: String,
    /// For `other`: a day such as 2026-11-24.
    pub day: String,
    /// For `other`: a part of the day.
    pub part: String,
    /// What else they say.
    pub note: String,
    /// A gender of [`domain::dispatch::Gender`], or nothing.
    pub wish_gender: String,
    /// A language of [`domain::dispatch::Language`], or nothing.
    pub wish_language: String,
    /// Anything, if they mean it although they have just placed the same order; nothing at first.
    pub again: String,
}

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
    request: &PlaceRequest,
) -> Result<Placed, AppError> {
    let now = backend.clock.now();
    let mut errors = Vec::new();
    let contact = contact(viewer, whom, request, &mut errors);
    let preferred = preferred(request, now).unwrap_or_else(|error| {
        errors.push(error);
        None
    });
    let note = text::optional(&request.note, NOTE_LIMIT).unwrap_or_else(|error| {
        errors.push(FieldError::new("note", error.about("说明")));
        String::new()
    });
    let wishes = wishes(request, &mut errors);
    let service = ServiceCode::parse(&request.service)
        .map_err(|_| errors.insert(0, FieldError::new("service", "请选一项服务")));
    let form = form_key(backend, viewer, whom, request)?;
    let (contact, service) = match (contact, service) {
        (Some(contact), Ok(service)) if errors.is_empty() => (contact, service),
        _ => return taken_before(backend, &form, AppError::invalid(errors)).await,
    };
    let community = community(backend, whom, contact.estate()).await?;
    if whom == OrderFor::Caller && !is_staff(viewer, &community) {
        return Err(AppError::denied());
    }

    let mut session = backend.store.write().await?;
    let resident = match whom {
        OrderFor::Oneself => viewer.person.clone(),
        OrderFor::Relative | OrderFor::Caller => {
            accounts::ensure_person(&mut session, backend, &contact.phone, &contact.name).await?
        }
    };
    let placed_by = if whom == OrderFor::Caller { resident.clone() } else { viewer.person.clone() };
    // From here on neither the same form nor anybody that is counted places another order beside this one.
    accounts::hold_people(&mut session, [&viewer.person, &placed_by]).await?;
    if let Some(placed) = made_by_form(&mut session, &form).await? {
        return Ok(placed);
    }
    let offer = catalogue::service_on_offer(&mut session, backend, &community, &service)
        .await?
        .ok_or_else(not_offered)?;
    if whom != OrderFor::Caller && request.again.is_empty() {
        let since = now.plus(-LATELY);
        let earlier = placed_lately(&mut session, &community, (&viewer.person, &resident), &service, since);
        if let Some(number) = earlier.await? {
            return Err(placed_just_now(&number));
        }
    }
    bounds::within(&mut session, backend, viewer, &community, (whom.into(), &placed_by, &resident)).await?;
    let acting = match whom {
        OrderFor::Caller if viewer.role() == Role::CommunityLead => Acting::CommunityLead,
        OrderFor::Caller => Acting::Staff,
        OrderFor::Oneself | OrderFor::Relative => Acting::Resident,
    };
    let by_telephone = whom == OrderFor::Caller;
    let order = NewOrder {
        parties: Parties { placed_by, resident, estate: contact.estate().clone() },
        service: offer.service,
        entered_by: by_telephone.then(|| viewer.person.clone()),
        contact,
        preferred,
        wishes,
        note,
        by: Actor { person: Some(viewer.person.clone()), name: viewer.name.clone(), acting },
        placed: EventKind::Placed { by_telephone, recurrence: None },
    };
    let made = make(&mut session, backend, &community, &form, order).await?;
    let number = made.ok_or_else(|| AppError::internal(&"a token is taken, and no order has it"))?;
    photos::attach(&mut session, backend, &number, &viewer.person, &form.token).await?;
    session.commit().await?;
    Ok(Placed { number })
}

/// Who is served and where; wrong fields are added to `errors`.
fn contact(
    viewer: &Viewer,
    whom: OrderFor,
    request: &PlaceRequest,
    errors: &mut Vec<FieldError>,
) -> Option<Contact> {
    if whom == OrderFor::Oneself {
        let Some(address) = viewer.home.clone() else {
            errors.push(FieldError::new("estate", "请先在“我的”里填好住址"));
            return None;
        };
        let name = PersonName::parse(&viewer.name)
            .map_err(|error| errors.push(FieldError::new("name", error.about("姓名"))));
        return Some(Contact { name: name.ok()?, phone: viewer.phone.clone(), address });
    }
    let name = PersonName::parse(&request.name).map_err(|error| {
        errors.push(FieldError::new("name", error.about("姓名")));
    });
    let phone = Phone::parse(&request.phone).map_err(|error| errors.push(FieldError::new("phone", error)));
    let estate =
        AreaCode::parse(&request.estate).map_err(|_| errors.push(FieldError::new("estate", "请选小区")));
    // Building and room are looked at even if the estate is wrong, so that all is said at once.
    let stand_in = estate.clone().ok().or_else(|| AreaCode::parse("X").ok())?;
    let address =
        Address::parse(stand_in, &request.building, &request.unit, &request.room).map_err(|wrong| {
            errors.extend(wrong.into_iter().map(|error| FieldError::new(error.field, &error)));
        });
    estate.ok()?;
    Some(Contact { name: name.ok()?, phone: phone.ok()?, address: address.ok()? })
}

/// When they would like somebody to come.
fn preferred(request: &PlaceRequest, now: Timestamp) -> Result<Option<TimeWindow>, FieldError> {
    match request.window.as_str() {
        "" | "soon" => Ok(None),
        "other" => {
            let day = typed::day(&request.day).map_or_else(|| request.day.clone(), |day| day.to_string());
            let window = TimeWindow::parse(&format!("{day}.{}", request.part), now);
            window.map(Some).map_err(|error| FieldError::new("day", error))
        }
        window => TimeWindow::parse(window, now).map(Some).map_err(|error| FieldError::new("window", error)),
    }
}

/// Whom they would like to come; a wish that nobody knows is no wish, and is said so.
fn wishes(request: &PlaceRequest, errors: &mut Vec<FieldError>) -> Wishes {
    let unknown = |field| FieldError::new(field, "请从列表里选一个");
    let gender = match request.wish_gender.as_str() {
        "" => None,
        typed => typed.parse().map_err(|_| errors.push(unknown("wish_gender"))).ok(),
    };
    let language = match request.wish_language.as_str() {
        "" => None,
        typed => typed.parse().map_err(|_| errors.push(unknown("wish_language"))).ok(),
    };
    Wishes { gender, language }
}

/// What a form comes to that can't be taken any more, such as for an afternoon that is over: the order that it made
/// while it could, or else the error.
async fn taken_before(backend: &Backend, form: &FormKey, error: AppError) -> Result<Placed, AppError> {
    let mut session = backend.store.read().await?;
    match made_by_form(&mut session, form).await {
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
async fn community(backend: &Backend, whom: OrderFor, estate: &AreaCode) -> Result<AreaCode, AppError> {
    let tree = areas::tree(backend).await?;
    let community = tree.lived_in(estate).and_then(|area| tree.community_of(&area.code));
    community.map(|community| community.code.clone()).ok_or_else(|| {
        let closed = tree.get(estate).filter(|area| area.closed);
        let sentence = match (closed, whom) {
            (Some(area), OrderFor::Oneself) => format!("{}已经撤了，请先在“我的”里改好住址", area.name),
            (Some(area), _) => format!("{}已经撤了，请选现在住的小区", area.name),
            (None, _) => "请选小区".to_owned(),
        };
        AppError::invalid(vec![FieldError::new("estate", sentence)])
    })
}

/// Whether the role in use makes the viewer staff of the community.
fn is_staff(viewer: &Viewer, community: &AreaCode) -> bool {
    viewer.in_use.as_ref().is_some_and(|grant| {
        matches!(grant.role, Role::Staff | Role::CommunityLead) && grant.covers(community)
    })
}
