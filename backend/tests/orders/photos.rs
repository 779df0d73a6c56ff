//! Pictures of orders: who adds them, who sees them, and what becomes of those that nobody wants.

use crate::cast::{Cast, arrives, cast, does, form, ordered, request};
use crate::support::{self, TestBackend, count};
use backend::AppError;
use backend::accounts::Viewer;
use backend::orders::{CommandForm, Viewpoint, view};
use backend::photos::{
    Added, LOST, OrderPhotos, PhotoStore, Swept, Target, add, drafts, drop_draft, form_key, of_order, read,
    show, show_draft, sweep, withdraw,
};
use domain::photos::PhotoKind;
use domain::time::{DAY, HOUR};
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

/// A small picture of one colour.
fn picture(shade: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = RgbImage::from_pixel(64, 48, Rgb([shade, 90, 90]));
    picture.write_with_encoder(JpegEncoder::new(&mut bytes)).unwrap();
    bytes
}

/// In milliseconds.
const SECOND: i64 = 1_000;

/// The name that a browser gives to a sending.
fn key(name: &str) -> String {
    format!("{name:0>20}")
}

fn at_order(number: &str, viewpoint: Viewpoint) -> Target {
    Target::Order { number: number.into(), viewpoint }
}

fn of_form(token: &str) -> Target {
    Target::Form { token: format!("{token:>20}") }
}

async fn adds(
    backend: &TestBackend,
    viewer: &Viewer,
    number: &str,
    viewpoint: Viewpoint,
    name: &str,
) -> Result<Added, AppError> {
    // One after the other, as they are shown.
    backend.clock.advance(SECOND);
    add(backend, viewer, &at_order(number, viewpoint), &key(name), picture(120)).await
}

async fn seen(backend: &TestBackend, viewer: &Viewer, number: &str, viewpoint: Viewpoint) -> OrderPhotos {
    let view = view(backend, viewer, number, viewpoint).await.unwrap();
    of_order(backend, viewer, &view).await.unwrap()
}

async fn resident_sees(backend: &TestBackend, cast: &Cast, number: &str) -> OrderPhotos {
    seen(backend, &cast.resident, number, Viewpoint::Resident).await
}

#[tokio::test]
async fn another_picture_in_the_same_place_of_a_form_is_another_picture() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let target = at_order(&ordered(&backend, &cast).await, Viewpoint::Resident);
        for shade in [1, 2, 1, 2] {
            let sent = picture(shade);
            let key = form_key("the-token-of-a-form", 1, &sent);
            add(&backend, &cast.resident, &target, &key, sent).await.unwrap();
        }
        assert_eq!(count(&backend, "photos").await, 2);
    })
    .await;
}

#[tokio::test]
async fn before_by_the_resident_and_after_by_whoever_came() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        adds(&backend, &cast.resident, &number, Viewpoint::Resident, "one").await.unwrap();
        let early = adds(&backend, &cast.member, &number, Viewpoint::Role, "early").await.unwrap_err();
        assert_eq!((early.status(), early.code.as_str()), (409, "photo.not_now"));
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        arrives(&backend, &cast, &number).await;
        let late = adds(&backend, &cast.resident, &number, Viewpoint::Resident, "late").await.unwrap_err();
        assert_eq!(late.code, "photo.not_now", "somebody is there");
        adds(&backend, &cast.member, &number, Viewpoint::Role, "two").await.unwrap();
        let finished = CommandForm { note: "换好了".into(), minutes: "20".into(), ..form("finish") };
        does(&backend, &cast.member, &number, finished).await.unwrap();
        adds(&backend, &cast.member, &number, Viewpoint::Role, "three").await.unwrap();
        let kinds: Vec<_> =
            resident_sees(&backend, &cast, &number).await.photos.iter().map(|photo| photo.kind).collect();
        assert_eq!(kinds, [PhotoKind::Before, PhotoKind::After, PhotoKind::After]);
        for (nobody, code) in [
            (&cast.staff, "photo.not_now"),
            (&cast.office, "photo.not_now"),
            (&cast.other_member, "order.not_found"),
        ] {
            let refused = adds(&backend, nobody, &number, Viewpoint::Role, "nobody").await.unwrap_err();
            assert_eq!(refused.code, code, "{}", nobody.name);
        }
    })
    .await;
}

#[tokio::test]
async fn only_who_may_see_the_order_sees_its_pictures() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        adds(&backend, &cast.resident, &number, Viewpoint::Resident, "one").await.unwrap();
        let id = resident_sees(&backend, &cast, &number).await.photos[0].id.to_string();
        let status = async |viewer: &Viewer| match show(&backend, viewer, &id).await {
            Ok(_) => 200,
            Err(error) => error.status(),
        };
        for (viewer, may) in [
            (&cast.resident, 200),
            (&cast.staff, 200),
            (&cast.office, 200),
            (&cast.member, 404),
            (&cast.plumber, 404),
            (&cast.stranger, 404),
        ] {
            assert_eq!(status(viewer).await, may, "{}, while it is in the pool", viewer.name);
        }
        let pool = seen(&backend, &cast.member, &number, Viewpoint::Role).await;
        assert_eq!(pool, OrderPhotos::default(), "the pool shows none");
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        assert_eq!(status(&cast.member).await, 200);
        assert_eq!(status(&cast.other_member).await, 404);
        let shown = show(&backend, &cast.member, &id).await.unwrap();
        let bytes = read(&backend, &shown).await.unwrap();
        assert!(bytes.starts_with(b"\xff\xd8"), "it is kept encrypted, and shown as JPEG");
        assert_eq!(show(&backend, &cast.resident, "K101-none").await.unwrap_err().status(), 404);
        assert_eq!(show(&backend, &cast.resident, "../secret").await.unwrap_err().status(), 404);
    })
    .await;
}

#[tokio::test]
async fn what_is_sent_twice_is_one_picture_and_the_seventh_is_refused() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        let target = at_order(&number, Viewpoint::Resident);
        let key = key("twice");
        let (one, other) = tokio::join!(
            add(&backend, &cast.resident, &target, &key, picture(1)),
            add(&backend, &cast.resident, &target, &key, picture(1)),
        );
        assert_eq!((one.unwrap(), other.unwrap()), (Added::ToOrder, Added::ToOrder), "at the same moment");
        adds(&backend, &cast.resident, &number, Viewpoint::Resident, "twice").await.unwrap();
        assert_eq!(count(&backend, "photos").await, 1);
        for name in ["b", "c", "d", "e", "f"] {
            adds(&backend, &cast.resident, &number, Viewpoint::Resident, name).await.unwrap();
        }
        let full = adds(&backend, &cast.resident, &number, Viewpoint::Resident, "g").await.unwrap_err();
        assert_eq!(full.code, "photo.full");
        adds(&backend, &cast.resident, &number, Viewpoint::Resident, "twice").await.unwrap();
        assert_eq!(count(&backend, "photos").await, 6);
        let seen = resident_sees(&backend, &cast, &number).await;
        assert_eq!((seen.addable, seen.room), (None, 0));
        let short = add(&backend, &cast.resident, &target, "short", picture(1)).await.unwrap_err();
        assert_eq!(short.code, "photo.key");
    })
    .await;
}

#[tokio::test]
async fn a_picture_taken_back_leaves_its_record_and_nothing_to_see() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        adds(&backend, &cast.resident, &number, Viewpoint::Resident, "one").await.unwrap();
        let id = resident_sees(&backend, &cast, &number).await.photos[0].id.to_string();
        let shown = show(&backend, &cast.resident, &id).await.unwrap();
        let others = withdraw(&backend, &cast.staff, &id, Viewpoint::Role).await.unwrap_err();
        assert_eq!(others.status(), 404, "only one's own");
        withdraw(&backend, &cast.resident, &id, Viewpoint::Resident).await.unwrap();
        withdraw(&backend, &cast.resident, &id, Viewpoint::Resident).await.unwrap();
        assert_eq!(show(&backend, &cast.resident, &id).await.unwrap_err().status(), 404);
        assert_eq!(sweep(&backend).await.unwrap(), Swept { erased: 1, ..Swept::default() });
        assert_eq!(read(&backend, &shown).await.unwrap_err().code, LOST);
        let seen = resident_sees(&backend, &cast, &number).await;
        assert_eq!((seen.photos.len(), seen.withdrawn, seen.room), (0, 1, 6));

        adds(&backend, &cast.resident, &number, Viewpoint::Resident, "two").await.unwrap();
        let kept = resident_sees(&backend, &cast, &number).await.photos[0].id.to_string();
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        arrives(&backend, &cast, &number).await;
        let refused = withdraw(&backend, &cast.resident, &kept, Viewpoint::Resident).await.unwrap_err();
        assert_eq!(refused.code, "photo.kept", "whoever came has seen it");
        for statement in [
            "DELETE FROM photos",
            "UPDATE photos SET sha256 = 'x'",
            "UPDATE photos SET withdrawn_at = NULL WHERE withdrawn_at IS NOT NULL",
        ] {
            assert!(support::is_refused(&backend, statement).await, "{statement}");
        }
    })
    .await;
}

#[tokio::test]
async fn pictures_wait_for_their_order_and_become_its_own() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let form = of_form("order");
        let Added::Waiting(id) = add(&backend, &cast.resident, &form, &key("one"), picture(1)).await.unwrap()
        else {
            panic!("there is no order yet")
        };
        let again = add(&backend, &cast.resident, &form, &key("one"), picture(1)).await.unwrap();
        assert_eq!(again, Added::Waiting(id.clone()));
        add(&backend, &cast.resident, &form, &key("two"), picture(2)).await.unwrap();
        let Added::Waiting(dropped) =
            add(&backend, &cast.resident, &form, &key("three"), picture(3)).await.unwrap()
        else {
            panic!("there is no order yet")
        };
        drop_draft(&backend, &cast.member, &dropped).await.unwrap();
        let waiting = async || drafts(&backend, &cast.resident, &request("order").token).await.unwrap().len();
        assert_eq!(waiting().await, 3, "nobody else drops it");
        drop_draft(&backend, &cast.resident, &dropped).await.unwrap();
        assert_eq!(waiting().await, 2);
        show_draft(&backend, &cast.resident, &id).await.unwrap();
        for nobody in [&cast.member, &cast.staff] {
            assert_eq!(show_draft(&backend, nobody, &id).await.unwrap_err().status(), 404);
        }

        let number = ordered(&backend, &cast).await;
        let seen = resident_sees(&backend, &cast, &number).await;
        assert_eq!((seen.photos.len(), waiting().await), (2, 0));
        // What was still on its way when the order was placed goes to the order, and what had arrived is not doubled.
        assert_eq!(
            add(&backend, &cast.resident, &form, &key("late"), picture(4)).await.unwrap(),
            Added::ToOrder
        );
        assert_eq!(
            add(&backend, &cast.resident, &form, &key("two"), picture(2)).await.unwrap(),
            Added::ToOrder
        );
        assert_eq!(resident_sees(&backend, &cast, &number).await.photos.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn pictures_whose_order_never_comes_go_after_a_day() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let Added::Waiting(id) =
            add(&backend, &cast.resident, &of_form("never"), &key("one"), picture(1)).await.unwrap()
        else {
            panic!("there is no order")
        };
        let shown = show_draft(&backend, &cast.resident, &id).await.unwrap();
        backend.clock.advance(DAY - HOUR);
        assert_eq!(sweep(&backend).await.unwrap(), Swept::default());
        read(&backend, &shown).await.unwrap();
        backend.clock.advance(HOUR);
        assert_eq!(sweep(&backend).await.unwrap(), Swept { attached: 0, dropped: 1, erased: 1 });
        assert_eq!(read(&backend, &shown).await.unwrap_err().code, LOST);
        assert_eq!((count(&backend, "photo_drafts").await, count(&backend, "photo_leftovers").await), (0, 0));
    })
    .await;
}

#[tokio::test]
async fn what_is_no_picture_leaves_nothing_behind() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        let target = at_order(&number, Viewpoint::Resident);
        let sent = b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec();
        let refused = add(&backend, &cast.resident, &target, &key("svg"), sent).await.unwrap_err();
        assert_eq!((refused.status(), refused.code.as_str()), (422, "photo.not_a_picture"));
        for table in ["photos", "photo_leftovers"] {
            assert_eq!(count(&backend, table).await, 0, "{table}");
        }
        let mut without = backend.clone();
        without.take_no_photos();
        let closed = add(&without, &cast.resident, &target, &key("one"), picture(1)).await.unwrap_err();
        assert_eq!(closed.code, "photo.not_now");
        let seen = resident_sees(&without, &cast, &number).await;
        assert_eq!(seen, OrderPhotos::default(), "where there is no place for them, nobody is asked for any");
    })
    .await;
}

#[tokio::test]
async fn a_reopened_order_has_room_again() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = crate::cast::served(&backend, &cast, "served").await;
        adds(&backend, &cast.member, &number, Viewpoint::Role, "after").await.unwrap();
        let reopen = CommandForm { note: "还在滴".into(), ..form("reopen") };
        does(&backend, &cast.resident, &number, reopen).await.unwrap();
        adds(&backend, &cast.resident, &number, Viewpoint::Resident, "still").await.unwrap();
        let seen = resident_sees(&backend, &cast, &number).await;
        let rounds: Vec<_> = seen.photos.iter().map(|photo| (photo.round, photo.kind)).collect();
        assert_eq!(rounds, [(0, PhotoKind::After), (1, PhotoKind::Before)]);
        assert_eq!(seen.room, 5);
    })
    .await;
}

#[tokio::test]
async fn a_folder_holds_nothing_that_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let store = PhotoStore::open(&folder.path().join("photos").to_string_lossy()).unwrap();
    support::both(move |mut backend| {
        let (store, folder) = (store.clone(), folder.path().join("photos"));
        async move {
            backend.keep_photos_in(store);
            let cast = cast(&backend).await;
            let number = ordered(&backend, &cast).await;
            adds(&backend, &cast.resident, &number, Viewpoint::Resident, "one").await.unwrap();
            let files = || {
                let below = std::fs::read_dir(&folder).unwrap().flatten();
                let files =
                    below.flat_map(|entry| std::fs::read_dir(entry.path()).into_iter().flatten().flatten());
                files.map(|entry| entry.path()).collect::<Vec<_>>()
            };
            let file = files().pop().expect("one file");
            assert_eq!(files().len(), 1);
            assert!(!std::fs::read(&file).unwrap().starts_with(b"\xff\xd8"), "encrypted");
            assert!(!file.to_string_lossy().contains("K101"), "its name tells nothing: {}", file.display());
            let id = resident_sees(&backend, &cast, &number).await.photos[0].id.to_string();
            let shown = show(&backend, &cast.resident, &id).await.unwrap();
            let bytes = std::fs::read(&file).unwrap();
            std::fs::write(&file, [&bytes[..bytes.len() - 1], b"x"].concat()).unwrap();
            assert_eq!(read(&backend, &shown).await.unwrap_err().code, LOST);
            withdraw(&backend, &cast.resident, &id, Viewpoint::Resident).await.unwrap();
            sweep(&backend).await.unwrap();
            assert!(files().is_empty());
        }
    })
    .await;
}
