//! The one way to take a form.
//!
//! A form is posted to a server function, which hands what came of it to [`answer`]: the browser
//! is always sent on with 303. If the form could not be taken, what was typed and why not wait in the
//! browser until the form's page is left again (see [`form_state`]).

use crate::components::{Field, FieldErrors};
use crate::context::{
    PERSON_COOKIE, SESSION_COOKIE, Settings, UNFINISHED, Visit, backend, cookie, set_cookie, settings, viewer,
};
use crate::offline::{Sending, sending};
use crate::paths;
use backend::accounts::{FormState as StoredForm, FormStates, Owner, Viewer};
use backend::{AppError, Backend, ErrorKind};
use domain::accounts::FORM_STATE_LIFETIME;
use http::StatusCode;
use http::header::{HeaderValue, LOCATION};
use http::request::Parts;
use leptos::prelude::{ServerFnError, use_context};
use leptos_axum::ResponseOptions;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock};

/// The element that says what is wrong with a form: the browser goes there when a form comes back.
pub(crate) const WRONG: &str = "wrong";

/// The cookie that holds the form states, encrypted.
pub const FORM_STATE_COOKIE: &str = "kept";

/// The key among the values that holds the path of the server function that the form was posted to.
pub const ACTION: &str = "@action";

/// What became of a posted form. The server provides it to the server function and reads it afterwards;
/// left empty, the form could not even be read.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    sent: Arc<OnceLock<Result<(), AppError>>>,
    refusal: Arc<OnceLock<AppError>>,
}

impl Reply {
    /// `None` if [`answer`] was never reached, an error if it could not send the browser on.
    #[must_use]
    pub fn get(&self) -> Option<&Result<(), AppError>> {
        self.sent.get()
    }

    /// Why the form was not taken; `None` if it was.
    #[must_use]
    pub fn refusal(&self) -> Option<&AppError> {
        self.refusal.get()
    }
}

/// Runs a use case for a posted form and sends the browser on, by 303: to the page that the use case
/// names, or back to `back` with everything that was typed.
///
/// Whoever isn't signed in is led to the sign-in first, and then back to the form, still filled in.
///
/// # Errors
/// Never as far as the browser is concerned; the server shows the error page if even keeping the
/// form fails.
pub async fn answer<F: Serialize>(
    form: &F,
    back: &str,
    result: impl Future<Output = Result<String, AppError>>,
) -> Result<(), ServerFnError> {
    let reply = use_context::<Reply>().unwrap_or_default();
    // The first answer counts; there is never a second.
    let next = match result.await {
        Ok(next) => Ok(next),
        Err(error) => {
            let _ = reply.refusal.set(error.clone());
            if phone_keeps(&error) {
                Ok(back_to(back, &error))
            } else {
                keep(form, paths::own(back), error).await
            }
        }
    };
    let _ = reply.sent.set(next.and_then(|next| see_other(&next)));
    Ok(())
}

/// Whether the phone that sent the form keeps it itself: when nobody looks at the page of the form, when somebody
/// has to sign in before it can be sent, and when it is worth trying again.
fn phone_keeps(error: &AppError) -> bool {
    match sending() {
        Sending::Plainly => false,
        Sending::WhileSomebodyWaits => matches!(error.kind, ErrorKind::SignedOut | ErrorKind::Internal),
        Sending::Later => true,
    }
}

/// Takes all form states back from the browser: nobody can ask for them any more.
pub fn forget_form_states() {
    set_cookie(&settings().cookie(FORM_STATE_COOKIE, "", 0));
}

/// The `Set-Cookie` header for the forms that a browser is to keep.
///
/// # Errors
/// [`AppError`] if the vault fails.
pub fn form_state_cookie(
    backend: &Backend,
    settings: Settings,
    forms: &FormStates,
) -> Result<String, AppError> {
    let encrypted = forms.encrypted(backend)?;
    let seconds = if encrypted.is_empty() { 0 } else { FORM_STATE_LIFETIME / 1_000 };
    Ok(settings.cookie(FORM_STATE_COOKIE, &encrypted, seconds))
}

/// Whose a form is that could not be taken. `session` and `mark` are what the browser carries of somebody who was
/// signed in: where a session has ended by itself, the form is still that person's.
#[must_use]
pub fn owner<'a>(
    error: &AppError,
    viewer: Option<&'a Viewer>,
    session: Option<&str>,
    mark: Option<&'a str>,
) -> Owner<'a> {
    match (viewer, session, mark) {
        (Some(viewer), ..) => Owner::Somebody(viewer),
        // What anybody may send, such as a telephone number to sign in with, is nobody's.
        _ if error.kind != ErrorKind::SignedOut => Owner::Nobody,
        (None, None, _) => Owner::Nobody,
        (None, Some(_), Some(mark)) => Owner::Formerly(mark),
        (None, Some(_), None) => Owner::Unknown,
    }
}

/// Where to go with a form that could not be taken.
fn back_to(back: &str, error: &AppError) -> String {
    let back = paths::own(back);
    if error.kind != ErrorKind::SignedOut {
        back.to_owned()
    } else if error.code == UNFINISHED {
        paths::welcome(back)
    } else {
        paths::sign_in(back)
    }
}

/// Keeps a form that could not be taken; where to go.
async fn keep<F: Serialize>(form: &F, back: &str, error: AppError) -> Result<String, AppError> {
    let next = back_to(back, &error);
    let action = use_context::<Parts>().map(|parts| parts.uri.path().to_owned()).unwrap_or_default();
    let mut values = values(form)?;
    values.insert(ACTION.to_owned(), action);
    let (backend, viewer) = (backend()?, viewer());
    let (session, mark) = (cookie(SESSION_COOKIE), cookie(PERSON_COOKIE));
    let owner = owner(&error, viewer.as_deref(), session.as_deref(), mark.as_deref());
    let mut form_state = FormStates::open(&backend, &cookie(FORM_STATE_COOKIE).unwrap_or_default());
    // The form may stand anywhere on its page, in a fold as well.
    let to = if error.fields.is_empty() { next } else { format!("{next}#{WRONG}") };
    form_state.keep(&backend, owner, back, StoredForm { values, error }).await?;
    set_cookie(&form_state_cookie(&backend, settings(), &form_state)?);
    Ok(to)
}

/// What was typed, by field; fields that aren't text are none of a form's.
fn values<F: Serialize>(form: &F) -> Result<BTreeMap<String, String>, AppError> {
    let value = serde_json::to_value(form).map_err(|error| AppError::internal(&error))?;
    let fields = value.as_object().into_iter().flatten();
    Ok(fields.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect())
}

/// Sends the browser to a page of this site, by GET.
///
/// # Errors
/// Internal, outside a request only.
pub fn see_other(path: &str) -> Result<(), AppError> {
    let response = use_context::<ResponseOptions>().ok_or_else(|| AppError::internal(&"no response"))?;
    let location = HeaderValue::from_str(paths::own(path)).map_err(|error| AppError::internal(&error))?;
    response.set_status(StatusCode::SEE_OTHER);
    response.insert_header(LOCATION, location);
    Ok(())
}

/// What is known of a form that could not be taken, when its page is shown again. Empty otherwise.
#[derive(Clone, Debug, Default)]
pub struct FormState(Option<Arc<StoredForm>>);

/// The form that waits to be shown again on this page, whichever it is. The page is answered with the status of that.
#[must_use]
pub fn form_state() -> FormState {
    let Some(visit) = use_context::<Visit>() else { return FormState::default() };
    let form_state = FormState(visit.form_state);
    if form_state.is_some() && !visit.form_state_shown.swap(true, Ordering::Relaxed) {
        let status = form_state.status().and_then(|status| StatusCode::from_u16(status).ok());
        if let (Some(response), Some(status)) = (use_context::<ResponseOptions>(), status) {
            response.set_status(status);
        }
    }
    form_state
}

/// The form that waits to be shown again, if it was posted to this server function:
/// `form_state_for(Decline::PATH)`. For pages with several forms.
#[must_use]
pub fn form_state_for(action: &str) -> FormState {
    FormState(form_state().0.filter(|form| form.values.get(ACTION).is_some_and(|posted| posted == action)))
}

impl FormState {
    /// Whether a form waits.
    #[must_use]
    pub fn is_some(&self) -> bool {
        self.0.is_some()
    }

    /// A field with what was typed into it, and what is wrong with that.
    #[must_use]
    pub fn field(&self, name: impl Into<String>) -> Field {
        let name = name.into();
        let (typed, error) = (self.value(&name), self.error(&name));
        Field::named(name).typed(typed).wrong(error)
    }

    /// What was typed into a field.
    #[must_use]
    pub fn value(&self, field: impl Into<String>) -> Option<String> {
        self.0.as_ref()?.values.get(&field.into()).cloned()
    }

    /// What was typed into a field, or what stands in it at first.
    #[must_use]
    pub fn value_or(&self, field: impl Into<String>, first: impl Into<String>) -> String {
        self.value(field).unwrap_or_else(|| first.into())
    }

    /// Whether a tick was set.
    #[must_use]
    pub fn ticked(&self, field: impl Into<String>) -> bool {
        self.value(field).is_some_and(|typed| typed == "on")
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn error(&self, field: impl Into<String>) -> Option<String> {
        let field = field.into();
        let errors = &self.0.as_ref()?.error.fields;
        errors.iter().find(|error| error.field == field).map(|error| error.sentence.clone())
    }

    /// What is wrong with the form as a whole. Nothing is, if it only waited for somebody to sign in.
    #[must_use]
    pub fn summary(&self) -> Option<String> {
        let error = &self.0.as_ref()?.error;
        (error.kind != ErrorKind::SignedOut).then(|| error.sentence.clone())
    }

    /// The token of a form that makes something: of one that came back, which is still the same form; a new one where that
    /// was refused with the code `used`, since it has made something before and what came back is to be another.
    pub(crate) fn token(&self, backend: &Backend, used: &str) -> String {
        let posted = self.value("token").filter(|_| !self.was_refused_as(used));
        posted.unwrap_or_else(|| backend.entropy.token())
    }

    /// Whether this is why the form could not be taken: the stable code of its error.
    #[must_use]
    pub fn was_refused_as(&self, code: &str) -> bool {
        self.0.as_ref().is_some_and(|form| form.error.code == code)
    }

    /// The number of an order that is to be looked at before the form is sent again.
    #[must_use]
    pub fn order(&self) -> Option<String> {
        self.0.as_ref()?.error.order.clone()
    }

    /// Whether nothing is wrong with the form: it waited while somebody signed in, and has to be sent again.
    #[must_use]
    pub fn has_waited(&self) -> bool {
        self.0.as_ref().is_some_and(|form| form.error.kind == ErrorKind::SignedOut)
    }

    /// What is wrong with the fields, for a `Form`.
    #[must_use]
    pub fn errors(&self) -> FieldErrors {
        let errors = self.0.iter().flat_map(|form| &form.error.fields);
        errors.map(|error| (error.field.as_str(), error.sentence.as_str())).collect()
    }

    /// The status that the page is answered with, such as 422 or 409.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        let error = &self.0.as_ref()?.error;
        (error.kind != ErrorKind::SignedOut).then(|| error.status())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use backend::{FieldError, field};

    #[derive(Serialize)]
    struct Decline {
        number: String,
        reason: String,
    }

    #[test]
    fn keeps_what_was_typed_and_why_it_was_refused() {
        let form = Decline { number: "K101-0427".into(), reason: "太远".into() };
        let error = AppError::invalid(vec![FieldError::new("reason", "请写明原因")]);
        let form_state = FormState(Some(Arc::new(StoredForm { values: values(&form).unwrap(), error })));
        assert_eq!(form_state.value("reason").as_deref(), Some("太远"));
        assert_eq!(form_state.value_or("note", "无"), "无");
        assert_eq!(form_state.error(field!(Decline, reason)).as_deref(), Some("请写明原因"));
        let reason = form_state.field(field!(Decline, reason)).or("没空");
        assert_eq!(reason, Field::named("reason").or("没空").wrong("请写明原因").typed("太远".to_owned()));
        assert_eq!(form_state.error("number"), None);
        assert_eq!(form_state.status(), Some(422));
        assert_eq!(form_state.errors().of("reason").get(), Some("请写明原因"));
    }

    #[test]
    fn nothing_kept_is_an_empty_form() {
        let form_state = FormState::default();
        assert!(!form_state.is_some());
        assert_eq!(form_state.value_or("reason", "x"), "x");
        assert_eq!((form_state.summary(), form_state.status()), (None, None));
    }

    #[test]
    fn a_form_that_waited_for_the_sign_in_has_no_error() {
        let values = BTreeMap::from([("reason".to_owned(), "太远".to_owned())]);
        let form_state = FormState(Some(Arc::new(StoredForm { values, error: AppError::signed_out() })));
        assert!(form_state.has_waited());
        assert_eq!(form_state.value("reason").as_deref(), Some("太远"));
        assert_eq!((form_state.summary(), form_state.status()), (None, None));
    }

    #[test]
    fn a_form_is_of_whoever_was_signed_in_last() {
        let of = |error: &AppError, session, mark| format!("{:?}", owner(error, None, session, mark));
        let out = AppError::signed_out();
        assert_eq!(of(&out, None, None), "Nobody");
        assert_eq!(of(&out, None, Some("m")), "Nobody", "who has signed out is gone");
        assert_eq!(of(&out, Some("ended"), Some("m")), "Formerly(\"m\")");
        assert_eq!(of(&out, Some("ended"), None), "Unknown");
        let wrong = AppError::invalid(Vec::new());
        assert_eq!(of(&wrong, Some("ended"), Some("m")), "Nobody", "a number to sign in with");
    }
}
