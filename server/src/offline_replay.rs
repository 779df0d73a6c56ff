//! Offline replay: forms that a script sends, at once or once there is a network again. The answer is data, and nothing is done for
//! anybody but the person who filled them in.

use crate::state::AppState;
use app::form::Reply;
use app::offline::{PERSON, SENT, mark};
use axum::Json;
use axum::response::{IntoResponse, Response};
use backend::accounts::Viewer;
use backend::{AppError, ErrorKind};
use http::StatusCode;
use http::header::{LOCATION, SET_COOKIE};
use http::request::Parts;
use serde::Serialize;

/// What became of a form.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
enum Told {
    /// It was taken, now or at an earlier try.
    Taken {
        /// The page that shows it.
        to: String,
    },
    /// It was not taken.
    Refused {
        /// The page of the form.
        to: String,
        /// Why not, and what to do.
        sentence: String,
    },
    /// Somebody has to sign in first.
    SignedOut {
        /// Where; empty for the page of the sign-in.
        to: String,
    },
    /// Somebody else is signed in now.
    AnotherPerson,
}

/// The answer, if the form was filled in by somebody other than the viewer; nothing has been done then.
pub fn not_theirs(state: &AppState, parts: &Parts, viewer: Option<&Viewer>) -> Option<Response> {
    parts.headers.get(SENT)?;
    let whose = parts.headers.get(PERSON).and_then(|whose| whose.to_str().ok()).unwrap_or_default();
    if viewer.is_none() {
        return Some(Json(Told::SignedOut { to: String::new() }).into_response());
    }
    (whose != mark(&state.backend, viewer)).then(|| Json(Told::AnotherPerson).into_response())
}

/// What a script is told in place of being sent on. Anybody else's answer stays as it is.
pub fn told(parts: &Parts, reply: &Reply, response: Response) -> Response {
    let location = response.headers().get(LOCATION).and_then(|to| to.to_str().ok()).map(str::to_owned);
    let (Some(to), true) = (location, parts.headers.contains_key(SENT)) else { return response };
    if reply.refusal().is_some_and(|error| error.kind == ErrorKind::Internal) {
        // It may be taken the next time.
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    // A script that goes to a place within the page that it stands on would not load it again.
    let to = to.split('#').next().unwrap_or_default().to_owned();
    let mut answer = Json(outcome(to, reply.refusal())).into_response();
    // A form that came back is named by a cookie.
    for cookie in response.headers().get_all(SET_COOKIE) {
        answer.headers_mut().append(SET_COOKIE, cookie.clone());
    }
    answer
}

fn outcome(to: String, refusal: Option<&AppError>) -> Told {
    match refusal {
        None => Told::Taken { to },
        Some(error) if error.kind == ErrorKind::SignedOut => Told::SignedOut { to },
        Some(error) => Told::Refused { to, sentence: sentence(error) },
    }
}

/// Why a form was not taken, in one line.
fn sentence(error: &AppError) -> String {
    let fields: Vec<_> = error.fields.iter().map(|field| field.sentence.as_str()).collect();
    if fields.is_empty() { error.sentence.clone() } else { fields.join("；") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use backend::FieldError;

    #[test]
    fn a_refusal_names_every_field() {
        let fields = vec![FieldError::new("day", "请选日期"), FieldError::new("phone", "手机号要 11 位")];
        assert_eq!(sentence(&AppError::invalid(fields)), "请选日期；手机号要 11 位");
        assert_eq!(sentence(&AppError::signed_out()), "请先登录");
    }

    #[test]
    fn whoever_has_to_sign_in_is_not_refused() {
        let to = || "/sign-in".to_owned();
        assert_eq!(outcome(to(), Some(&AppError::signed_out())), Told::SignedOut { to: to() });
        assert_eq!(outcome(to(), None), Told::Taken { to: to() });
    }
}
