//! The character NUL: nobody can type it, and PostgreSQL can't keep it. It is dealt with here, once, for all routes.

use axum::body::{Body, Bytes};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::uri::PathAndQuery;
use http::{Request, StatusCode, Uri};

/// NUL in an address, and in a form.
const ENCODED: &str = "%00";

/// There is no page with a NUL in its path; out of a query it is cut.
pub async fn without_nul(mut request: Request<Body>, next: Next) -> Response {
    if request.uri().path().contains(ENCODED) {
        return StatusCode::NOT_FOUND.into_response();
    }
    if request.uri().query().is_some_and(|query| query.contains(ENCODED)) {
        let Some(cut) = cut_query(request.uri()) else { return StatusCode::BAD_REQUEST.into_response() };
        *request.uri_mut() = cut;
    }
    next.run(request).await
}

fn cut_query(uri: &Uri) -> Option<Uri> {
    let path = without(uri.path_and_query()?.as_str());
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(path.parse::<PathAndQuery>().ok()?);
    Uri::from_parts(parts).ok()
}

/// Cuts it until there is none, in one pass: what is left of «%0%000» is one more.
fn without(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for character in text.chars() {
        kept.push(character);
        if kept.ends_with(ENCODED) {
            kept.truncate(kept.len() - ENCODED.len());
        }
    }
    kept
}

/// The body of a form without it.
#[must_use]
pub fn cut_form(body: Bytes) -> Bytes {
    if !body.contains(&0) && !body.windows(ENCODED.len()).any(|part| part == ENCODED.as_bytes()) {
        return body;
    }
    let raw: Vec<u8> = body.iter().copied().filter(|byte| *byte != 0).collect();
    match String::from_utf8(raw) {
        Ok(text) => without(&text).into(),
        // What is no text is refused where it is read.
        Err(error) => error.into_bytes().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_loses_it_and_nothing_else() {
        let cut = |uri: &str| cut_query(&uri.parse().unwrap()).unwrap().to_string();
        assert_eq!(cut("/desk?q=a%00b&state=%E6%B0%B4"), "/desk?q=ab&state=%E6%B0%B4");
        assert_eq!(cut("/desk?q=%2500"), "/desk?q=%2500", "a percent sign and two zeros");
        assert_eq!(cut("/desk?q=%0%000"), "/desk?q=");
    }

    #[test]
    fn what_hides_in_itself_is_cut_in_one_pass() {
        let layers = 1 << 18;
        let nested = format!("{}%00{}", "%0".repeat(layers), "0".repeat(layers));
        // A pass a layer would take longer than anybody waits for a test.
        assert_eq!(without(&nested), "");
    }

    #[test]
    fn a_form_loses_it_however_it_is_written() {
        let cut = |form: &'static [u8]| cut_form(Bytes::from_static(form));
        assert_eq!(cut(b"grant=a%00b&note=%2500"), b"grant=ab&note=%2500"[..]);
        assert_eq!(cut(b"grant=a\0b"), b"grant=ab"[..]);
        assert_eq!(cut(b"grant=%0%000"), b"grant="[..]);
        assert_eq!(cut(b"grant=ab"), b"grant=ab"[..]);
    }
}
