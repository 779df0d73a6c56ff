//! Who learns what, and what nobody can change.

use crate::cast::{arrives, cast, code, dispatch, does, form, ordered, remove, request};
use crate::support;
use backend::accounts::Viewer;
use backend::dispatch::candidates;
use backend::orders::{
    CommandForm, DeskFilter, OrderFor, PlaceOrder, Viewpoint, Whose, coming, desk, place, released, view,
};
use backend::store::FromRow;
use backend::values;
use domain::orders::Acting;
use domain::time::{DAY, MINUTE};

#[tokio::test]
async fn phone_and_door_are_shown_in_full_only_while_one_serves() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        let seen = async |viewer: &Viewer| view(&backend, viewer, &number, Viewpoint::Role).await.unwrap();
        let pool = seen(&cast.member).await;
        assert_eq!((pool.contact.phone, pool.contact.name.as_str()), (None, "王**"));
        assert!(!pool.contact.place.contains("502"), "no door before acceptance: {}", pool.contact.place);
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        assert_eq!(seen(&cast.member).await.contact.phone.as_deref(), Some("13800000001"));
        let other = view(&backend, &cast.other_member, &number, Viewpoint::Role).await.unwrap_err();
        assert_eq!(other.status(), 404, "it has left the pool");
        let company = view(&backend, &cast.plumber, &number, Viewpoint::Role).await.unwrap_err();
        assert_eq!(company.status(), 404, "the company sees its own list, not the community");
        assert!(!format!("{:?}", seen(&cast.staff).await.events).contains("王秀英"), "the name stays masked");
        assert_eq!(seen(&cast.staff).await.contact.phone, None);
        assert!(seen(&cast.staff).await.arrival_code.is_none(), "the code is the resident's");
        seen(&cast.member).await;
        backend.clock.advance(11 * MINUTE);
        assert!(seen(&cast.member).await.arrival_code.is_none());
        let right = code(&backend, &cast, &number).await;
        does(&backend, &cast.member, &number, CommandForm { code: right, ..form("arrive") }).await.unwrap();
        let done = CommandForm { note: "好了".into(), minutes: "5".into(), ..form("finish") };
        does(&backend, &cast.member, &number, done).await.unwrap();
        assert_eq!(seen(&cast.member).await.contact.phone, None, "masked again when it is done");
        let looks = seen(&cast.staff).await.access_log;
        let looks: Vec<_> =
            looks.iter().map(|looks| (looks.name.as_str(), looks.whose, looks.times)).collect();
        let expected = [("李建国", Whose::Resident, 2), ("王秀英", Whose::Helper, 1)];
        assert_eq!(
            looks, expected,
            "each look is written down, the resident's too; a page shown again at once is the same look"
        );
        assert!(seen(&cast.member).await.access_log.is_empty(), "whoever serves doesn't see who looked");
        let mine = view(&backend, &cast.resident, &number, Viewpoint::Resident).await.unwrap();
        assert_eq!(
            (mine.access_log.len(), mine.helper.unwrap().phone),
            (2, None),
            "done: no number, no look"
        );
    })
    .await;
}

#[tokio::test]
async fn who_comes_is_told_to_whom_they_come_and_on_record() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        let order = async || view(&backend, &cast.staff, &number, Viewpoint::Role).await.unwrap().order;
        for other in [&cast.stranger, &cast.staff, &cast.member, &cast.other_member] {
            assert_eq!(coming(&backend, other, order().await).await.unwrap_err().status(), 404);
        }
        let told = coming(&backend, &cast.resident, order().await).await.unwrap().unwrap();
        assert_eq!(told.helper.phone.as_deref(), Some("13800000002"));
        assert_eq!(told.arrival_code, Some(code(&backend, &cast, &number).await));
        let looks = view(&backend, &cast.staff, &number, Viewpoint::Role).await.unwrap().access_log;
        let looks: Vec<_> = looks.iter().map(|looks| (looks.name.as_str(), looks.whose)).collect();
        assert_eq!(looks, [("王秀英", Whose::Helper)]);
        let waits = CommandForm { reason: "weather".into(), ..form("pause") };
        does(&backend, &cast.member, &number, waits).await.unwrap();
        let paused = coming(&backend, &cast.resident, order().await).await.unwrap();
        let seen = view(&backend, &cast.resident, &number, Viewpoint::Resident).await.unwrap();
        let (phone, digits) = (seen.helper.and_then(|helper| helper.phone), seen.arrival_code);
        let paused = paused.map(|paused| (paused.helper.phone, paused.arrival_code));
        assert_eq!(paused, Some((phone, digits)), "as the whole order says it");
        does(&backend, &cast.member, &number, form("resume")).await.unwrap();
        remove(&backend, &cast.member).await;
        assert!(
            coming(&backend, &cast.resident, order().await).await.unwrap().is_none(),
            "nobody comes any more"
        );
    })
    .await;
}

#[tokio::test]
async fn another_community_learns_nothing() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        let looked = view(&backend, &cast.stranger, &number, Viewpoint::Role).await.unwrap_err();
        let forged = view(&backend, &cast.stranger, "K101-9999", Viewpoint::Role).await.unwrap_err();
        assert_eq!((looked.status(), &looked), (404, &forged), "both read alike");
        let acted = does(&backend, &cast.stranger, &number, form("close")).await.unwrap_err();
        assert_eq!(acted.status(), 404);
        let board = desk(&backend, &cast.stranger, &DeskFilter::default()).await.unwrap();
        assert!(board.orders.is_empty() && board.counts.values().all(|count| *count == 0));
        let peek = DeskFilter { area: "K101".into(), ..DeskFilter::default() };
        assert!(desk(&backend, &cast.stranger, &peek).await.unwrap().orders.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_office_looks_and_touches_nothing() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        let board = desk(&backend, &cast.office, &DeskFilter::default()).await.unwrap();
        assert!(board.scope.read_only);
        assert_eq!(board.orders.len(), 1);
        let seen = view(&backend, &cast.office, &number, Viewpoint::Role).await.unwrap();
        assert_eq!((seen.acting, seen.allowed), (Acting::Observer, vec![]));
        let refused = does(&backend, &cast.office, &number, form("close")).await.unwrap_err();
        assert_eq!(refused.status(), 403);
        assert_eq!(candidates(&backend, &cast.office, &seen.order).await.unwrap_err().status(), 403);
    })
    .await;
}

#[tokio::test]
async fn the_record_cannot_be_changed_behind_the_programs_back() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        ordered(&backend, &cast).await;
        for statement in ["UPDATE order_events SET at = 0", "DELETE FROM order_events"] {
            assert!(support::is_refused(&backend, statement).await, "{statement}");
        }
    })
    .await;
}

#[tokio::test]
async fn nobody_serves_an_order_of_their_own() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let relative = PlaceOrder {
            name: "李桂芳".into(),
            phone: "13800000099".into(),
            estate: "K10101".into(),
            building: "3".into(),
            room: "502".into(),
            ..request("own order")
        };
        let placed = place(&backend, &cast.member, OrderFor::Relative, &relative).await.unwrap();
        let number = placed.number.to_string();
        let refused = does(&backend, &cast.member, &number, form("claim")).await.unwrap_err();
        assert_eq!((refused.status(), refused.code.as_str()), (403, "order.own_order"));
        let seen = view(&backend, &cast.member, &number, Viewpoint::Role).await.unwrap();
        assert!(seen.allowed.is_empty(), "and no button says otherwise");
        does(&backend, &cast.other_member, &number, form("claim")).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn staff_take_an_order_out_of_the_hands_of_somebody_who_is_gone() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        arrives(&backend, &cast, &number).await;
        let seen = view(&backend, &cast.staff, &number, Viewpoint::Role).await.unwrap();
        let all = candidates(&backend, &cast.staff, &seen.order).await.unwrap();
        assert!(all.iter().all(|candidate| candidate.name != "李建国"), "not to whom it is with");
        let to = all.into_iter().find(|candidate| candidate.name == "周敏").unwrap().id.to_string();
        does(&backend, &cast.staff, &number, CommandForm { to, ..form("transfer") }).await.unwrap();
        does(&backend, &cast.other_member, &number, form("accept")).await.unwrap();
        let hidden = view(&backend, &cast.member, &number, Viewpoint::Role).await.unwrap_err();
        assert_eq!(hidden.status(), 404);
        let told = released(&backend, &cast.member, &number).await.unwrap();
        assert_eq!(told.sentence, "这一单现在由周敏去办，您不用去了");
    })
    .await;
}

#[tokio::test]
async fn who_had_an_order_reads_what_became_of_it_and_nobody_else_does() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        let read =
            async |viewer: &Viewer| released(&backend, viewer, &number).await.map(|gone| gone.sentence);
        let unknown = released(&backend, &cast.member, "K101-9999").await.unwrap_err();
        assert_eq!(read(&cast.member).await.unwrap_err(), unknown, "it is in the pool: nothing is gone");
        dispatch(&backend, &cast, &number, "安居物业").await;
        assert_eq!(read(&cast.member).await.unwrap(), "这张工单刚派给了安居物业，请看看别的工单");
        let decline = CommandForm { reason: "no_time".into(), ..form("decline") };
        does(&backend, &cast.plumber, &number, decline).await.unwrap();
        assert_eq!(read(&cast.plumber).await.unwrap(), "这一单已经退回，社区会另派人");
        does(&backend, &cast.other_member, &number, form("claim")).await.unwrap();
        assert_eq!(read(&cast.member).await.unwrap(), "这张工单刚被周敏接了，请看看别的工单");
        assert_eq!(read(&cast.plumber).await.unwrap(), "这一单现在由周敏去办，您不用去了");
        assert_eq!(read(&cast.stranger).await.unwrap_err(), unknown, "another community learns nothing");
        let cancel = CommandForm { reason: "other".into(), ..form("cancel") };
        does(&backend, &cast.resident, &number, cancel).await.unwrap();
        assert_eq!(read(&cast.other_member).await.unwrap(), "居民取消了这一单，您不用去了");
        assert_eq!(read(&cast.member).await.unwrap(), "居民刚取消了这张工单，请看看别的工单");
        backend.clock.advance(DAY);
        assert_eq!(read(&cast.member).await.unwrap_err(), unknown, "who never had it forgets it");
        assert_eq!(read(&cast.other_member).await.unwrap(), "居民取消了这一单，您不用去了");
    })
    .await;
}

#[tokio::test]
async fn the_database_holds_no_code_for_the_door_in_clear() {
    #[derive(FromRow)]
    struct Kept {
        text: String,
    }
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        let code = code(&backend, &cast, &number).await;
        let mut session = backend.store.read().await.unwrap();
        let mut kept: Vec<Kept> = session.all("SELECT detail AS text FROM orders", values![]).await.unwrap();
        kept.extend(session.all::<Kept>("SELECT event AS text FROM order_events", values![]).await.unwrap());
        assert!(kept.iter().any(|kept| kept.text.contains("arrival_code")), "this is where it is kept");
        assert!(kept.iter().all(|kept| !kept.text.contains(&format!("\"{code}\""))), "{code} can be read");
        drop(session);
        backend.clock.advance(11 * MINUTE);
        does(&backend, &cast.member, &number, CommandForm { code, ..form("arrive") }).await.unwrap();
    })
    .await;
}
