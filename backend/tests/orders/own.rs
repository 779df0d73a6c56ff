//! One's own order, and orders that are none of one's business: the use case refuses what the page doesn't offer.

use crate::cast::{cast, dispatch, does, form, request};
use crate::support::{self, Person, TestBackend};
use backend::orders::{CommandForm, OrderFor, PlaceOrder, Viewpoint, act, place, released, view};
use domain::accounts::Role;
use domain::orders::CommandKind;
use domain::time::DAY;
use strum::IntoEnumIterator;

/// A command with all that it could need.
fn whole(command: CommandKind) -> CommandForm {
    CommandForm {
        reason: match command {
            CommandKind::Decline => "no_time",
            CommandKind::Pause => "waiting_for_parts",
            _ => "other",
        }
        .into(),
        note: "写一句".into(),
        minutes: "20".into(),
        level: "satisfied".into(),
        without_code: "没带手机".into(),
        ..form(command.into())
    }
}

/// The team of everybody here who has that role, if it has teams.
fn team(role: Role) -> &'static str {
    match role {
        Role::VolunteerTeam => "自家队",
        Role::PropertyCompany => "自家物业",
        _ => "",
    }
}

/// What somebody in a role does to an order of somebody else, one after the other.
fn steps(role: Role) -> &'static [CommandKind] {
    use CommandKind::{Accept, Arrive, Claim, Dispatch, Finish};
    match role {
        Role::Member => &[Claim, Arrive, Finish],
        Role::Staff | Role::CommunityLead => &[Dispatch, Accept, Arrive, Finish],
        _ => &[Accept, Arrive, Finish],
    }
}

/// Somebody with a role, who has ordered something for themselves.
async fn orderer(backend: &TestBackend, phone: &str, role: Role) -> (Person, String) {
    let person = support::with_grant(backend, phone, "沈自己", (role, "K101", team(role))).await;
    let order = PlaceOrder { service: "S002".into(), ..request(&format!("own order of {phone}")) };
    let order = PlaceOrder {
        name: "沈母".into(),
        phone: "13800000091".into(),
        estate: "K10101".into(),
        building: "3".into(),
        room: "502".into(),
        ..order
    };
    let placed = place(backend, &person, OrderFor::Relative, &order).await.unwrap();
    (person, placed.number.to_string())
}

/// Tries everything on one's own order. Each is refused for that reason, and nothing happens.
async fn tries_everything(backend: &TestBackend, person: &Person, number: &str, (code, what): (&str, &str)) {
    for command in CommandKind::iter() {
        let wanted = CommandForm { to: format!("person:{}", person.person), ..whole(command) };
        let refused = does(backend, person, number, wanted).await.expect_err(what);
        assert_eq!(refused.code, code, "{what}: {command}");
    }
}

#[tokio::test]
async fn in_no_role_is_anything_done_to_an_own_order() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let roles =
            [Role::Member, Role::VolunteerTeam, Role::PropertyCompany, Role::Staff, Role::CommunityLead];
        for (nth, role) in roles.into_iter().enumerate() {
            let (person, number) = orderer(&backend, &format!("1380000008{nth}"), role).await;
            let other = (role, "K101", team(role));
            let other = support::with_grant(&backend, &format!("1380000007{nth}"), "沈同事", other).await;
            if role.needs_team() {
                // The pool isn't theirs, whoever ordered.
                let none = ("order.not_found", "before their team has it");
                tries_everything(&backend, &person, &number, none).await;
                dispatch(&backend, &cast, &number, team(role)).await;
            }
            let version =
                async || view(&backend, &cast.staff, &number, Viewpoint::Role).await.unwrap().order.version;
            for step in steps(role) {
                let before = version().await;
                let what = format!("{role}, where others {step}");
                tries_everything(&backend, &person, &number, ("order.own_order", &what)).await;
                assert_eq!(version().await, before, "{what}: nothing has happened");
                let wanted = CommandForm { to: format!("person:{}", other.person), ..whole(*step) };
                assert_eq!(does(&backend, &other, &number, wanted).await, Ok(*step), "{what}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn who_has_no_part_in_an_order_learns_no_more_than_that_there_is_none() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = crate::cast::ordered(&backend, &cast).await;
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        let tried = async |person: &Person, number: &str, version: &str, command: &str| {
            let (number, version) = (number.to_owned(), version.to_owned());
            act(&backend, person, &CommandForm { number, version, ..form(command) }).await.unwrap_err()
        };
        let faster = tried(&cast.other_member, &number, "", "claim").await;
        assert!(faster.sentence.contains("李建国"), "who has just seen it in the pool reads who was faster");
        backend.clock.advance(DAY);
        let unknown = tried(&cast.other_member, "K101-9999", "", "claim").await;
        assert_eq!(unknown.status(), 404);
        for command in CommandKind::iter() {
            for version in ["", "0", "1", "99"] {
                for person in [&cast.other_member, &cast.plumber, &cast.stranger] {
                    let foreign = tried(person, &number, version, command.into()).await;
                    assert_eq!(foreign, unknown, "{command} {version}");
                }
            }
        }
        let page = view(&backend, &cast.other_member, &number, Viewpoint::Role).await.unwrap_err();
        let told = released(&backend, &cast.other_member, &number).await.unwrap_err();
        assert_eq!((&page, &told), (&unknown, &unknown), "as on the page");
    })
    .await;
}

#[tokio::test]
async fn without_a_role_the_answer_is_the_same_whether_there_is_such_an_order_or_not() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = crate::cast::ordered(&backend, &cast).await;
        let nobody = support::resident(&backend, "13800000095", "外人", "K10101").await;
        let looked = async |number: &str| view(&backend, &nobody, number, Viewpoint::Role).await.unwrap_err();
        assert_eq!(looked(&number).await, looked("K101-9999").await);
        assert_eq!(looked(&number).await, looked("nonsense").await);
    })
    .await;
}
