//! One's own order, and orders that are none of one's business: the use case refuses what the page doesn't offer.

use crate::cast::{cast, does, request, value_of, wish};
use crate::support::{self, Person, TestBackend};
use backend::orders::{ActRequest, OrderFor, PlaceRequest, Viewpoint, Wish, act, gone, place, view};
use domain::accounts::Role;
use domain::orders::CommandKind;
use domain::time::DAY;
use strum::IntoEnumIterator;

/// A command with all that it could need.
fn whole(command: CommandKind) -> Wish {
    Wish {
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
        ..wish(command.into())
    }
}

/// Somebody with a role, who has ordered something for themselves.
async fn orderer(backend: &TestBackend, phone: &str, role: Role) -> (Person, String) {
    let team = if role.needs_team() { "自家队" } else { "" };
    let person = support::with_grant(backend, phone, "沈自己", (role, "K101", team)).await;
    let form = PlaceRequest { service: "S002".into(), ..request(&format!("own order of {phone}")) };
    let form = PlaceRequest {
        name: "沈母".into(),
        phone: "13800000091".into(),
        estate: "K10101".into(),
        building: "3".into(),
        room: "502".into(),
        ..form
    };
    let placed = place(backend, &person, OrderFor::Relative, &form).await.unwrap();
    (person, placed.number.to_string())
}

#[tokio::test]
async fn in_no_role_is_anything_done_to_an_own_order() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let roles =
            [Role::Member, Role::VolunteerTeam, Role::PropertyCompany, Role::Staff, Role::CommunityLead];
        for (nth, role) in roles.into_iter().enumerate() {
            let (person, number) = orderer(&backend, &format!("1380000008{nth}"), role).await;
            for stage in ["placed", "dispatched", "accepted", "on_site"] {
                match stage {
                    "dispatched" => {
                        let to = value_of(&backend, &cast, &number, "李建国").await;
                        does(&backend, &cast.staff, &number, Wish { to, ..wish("dispatch") }).await.unwrap();
                    }
                    "accepted" => drop(does(&backend, &cast.member, &number, wish("accept")).await.unwrap()),
                    "on_site" => {
                        let arrive = whole(CommandKind::Arrive);
                        does(&backend, &cast.member, &number, arrive).await.unwrap();
                    }
                    _ => {}
                }
                for command in CommandKind::iter() {
                    let to = value_of(&backend, &cast, &number, "周敏").await;
                    let wanted = Wish { to, ..whole(command) };
                    let what = format!("{role} {command} {stage}");
                    let refused = does(&backend, &person, &number, wanted).await.expect_err(&what);
                    assert!([403, 404].contains(&refused.status()), "{what}: {refused}");
                }
                let seen = view(&backend, &cast.staff, &number, Viewpoint::Role).await.unwrap();
                assert_eq!(seen.order.state.kind().to_string(), stage, "{role}: nothing has happened");
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
        does(&backend, &cast.member, &number, wish("claim")).await.unwrap();
        let tried = async |person: &Person, number: &str, version: &str, command: &str| {
            let (number, version) = (number.to_owned(), version.to_owned());
            let request = ActRequest { number, viewpoint: Viewpoint::Role, version, wish: wish(command) };
            act(&backend, person, &request).await.unwrap_err()
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
        let told = gone(&backend, &cast.other_member, &number).await.unwrap_err();
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
