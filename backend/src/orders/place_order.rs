//! The order form: what is typed into it, and what that comes to.

use super::Contact;
use super::order::Details;
use crate::accounts::Viewer;
use crate::{FieldError, field};
use domain::accounts::{Address, PersonName, Phone};
use domain::areas::AreaCode;
use domain::catalogue::ServiceCode;
use domain::dispatch::Preferences;
use domain::orders::{NOTE_LIMIT, OrderedBy, TimeWindow};
use domain::text;
use domain::time::Timestamp;
use domain::typed;
use serde::{Deserialize, Serialize};

/// In [`PlaceOrder::window`]: as soon as possible.
pub const SOON: &str = "soon";
/// In [`PlaceOrder::window`]: at the time of the fields `day` and `part`.
pub const OTHER: &str = "other";

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

impl OrderFor {
    /// In the fingerprint of a form: what was posted once stays known by it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Oneself => "oneself",
            Self::Relative => "relative",
            Self::Caller => "caller",
        }
    }
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlaceOrder {
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
    /// A window of [`TimeWindow`], [`SOON`] or nothing for as soon as possible, or [`OTHER`].
    pub window: String,
    /// For [`OTHER`]: a day such as 2026-11-24.
    pub day: String,
    /// For [`OTHER`]: a part of the day.
    pub part: String,
    /// What else they say.
    pub note: String,
    /// A gender of [`domain::dispatch::Gender`], or nothing.
    pub wish_gender: String,
    /// A language of [`domain::dispatch::SpokenLanguage`], or nothing.
    pub wish_language: String,
    /// Anything, if they mean it although they have just placed the same order; nothing at first.
    pub again: String,
}

/// What a form comes to that is filled in well.
pub(super) struct Asked {
    /// Who is served, and where.
    pub(super) contact: Contact,
    /// What is ordered.
    pub(super) service: ServiceCode,
    /// What else was asked for.
    pub(super) details: Details,
}

impl PlaceOrder {
    /// What the form comes to, or everything that is wrong with it.
    pub(super) fn read(
        &self,
        viewer: &Viewer,
        whom: OrderFor,
        now: Timestamp,
    ) -> Result<Asked, Vec<FieldError>> {
        let mut errors = Vec::new();
        let service = ServiceCode::parse(&self.service)
            .map_err(|_| errors.push(FieldError::new(field!(PlaceOrder, service), "请选一项服务")));
        let contact = contact(viewer, whom, self, &mut errors);
        let preferred = preferred(self, now).unwrap_or_else(|error| {
            errors.push(error);
            None
        });
        let note = text::optional(&self.note, NOTE_LIMIT).unwrap_or_else(|error| {
            errors.push(FieldError::new(field!(PlaceOrder, note), error.about("说明")));
            String::new()
        });
        let details = Details { preferred, preferences: preferences(self, &mut errors), note };
        match (contact, service) {
            (Some(contact), Ok(service)) if errors.is_empty() => Ok(Asked { contact, service, details }),
            _ => Err(errors),
        }
    }

    /// The form without what makes no difference to the order that it asks for.
    pub(super) fn content(&self, whom: OrderFor) -> Self {
        let mut form = Self { token: String::new(), again: String::new(), ..self.clone() };
        if form.window == SOON {
            form.window.clear();
        }
        if form.window != OTHER {
            (form.day, form.part) = Default::default();
        }
        if whom == OrderFor::Oneself {
            (form.name, form.phone, form.estate) = Default::default();
            (form.building, form.unit, form.room) = Default::default();
        }
        form
    }
}

/// Who is served and where; wrong fields are added to `errors`.
fn contact(
    viewer: &Viewer,
    whom: OrderFor,
    form: &PlaceOrder,
    errors: &mut Vec<FieldError>,
) -> Option<Contact> {
    if whom == OrderFor::Oneself {
        let Some(address) = viewer.home.clone() else {
            errors.push(FieldError::new(field!(PlaceOrder, estate), "请先在“我的”里填好住址"));
            return None;
        };
        let name = PersonName::parse(&viewer.name)
            .map_err(|error| errors.push(FieldError::new(field!(PlaceOrder, name), error.about("姓名"))));
        return Some(Contact { name: name.ok()?, phone: viewer.phone.clone(), address });
    }
    let name = PersonName::parse(&form.name).map_err(|error| {
        errors.push(FieldError::new(field!(PlaceOrder, name), error.about("姓名")));
    });
    let phone = Phone::parse(&form.phone)
        .map_err(|error| errors.push(FieldError::new(field!(PlaceOrder, phone), error)));
    let estate = AreaCode::parse(&form.estate)
        .map_err(|_| errors.push(FieldError::new(field!(PlaceOrder, estate), "请选小区")));
    // Building and room are looked at even if the estate is wrong, so that all is said at once.
    let stand_in = estate.clone().ok().or_else(|| AreaCode::parse("X").ok())?;
    let address = Address::parse(stand_in, &form.building, &form.unit, &form.room).map_err(|wrong| {
        errors.extend(wrong.into_iter().map(|error| FieldError::new(error.field, &error)));
    });
    estate.ok()?;
    Some(Contact { name: name.ok()?, phone: phone.ok()?, address: address.ok()? })
}

/// When they would like somebody to come.
fn preferred(form: &PlaceOrder, now: Timestamp) -> Result<Option<TimeWindow>, FieldError> {
    match form.window.as_str() {
        "" | SOON => Ok(None),
        OTHER => {
            let day = typed::day(&form.day).map_or_else(|| form.day.clone(), |day| day.to_string());
            let window = TimeWindow::parse(&format!("{day}.{}", form.part), now);
            window.map(Some).map_err(|error| FieldError::new(field!(PlaceOrder, day), error))
        }
        window => TimeWindow::parse(window, now)
            .map(Some)
            .map_err(|error| FieldError::new(field!(PlaceOrder, window), error)),
    }
}

/// Whom they would like to come; a wish that nobody knows is no wish, and is said so.
fn preferences(form: &PlaceOrder, errors: &mut Vec<FieldError>) -> Preferences {
    let unknown = |field| FieldError::new(field, "请从列表里选一个");
    let gender = match form.wish_gender.as_str() {
        "" => None,
        typed => typed.parse().map_err(|_| errors.push(unknown("wish_gender"))).ok(),
    };
    let language = match form.wish_language.as_str() {
        "" => None,
        typed => typed.parse().map_err(|_| errors.push(unknown("wish_language"))).ok(),
    };
    Preferences { gender, language }
}
