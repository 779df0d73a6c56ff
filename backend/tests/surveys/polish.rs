//! Ways to a better rate that are none: each is refused, or leaves a mark.

use super::cast::{asks, cast, form, given, over, said, steps, under_way};
use crate::support::{Person, TestBackend, both, count, is_refused, with_grant};
use backend::surveys::{
    LinkPage, answer_by_link, answer_visit, close_wave, create_wave, door_links, draw_sample, export_wave,
    link_page, progress, record_attempt, share_out, survey_result, visit, wave_view, waves,
};
use domain::accounts::Role;
use std::collections::BTreeSet;

/// Somebody else who leads the community.
async fn second_lead(backend: &TestBackend) -> Person {
    with_grant(backend, "13800000009", "周强", (Role::CommunityLead, "K101", "")).await
}

#[tokio::test]
async fn the_sample_is_drawn_once_and_by_what_was_published() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let id = create_wave(&backend, &cast.lead, &form()).await.unwrap();
        for sql in [
            "UPDATE surveys SET commitment = 'x'",
            "UPDATE surveys SET seed_encrypted = 'x'",
            "UPDATE surveys SET frame_hash = 'x'",
            "UPDATE surveys SET stage = 'closed'",
            "UPDATE survey_strata SET drawn = 12",
            "INSERT INTO survey_strata (survey, stratum, households, drawn) VALUES ('K101-W1', 'K10201', 5, 5)",
            "DELETE FROM survey_strata",
            "DELETE FROM surveys",
        ] {
            assert!(is_refused(&backend, sql).await, "{sql}");
        }
        draw_sample(&backend, &cast.lead, &id).await.unwrap();
        let before = steps(&backend, &cast.lead, &id).await;
        draw_sample(&backend, &cast.lead, &id).await.unwrap();
        assert_eq!(steps(&backend, &cast.lead, &id).await, before, "the same press again");
        let other = second_lead(&backend).await;
        let again = draw_sample(&backend, &other, &id).await.unwrap_err();
        assert_eq!((again.code.as_str(), again.status()), ("survey.drawn", 409));
        for sql in [
            "DELETE FROM survey_sample WHERE place = 1",
            "UPDATE survey_sample SET place = 99 WHERE place = 1",
            "UPDATE survey_sample SET household = 'h'",
            "INSERT INTO survey_sample (community, survey, household, stratum, place, token_hash) \
             SELECT community, 'K101-W1', id, 'K10101', 99, 'x' FROM households WHERE area = 'K1010101' \
             AND id NOT IN (SELECT household FROM survey_sample) LIMIT 1",
            "UPDATE surveys SET seed = 'x'",
            "UPDATE surveys SET stage = 'committed'",
        ] {
            assert!(is_refused(&backend, sql).await, "{sql}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_draw_at_once_exactly_one_does() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let id = create_wave(&backend, &cast.lead, &form()).await.unwrap();
        let mut tasks = tokio::task::JoinSet::new();
        let other = second_lead(&backend).await;
        for task in 0..6 {
            let lead = if task % 2 == 0 { &cast.lead } else { &other };
            let (backend, lead, id) = ((*backend).clone(), (**lead).clone(), id.clone());
            tasks.spawn(async move {
                let drawn = draw_sample(&backend, &lead, &id).await;
                (lead.person.0.clone(), drawn.map_err(|error| error.code))
            });
        }
        let outcomes = tasks.join_all().await;
        let drew: BTreeSet<_> =
            outcomes.iter().filter(|(_, outcome)| outcome.is_ok()).map(|(person, _)| person).collect();
        assert_eq!(drew.len(), 1, "{outcomes:?}");
        let refused: Vec<_> = outcomes.iter().filter_map(|(_, outcome)| outcome.as_ref().err()).collect();
        assert_eq!(refused, ["survey.drawn"; 3], "all of the other's: {outcomes:?}");
        assert_eq!(count(&backend, "survey_sample").await, 12);
        assert_eq!(count(&backend, "survey_events WHERE step = 'drawn'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_frame_that_was_changed_behind_our_back_is_not_drawn_from() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let id = create_wave(&backend, &cast.lead, &form()).await.unwrap();
        assert!(is_refused(&backend, "DELETE FROM households").await);
        assert!(is_refused(&backend, "UPDATE households SET area = 'K1010102'").await);
        // What the rows allow, the hash doesn't: a household that is smuggled in, or out.
        let smuggled = "INSERT INTO households (community, id, area, door, door_hash, added_in, added_at) \
            VALUES ('K101', 'hx', 'K1010101', 'x', 'x', 1, 1)";
        assert!(!is_refused(&backend, smuggled).await);
        assert_eq!(draw_sample(&backend, &cast.lead, &id).await.unwrap_err().code, "survey.changed");
    })
    .await;
}

#[tokio::test]
async fn whoever_makes_many_waves_to_choose_the_best_leaves_them_all_behind() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        for _ in 0..3 {
            create_wave(&backend, &cast.lead, &form()).await.unwrap();
        }
        draw_sample(&backend, &cast.lead, "K101-W2").await.unwrap();
        let listed: Vec<_> =
            waves(&backend, &cast.staff).await.unwrap().into_iter().map(|wave| wave.id).collect();
        assert_eq!(listed, ["K101-W3", "K101-W2", "K101-W1"]);
    })
    .await;
}

#[tokio::test]
async fn an_answer_stays_as_it_was_given() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let id = under_way(&backend, &cast).await;
        let household = given(&backend, &cast.member).await.remove(0);
        let seen = visit(&backend, &cast.member, &id, &household).await.unwrap();
        asks(&backend, &cast.member, &id, &household).await.unwrap();
        let better = answer_visit(&backend, &cast.member, (&id, &household), &said("0", "5"), &seen.stamp).await;
        assert_eq!(better.unwrap_err().code, "survey.answered");
        for sql in [
            "DELETE FROM survey_answers",
            "UPDATE survey_answers SET answers = '{}'",
            "UPDATE survey_answers SET late = 1",
            "DELETE FROM survey_attempts",
            "UPDATE survey_attempts SET outcome = 'no_such_dwelling'",
            "UPDATE survey_questionnaires SET content = '{}'",
            "DELETE FROM survey_events",
        ] {
            assert!(is_refused(&backend, sql).await, "{sql}");
        }
        if !backend.is_postgres() {
            let sql = "REPLACE INTO survey_answers SELECT community, survey, household, '{}', started_at, taken_at, \
                late, person FROM survey_answers";
            assert!(is_refused(&backend, sql).await, "written over");
        }
        assert_eq!(count(&backend, "survey_answers WHERE answers LIKE '%\"knows_routine\":\"1\"%'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_stops_or_looks_when_the_figures_please() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let id = under_way(&backend, &cast).await;
        assert_eq!(close_wave(&backend, &cast.lead, &id).await.unwrap_err().code, "survey.running");
        assert_eq!(export_wave(&backend, &id).await.unwrap_err().code, "survey.not_closed");
        assert!(is_refused(&backend, "UPDATE surveys SET closes_at = 1").await);
        backend.clock.set(over());
        close_wave(&backend, &cast.lead, &id).await.unwrap();
        close_wave(&backend, &cast.lead, &id).await.unwrap();
        let other = second_lead(&backend).await;
        assert_eq!(close_wave(&backend, &other, &id).await.unwrap_err().code, "survey.closed");
        assert_eq!(count(&backend, "survey_events WHERE step = 'closed'").await, 1);
        let household = given(&backend, &cast.member).await;
        assert!(household.is_empty(), "nobody goes there any more");
        let late = "INSERT INTO survey_answers (community, survey, household, answers, started_at, taken_at, late) \
            SELECT community, survey, household, '{}', 1, 1, 0 FROM survey_sample";
        assert!(is_refused(&backend, late).await);
    })
    .await;
}

#[tokio::test]
async fn whose_wave_it_is_not_does_nothing_with_it() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let id = under_way(&backend, &cast).await;
        assert_eq!(create_wave(&backend, &cast.staff, &form()).await.unwrap_err().status(), 403);
        for (person, status) in [(&cast.staff, 403), (&cast.member, 403), (&cast.stranger, 404)] {
            assert_eq!(draw_sample(&backend, person, &id).await.unwrap_err().status(), status);
            assert_eq!(close_wave(&backend, person, &id).await.unwrap_err().status(), status);
            assert_eq!(door_links(&backend, person, &id).await.unwrap_err().status(), status);
        }
        assert!(wave_view(&backend, &cast.staff, &id).await.is_ok(), "the desk reads how it goes");
        assert!(
            wave_view(&backend, &cast.stranger, &id)
                .await
                .is_err_and(|error| error.code == "survey.not_found")
        );
        // Whoever holds the links can answer for the households: that they were shown is on record.
        door_links(&backend, &cast.lead, &id).await.unwrap();
        assert!(steps(&backend, &cast.lead, &id).await.contains(&"陈国平 打开二维码页".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_household_answers_once_by_whatever_way() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let id = under_way(&backend, &cast).await;
        let links = door_links(&backend, &cast.lead, &id).await.unwrap();
        let household = given(&backend, &cast.member).await.remove(0);
        let seen = visit(&backend, &cast.member, &id, &household).await.unwrap();
        let link = links.iter().find(|link| link.place == seen.address).unwrap();
        let LinkPage::Open { stamp, .. } = link_page(&backend, &link.token).await.unwrap() else {
            panic!("open")
        };
        backend.clock.advance(90_000);
        answer_by_link(&backend, &link.token, &said("0", "1"), &stamp).await.unwrap();
        let again = answer_by_link(&backend, &link.token, &said("1", "5"), &stamp).await.unwrap_err();
        assert_eq!(again.code, "survey.answered", "the same link");
        let visited =
            answer_visit(&backend, &cast.member, (&id, &household), &said("1", "5"), &seen.stamp).await;
        assert_eq!(visited.unwrap_err().code, "survey.answered", "and whoever comes to the door");
        let gone = record_attempt(&backend, &cast.member, (&id, &household), ("no_such_dwelling", "")).await;
        assert_eq!(gone.unwrap_err().code, "survey.over", "nor is it no dwelling any more");
    })
    .await;
}

#[tokio::test]
async fn whoever_says_that_there_is_no_such_household_is_named() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let id = under_way(&backend, &cast).await;
        let households = given(&backend, &cast.member).await;
        for household in &households[..2] {
            record_attempt(&backend, &cast.member, (&id, household), ("no_such_dwelling", "")).await.unwrap();
        }
        let view = wave_view(&backend, &cast.lead, &id).await.unwrap();
        let went = progress(&backend, &cast.lead, &view).await.unwrap();
        let said: Vec<_> = went.hands.iter().map(|hand| (hand.name.as_str(), hand.not_found)).collect();
        assert_eq!(said, [("张建国", 2), ("李静", 0)]);
        backend.clock.set(over());
        close_wave(&backend, &cast.lead, &id).await.unwrap();
        let result = survey_result(&backend, &id).await.unwrap().unwrap();
        assert_eq!((result.tally.drawn(), result.tally.not_eligible), (12, 2), "and so everybody reads");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn beside_the_end_an_answer_is_taken_or_told_so() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let id = under_way(&backend, &cast).await;
        let links = door_links(&backend, &cast.lead, &id).await.unwrap();
        backend.clock.set(over());
        let mut tasks = tokio::task::JoinSet::new();
        let mut waiting = None;
        for link in links {
            let LinkPage::Open { stamp, .. } = link_page(&backend, &link.token).await.unwrap() else {
                panic!("open")
            };
            if waiting.is_none() {
                waiting = Some((link.token, stamp));
                continue;
            }
            let backend = (*backend).clone();
            tasks.spawn(async move {
                let outcome = answer_by_link(&backend, &link.token, &said("1", "4"), &stamp).await;
                (link.token, stamp, outcome)
            });
        }
        let closed = close_wave(&backend, &cast.lead, &id).await;
        assert_eq!(closed, Ok(()));
        let mut taken = 0;
        for (token, stamp, outcome) in tasks.join_all().await {
            let again = answer_by_link(&backend, &token, &said("0", "1"), &stamp).await.unwrap_err();
            match outcome {
                Ok(()) => {
                    taken += 1;
                    assert_eq!(again.code, "survey.answered");
                }
                Err(refused) => {
                    assert_eq!(refused.code, "survey.closed");
                    assert_eq!(again.code, "survey.closed");
                }
            }
        }
        assert_eq!(count(&backend, "survey_answers WHERE late = 1").await, taken);
        let (token, stamp) = waiting.unwrap();
        let late = answer_by_link(&backend, &token, &said("1", "4"), &stamp).await.unwrap_err();
        assert_eq!(late.code, "survey.closed", "and afterwards in any case");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn steps_at_the_same_moment_are_all_written_down() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let id = under_way(&backend, &cast).await;
        let before = steps(&backend, &cast.lead, &id).await.len();
        let mut tasks = tokio::task::JoinSet::new();
        for other in 0..6 {
            let phone = format!("1380000010{other}");
            let member = with_grant(&backend, &phone, "周强", (Role::Member, "K10101", "")).await;
            let (backend, lead, id) = ((*backend).clone(), (*cast.lead).clone(), id.clone());
            let people = vec![member.person.0.clone()];
            tasks.spawn(async move { share_out(&backend, &lead, &id, &people).await.map(|_| ()) });
        }
        assert_eq!(tasks.join_all().await, vec![Ok(()); 6]);
        assert_eq!(steps(&backend, &cast.lead, &id).await.len(), before + 6);
    })
    .await;
}
