//! A form is taken once: by its token, and by what it says.

use super::Placed;
use super::place_order::{OrderFor, PlaceOrder};
use crate::accounts::Viewer;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, values};
use domain::orders::OrderNumber;

/// Stands in [`AppError::code`] when a form that has made an order says something else now: it is to be posted anew, with
/// another token.
pub const FORM_USED: &str = "order.form_used";

/// The form that makes an order.
#[derive(Clone, Debug)]
pub(crate) struct FormKey {
    /// Its token, bound to whoever posts it: of all forms with the same one, one makes an order.
    pub(crate) token: String,
    /// The fingerprint of what it says; `None` for what no form makes.
    pub(crate) content: Option<String>,
}

/// The order that a form has already made, in whichever community: who posts it may have moved since, or have chosen
/// another estate. Another form under the same token is asked about: one came back to the
/// page by the browser's own way, and typed something else over what it had ordered.
pub(super) async fn made_by_form(tx: &mut Transaction, form: &FormKey) -> Result<Option<Placed>, AppError> {
    #[derive(FromRow)]
    struct Row {
        number: String,
        form_hash: Option<String>,
    }
    let row: Option<Row> =
        tx.one("SELECT number, form_hash FROM orders WHERE token = $1", values![&form.token]).await?;
    row.map(|row| form.made(&row.number, row.form_hash.as_deref())).transpose()
}

impl FormKey {
    /// The order of that number, which this form has made, by what the form held then; an error if it holds something
    /// else now.
    pub(super) fn made(&self, number: &str, then: Option<&str>) -> Result<Placed, AppError> {
        let number = OrderNumber::parse(number).map_err(|error| StoreError::row("orders", number, error))?;
        match (then, &self.content) {
            (Some(then), Some(now)) if then != now => Err(form_used(&number)),
            _ => Ok(Placed { number }),
        }
    }
}

/// A form that has made an order is posted with something else in it.
fn form_used(number: &OrderNumber) -> AppError {
    let sentence = format!("这张表已经点过 {number}，再点一单请确认");
    let mut error = AppError::new(ErrorKind::Conflict, FORM_USED, sentence);
    error.order = Some(number.to_string());
    error
}

/// The form as it is known again: its token, and what it says. «Yes, I mean it» is none of its content.
pub(super) fn form_key(
    backend: &Backend,
    viewer: &Viewer,
    whom: OrderFor,
    form: &PlaceOrder,
) -> Result<FormKey, AppError> {
    let content = serde_json::to_string(&(whom.name(), form.content(whom)));
    let content = content.map_err(|error| AppError::internal(&error))?;
    let content = backend.vault.fingerprint("orders.form", &content);
    let token = form_token(backend, viewer, &form.token)?;
    Ok(FormKey { token, content: Some(content) })
}

/// The form's token, bound to the person, so that nobody meets another's order with it.
pub(crate) fn form_token(backend: &Backend, viewer: &Viewer, typed: &str) -> Result<String, AppError> {
    if !(16..=100).contains(&typed.len()) {
        return Err(AppError::new(
            ErrorKind::Conflict,
            "order.form_expired",
            "这一页放得太久了，内容都还在，请再点一次“点单”",
        ));
    }
    Ok(backend.vault.fingerprint("orders.token", &format!("{}\0{typed}", viewer.person)))
}
