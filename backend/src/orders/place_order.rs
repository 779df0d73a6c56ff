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
use domain::recurring::Rhythm;
use domain::text;
use domain::time::Timestamp;
use domain::typed;
use serde::{Deserialize, Serialize};

/// In [`PlaceOrder::window`]: as soon as possible.
pub const SOON: &str = "soon";
/// In [`PlaceOrder::window`]: at the time of the fields `day` and `part`.
pub const OTHER: &str = "other";

/// What is said of a relative who was forgotten since the form was shown.
const NOT_REMEMBERED: &str = "这位家人已经从您的名单里删掉了，请选“别的家人”再填一次";

/// In [`PlaceOrder::rhythm`]: this once, and not again.
pub const ONCE: &str = "once";

/// For whom an order is placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderFor {
    /// The viewer, at home.
    Oneself,
    /// The viewer, at another door this once.
    Elsewhere,
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
            Self::Elsewhere => "elsewhere",
            Self::Relative => "relative",
            Self::Caller => "caller",
        }
    }
}

impl From<OrderFor> for OrderedBy {
    fn from(whom: OrderFor) -> Self {
        match whom {
            OrderFor::Oneself | OrderFor::Elsewhere => Self::Oneself,
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
    /// A relative whom the viewer remembers, by [`Relative::id`](super::Relative::id): then nothing of them is typed.
    pub relative: String,
    /// The name of a relative or caller.
    pub name: String,
    /// Their phone.
    pub phone: String,
    /// The code of the estate that somebody is to come to, unless it is the viewer's home.
    pub estate: String,
    /// Building, unit and room there.
    pub building: String,
    /// See `building`.
    pub unit: String,
    /// See `building`.
    pub room: String,
    /// `on` if the door stands in no building.
    pub no_building: String,
    /// `on` if the relative that was typed is to be remembered.
    pub remember: String,
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
    /// How often it is to come again, by a name of [`Rhythm`]; [`ONCE`] or nothing for not at all.
    pub rhythm: String,
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
    /// The relative whom the form names instead of typing them, if it does.
    pub(super) fn named_relative(&self, whom: OrderFor) -> Option<&str> {
        Some(self.relative.as_str()).filter(|id| whom == OrderFor::Relative && !id.is_empty())
    }

    /// How often the order is to come again, if it is.
    pub(crate) fn comes_again(&self) -> Option<&str> {
        Some(self.rhythm.as_str()).filter(|rhythm| !rhythm.is_empty() && *rhythm != ONCE)
    }

    /// Whether the relative that was typed is to be remembered.
    pub(super) fn remembers(&self, whom: OrderFor) -> bool {
        whom == OrderFor::Relative && self.relative.is_empty() && self.remember == "on"
    }

    /// What the form comes to, or everything that is wrong with it. `relative` is the one whom it names, if they are
    /// remembered.
    pub(super) fn read(
        &self,
        viewer: &Viewer,
        whom: OrderFor,
        relative: Option<Contact>,
        now: Timestamp,
    ) -> Result<Asked, Vec<FieldError>> {
        let mut errors = Vec::new();
        let service = ServiceCode::parse(&self.service)
            .map_err(|_| errors.push(FieldError::new(field!(PlaceOrder, service), "请选一项服务")));
        let contact = match self.named_relative(whom) {
            None => contact(viewer, whom, self, &mut errors),
            Some(_) => relative.or_else(|| {
                errors.push(FieldError::new(field!(PlaceOrder, relative), NOT_REMEMBERED));
                None
            }),
        };
        let preferred = preferred(self, now).unwrap_or_else(|error| {
            errors.push(error);
            None
        });
        let note = text::optional(&self.note, NOTE_LIMIT).unwrap_or_else(|error| {
            errors.push(FieldError::new(field!(PlaceOrder, note), error.about("说明")));
            String::new()
        });
        if self.comes_again().is_some_and(|rhythm| rhythm.parse::<Rhythm>().is_err()) {
            errors.push(FieldError::new(field!(PlaceOrder, rhythm), "请选多久来一次"));
        }
        let details = Details { preferred, preferences: preferences(self, &mut errors), note };
        match (contact, service) {
            (Some(contact), Ok(service)) if errors.is_empty() => Ok(Asked { contact, service, details }),
            _ => Err(errors),
        }
    }

    /// The form without what makes no difference to the order that it asks for.
    pub(super) fn content(&self, whom: OrderFor) -> Self {
        let mut form = Self { token: String::new(), again: String::new(), ..self.clone() };
        // To be remembered is no part of an order.
        form.remember.clear();
        if form.window == SOON {
            form.window.clear();
        }
        if form.rhythm == ONCE {
            form.rhythm.clear();
        }
        if form.window != OTHER {
            (form.day, form.part) = Default::default();
        }
        let named = self.named_relative(whom).is_some();
        if !named {
            form.relative.clear();
        }
        if named || matches!(whom, OrderFor::Oneself | OrderFor::Elsewhere) {
            (form.name, form.phone) = Default::default();
        }
        if named || whom == OrderFor::Oneself {
            (form.estate, form.building, form.unit, form.room) = Default::default();
            form.no_building.clear();
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
    let (name, phone) = match whom {
        OrderFor::Oneself | OrderFor::Elsewhere => (viewer.name.as_str(), Ok(viewer.phone.clone())),
        OrderFor::Relative | OrderFor::Caller => (form.name.as_str(), Phone::parse(&form.phone)),
    };
    let name = PersonName::parse(name).map_err(|error| {
        errors.push(FieldError::new(field!(PlaceOrder, name), error.about("姓名")));
    });
    let phone = phone.map_err(|error| errors.push(FieldError::new(field!(PlaceOrder, phone), error)));
    let address = match whom {
        OrderFor::Oneself => viewer.home.clone().or_else(|| {
            errors.push(FieldError::new(field!(PlaceOrder, estate), "请先在“我的”里填好住址"));
            None
        }),
        _ => typed_address(form, errors),
    };
    Some(Contact { name: name.ok()?, phone: phone.ok()?, address: address? })
}

/// The address that was typed; wrong fields are added to `errors`.
fn typed_address(form: &PlaceOrder, errors: &mut Vec<FieldError>) -> Option<Address> {
    let estate = AreaCode::parse(&form.estate)
        .map_err(|_| errors.push(FieldError::new(field!(PlaceOrder, estate), "请选小区")));
    // Building and room are looked at even if the estate is wrong, so that all is said at once.
    let stand_in = estate.clone().ok().or_else(|| AreaCode::parse("X").ok())?;
    let parse = if form.no_building == "on" { Address::parse_without_building } else { Address::parse };
    let address = parse(stand_in, &form.building, &form.unit, &form.room).map_err(|wrong| {
        errors.extend(wrong.into_iter().map(|error| FieldError::new(error.field, &error)));
    });
    estate.ok()?;
    address.ok()
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
