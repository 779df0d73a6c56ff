//! From order to doorstep, over the database.

use crate::cast::{arrives, cast, code, dispatch, does, form, ordered, request};
use crate::support;
use backend::orders::{CommandForm, JobsTab, OrderFor, Viewpoint, act, close_overdue, jobs, place, view};
use backend::{ErrorKind, notifications};
use domain::orders::{EventKind, FINISH_NOTE_LIMIT, StateKind, replay};
use domain::time::{DAY, HOUR, MINUTE};

#[tokio::test]
async fn from_order_to_doorstep() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        dispatch(&backend, &cast, &number, "李建国").await;
        does(&backend, &cast.member, &number, form("accept")).await.unwrap();
        arrives(&backend, &cast, &number).await;
        for (note, minutes, missing) in [
            ("", "一会儿", &["note", "minutes"][..]),
            (" ", "25", &["note"]),
            ("好了", "一会儿", &["minutes"]),
        ] {
            let said = CommandForm { note: note.into(), minutes: minutes.into(), ..form("finish") };
            let refused = does(&backend, &cast.member, &number, said).await.unwrap_err();
            let fields: Vec<_> = refused.fields.iter().map(|error| error.field.as_str()).collect();
            assert_eq!(fields, missing, "all that is missing is told at once");
        }
        let done = CommandForm { note: "换了垫圈".into(), minutes: "25".into(), ..form("finish") };
        does(&backend, &cast.member, &number, done).await.unwrap();
        let early = does(&backend, &cast.staff, &number, form("close")).await.unwrap_err();
        assert_eq!(early.code, "order.not_confirmed");
        let rated = CommandForm { level: "satisfied".into(), note: "很快".into(), ..form("rate") };
        does(&backend, &cast.resident, &number, rated).await.unwrap();
        does(&backend, &cast.staff, &number, form("close")).await.unwrap();

        let seen = view(&backend, &cast.resident, &number, Viewpoint::Resident).await.unwrap();
        assert_eq!(seen.order.state.kind(), StateKind::Closed);
        assert_eq!(seen.order.version, 7);
        assert_eq!(seen.events.len(), 7);
        assert_eq!(replay(&seen.events).unwrap().as_ref(), Some(&seen.order.state));
        let told = notifications::list(&backend, &cast.resident, "").await.unwrap().lines;
        assert!(told.iter().any(|notification| notification.sentence.contains("李建国接了单")), "{told:?}");
    })
    .await;
}

#[tokio::test]
async fn what_was_done_is_said_by_a_phrase_and_how_long_counts_from_the_arrival() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let finished = async |phrase: &str, note: &str, after: i64| {
            let asked = request(&format!("{phrase}{after}{}", note.chars().count()));
            let placed = place(&backend, &cast.resident, OrderFor::Oneself, &asked).await.unwrap();
            let number = placed.number.to_string();
            does(&backend, &cast.member, &number, form("claim")).await.unwrap();
            arrives(&backend, &cast, &number).await;
            backend.clock.advance(after);
            let said = CommandForm { phrase: phrase.into(), note: note.into(), ..form("finish") };
            does(&backend, &cast.member, &number, said)
                .await
                .map_err(|refused| refused.fields.into_iter().map(|error| error.field).collect::<Vec<_>>())?;
            let seen = view(&backend, &cast.resident, &number, Viewpoint::Resident).await.unwrap();
            match seen.events.last().map(|event| &event.kind) {
                Some(EventKind::Finished { note, minutes }) => Ok((note.clone(), *minutes)),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(finished("repaired", "", 25 * MINUTE).await, Ok(("修好了".to_owned(), 25)));
        let both = finished("parts_replaced", "换了阀芯", 0).await;
        assert_eq!(both, Ok(("换了零件，换了阀芯".to_owned(), 1)));
        let longest = "长".repeat(FINISH_NOTE_LIMIT);
        let (written, _) =
            finished("parts_replaced", &format!(" {longest}\n"), 0).await.expect("it fits beside");
        assert_eq!(written, format!("换了零件，{longest}"));
        assert_eq!(finished("done", &format!("{longest}长"), 0).await, Err(vec!["note".to_owned()]));
        assert!(
            finished("", &format!("{longest}长"), 0).await.is_ok(),
            "alone it may be as long as any note"
        );
        assert_eq!(finished("", "", 0).await, Err(vec!["note".to_owned()]));
        assert_eq!(finished("nonsense", "好了", 0).await, Err(vec!["note".to_owned()]));
        assert_eq!(finished("done", "", 9 * HOUR).await, Err(vec!["minutes".to_owned()]), "somebody forgot");
    })
    .await;
}

#[tokio::test]
async fn a_double_click_is_done_once_and_an_old_page_is_told_so() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        let claim = CommandForm { number: number.clone(), version: "1".into(), ..form("claim") };
        act(&backend, &cast.member, &claim).await.unwrap();
        act(&backend, &cast.member, &claim).await.expect("the second click is content");
        let seen = view(&backend, &cast.resident, &number, Viewpoint::Resident).await.unwrap();
        assert_eq!(seen.events.len(), 2);
        let late = act(&backend, &cast.other_member, &claim).await.unwrap_err();
        assert_eq!(
            (late.kind, late.sentence.as_str()),
            (ErrorKind::Conflict, "这张工单刚被李建国接了，请看看别的工单")
        );
        let pause = |reason: &str| CommandForm {
            number: number.clone(),
            version: "2".into(),
            reason: reason.into(),
            ..form("pause")
        };
        act(&backend, &cast.member, &pause("weather")).await.unwrap();
        act(&backend, &cast.member, &pause("weather")).await.expect("the same again");
        let other = act(&backend, &cast.member, &pause("resident_asked")).await.unwrap_err();
        assert_eq!(other.code, "order.changed", "another reason is not dropped in silence");
        let old = CommandForm { command: "pause".into(), ..claim };
        assert_eq!(act(&backend, &cast.member, &old).await.unwrap_err().code, "order.changed");
    })
    .await;
}

#[tokio::test]
async fn a_wrong_code_is_counted_even_though_the_form_comes_back() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        let right = code(&backend, &cast, &number).await;
        let wrong = if right == "0000" { "1111" } else { "0000" };
        let error =
            does(&backend, &cast.member, &number, CommandForm { code: wrong.into(), ..form("arrive") })
                .await
                .unwrap_err();
        assert_eq!(error.fields[0].field, "code");
        assert!(error.fields[0].sentence.contains("4 次"), "{error:?}");
        let letters =
            does(&backend, &cast.member, &number, CommandForm { code: "40x2".into(), ..form("arrive") });
        assert_eq!(letters.await.unwrap_err().fields[0].field, "code", "nonsense isn't counted");
        let without =
            does(&backend, &cast.member, &number, CommandForm { no_code: "1".into(), ..form("arrive") });
        let asked = without.await.unwrap_err();
        assert_eq!(
            (asked.fields[0].field.as_str(), asked.fields[0].sentence.as_str()),
            ("without_code", "请写明为什么没有上门码")
        );
        let seen = view(&backend, &cast.resident, &number, Viewpoint::Resident).await.unwrap();
        assert_eq!(seen.order.state.progress().unwrap().wrong_codes, 1);
    })
    .await;
}

#[tokio::test]
async fn the_property_company_serves_as_a_team_and_one_of_them_comes() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        dispatch(&backend, &cast, &number, "安居物业").await;
        let jobs = jobs(&backend, &cast.plumber, JobsTab::Open, None).await.unwrap();
        assert_eq!(jobs.orders.len(), 1);
        does(&backend, &cast.plumber, &number, form("accept")).await.unwrap();
        let seen = view(&backend, &cast.resident, &number, Viewpoint::Resident).await.unwrap();
        let helper = seen.helper.unwrap();
        assert_eq!((helper.name.as_str(), helper.from.as_str()), ("顾师傅", "安居物业"));
        assert_eq!(helper.phone.as_deref(), Some("13800000004"));
    })
    .await;
}

#[tokio::test]
async fn unrated_orders_close_after_seven_days_as_not_rated() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        arrives(&backend, &cast, &number).await;
        let done = CommandForm { note: "好了".into(), minutes: "5".into(), ..form("finish") };
        does(&backend, &cast.member, &number, done).await.unwrap();
        backend.clock.advance(7 * DAY);
        assert_eq!(close_overdue(&backend).await.unwrap(), 0, "not a moment too early");
        backend.clock.advance(1);
        assert_eq!(close_overdue(&backend).await.unwrap(), 1);
        assert_eq!(close_overdue(&backend).await.unwrap(), 0);
        let seen = view(&backend, &cast.resident, &number, Viewpoint::Resident).await.unwrap();
        assert_eq!((seen.order.state.kind(), seen.order.state.rating()), (StateKind::Closed, None));
    })
    .await;
}
