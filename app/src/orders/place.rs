//! Placing an order.

use crate::context::{backend, signed_in};
use crate::done::done;
use crate::form::answer;
use crate::paths;
use backend::orders::{OrderFor, PlaceRequest, place};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// In [`OrderForm::whom`]: for somebody of the family.
pub(super) const RELATIVE: &str = "relative";
/// In [`OrderForm::whom`]: for oneself.
pub(super) const ONESELF: &str = "self";
/// In [`OrderForm::window`]: as soon as possible.
pub(super) const SOON: &str = "soon";
/// In [`OrderForm::window`]: at the time of the fields `day` and `part`.
pub(super) const OTHER: &str = "other";

/// What is typed to order something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrderForm {
    /// The page to come back to.
    pub back: String,
    /// `self` or `relative`.
    pub whom: String,
    /// The service's code.
    pub service: String,
    /// Made with the page: the same token never makes a second order.
    pub token: String,
    /// The name of a relative or caller.
    pub name: String,
    /// Their phone.
    pub phone: String,
    /// Their estate's code.
    pub estate: String,
    /// Their building.
    pub building: String,
    /// Their unit.
    pub unit: String,
    /// Their room.
    pub room: String,
    /// `soon`, a window such as `2026-11-24.afternoon`, or `other`.
    pub window: String,
    /// For `other`: a day such as 2026-11-24.
    pub day: String,
    /// For `other`: a part of the day.
    pub part: String,
    /// What else they say.
    pub note: String,
    /// Whether a woman or a man shall come, or nothing.
    pub wish_gender: String,
    /// What whoever comes shall speak, or nothing.
    pub wish_language: String,
    /// The order just placed that is like this one, where that is meant.
    pub again: String,
}

impl OrderForm {
    fn whom(&self) -> OrderFor {
        if self.whom == RELATIVE { OrderFor::Relative } else { OrderFor::Oneself }
    }

    fn request(&self) -> PlaceRequest {
        let form = self.clone();
        PlaceRequest {
            service: form.service,
            token: form.token,
            name: form.name,
            phone: form.phone,
            estate: form.estate,
            building: form.building,
            unit: form.unit,
            room: form.room,
            window: if form.window == SOON { String::new() } else { form.window },
            day: form.day,
            part: form.part,
            note: form.note,
            wish_gender: form.wish_gender,
            wish_language: form.wish_language,
            again: form.again,
        }
    }
}

/// Places an order for oneself or a relative.
#[server(prefix = "/do", endpoint = "place_order")]
pub async fn place_order(#[server(flatten)] form: OrderForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let placed = place(&backend()?, signed_in()?.as_ref(), form.whom(), &form.request()).await?;
        Ok(done(paths::order(placed.number), "place"))
    })
    .await
}

/// Places an order for somebody who telephones.
#[server(prefix = "/do", endpoint = "place_for_caller")]
pub async fn place_for_caller(#[server(flatten)] form: OrderForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let placed = place(&backend()?, signed_in()?.as_ref(), OrderFor::Caller, &form.request()).await?;
        Ok(done(paths::with(paths::DESK, &[("order", &placed.number.to_string())]), "place_for"))
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_relative_is_somebody_else() {
        let whom = |typed: &str| OrderForm { whom: typed.into(), ..OrderForm::default() }.whom();
        assert_eq!(whom(RELATIVE), OrderFor::Relative);
        assert_eq!(whom(ONESELF), OrderFor::Oneself);
        assert_eq!(whom("caller"), OrderFor::Oneself);
    }

    #[test]
    fn soon_is_no_window() {
        let window =
            |typed: &str| OrderForm { window: typed.into(), ..OrderForm::default() }.request().window;
        assert_eq!(window(SOON), "");
        assert_eq!(window(""), "");
        assert_eq!(window(OTHER), "other");
        assert_eq!(window("2026-11-24.afternoon"), "2026-11-24.afternoon");
    }
}
