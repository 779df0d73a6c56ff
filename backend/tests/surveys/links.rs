//! Households that answer by their link; and two who answer at once.

use super::cast::{asks, cast, form, given, said, under_way};
use crate::support::{both, count};
use backend::surveys::{
    LinkPage, NewWave, answer_by_link, answer_visit, create_wave, door_links, draw_sample, link_page, visit,
};

#[tokio::test]
async fn a_link_counts_once_and_says_so() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let id = under_way(&backend, &cast).await;
        let link = door_links(&backend, &cast.lead, &id).await.unwrap().remove(0);
        let LinkPage::Open { stamp, .. } = link_page(&backend, &link.token).await.unwrap() else {
            panic!("open")
        };
        let few = answer_by_link(&backend, &link.token, &Default::default(), &stamp).await.unwrap_err();
        assert_eq!(few.fields[0].field, "q-knows_routine");
        answer_by_link(&backend, &link.token, &said("1", "5"), &stamp).await.unwrap();
        assert!(matches!(link_page(&backend, &link.token).await.unwrap(), LinkPage::Answered));
        let again = answer_by_link(&backend, &link.token, &said("1", "1"), &stamp).await.unwrap_err();
        assert_eq!((again.code.as_str(), again.status()), ("survey.answered", 409));
        assert_eq!(link_page(&backend, "nobodys").await.unwrap_err().code, "survey.no_link");
        let links = door_links(&backend, &cast.lead, &id).await.unwrap();
        assert!(!links.contains(&link), "not printed any more");
    })
    .await;
}

#[tokio::test]
async fn before_the_first_day_nothing_is_taken() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let later = NewWave { opens: "2026-11-25".into(), ..form() };
        let id = create_wave(&backend, &cast.lead, &later).await.unwrap();
        draw_sample(&backend, &cast.lead, &id).await.unwrap();
        let link = door_links(&backend, &cast.lead, &id).await.unwrap().remove(0);
        assert!(matches!(link_page(&backend, &link.token).await.unwrap(), LinkPage::Early(_)));
    })
    .await;
}

#[tokio::test]
async fn nobody_makes_a_form_look_slower_than_it_was() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let id = under_way(&backend, &cast).await;
        let households = given(&backend, &cast.member).await;
        let seen = visit(&backend, &cast.member, &id, &households[0]).await.unwrap();
        let (at, print) = seen.stamp.split_once('.').unwrap();
        let earlier = format!("{}.{print}", at.parse::<i64>().unwrap() - 90_000);
        for stamp in ["", "1.x", &earlier] {
            let refused =
                answer_visit(&backend, &cast.member, (&id, &households[0]), &said("1", "5"), stamp).await;
            assert_eq!(refused.unwrap_err().code, "survey.stale", "{stamp}");
        }
        let other =
            answer_visit(&backend, &cast.member, (&id, &households[1]), &said("1", "5"), &seen.stamp).await;
        assert_eq!(other.unwrap_err().code, "survey.stale", "another household's");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_answers_at_once_exactly_one_is_taken() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let id = under_way(&backend, &cast).await;
        let link = door_links(&backend, &cast.lead, &id).await.unwrap().remove(0);
        let LinkPage::Open { stamp, .. } = link_page(&backend, &link.token).await.unwrap() else {
            panic!("open")
        };
        let mut tasks = tokio::task::JoinSet::new();
        for task in 0..16 {
            let (backend, token, stamp) = ((*backend).clone(), link.token.clone(), stamp.clone());
            tasks.spawn(async move {
                let level = (1 + task % 5).to_string();
                let answered = answer_by_link(&backend, &token, &said("1", &level), &stamp).await;
                (level, answered.map_err(|error| error.code))
            });
        }
        let outcomes = tasks.join_all().await;
        // Who said the same with the same page is told so again: it might have been the one whose answer was taken.
        let (taken, _) = outcomes.iter().find(|(_, outcome)| outcome.is_ok()).expect("one is taken");
        for (level, outcome) in &outcomes {
            let refused = outcome.as_ref().err().map(String::as_str);
            assert_eq!(refused, (level != taken).then_some("survey.answered"), "{level}: {outcomes:?}");
        }
        assert_eq!(count(&backend, "survey_answers").await, 1);
    })
    .await;
}

#[tokio::test]
async fn whoever_answered_by_link_is_not_asked_again_at_the_door() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let id = under_way(&backend, &cast).await;
        for link in door_links(&backend, &cast.lead, &id).await.unwrap() {
            let LinkPage::Open { stamp, .. } = link_page(&backend, &link.token).await.unwrap() else {
                panic!("open")
            };
            answer_by_link(&backend, &link.token, &said("0", "3"), &stamp).await.unwrap();
        }
        let household = given(&backend, &cast.member).await.remove(0);
        let refused = asks(&backend, &cast.member, &id, &household).await.unwrap_err();
        assert_eq!(refused.code, "survey.answered");
        assert_eq!(count(&backend, "survey_attempts").await, 0, "nothing half written");
    })
    .await;
}
