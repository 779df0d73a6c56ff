//! Who goes to which door, how often, and what they see.

use super::cast::{asks, cast, form, given, under_way};
use crate::support::{both, count, merge_estate, with_grant};
use backend::accounts::{ProfileForm, complete_profile};
use backend::surveys::{
    NewWave, create_wave, draw_sample, progress, record_attempt, share_out, visit, visits, wave_view,
};
use domain::accounts::Role;
use domain::surveys::NextVisit;
use domain::time::HOUR;

#[tokio::test]
async fn three_tries_at_three_times_of_day_and_nobody_instead() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let id = under_way(&backend, &cast).await;
        let household = given(&backend, &cast.member).await.remove(0);
        let nobody_in = async || {
            record_attempt(&backend, &cast.member, (&id, &household), ("nobody_in", ""))
                .await
                .map_err(|error| error.code)
        };
        assert_eq!(nobody_in().await, Ok(()));
        backend.clock.advance(HOUR);
        assert_eq!(nobody_in().await, Err("survey.same_time".into()), "still the same morning");
        backend.clock.advance(4 * HOUR);
        assert_eq!(nobody_in().await, Ok(()));
        backend.clock.advance(4 * HOUR);
        assert_eq!(nobody_in().await, Ok(()));
        backend.clock.advance(24 * HOUR);
        assert_eq!(nobody_in().await, Err("survey.over".into()));
        let line = visits(&backend, &cast.member).await.unwrap().into_iter().next_back().unwrap();
        assert_eq!((line.household.as_str(), line.tries), (household.as_str(), 3));
        assert!(matches!(line.next, NextVisit::Over(_)));
        let view = wave_view(&backend, &cast.lead, &id).await.unwrap();
        let whole = progress(&backend, &cast.lead, &view).await.unwrap().whole;
        assert_eq!((whole.not_reached, whole.drawn()), (1, 12), "it stays in the sample");
    })
    .await;
}

#[tokio::test]
async fn a_door_is_shown_to_whoever_goes_there_and_each_look_is_written_down() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let id = under_way(&backend, &cast).await;
        let household = given(&backend, &cast.member).await.remove(0);
        let line = visits(&backend, &cast.member).await.unwrap().remove(0);
        assert!(line.place.starts_with("中华园 ") && !line.place.contains('室'), "{}", line.place);
        let seen = visit(&backend, &cast.member, &id, &household).await.unwrap();
        assert!(seen.address.ends_with('室'), "{}", seen.address);
        visit(&backend, &cast.member, &id, &household).await.unwrap();
        assert_eq!(count(&backend, "access_log WHERE whose = 'household'").await, 1, "one look");
        for other in [&cast.staff, &cast.lead, &cast.stranger] {
            let refused = visit(&backend, other, &id, &household).await.unwrap_err();
            assert!(
                ["survey.no_household", "account.denied"].contains(&&*refused.code),
                "{}: {refused}",
                other.name
            );
        }
        assert_eq!(count(&backend, "access_log").await, 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_asks_where_their_role_does_not_reach() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let id = under_way(&backend, &cast).await;
        let of_the_second = with_grant(&backend, "13800000005", "陈晓东", (Role::Member, "K10102", "")).await;
        let people = [cast.member.person.0.clone(), of_the_second.person.0.clone()];
        let shared = share_out(&backend, &cast.lead, &id, &people).await.unwrap();
        assert_eq!((shared.given, shared.left), (12, 0));
        assert_eq!(given(&backend, &of_the_second).await.len(), 4, "the four of the second estate");
        assert_eq!(given(&backend, &cast.staff).await.len(), 0, "not chosen any more");
        let alone = share_out(&backend, &cast.lead, &id, &people[..1]).await.unwrap();
        assert_eq!((alone.given, alone.left), (8, 4), "nobody may go to the second estate");
        let nobody = share_out(&backend, &cast.lead, &id, std::slice::from_ref(&cast.stranger.person.0))
            .await
            .unwrap_err();
        assert_eq!(nobody.fields[0].field, "people");
    })
    .await;
}

#[tokio::test]
async fn what_is_answered_stays_with_whoever_asked() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let id = under_way(&backend, &cast).await;
        let household = given(&backend, &cast.member).await.remove(0);
        asks(&backend, &cast.member, &id, &household).await.unwrap();
        share_out(&backend, &cast.lead, &id, std::slice::from_ref(&cast.staff.person.0)).await.unwrap();
        assert_eq!(given(&backend, &cast.member).await, [household]);
        assert_eq!(given(&backend, &cast.staff).await.len(), 11);
    })
    .await;
}

#[tokio::test]
async fn nobody_asks_at_home() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let everybody = NewWave { wanted: "60".into(), ..form() };
        let id = create_wave(&backend, &cast.lead, &everybody).await.unwrap();
        draw_sample(&backend, &cast.lead, &id).await.unwrap();
        let at_home = with_grant(&backend, "13800000005", "陈晓东", (Role::Member, "K10102", "")).await;
        let people = [at_home.person.0.clone()];
        let shared = share_out(&backend, &cast.lead, &id, &people).await.unwrap();
        assert_eq!((shared.given, shared.left), (20, 40));
        let home = ProfileForm {
            name: "陈晓东".into(),
            estate: "K10102".into(),
            building: "1幢".into(),
            unit: "1".into(),
            room: "105室".into(),
            consent: true,
            ..ProfileForm::default()
        };
        complete_profile(&backend, &at_home, &home).await.unwrap();
        let shared = share_out(&backend, &cast.lead, &id, &people).await.unwrap();
        assert_eq!((shared.given, shared.left), (19, 41));
        // The list of households still has the doors by the estate of before.
        merge_estate(&backend, "K10102", "K10101").await;
        let shared = share_out(&backend, &cast.lead, &id, &people).await.unwrap();
        assert_eq!((shared.given, shared.left), (19, 41), "it stays one's own door");
    })
    .await;
}
