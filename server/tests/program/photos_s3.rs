//! Pictures at S3: over a server in this process that speaks its HTTP, or over a real one that
//! `DIANDIANTONG_TEST_S3` names, such as `http://127.0.0.1:5000` with a bucket «pictures».

use crate::support::TestServer;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{post, put};
use backend::accounts::{Viewer, sign_in_by_shown_code, viewer};
use backend::photos::{Added, LOST, PhotoStore, Swept, Target, add, drop_draft, read, show_draft, sweep};
use http::header::{AUTHORIZATION, ETAG, HeaderMap};
use http::{Method, StatusCode};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// The smallest picture: a grey point.
const PIXEL: &[u8] = include_bytes!("data/pixel.png");

/// The objects of the server in this process, by their path.
type Objects = Arc<Mutex<BTreeMap<String, Bytes>>>;

/// What S3 does with one object, as far as pictures need it. Unsigned requests are refused.
async fn object(
    State(objects): State<Objects>,
    method: Method,
    Path((bucket, key)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if !is_signed(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let path = format!("{bucket}/{key}");
    let mut objects = objects.lock().unwrap();
    let tag = [(ETAG, "\"tag\""), (http::header::LAST_MODIFIED, "Tue, 24 Nov 2026 01:30:00 GMT")];
    match method {
        Method::PUT => {
            objects.insert(path, body);
            (tag, "").into_response()
        }
        _ => match objects.get(&path) {
            Some(bytes) => (tag, Body::from(bytes.clone())).into_response(),
            None => StatusCode::NOT_FOUND.into_response(),
        },
    }
}

/// Takes objects away, as S3 does it for several at once.
async fn delete(
    State(objects): State<Objects>,
    Path(bucket): Path<String>,
    headers: HeaderMap,
    body: String,
) -> Response {
    if !is_signed(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let mut objects = objects.lock().unwrap();
    let keys = body.split("<Key>").skip(1).map(|rest| rest.split('<').next().unwrap());
    let deleted: String = keys
        .map(|key| {
            objects.remove(&format!("{bucket}/{key}"));
            format!("<Deleted><Key>{key}</Key></Deleted>")
        })
        .collect();
    format!("<DeleteResult>{deleted}</DeleteResult>").into_response()
}

fn is_signed(headers: &HeaderMap) -> bool {
    let signed = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    signed.is_some_and(|value| value.starts_with("AWS4-HMAC-SHA256 Credential=key/"))
}

/// Where S3 is, and its objects if it is in this process.
async fn s3() -> (String, Option<Objects>) {
    if let Ok(address) = std::env::var("DIANDIANTONG_TEST_S3") {
        return (address, None);
    }
    let objects = Objects::default();
    let routes = Router::new()
        .route("/{bucket}", post(delete))
        .route("/{bucket}/{*key}", put(object).get(object))
        .with_state(objects.clone());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, routes).await });
    (address, Some(objects))
}

async fn resident(server: &TestServer) -> Viewer {
    let (backend, phone) = (&server.backend, "13800000001");
    let token = sign_in_by_shown_code(backend, phone).await.unwrap().token;
    viewer(backend, &token).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_picture_goes_to_s3_sealed_comes_back_and_is_taken_away() {
    let (endpoint, objects) = s3().await;
    let variables = [
        ("AWS_ENDPOINT", endpoint.as_str()),
        ("AWS_ALLOW_HTTP", "true"),
        ("AWS_ACCESS_KEY_ID", "key"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
        ("AWS_REGION", "cn-east-1"),
        ("HOME", "/nowhere"),
    ];
    let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let store = PhotoStore::open_with("s3://pictures/of/orders", variables).unwrap();
    let server = TestServer::start_with_photos(store).await;
    let viewer = resident(&server).await;
    let form = Target::Form { token: "0123456789abcdef0123".into() };
    let added = add(&server.backend, &viewer, &form, "0123456789abcdef", PIXEL.to_vec()).await.unwrap();
    let Added::Waiting(id) = added else { panic!("there is no order") };
    if let Some(objects) = &objects {
        let objects = objects.lock().unwrap();
        let (path, bytes) = objects.first_key_value().expect("one object");
        assert!(path.starts_with("pictures/of/orders/"), "{path}");
        assert!(!bytes.starts_with(b"\xff\xd8"), "encrypted");
    }
    let shown = show_draft(&server.backend, &viewer, &id).await.unwrap();
    assert!(read(&server.backend, &shown).await.unwrap().starts_with(b"\xff\xd8"));
    drop_draft(&server.backend, &viewer, &id).await.unwrap();
    assert_eq!(sweep(&server.backend).await.unwrap(), Swept { erased: 1, ..Swept::default() });
    assert_eq!(read(&server.backend, &shown).await.unwrap_err().code, LOST);
    if let Some(objects) = &objects {
        assert!(objects.lock().unwrap().is_empty());
    }
}

#[tokio::test]
async fn what_s3_refuses_is_a_fault_of_ours_and_leaves_no_row() {
    let (endpoint, _) = s3().await;
    let variables = [
        ("AWS_ENDPOINT", endpoint.as_str()),
        ("AWS_ALLOW_HTTP", "true"),
        ("AWS_ACCESS_KEY_ID", "another"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
        ("AWS_REGION", "cn-east-1"),
    ];
    let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let bucket = "s3://none-of-this-name/x";
    let server = TestServer::start_with_photos(PhotoStore::open_with(bucket, variables).unwrap()).await;
    let viewer = resident(&server).await;
    let form = Target::Form { token: "0123456789abcdef0123".into() };
    let refused = add(&server.backend, &viewer, &form, "0123456789abcdef", PIXEL.to_vec()).await;
    assert_eq!(refused.unwrap_err().status(), 500);
}
