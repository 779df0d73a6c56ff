//! Pictures as browsers send and show them, with scripts and without.

use crate::support::{Answer, OWN_HOST, TestServer, browser};
use axum::body::Body;
use backend::Backend;
use backend::accounts::{sign_in_by_shown_code, use_grant, viewer};
use backend::demo::{self, DemoPerson};
use backend::photos::PhotoStore;
use domain::accounts::PersonId;
use http::header::{CONTENT_TYPE, ORIGIN};
use http::{Request, StatusCode};
use server::uploads::Uploads;
use std::time::Duration;

/// The smallest picture: a grey point.
const PIXEL: &[u8] = include_bytes!("data/pixel.png");

/// A demo that takes pictures.
async fn server() -> (TestServer, Vec<DemoPerson>) {
    let server = TestServer::start_with_photos(PhotoStore::in_memory()).await;
    let people = demo::fill(&server.backend, 0).await.unwrap();
    (server, people)
}

/// The cookie of the `nth` who holds a role, using it.
async fn cookie(backend: &Backend, people: &[DemoPerson], role: &str, nth: usize) -> String {
    let phone = &people.iter().filter(|person| person.role == role).nth(nth).expect(role).phone;
    let token = sign_in_by_shown_code(backend, phone).await.unwrap().token;
    let person = viewer(backend, &token).await.unwrap().unwrap();
    if let Some(held) = person.grants.iter().find(|held| held.grant.role.name() == role) {
        use_grant(backend, &person, Some(&held.grant.id)).await.unwrap();
    }
    format!("session={token}")
}

/// A resident with an order of theirs.
async fn ordered(server: &TestServer, cookies: &str) -> String {
    let form =
        "back=%2Fservices%2FS008&whom=self&service=S008&token=0123456789abcdef0123&window=soon&again=x";
    let answer = server.post("/do/place_order", cookies, form).await;
    let path = answer.location().split('?').next().unwrap().to_owned();
    assert!(path.starts_with("/orders/K"), "{path}");
    path.trim_start_matches("/orders/").to_owned()
}

fn posted(path: &str, cookies: &str) -> http::request::Builder {
    browser("POST", path, cookies).header(ORIGIN, format!("http://{OWN_HOST}"))
}

/// Sends one picture as the script does.
async fn send(server: &TestServer, cookies: &str, query: &str, picture: &[u8]) -> Answer {
    let request =
        Request::builder().method("POST").uri(format!("/photos/send?{query}")).header("host", OWN_HOST);
    let request = request
        .header(ORIGIN, format!("http://{OWN_HOST}"))
        .header("accept", "*/*")
        .header("cookie", cookies);
    server.send(request.body(Body::from(picture.to_vec())).unwrap()).await
}

/// Where the form of an order's page is posted.
fn form_address(number: &str) -> String {
    format!("/photos/add?back=%2Forders%2F{number}&number={number}&view=resident&token=form-0123456789abcdef")
}

/// Sends the form as a browser without scripts does.
async fn send_form(server: &TestServer, cookies: &str, number: &str, pictures: &[&[u8]]) -> Answer {
    let mut body = Vec::new();
    for picture in pictures {
        body.extend_from_slice(
            b"--frontier\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.png\"\r\n\r\n",
        );
        body.extend_from_slice(picture);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--frontier--\r\n");
    let request = posted(&form_address(number), cookies);
    let request = request.header(CONTENT_TYPE, "multipart/form-data; boundary=frontier");
    server.send(request.body(Body::from(body)).unwrap()).await
}

/// The addresses of the pictures on a page.
fn pictures(page: &str) -> Vec<String> {
    let mut found: Vec<_> =
        page.split("src=\"/photos/").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().filter(|id| id.starts_with('K')).map(|id| format!("/photos/{id}")).collect()
}

#[tokio::test]
async fn a_form_without_scripts_adds_pictures_and_only_those_concerned_see_them() {
    let (server, people) = server().await;
    let resident = cookie(&server.backend, &people, "居民", 0).await;
    let number = ordered(&server, &resident).await;
    let page = format!("/orders/{number}");
    let shown = server.get(&page, &resident).await;
    assert!(shown.body.contains("enctype=\"multipart/form-data\"") && shown.body.contains("上门前的照片"));
    let address = form_address(&number).split("&token=").next().unwrap().replace('&', "&amp;");
    assert!(shown.body.contains(&format!("action=\"{address}&amp;token=")), "{}", shown.body);

    let nothing = send_form(&server, &resident, &number, &[b""]).await;
    assert_eq!((nothing.status, nothing.location()), (StatusCode::SEE_OTHER, page.as_str()));
    let said = server.get(&page, &format!("{resident}; {}", nothing.cookie("kept"))).await;
    assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said.body.contains("请先选照片"), "{}", said.body);

    let heic = b"\0\0\0\x18ftypheic\0\0\0\0";
    let partly = send_form(&server, &resident, &number, &[PIXEL, heic, &PIXEL[..40], PIXEL]).await;
    let said = server.get(&page, &format!("{resident}; {}", partly.cookie("kept"))).await;
    assert!(said.body.contains("2 张加好了。第 2 张没有加：这张照片是 HEIC 格式"), "{}", said.body);
    assert!(said.body.contains("。第 3 张没有加：照片没传完整，请再选一次"), "{}", said.body);
    let english = format!("{resident}; language=en; {}", partly.cookie("kept"));
    let said = server.get(&page, &english).await.body;
    assert!(said.contains("2 photos were added. Photo 2 was not added: This photo is in HEIC"), "{said}");
    let again = send_form(&server, &resident, &number, &[PIXEL]).await;
    assert_eq!(again.location(), format!("{page}?done=photo"));
    let shown = server.get(&page, &resident).await;
    let found = pictures(&shown.body);
    assert_eq!(found.len(), 2, "the same form sent again adds nothing: {found:?}");

    let picture = server.get(&found[0], &resident).await;
    assert_eq!((picture.status, picture.header("content-type")), (StatusCode::OK, "image/jpeg"));
    assert_eq!(picture.header("cache-control"), "no-store", "it lies in no browser");
    assert_eq!(picture.header("x-content-type-options"), "nosniff");
    assert!(picture.header("content-security-policy").starts_with("default-src 'none'"));

    let staff = cookie(&server.backend, &people, "社区工作者", 0).await;
    assert_eq!(server.get(&found[0], &staff).await.status, StatusCode::OK);
    let stranger = cookie(&server.backend, &people, "居民", 1).await;
    for cookies in [stranger.as_str(), ""] {
        let answer = server.get(&found[0], cookies).await;
        assert!(
            [StatusCode::NOT_FOUND, StatusCode::UNAUTHORIZED].contains(&answer.status),
            "{}",
            answer.status
        );
        assert!(!answer.body.contains("JFIF"));
    }
    let foreign = send_form(&server, &stranger, &number, &[PIXEL]).await;
    assert!(!foreign.location().contains("done=photo"), "{}", foreign.location());
    let nobody = send_form(&server, "", &number, &[PIXEL]).await;
    assert_eq!(nobody.location(), format!("/sign-in?next=%2Forders%2F{number}"));
    let said = server.get(&page, &format!("{resident}; {}", nobody.cookie("kept"))).await;
    assert!(said.body.contains("刚才没有登录，照片没有收下"), "{}", said.body);
}

#[tokio::test]
async fn a_script_sends_each_picture_as_often_as_it_takes() {
    let (server, people) = server().await;
    let resident = cookie(&server.backend, &people, "居民", 0).await;
    let form = "key=0123456789abcdef&token=0123456789abcdef0123";
    let waiting = send(&server, &resident, form, PIXEL).await;
    assert_eq!(waiting.status, StatusCode::OK);
    let draft = format!("/photos/drafts/{}", waiting.body);
    assert_eq!(server.get(&draft, &resident).await.status, StatusCode::OK);
    assert_eq!(send(&server, &resident, form, PIXEL).await.body, waiting.body, "it is the same");
    let number = ordered(&server, &resident).await;
    assert_eq!(server.get(&draft, &resident).await.status, StatusCode::NOT_FOUND, "it is the order's now");
    assert_eq!(send(&server, &resident, form, PIXEL).await.status, StatusCode::NO_CONTENT);
    let shown = server.get(&format!("/orders/{number}"), &resident).await;
    assert_eq!(pictures(&shown.body).len(), 1);

    let of_order = |key: &str| format!("key={key}-0123456789abcdef&number={number}&view=resident");
    for key in ["a", "b", "c", "d", "e"] {
        assert_eq!(send(&server, &resident, &of_order(key), PIXEL).await.status, StatusCode::NO_CONTENT);
    }
    let last = send(&server, &resident, &of_order("e"), PIXEL).await;
    assert_eq!(last.status, StatusCode::NO_CONTENT, "the sixth, sent again, is here already");
    let seventh = send(&server, &resident, &of_order("f"), PIXEL).await;
    assert_eq!(
        (seventh.status, seventh.body.as_str()),
        (StatusCode::CONFLICT, "最多放 6 张照片，先撤下一张再加")
    );
    let english = send(&server, &format!("{resident}; language=en"), &of_order("g"), PIXEL).await;
    assert!(english.body.is_ascii() && english.body.contains('6'), "{}", english.body);
    for nobody in ["", "session=forged"] {
        assert_eq!(send(&server, nobody, form, PIXEL).await.status, StatusCode::UNAUTHORIZED);
    }
    let late = posted(&format!("/photos/send?{form}"), &resident).header("x-sent", "later");
    let late = server.send(late.header("x-person", "somebody-else").body(Body::from(PIXEL)).unwrap()).await;
    assert_eq!(late.body, "{\"outcome\":\"another_person\"}");
    let foreign =
        Request::builder().method("POST").uri(format!("/photos/send?{form}")).header("host", OWN_HOST);
    let foreign = foreign.header(ORIGIN, "https://evil.example").header("cookie", &resident);
    let foreign = server.send(foreign.body(Body::from(PIXEL)).unwrap()).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    let huge =
        send(&server, &resident, "key=huge-0123456789abcdef&token=another-0123456789ab", &vec![0; 13 << 20])
            .await;
    assert_eq!(huge.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(huge.body.contains("太大"), "{}", huge.body);
}

#[tokio::test]
async fn pictures_come_in_in_turn_and_who_finds_no_place_comes_back() {
    let (server, people) = server().await;
    let resident = cookie(&server.backend, &people, "居民", 0).await;
    let other = cookie(&server.backend, &people, "居民", 1).await;
    let number = ordered(&server, &resident).await;
    let uploads = Uploads::new(1, Duration::ZERO);
    let server = server.with(|state| state.uploads = uploads.clone());
    let form = "key=0123456789abcdef&token=0123456789abcdef0123";
    let held = uploads.begin(&PersonId("somebody".into())).await.unwrap();
    let turned_away = send(&server, &other, form, PIXEL).await;
    assert_eq!(turned_away.status, StatusCode::SERVICE_UNAVAILABLE, "scripts try again by themselves");
    assert_eq!(
        (turned_away.header("retry-after"), turned_away.body.as_str()),
        ("5", "现在传照片的人太多，请过一会儿再传")
    );
    let told = send_form(&server, &resident, &number, &[PIXEL]).await;
    let page =
        server.get(&format!("/orders/{number}"), &format!("{resident}; {}", told.cookie("kept"))).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.body.contains("现在传照片的人太多"), "{}", page.body);
    drop(held);
    assert_eq!(send(&server, &other, form, PIXEL).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_picture_that_is_lost_says_so_where_it_was() {
    let photos = tempfile::tempdir().unwrap();
    let store = PhotoStore::open(&photos.path().to_string_lossy()).unwrap();
    let server = TestServer::start_with_photos(store).await;
    let people = demo::fill(&server.backend, 0).await.unwrap();
    let resident = cookie(&server.backend, &people, "居民", 0).await;
    let number = ordered(&server, &resident).await;
    assert_eq!(send_form(&server, &resident, &number, &[PIXEL]).await.status, StatusCode::SEE_OTHER);
    let page = server.get(&format!("/orders/{number}"), &resident).await;
    let picture = pictures(&page.body).remove(0);
    assert_eq!(server.get(&picture, &resident).await.status, StatusCode::OK);
    for folder in std::fs::read_dir(photos.path()).unwrap() {
        std::fs::remove_dir_all(folder.unwrap().path()).unwrap();
    }

    // In the page, words take its place; whoever presses on it reads a sentence.
    for (language, words) in [("zh-CN", "照片丢失了"), ("en", "This photo is lost")] {
        let request = Request::builder().uri(&picture).header("host", OWN_HOST).header("cookie", &resident);
        let request =
            request.header("accept-language", language).header("accept", "image/avif,image/webp,*/*;q=0.8");
        let place = server.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!((place.status, place.header("content-type")), (StatusCode::NOT_FOUND, "image/svg+xml"));
        assert!(place.body.contains(words), "{}", place.body);
    }
    let pressed = server.get(&picture, &resident).await;
    assert_eq!(pressed.status, StatusCode::NOT_FOUND);
    assert!(pressed.body.contains("照片丢失了，别的都还在"), "{}", pressed.body);
    assert_eq!(server.get(&format!("/orders/{number}"), &resident).await.status, StatusCode::OK);

    assert_eq!(server.get("/readyz", "").await.body, "ok");
    std::fs::remove_dir_all(photos.path()).unwrap();
    let ready = server.get("/readyz", "").await;
    assert_eq!(
        (ready.status, ready.body.as_str()),
        (StatusCode::OK, "ok, but the folder of pictures is missing")
    );
}
