//! The form that sends pictures as they are, where there are no scripts.

use crate::pages::failure;
use crate::routes::AppState;
use crate::visit::{Asked, keep_for};
use app::context::Visit;
use app::done::done;
use app::paths;
use axum::body::Body;
use axum::extract::multipart::Field;
use axum::extract::{FromRequest, Multipart, State};
use axum::response::{IntoResponse, Response};
use backend::accounts::{KeptForm, Viewer};
use backend::orders::Viewpoint;
use backend::photos::{self, Target};
use backend::{AppError, ErrorKind};
use domain::photos::{PhotoError, UPLOAD_BYTES};
use http::header::{HeaderValue, LOCATION};
use http::{Request, StatusCode};
use std::collections::BTreeMap;

/// What the form says besides its pictures; it stands before them.
#[derive(Default)]
struct Words {
    back: String,
    number: String,
    view: String,
    token: String,
}

/// What came of the pictures so far.
#[derive(Default)]
struct Outcome {
    /// How many the form has sent, and how many of them are added.
    sent: usize,
    added: usize,
    /// Why the first that was refused was.
    error: Option<AppError>,
}

/// Adds the pictures of a form, and sends the browser back by 303.
pub async fn add(State(state): State<AppState>, Asked { visit, parts }: Asked, body: Body) -> Response {
    let request = Request::from_parts(parts.clone(), body);
    let (words, outcome) = match Multipart::from_request(request, &state).await {
        Ok(form) => take(&state, &visit, form).await,
        Err(_) => (Words::default(), Outcome { error: Some(unreadable()), ..Outcome::default() }),
    };
    let back = paths::own(&words.back);
    match outcome.verdict() {
        Ok(()) => see_other(&done(back, "photo")),
        Err(error) if words.back.is_empty() => failure(&state, parts, error).await,
        Err(error) => {
            let signed_out = error.kind == ErrorKind::SignedOut;
            let form = KeptForm { values: BTreeMap::new(), error };
            let mut response = see_other(&if signed_out { paths::sign_in(back) } else { back.to_owned() });
            match keep_for(&state, &parts, back, &form, &mut response).await {
                Ok(()) => response,
                Err(error) => failure(&state, parts, error).await,
            }
        }
    }
}

/// Takes the form in, one picture after the other, to its end: a browser whose sending is cut off shows nothing.
async fn take(state: &AppState, visit: &Visit, mut form: Multipart) -> (Words, Outcome) {
    let (mut words, mut outcome) = (Words::default(), Outcome::default());
    loop {
        let mut field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return (words, outcome),
            Err(_) => {
                outcome.refuse(unreadable());
                return (words, outcome);
            }
        };
        let name = field.name().unwrap_or_default().to_owned();
        if name != "photo" {
            let text = field.text().await.unwrap_or_default();
            match name.as_str() {
                "back" => words.back = text,
                "number" => words.number = text,
                "view" => words.view = text,
                "token" => words.token = text,
                _ => {}
            }
            continue;
        }
        let wanted = outcome.error.is_none();
        match (picture(&mut field, wanted).await, visit.viewer.as_deref()) {
            // Nothing was chosen.
            (Ok(bytes), _) if bytes.is_empty() && wanted => {}
            (_, None) => outcome.refuse(AppError::signed_out()),
            (Ok(bytes), Some(viewer)) => outcome.add(state, viewer, &words, bytes).await,
            (Err(error), Some(_)) => {
                outcome.sent += 1;
                outcome.refuse(error);
            }
        }
    }
}

/// A picture's bytes; where they are not wanted any more, or too many, they are read and dropped.
async fn picture(field: &mut Field<'_>, wanted: bool) -> Result<Vec<u8>, AppError> {
    let (mut bytes, mut length) = (Vec::new(), 0);
    while let Some(chunk) = field.chunk().await.map_err(|_| unreadable())? {
        length += chunk.len();
        if wanted && length <= UPLOAD_BYTES {
            bytes.extend_from_slice(&chunk);
        } else {
            bytes = Vec::new();
        }
    }
    if length > UPLOAD_BYTES { Err(PhotoError::TooLarge.into()) } else { Ok(bytes) }
}

impl Outcome {
    async fn add(&mut self, state: &AppState, viewer: &Viewer, words: &Words, bytes: Vec<u8>) {
        self.sent += 1;
        if self.error.is_some() {
            return;
        }
        let viewpoint = Viewpoint::parse(&words.view);
        let target = Target::Order { number: words.number.clone(), viewpoint };
        // The form's token and the place in it: sent again, it is the same picture.
        let key = format!("{}-{}", words.token, self.sent);
        match photos::add(&state.backend, viewer, &target, &key, bytes).await {
            Ok(_) => self.added += 1,
            Err(error) => self.refuse(error),
        }
    }

    fn refuse(&mut self, error: AppError) {
        self.error.get_or_insert(error);
    }

    /// What the browser is told: which picture it was, where there were several.
    fn verdict(self) -> Result<(), AppError> {
        let mut error = match self.error {
            Some(error) => error,
            None if self.added > 0 => return Ok(()),
            None => AppError::new(ErrorKind::Invalid, "photo.none", "请先选照片，再点“加照片”"),
        };
        if self.added > 0 {
            error.sentence =
                format!("前 {} 张加好了，第 {} 张没有：{}", self.added, self.added + 1, error.sentence);
        }
        Err(error)
    }
}

fn unreadable() -> AppError {
    AppError::new(ErrorKind::Invalid, "form.unreadable", "照片没有收全，请再传一次；网不好就一张一张传")
}

fn see_other(path: &str) -> Response {
    let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static(paths::HOME));
    (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_picture_was_refused_is_said() {
        let refused = |added| {
            let error = Some(PhotoError::NotAPicture.into());
            Outcome { sent: 3, added, error }.verdict().unwrap_err().sentence
        };
        assert!(refused(0).starts_with("这不是照片"));
        assert!(refused(2).starts_with("前 2 张加好了，第 3 张没有：这不是照片"));
        assert!(Outcome { sent: 1, added: 1, error: None }.verdict().is_ok());
        assert_eq!(Outcome::default().verdict().unwrap_err().code, "photo.none");
    }
}
