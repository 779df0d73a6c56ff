//! The form that sends pictures as they are, where there are no scripts.
//!
//! All that it says besides its pictures stands in its address: who may not add any is told so before the first byte of
//! the body is read.

use super::{FORM_LIMIT, SILENCE, drain};
use crate::pages::failure;
use crate::pages::request_context::{RequestContext, keep_for};
use crate::state::AppState;
use app::flash::flash;
use app::form::ACTION;
use app::orders::ActOnOrder;
use app::paths;
use app::photos::ADDED_WITHIN;
use axum::body::Body;
use axum::extract::multipart::Field;
use axum::extract::{FromRequest, Multipart, Query, State};
use axum::response::{IntoResponse, Response};
use backend::accounts::{FormState, Viewer};
use backend::orders::Viewpoint;
use backend::photos::{self, Target};
use backend::{AppError, ErrorKind};
use domain::photos::{PhotoError, UPLOAD_BYTES};
use http::header::{HeaderValue, LOCATION};
use http::request::Parts;
use http::{Request, StatusCode};
use leptos::server_fn::ServerFn;
use serde::Deserialize;
use std::collections::BTreeMap;
use tokio::time::timeout;

/// What the form's address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Words {
    back: String,
    number: String,
    view: String,
    token: String,
}

impl Words {
    fn target(&self) -> Target {
        Target::Order { number: self.number.clone(), viewpoint: Viewpoint::parse(&self.view) }
    }

    /// The key of a picture of the form.
    fn key(&self, place: usize, sent: &[u8]) -> String {
        photos::form_key(&self.token, place, sent)
    }
}

/// The fields of the form around the pictures, where they are sent from within the one that finishes an order.
const AROUND: [&str; 5] = ["command", "version", "note", "minutes", "phrase"];
/// The most bytes of such a field that are taken.
const AROUND_BYTES: usize = 4 * 1024;

impl Words {
    /// What was typed into the form around the pictures, as it is kept; nothing where there is none.
    fn values(&self, around: BTreeMap<String, String>) -> BTreeMap<String, String> {
        if around.is_empty() {
            return around;
        }
        let own = [("back", &self.back), ("number", &self.number), ("view", &self.view)];
        let own = own.map(|(name, value)| (name.to_owned(), value.clone()));
        let action = (ACTION.to_owned(), ActOnOrder::PATH.to_owned());
        around.into_iter().chain(own).chain([action]).collect()
    }
}

/// What came of the pictures so far.
#[derive(Default)]
struct Outcome {
    /// How many the form has sent, and how many of them are added.
    sent: usize,
    added: usize,
    /// Which of them were refused, and why.
    refused: Vec<(usize, AppError)>,
}

/// Adds the pictures of a form, and sends the browser back by 303.
pub async fn add(
    State(state): State<AppState>,
    Query(words): Query<Words>,
    context: RequestContext,
    body: Body,
) -> Response {
    let back = paths::own(&words.back);
    let Some(viewer) = context.visit.viewer.as_deref() else {
        let error =
            AppError::new(ErrorKind::Invalid, "photo.signed_out", "刚才没有登录，照片没有收下，请再选一次");
        return sent_back(&state, &context, &paths::sign_in(back), (back, BTreeMap::new()), error).await;
    };
    let mut around = BTreeMap::new();
    match taken(&state, viewer, (&words, &mut around), &context.parts, body).await {
        Ok(()) if around.is_empty() => see_other(&flash(back, "photo")),
        Ok(()) => {
            // The form around the pictures is not sent yet: it comes back as it was.
            let added = AppError::new(ErrorKind::SignedOut, ADDED_WITHIN, "");
            sent_back(&state, &context, back, (back, words.values(around)), added).await
        }
        Err(error) if words.back.is_empty() => failure(&state, context.parts, error).await,
        Err(error) => sent_back(&state, &context, back, (back, words.values(around)), error).await,
    }
}

/// Sends the browser on, and keeps what is to be read on the form's page.
async fn sent_back(
    state: &AppState,
    context: &RequestContext,
    to: &str,
    (back, values): (&str, BTreeMap<String, String>),
    error: AppError,
) -> Response {
    let form = FormState { values, error };
    let mut response = see_other(to);
    match keep_for(state, context, back, form, &mut response).await {
        Ok(()) => response,
        Err(error) => failure(state, context.parts.clone(), error).await,
    }
}

async fn taken(
    state: &AppState,
    viewer: &Viewer,
    (words, around): (&Words, &mut BTreeMap<String, String>),
    parts: &Parts,
    body: Body,
) -> Result<(), AppError> {
    let _place = state.uploads.begin(&viewer.person).await?;
    let first = photos::before(&state.backend, viewer, &words.target(), &words.key(1, &[])).await;
    // Where all places are taken, the pictures may be those that took them.
    if let Err(error) = first
        && error.code != PhotoError::Full.code()
    {
        drain(body, FORM_LIMIT).await;
        return Err(error);
    }
    let request = Request::from_parts(parts.clone(), body);
    let form = Multipart::from_request(request, state).await.map_err(|_| unreadable())?;
    take(state, viewer, (words, around), form).await.verdict()
}

/// Takes the form in, one picture after the other, to its end.
async fn take(
    state: &AppState,
    viewer: &Viewer,
    (words, around): (&Words, &mut BTreeMap<String, String>),
    mut form: Multipart,
) -> Outcome {
    let mut outcome = Outcome::default();
    loop {
        let mut field = match timeout(SILENCE, form.next_field()).await {
            Ok(Ok(Some(field))) => field,
            Ok(Ok(None)) => return outcome,
            Ok(Err(_)) | Err(_) => {
                outcome.refuse(outcome.sent + 1, unreadable());
                return outcome;
            }
        };
        // The address has said everything else that is needed.
        let name = field.name().unwrap_or_default().to_owned();
        let wanted = name == "photo";
        if AROUND.contains(&name.as_str()) {
            if let Ok(text) = picture(&mut field, true).await
                && text.len() <= AROUND_BYTES
            {
                around.insert(name, String::from_utf8_lossy(&text).into_owned());
            }
            continue;
        }
        let bytes = picture(&mut field, wanted).await;
        // Without any bytes, nothing was chosen.
        if wanted && !bytes.as_ref().is_ok_and(Vec::is_empty) {
            outcome.sent += 1;
            match add_one(state, viewer, words, outcome.sent, bytes).await {
                Ok(()) => outcome.added += 1,
                Err(error) => outcome.refuse(outcome.sent, error),
            }
        }
    }
}

async fn add_one(
    state: &AppState,
    viewer: &Viewer,
    words: &Words,
    place: usize,
    bytes: Result<Vec<u8>, AppError>,
) -> Result<(), AppError> {
    let bytes = bytes?;
    let key = words.key(place, &bytes);
    photos::add(&state.backend, viewer, &words.target(), &key, bytes).await?;
    Ok(())
}

/// A picture's bytes; where they are not wanted, or too many, they are read and dropped.
async fn picture(field: &mut Field<'_>, wanted: bool) -> Result<Vec<u8>, AppError> {
    let (mut bytes, mut length) = (Vec::new(), 0);
    loop {
        let chunk = timeout(SILENCE, field.chunk()).await.map_err(|_| unreadable())?;
        let Some(chunk) = chunk.map_err(|_| unreadable())? else { break };
        length += chunk.len();
        if wanted && length <= UPLOAD_BYTES {
            bytes.extend_from_slice(&chunk);
        } else {
            bytes = Vec::new();
        }
    }
    if wanted && length > UPLOAD_BYTES { Err(PhotoError::TooLarge.into()) } else { Ok(bytes) }
}

impl Outcome {
    fn refuse(&mut self, place: usize, error: AppError) {
        self.refused.push((place, error));
    }

    /// What the browser is told: which pictures were refused, where there were several.
    fn verdict(self) -> Result<(), AppError> {
        let named = |(place, error): &(usize, AppError)| format!("第 {} 张没有加：{}", place, error.sentence);
        let named: Vec<_> = self.refused.iter().map(named).collect();
        let mut error = match self.refused.into_iter().next() {
            Some((_, error)) => error,
            None if self.added > 0 => return Ok(()),
            None => AppError::new(ErrorKind::Invalid, "photo.none", "请先选照片，再点“加照片”"),
        };
        if self.added > 0 {
            error.sentence = format!("{} 张加好了。{}", self.added, named.join("。"));
        } else if named.len() > 1 {
            error.sentence = named.join("。");
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
    fn every_picture_that_was_refused_is_named() {
        let refused = |sent: usize, which: &[(usize, PhotoError)]| {
            let refused: Vec<_> = which.iter().map(|(place, error)| (*place, (*error).into())).collect();
            Outcome { sent, added: sent - refused.len(), refused }.verdict().unwrap_err().sentence
        };
        assert!(refused(1, &[(1, PhotoError::NotAPicture)]).starts_with("这不是照片"));
        let one = refused(3, &[(2, PhotoError::Heic)]);
        assert!(one.starts_with("2 张加好了。第 2 张没有加：这张照片是 HEIC 格式"), "{one}");
        let two = refused(3, &[(1, PhotoError::NotAPicture), (3, PhotoError::Heic)]);
        assert!(two.starts_with("1 张加好了。第 1 张没有加：这不是照片"), "{two}");
        assert!(two.contains("。第 3 张没有加：这张照片是 HEIC 格式"), "{two}");
        let all = refused(2, &[(1, PhotoError::Heic), (2, PhotoError::Heic)]);
        assert!(all.starts_with("第 1 张没有加：") && all.contains("第 2 张没有加："), "{all}");
        assert!(Outcome { sent: 1, added: 1, ..Outcome::default() }.verdict().is_ok());
        assert_eq!(Outcome::default().verdict().unwrap_err().code, "photo.none");
    }
}
