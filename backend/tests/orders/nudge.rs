//! Urging what is late: who may, how often, and who is told; and where a company answers.

use crate::cast::{Cast, cast, dispatch, does, form, ordered};
use crate::support::{self, TestBackend};
use backend::ErrorKind;
use backend::accounts::Viewer;
use backend::notifications;
use backend::orders::{CommandForm, OrderView, Viewpoint, view};
use backend::settings::{duty_telephone, set_duty_telephone};
use domain::accounts::Role;
use domain::orders::{CommandKind, EventKind};
use domain::time::{DAY, HOUR, MINUTE};

const URGED: &str = "“接单”超时了，居民在催，请马上联系";

/// How often somebody reads that sentence.
async fn told(backend: &TestBackend, viewer: &Viewer, sentence: &str) -> usize {
    let lines = notifications::list(backend, viewer, "").await.unwrap().lines;
    lines.iter().filter(|line| line.sentence == sentence).count()
}

async fn seen(backend: &TestBackend, viewer: &Viewer, number: &str, viewpoint: Viewpoint) -> OrderView {
    view(backend, viewer, number, viewpoint).await.unwrap()
}

/// The company has had the order for a day, and has not answered.
async fn late(backend: &TestBackend, cast: &Cast) -> String {
    let number = ordered(backend, cast).await;
    dispatch(backend, cast, &number, "安居物业").await;
    backend.clock.advance(DAY);
    number
}

#[tokio::test]
async fn a_resident_urges_once_an_hour_and_company_and_desk_are_told() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let early = ordered(&backend, &cast).await;
        let own = seen(&backend, &cast.resident, &early, Viewpoint::Resident).await;
        assert!(!own.allowed.contains(&CommandKind::Nudge), "nothing is late yet");
        let refused = does(&backend, &cast.resident, &early, form("nudge")).await.unwrap_err();
        assert_eq!((refused.kind, refused.code.as_str()), (ErrorKind::Conflict, "order.not_late"));

        dispatch(&backend, &cast, &early, "安居物业").await;
        backend.clock.advance(DAY);
        let own = seen(&backend, &cast.resident, &early, Viewpoint::Resident).await;
        assert!(own.allowed.contains(&CommandKind::Nudge));
        let press = CommandForm { version: own.order.version.to_string(), ..form("nudge") };
        does(&backend, &cast.resident, &early, press.clone()).await.unwrap();
        does(&backend, &cast.resident, &early, press).await.expect("the same press once more");
        assert_eq!(told(&backend, &cast.plumber, URGED).await, 1);
        assert_eq!(told(&backend, &cast.staff, URGED).await, 1);
        assert_eq!(told(&backend, &cast.member, URGED).await, 0);
        let again = does(&backend, &cast.resident, &early, form("nudge")).await.unwrap_err();
        assert_eq!((again.kind, again.code.as_str()), (ErrorKind::Conflict, "order.nudged_lately"));
        let own = seen(&backend, &cast.resident, &early, Viewpoint::Resident).await;
        assert!(!own.allowed.contains(&CommandKind::Nudge), "the button has gone");
        backend.clock.advance(HOUR);
        does(&backend, &cast.resident, &early, form("nudge")).await.expect("an hour later");
        let nudges = |view: &OrderView| {
            view.events.iter().filter(|event| matches!(event.kind, EventKind::Nudged { .. })).count()
        };
        let own = seen(&backend, &cast.resident, &early, Viewpoint::Resident).await;
        assert_eq!(nudges(&own), 2, "on record");
    })
    .await;
}

#[tokio::test]
async fn those_who_answer_for_an_order_urge_too_and_a_form_of_before_still_holds() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let lead = (Role::CommunityLead, "K101", "");
        let lead = support::with_grant(&backend, "13800000008", "陈国平", lead).await;
        let number = late(&backend, &cast).await;
        let of_company = seen(&backend, &cast.plumber, &number, Viewpoint::Role).await;
        assert!(!of_company.allowed.contains(&CommandKind::Nudge), "nobody urges themselves");
        let refused = does(&backend, &cast.plumber, &number, form("nudge")).await.unwrap_err();
        assert_eq!(refused.code, "order.not_yours");
        assert_eq!(
            does(&backend, &cast.stranger, &number, form("nudge")).await.unwrap_err().kind,
            ErrorKind::NotFound
        );
        let version = of_company.order.version.to_string();
        does(&backend, &cast.office, &number, form("nudge")).await.unwrap();
        let sentence = "“接单”超时了，吴科长在催，请马上办";
        for reader in [&cast.plumber, &cast.staff, &lead] {
            assert_eq!(told(&backend, reader, sentence).await, 1, "{}", reader.name);
        }
        backend.clock.advance(MINUTE);
        let again = does(&backend, &lead, &number, form("nudge")).await.unwrap_err();
        assert_eq!(again.code, "order.nudged_lately", "the office has done it for all above");
        does(&backend, &cast.resident, &number, form("nudge")).await.expect("the resident's own");
        let accept = CommandForm { version, ..form("accept") };
        does(&backend, &cast.plumber, &number, accept)
            .await
            .expect("a nudge changes nothing about the order");
    })
    .await;
}

#[tokio::test]
async fn a_company_keeps_its_number_for_those_who_wait_for_it() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = late(&backend, &cast).await;
        let own = seen(&backend, &cast.resident, &number, Viewpoint::Resident).await;
        assert_eq!(own.duty, None, "none is set");
        assert_eq!(duty_telephone(&backend, &cast.plumber).await.unwrap().telephone, None);
        for nobody in [&cast.resident, &cast.member, &cast.staff] {
            let refused = set_duty_telephone(&backend, nobody, "12345").await.unwrap_err();
            assert_eq!(refused.kind, ErrorKind::Denied);
            assert_eq!(duty_telephone(&backend, nobody).await.unwrap_err().kind, ErrorKind::Denied);
        }
        let wrong = set_duty_telephone(&backend, &cast.plumber, "打 12345").await.unwrap_err();
        assert_eq!(wrong.fields[0].field, "telephone");
        set_duty_telephone(&backend, &cast.plumber, " 0512－0000－0108 ").await.unwrap();
        set_duty_telephone(&backend, &cast.plumber, "0512-0000-0108").await.expect("no change is no row");
        assert_eq!(support::count(&backend, "team_telephones").await, 1);
        let set = duty_telephone(&backend, &cast.plumber).await.unwrap();
        assert_eq!((set.team_name.as_str(), set.by.unwrap().0.as_str()), ("安居物业", "顾师傅"));
        for (reader, viewpoint) in [
            (&cast.resident, Viewpoint::Resident),
            (&cast.staff, Viewpoint::Role),
            (&cast.office, Viewpoint::Role),
        ] {
            let (team, telephone) = seen(&backend, reader, &number, viewpoint).await.duty.unwrap();
            assert_eq!((team.as_str(), telephone.to_string().as_str()), ("安居物业", "0512-0000-0108"));
        }
        set_duty_telephone(&backend, &cast.plumber, "").await.unwrap();
        let own = seen(&backend, &cast.resident, &number, Viewpoint::Resident).await;
        assert_eq!(own.duty, None, "taken away again, at the same moment");
    })
    .await;
}
