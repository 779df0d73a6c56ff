//! Nobody who knows the doors learns what was said behind them.

use super::cast::{asks, cast, form, given, over, said, under_way};
use crate::support::{Person, TestBackend, both, with_grant};
use backend::surveys::{
    LinkPage, answer_by_link, close_wave, create_wave, door_links, draw_sample, exported_file, frame_file,
    link_page, progress, reads_answers, survey_result, wave_view,
};
use domain::accounts::Role;
use std::collections::BTreeSet;

async fn office(backend: &TestBackend) -> Person {
    with_grant(backend, "13800000009", "沈佳", (Role::OfficeLead, "K1", "")).await
}

/// Has so many households answer by their links.
async fn answers(backend: &TestBackend, lead: &Person, id: &str, households: usize) {
    for link in door_links(backend, lead, id).await.unwrap().iter().take(households) {
        let LinkPage::Open { stamp, .. } = link_page(backend, &link.token).await.unwrap() else {
            panic!("open")
        };
        backend.clock.advance(60_000);
        answer_by_link(backend, &link.token, &said("1", "4"), &stamp).await.unwrap();
    }
}

/// The households of a table by their ids, in its order.
fn households(table: &str, column: usize) -> Vec<String> {
    table.lines().skip(1).map(|line| line.split(',').nth(column).unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_doors_of_a_page_are_found_in_no_file_of_answers() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let id = under_way(&backend, &cast).await;
        let office = office(&backend).await;
        let doors: BTreeSet<String> = given(&backend, &cast.member).await.into_iter().collect();
        for door in &doors {
            asks(&backend, &cast.member, &id, door).await.unwrap();
        }
        answers(&backend, &cast.lead, &id, 6).await;
        backend.clock.set(over());
        close_wave(&backend, &cast.lead, &id).await.unwrap();
        let file = async |name: &str| exported_file(&backend, &office, &id, name).await.unwrap().text;
        let frame: BTreeSet<_> =
            households(&frame_file(&backend, &id).await.unwrap().text, 1).into_iter().collect();
        assert!(doors.is_subset(&frame), "the draw can be repeated");
        let (answered, sample) =
            (households(&file("ANSWERS.csv").await, 0), households(&file("SAMPLE.csv").await, 0));
        assert_eq!(
            (answered.len(), &answered),
            (12, &sample),
            "one id for a household in all files of a wave"
        );
        assert!(answered.iter().all(|household| !frame.contains(household)), "and none of any page");
        assert!(answered.is_sorted(), "nor in the order of the draw");
    })
    .await;
}

#[tokio::test]
async fn whoever_was_at_the_doors_reads_no_answers_one_by_one() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let id = under_way(&backend, &cast).await;
        let office = office(&backend).await;
        answers(&backend, &cast.lead, &id, 12).await;
        backend.clock.set(over());
        close_wave(&backend, &cast.lead, &id).await.unwrap();
        assert!(reads_answers(&office) && !reads_answers(&cast.lead) && !reads_answers(&cast.staff));
        for name in ["ANSWERS.csv", "LATE.csv", "SAMPLE.csv"] {
            let refused = exported_file(&backend, &cast.lead, &id, name).await.unwrap_err();
            assert_eq!((refused.status(), refused.code.as_str()), (403, "survey.answers_above"), "{name}");
            assert!(exported_file(&backend, &office, &id, name).await.is_ok(), "{name}");
        }
        for name in ["STRATA.csv", "FRAME.csv", "DRAW.csv", "QUESTIONS.csv"] {
            assert!(exported_file(&backend, &cast.lead, &id, name).await.is_ok(), "{name}");
        }
    })
    .await;
}

#[tokio::test]
async fn nine_answers_are_handed_to_nobody() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let id = create_wave(&backend, &cast.lead, &form()).await.unwrap();
        draw_sample(&backend, &cast.lead, &id).await.unwrap();
        let office = office(&backend).await;
        answers(&backend, &cast.lead, &id, 9).await;
        backend.clock.set(over());
        close_wave(&backend, &cast.lead, &id).await.unwrap();
        let refused = exported_file(&backend, &office, &id, "ANSWERS.csv").await.unwrap_err();
        assert_eq!((refused.status(), refused.code.as_str()), (409, "survey.few_answers"));
        assert!(refused.sentence.contains("不到 10 户"), "{}", refused.sentence);
        let result = survey_result(&backend, &id).await.unwrap().unwrap();
        assert!(result.found.unwrap_err().contains("不到 10 户"), "nor is there a result");
        let names: Vec<_> = backend::surveys::export_wave(&backend, &id)
            .await
            .unwrap()
            .iter()
            .map(|file| file.name)
            .collect();
        assert_eq!(
            names,
            ["LATE.csv", "STRATA.csv", "FRAME.csv", "DRAW.csv", "QUESTIONS.csv"],
            "nor by the console"
        );
    })
    .await;
}

#[tokio::test]
async fn what_households_wrote_is_read_by_nobody_who_is_judged_by_it_nor_from_few() {
    read_in_words(9, 0).await;
    read_in_words(10, 10).await;
}

/// Has so many households write something, and sees that the office reads so many of them, and the community none.
async fn read_in_words(wrote: usize, read: usize) {
    both(move |backend| async move {
        let cast = cast(&backend).await;
        let office = office(&backend).await;
        let id = create_wave(&backend, &cast.lead, &form()).await.unwrap();
        draw_sample(&backend, &cast.lead, &id).await.unwrap();
        let questions = wave_view(&backend, &cast.lead, &id).await.unwrap().questionnaire.questions;
        let open = questions.into_iter().find(|question| !question.is_closed()).unwrap().code;
        for link in door_links(&backend, &cast.lead, &id).await.unwrap().iter().take(wrote) {
            let LinkPage::Open { stamp, .. } = link_page(&backend, &link.token).await.unwrap() else {
                panic!("open")
            };
            backend.clock.advance(60_000);
            let mut said = said("1", "4");
            said.insert(format!("q-{open}"), "楼道灯坏了，打 13912345678".to_owned());
            answer_by_link(&backend, &link.token, &said, &stamp).await.unwrap();
        }
        backend.clock.set(over());
        close_wave(&backend, &cast.lead, &id).await.unwrap();
        let said = async |viewer: &Person| {
            let view = wave_view(&backend, viewer, &id).await.unwrap();
            let said = progress(&backend, viewer, &view).await.unwrap().said;
            said.into_iter().flat_map(|(_, said)| said).collect::<Vec<_>>()
        };
        assert!(said(&cast.lead).await.is_empty() && said(&cast.staff).await.is_empty());
        assert_eq!(said(&office).await, vec!["楼道灯坏了，打 ****"; read], "{wrote} wrote");
    })
    .await;
}
