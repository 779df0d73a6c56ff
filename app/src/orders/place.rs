//! Placing an order.

use crate::context::{backend, signed_in};
use crate::flash::flash;
use crate::form::answer;
use crate::paths;
use backend::AppError;
use backend::orders::{self as ordering, OrderFor, place};
use backend::recurring::place_again;
use domain::recurring::RecurrenceId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// In [`OrderForm::whom`]: for somebody of the family, who is typed.
pub(super) const RELATIVE: &str = "relative";
/// In [`OrderForm::whom`], before the id of a relative who is remembered.
pub(super) const REMEMBERED: &str = "relative-";
/// In [`OrderForm::whom`]: for oneself.
pub(super) const ONESELF: &str = "self";
/// What is typed to order something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrderForm {
    /// The page to come back to.
    pub back: String,
    /// `self`, `relative`, or `relative-` and the id of one who is remembered.
    pub whom: String,
    /// `on` if an order for oneself goes to another address than one's home.
    pub elsewhere: String,
    /// What is ordered, and how.
    #[serde(flatten)]
    pub order: ordering::PlaceOrder,
}

impl OrderForm {
    /// For whom it is, and what is ordered.
    fn asked(&self) -> (OrderFor, ordering::PlaceOrder) {
        let named = self.whom.strip_prefix(REMEMBERED).unwrap_or_default();
        let order = ordering::PlaceOrder { relative: named.to_owned(), ..self.order.clone() };
        let whom = match self.whom.as_str() {
            RELATIVE => OrderFor::Relative,
            _ if !named.is_empty() => OrderFor::Relative,
            _ if self.elsewhere == "on" => OrderFor::Elsewhere,
            _ => OrderFor::Oneself,
        };
        (whom, order)
    }
}

/// Places an order for oneself or a relative.
#[server(prefix = "/do", endpoint = "place_order")]
pub async fn place_order(#[server(flatten)] form: OrderForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let (whom, order) = form.asked();
        let placed = place_again(&backend()?, signed_in()?.as_ref(), whom, &order).await?;
        Ok(flash(paths::order(placed.placed.number), told(placed.recurrence.as_ref())))
    })
    .await
}

/// What is said of an order that was placed, and of the wish that it comes again.
fn told(recurrence: Option<&Result<RecurrenceId, AppError>>) -> &'static str {
    match recurrence {
        None => "place",
        Some(Ok(_)) => "place_again",
        Some(Err(error)) if error.code.starts_with("recurring.too_many") => "place_too_many",
        Some(Err(_)) => "place_once",
    }
}

/// Places an order for somebody who telephones.
#[server(prefix = "/do", endpoint = "place_for_caller")]
pub async fn place_for_caller(#[server(flatten)] form: OrderForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let placed = place(&backend()?, signed_in()?.as_ref(), OrderFor::Caller, &form.order).await?;
        Ok(flash(paths::with(paths::DESK, &[("order", &placed.number.to_string())]), "place_for"))
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_relative_is_somebody_else() {
        let whom = |typed: &str| OrderForm { whom: typed.into(), ..OrderForm::default() }.asked().0;
        assert_eq!(whom(RELATIVE), OrderFor::Relative);
        assert_eq!(whom(ONESELF), OrderFor::Oneself);
        assert_eq!(whom("caller"), OrderFor::Oneself);
    }

    #[test]
    fn a_form_says_whom_and_where_to() {
        let asked = |posted: &str| serde_urlencoded::from_str::<OrderForm>(posted).unwrap().asked();
        let (whom, order) = asked("whom=relative-0199&relative=0200&elsewhere=on");
        assert_eq!((whom, order.relative.as_str()), (OrderFor::Relative, "0199"));
        let (whom, order) = asked("whom=relative&relative=0200&name=x");
        assert_eq!((whom, order.relative.as_str()), (OrderFor::Relative, ""));
        assert_eq!(asked("whom=self&elsewhere=on&estate=K10102").0, OrderFor::Elsewhere);
        assert_eq!(asked("whom=relative&elsewhere=on").0, OrderFor::Relative);
    }
}
