//! Placing an order.

use crate::context::{backend, signed_in};
use crate::flash::flash;
use crate::form::answer;
use crate::paths;
use backend::orders::{self as ordering, OrderFor, place};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// In [`OrderForm::whom`]: for somebody of the family.
pub(super) const RELATIVE: &str = "relative";
/// In [`OrderForm::whom`]: for oneself.
pub(super) const ONESELF: &str = "self";
/// What is typed to order something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrderForm {
    /// The page to come back to.
    pub back: String,
    /// `self` or `relative`.
    pub whom: String,
    /// What is ordered, and how.
    #[serde(flatten)]
    pub order: ordering::PlaceOrder,
}

impl OrderForm {
    fn whom(&self) -> OrderFor {
        if self.whom == RELATIVE { OrderFor::Relative } else { OrderFor::Oneself }
    }
}

/// Places an order for oneself or a relative.
#[server(prefix = "/do", endpoint = "place_order")]
pub async fn place_order(#[server(flatten)] form: OrderForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let placed = place(&backend()?, signed_in()?.as_ref(), form.whom(), &form.order).await?;
        Ok(flash(paths::order(placed.number), "place"))
    })
    .await
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
        let whom = |typed: &str| OrderForm { whom: typed.into(), ..OrderForm::default() }.whom();
        assert_eq!(whom(RELATIVE), OrderFor::Relative);
        assert_eq!(whom(ONESELF), OrderFor::Oneself);
        assert_eq!(whom("caller"), OrderFor::Oneself);
    }
}
