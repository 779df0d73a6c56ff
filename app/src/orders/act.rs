//! The one form in which something is done to an order, whoever does it.

use crate::components::{ErrorSummary, FieldHidden, Form, Words};
use crate::context::{backend, signed_in};
use crate::flash::flash;
use crate::form::{FormState, answer, form_state_for};
use backend::orders::{CommandForm, act};
use backend::{AppError, ErrorKind, field};
use domain::orders::CommandKind;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// The form of a command, and where it leads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ActOnOrderForm {
    /// The page to come back to.
    pub back: String,
    /// Where to go once it is done; empty to come back. For commands after which the page with the form
    /// is no longer the actor's to see, or no longer theirs to do.
    pub next: String,
    /// What is to be done.
    #[serde(flatten)]
    pub command: CommandForm,
    /// The name of a picture that was chosen, and not sent by its own button.
    pub photo: String,
}

impl ActOnOrderForm {
    /// The page after it is done.
    fn landing(&self) -> &str {
        if self.next.is_empty() { &self.back } else { &self.next }
    }
}

/// Does something to an order.
#[server(prefix = "/do", endpoint = "act_on_order")]
pub async fn act_on_order(#[server(flatten)] form: ActOnOrderForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        if !form.photo.is_empty() {
            return Err(photo_left());
        }
        let acted = act(&backend()?, signed_in()?.as_ref(), &form.command).await?;
        let what = if acted.to_oneself { "dispatch_own" } else { acted.command.into() };
        // What one has given to oneself is gone on with.
        let landing = if acted.to_oneself { &form.back } else { form.landing() };
        Ok(flash(landing, what))
    })
    .await
}

/// A picture was chosen, and the form sent that cannot carry it.
fn photo_left() -> AppError {
    let sentence = "选好的照片还没有加上：请再选一次，先点“加照片”，再点“完成”；不加就直接点“完成”";
    AppError::new(ErrorKind::Invalid, "photo.left", sentence)
}

/// A form that does one thing to one order. Inside stand the command's own fields, each with its error from
/// [`act_form_state`], and the button.
#[component]
pub fn ActForm(
    /// The order's number.
    #[prop(into)]
    number: String,
    /// The version that the page shows: if the order has changed since, nothing is done.
    version: i64,
    /// `resident`, or `role` for the role in use.
    view: &'static str,
    /// What the button does.
    command: CommandKind,
    /// The page to come back to.
    #[prop(into)]
    back: String,
    /// Where to go once it is done, if not back.
    #[prop(optional, into)]
    next: Words,
    children: Children,
) -> impl IntoView {
    let later = later(command, &number);
    view! {
        <Form action=ActOnOrder::PATH back later>
            <FieldHidden field=field!(CommandForm, number) value=number/>
            <FieldHidden field=field!(CommandForm, version) value=version.to_string()/>
            <FieldHidden field=field!(CommandForm, view) value=view/>
            <FieldHidden field=field!(CommandForm, command) value=command.to_string()/>
            {next.into_option().map(|next| view! { <FieldHidden field=field!(ActOnOrderForm, next) value=next/> })}
            {children()}
        </Form>
    }
}

/// What a phone without a network may keep and send later, in words: what was done at the door, and how it was.
/// Everything else hangs on what others do meanwhile.
fn later(command: CommandKind, number: &str) -> Option<String> {
    let what = match command {
        CommandKind::Arrive => "到达",
        CommandKind::Finish => "完成",
        CommandKind::Rate => "评价",
        _ => return None,
    };
    Some(format!("{what} {number}"))
}

/// What was typed into the form of this command on this order, if it could not be taken; else empty.
#[must_use]
pub fn act_form_state(number: &str, command: CommandKind) -> FormState {
    let form_state = form_state_for(ActOnOrder::PATH);
    let this = |field, value: &str| form_state.value(field).as_deref() == Some(value);
    if this(field!(CommandForm, number), number) && this(field!(CommandForm, command), command.into()) {
        form_state
    } else {
        FormState::default()
    }
}

/// What is wrong with the form of a command, with a link to each field: stands after the page's notices, since
/// the form itself may be far down. Its fields have the ids of [`act_id`].
#[component]
pub fn ActErrors() -> impl IntoView {
    let form_state = form_state_for(ActOnOrder::PATH);
    let number = form_state.value_or(field!(CommandForm, number), "");
    let command = form_state
        .value(field!(CommandForm, command))
        .and_then(|command| command.parse::<CommandKind>().ok());
    command.map(|command| {
        let errors = form_state.errors().0.into_iter();
        let errors = errors.map(|error| (act_id(&number, command, &error.field), error.message)).collect();
        view! { <ErrorSummary errors/> }
    })
}

/// The id of a field, where forms of several commands or orders stand on one page: «decline-reason-K101-0427».
#[must_use]
pub fn act_id(number: &str, command: CommandKind, field: &str) -> String {
    format!("{command}-{field}-{number}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::Visit;
    use backend::FieldError;
    use backend::accounts::FormState;
    use domain::accounts::Locale;
    use domain::time::Timestamp;
    use std::sync::Arc;

    fn form(next: &str) -> ActOnOrderForm {
        ActOnOrderForm { back: "/jobs/K101-0427".into(), next: next.into(), ..ActOnOrderForm::default() }
    }

    #[test]
    fn goes_on_where_the_form_says() {
        assert_eq!(form("").landing(), "/jobs/K101-0427");
        assert_eq!(form("/jobs").landing(), "/jobs");
    }

    /// What `act_form_state` finds while a declined form of K101-0427 waits.
    fn found(number: &str, command: CommandKind) -> Option<String> {
        let posted =
            [("@action", ActOnOrder::PATH), ("number", "K101-0427"), ("command", "decline"), ("note", "远")];
        let values = posted.map(|(field, value)| (field.to_owned(), value.to_owned())).into();
        let error = AppError::invalid(vec![FieldError::new("reason", "请选一个原因")]);
        let form_state = Some(Arc::new(FormState { values, error }));
        let visit = Visit {
            viewer: None,
            now: Timestamp(0),
            address: None,
            elder_cookie: false,
            locale: Locale::default(),
            form_state,
            form_state_shown: Arc::default(),
        };
        Owner::new().with(|| {
            provide_context(visit);
            act_form_state(number, command).value("note")
        })
    }

    #[test]
    fn a_kept_form_is_shown_where_it_was_typed_and_nowhere_else() {
        assert_eq!(found("K101-0427", CommandKind::Decline).as_deref(), Some("远"));
        assert_eq!(found("K101-0428", CommandKind::Decline), None);
        assert_eq!(found("K101-0427", CommandKind::Pause), None);
    }

    #[test]
    fn ids_tell_forms_apart() {
        assert_eq!(act_id("K101-0427", CommandKind::Decline, "reason"), "decline-reason-K101-0427");
    }
}
