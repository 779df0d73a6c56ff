//! The desk calls about an order: with a reason, on record, for half an hour, and so many an hour.

use crate::cast::{Cast, cast, dispatch, does, form, ordered, request};
use crate::support::{TestBackend, both, count, resident, with_grant};
use backend::accounts::Viewer;
use backend::orders::{
    CommandForm, NumberLookForm, OrderFor, OrderView, Viewpoint, Whose, look_at_number, looks_at_own_number,
    place, view,
};
use backend::{AppError, ErrorKind};
use domain::accounts::Role;
use domain::orders::LookReason;
use domain::time::{DAY, MINUTE};

async fn look(
    backend: &TestBackend,
    viewer: &Viewer,
    number: &str,
    whose: &str,
    reason: &str,
) -> Result<(), AppError> {
    let form = NumberLookForm { number: number.into(), whose: whose.into(), reason: reason.into() };
    look_at_number(backend, viewer, &form).await
}

async fn seen(backend: &TestBackend, viewer: &Viewer, number: &str) -> OrderView {
    view(backend, viewer, number, Viewpoint::Role).await.unwrap()
}

/// The numbers of those who have the order in hand, as the desk sees them now.
async fn helpers(backend: &TestBackend, cast: &Cast, number: &str) -> Vec<String> {
    let numbers = seen(backend, &cast.staff, number).await.numbers.unwrap();
    numbers.helpers.into_iter().map(|helper| helper.phone).collect()
}

#[tokio::test]
async fn a_number_stands_for_half_an_hour_and_only_where_it_was_looked_at() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        assert_eq!(seen(&backend, &cast.staff, &number).await.contact.phone, None);
        look(&backend, &cast.staff, &number, "resident", "progress").await.unwrap();
        let view = seen(&backend, &cast.staff, &number).await;
        assert_eq!(view.contact.phone.as_deref(), Some("13800000001"));
        assert_eq!(view.contact.name, "王**", "the number, and no more");
        assert!(!view.contact.place.contains("502"), "{}", view.contact.place);
        let lead = with_grant(&backend, "13800000021", "钱主任", (Role::CommunityLead, "K101", "")).await;
        assert_eq!(
            seen(&backend, &lead, &number).await.contact.phone,
            None,
            "somebody else looks for themselves"
        );
        backend.clock.advance(30 * MINUTE - 1);
        look(&backend, &cast.staff, &number, "resident", "address").await.unwrap();
        assert_eq!(count(&backend, "access_log").await, 1, "while it stands, it is the same look");
        backend.clock.advance(1);
        assert_eq!(seen(&backend, &cast.staff, &number).await.contact.phone, None);
    })
    .await;
}

#[tokio::test]
async fn those_whose_number_it_is_read_who_looked_and_why() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        let at = backend.clock.now();
        look(&backend, &cast.staff, &number, "resident", "question").await.unwrap();
        look(&backend, &cast.staff, &number, "server", "progress").await.unwrap();
        assert_eq!(helpers(&backend, &cast, &number).await, ["13800000002"]);
        let own = view(&backend, &cast.resident, &number, Viewpoint::Resident).await.unwrap();
        let own: Vec<_> =
            own.access_log.iter().map(|entry| (entry.name.as_str(), entry.whose, entry.reason)).collect();
        assert_eq!(
            own,
            [
                ("陈静", Whose::Resident, Some(LookReason::Question)),
                ("陈静", Whose::Helper, Some(LookReason::Progress)),
            ]
        );
        let told = looks_at_own_number(&backend, &cast.member).await.unwrap();
        let told: Vec<_> = told
            .iter()
            .map(|look| (look.at, look.name.as_str(), look.number.as_str(), look.reason))
            .collect();
        assert_eq!(told, [(at, "陈静", number.as_str(), LookReason::Progress)]);
        assert_eq!(looks_at_own_number(&backend, &cast.resident).await.unwrap().len(), 1);
        assert!(looks_at_own_number(&backend, &cast.other_member).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_company_is_called_by_those_who_answer_for_it_and_nobody_else_once_it_is_with_others() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        let nobody = look(&backend, &cast.staff, &number, "server", "progress").await.unwrap_err();
        assert_eq!(nobody.code, "number_look.nobody");
        with_grant(&backend, "13800000031", "阮师傅", (Role::PropertyCompany, "K101", "安居物业")).await;
        dispatch(&backend, &cast, &number, "安居物业").await;
        look(&backend, &cast.staff, &number, "server", "progress").await.unwrap();
        let mut both = helpers(&backend, &cast, &number).await;
        both.sort_unstable();
        assert_eq!(both, ["13800000004", "13800000031"]);
        let own = view(&backend, &cast.resident, &number, Viewpoint::Resident).await.unwrap();
        assert_eq!((own.access_log.len(), own.access_log[0].times), (1, 1), "one look");
        let decline = CommandForm { reason: "no_time".into(), ..form("decline") };
        does(&backend, &cast.plumber, &number, decline).await.unwrap();
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        assert!(helpers(&backend, &cast, &number).await.is_empty(), "the look was at others");
    })
    .await;
}

#[tokio::test]
async fn nobody_looks_without_a_reason_or_from_elsewhere() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        for (whose, reason) in [("resident", ""), ("resident", "curiosity"), ("everybody", "progress")] {
            let error = look(&backend, &cast.staff, &number, whose, reason).await.unwrap_err();
            assert_eq!(error.kind, ErrorKind::Invalid);
        }
        for (viewer, kind) in [
            (&cast.office, ErrorKind::Denied),
            (&cast.member, ErrorKind::Denied),
            (&cast.resident, ErrorKind::Denied),
            (&cast.stranger, ErrorKind::NotFound),
        ] {
            let error = look(&backend, viewer, &number, "resident", "progress").await.unwrap_err();
            assert_eq!(error.kind, kind, "{}", viewer.name);
        }
        assert_eq!(seen(&backend, &cast.office, &number).await.numbers, None);
        let cancel = CommandForm { reason: "other".into(), ..form("cancel") };
        does(&backend, &cast.resident, &number, cancel).await.unwrap();
        backend.clock.advance(7 * DAY);
        let over = look(&backend, &cast.staff, &number, "resident", "progress").await.unwrap_err();
        assert_eq!(over.code, "number_look.over");
        assert_eq!(count(&backend, "access_log").await, 0);
    })
    .await;
}

#[tokio::test]
async fn so_many_an_hour() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let neighbour = resident(&backend, "13800000041", "许文", "K10102").await;
        let mut refused = None;
        for nth in 0..32 {
            let by = if nth % 2 == 0 { &cast.resident } else { &neighbour };
            let order =
                place(&backend, by, OrderFor::Oneself, &request(&format!("order {nth}"))).await.unwrap();
            let number = order.number.to_string();
            refused = refused.or(look(&backend, &cast.staff, &number, "resident", "question").await.err());
        }
        let refused = refused.unwrap();
        assert_eq!((refused.kind, refused.code.as_str()), (ErrorKind::TooMany, "number_look.limit"));
        assert_eq!(refused.sentence, "看号码的次数到了上限，请过 60 分钟再看");
        assert_eq!(count(&backend, "access_log").await, 30);
    })
    .await;
}

#[tokio::test]
async fn whoever_serves_after_a_look_is_written_down_all_the_same() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        look(&backend, &cast.staff, &number, "resident", "question").await.unwrap();
        let to = format!("person:{}", cast.staff.person);
        does(&backend, &cast.staff, &number, CommandForm { to, ..form("dispatch") }).await.unwrap();
        does(&backend, &cast.staff, &number, form("accept")).await.unwrap();
        let own = look(&backend, &cast.staff, &number, "server", "progress").await.unwrap_err();
        assert_eq!(own.code, "number_look.nobody", "nobody calls themselves");
        seen(&backend, &cast.staff, &number).await;
        let looks = seen(&backend, &cast.staff, &number).await.access_log;
        let looks: Vec<_> = looks.iter().map(|entry| (entry.whose, entry.reason)).collect();
        assert!(looks.contains(&(Whose::Resident, None)), "with the door: {looks:?}");
    })
    .await;
}
