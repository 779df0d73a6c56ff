//! A wave from the form to the files.

use super::cast::{asks, cast, form, given, over, said, steps, under_way};
use crate::support::both;
use backend::import::ImportFile;
use backend::rates::{WaveFiles, estimate_wave};
use backend::reports::{report, tables};
use backend::surveys::{LinkPage, NewWave};
use backend::surveys::{
    answer_by_link, close_wave, create_wave, door_links, draw_sample, export_wave, exported_file, frame_file,
    link_page, progress, strata_file, survey_result, wave_record, wave_view, waves,
};
use domain::reports::{Found, Indicator};
use domain::surveys::{FrameRow, Stage, draw, frame_hash};
use statistics::Confidence;

fn rows(text: &str) -> Vec<Vec<&str>> {
    text.lines().skip(1).map(|line| line.split(',').collect()).collect()
}

#[tokio::test]
async fn from_the_form_to_the_files() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let id = create_wave(&backend, &cast.lead, &form()).await.unwrap();
        assert_eq!(id, "K101-W1");
        let before = wave_record(&backend, &id).await.unwrap().wave;
        assert_eq!((before.stage, before.seed), (Stage::Committed, None));
        assert_eq!((before.commitment.len(), before.frame_hash.len()), (64, 64));

        draw_sample(&backend, &cast.lead, &id).await.unwrap();
        let view = wave_view(&backend, &cast.staff, &id).await.unwrap();
        assert_eq!(view.wave.seed.unwrap().commitment(), before.commitment, "what was published before");
        let drawn = progress(&backend, &cast.staff, &view).await.unwrap();
        let strata: Vec<_> = drawn
            .strata
            .iter()
            .map(|stratum| (stratum.code.as_str(), stratum.households, stratum.drawn, stratum.tally.drawn()))
            .collect();
        assert_eq!(strata, [("K10101", 40, 8, 8), ("K10102", 20, 4, 4)]);
        assert_eq!((drawn.unshared, drawn.registered), (12, 3), "what the tree of areas says");

        let people = [cast.staff.person.0.clone(), cast.member.person.0.clone()];
        let shared = backend::surveys::share_out(&backend, &cast.lead, &id, &people).await.unwrap();
        assert_eq!((shared.given, shared.left), (12, 0));
        let to_member = given(&backend, &cast.member).await;
        assert_eq!(to_member.len(), 6, "as many as the other");
        for household in &to_member {
            asks(&backend, &cast.member, &id, household).await.unwrap();
        }
        let links = door_links(&backend, &cast.lead, &id).await.unwrap();
        assert_eq!(links.len(), 6, "those that have not answered");
        for link in &links[..4] {
            let LinkPage::Open { stamp, late: false, .. } = link_page(&backend, &link.token).await.unwrap()
            else {
                panic!("open")
            };
            backend.clock.advance(60_000);
            answer_by_link(&backend, &link.token, &said("0", "2"), &stamp).await.unwrap();
        }

        backend.clock.set(over());
        let LinkPage::Open { stamp, late: true, .. } = link_page(&backend, &links[4].token).await.unwrap()
        else {
            panic!("late")
        };
        answer_by_link(&backend, &links[4].token, &said("1", "4"), &stamp).await.unwrap();
        let view = wave_view(&backend, &cast.lead, &id).await.unwrap();
        let went = progress(&backend, &cast.lead, &view).await.unwrap();
        assert_eq!((went.whole.complete, went.whole.open, went.by_link, went.late), (10, 2, 5, 1));
        assert_eq!(went.whole.rr1(), Some(10.0 / 12.0));
        close_wave(&backend, &cast.lead, &id).await.unwrap();

        let files = export_wave(&backend, &id).await.unwrap();
        let text = |name: &str| files.iter().find(|file| file.name == name).unwrap().text.clone();
        let answers = text("ANSWERS.csv");
        assert!(answers.starts_with(
            "household,stratum,weight,knows_routine,knows_agency,knows_volunteer,knows_diandiantong,\
             knows_grid_worker,satisfied_grid,knows_lists\n"
        ));
        assert_eq!(rows(&answers).len(), 10);
        assert!(files.iter().all(|file| file.name != "LATE.csv"), "one late answer is handed to nobody");
        // At most four answered in the one estate: they are put with those of the other.
        assert_eq!(text("STRATA.csv"), "stratum,households\nK10101+K10102,60\n");
        assert!(rows(&answers).iter().all(|row| (row[1], row[2]) == ("K10101+K10102", "6")));
        let result = survey_result(&backend, &id).await.unwrap().unwrap();
        assert_eq!(result.found.unwrap().len(), 7);
        let became = text("SAMPLE.csv");
        assert_eq!(became.matches(",complete\n").count(), 10);
        assert_eq!(became.matches(",late\n").count(), 1);
        assert_eq!(
            steps(&backend, &cast.lead, &id).await,
            [
                "陈国平 新建",
                "陈国平 公布种子指纹和名册指纹",
                "陈国平 抽取样本，公开种子",
                "陈国平 分派入户",
                "陈国平 打开二维码页",
                "陈国平 结束调查",
                " 导出答卷",
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn anybody_draws_the_same_sample_from_what_is_published() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let id = under_way(&backend, &cast).await;
        // The list goes on changing; the wave keeps it as it was.
        super::cast::list(&backend, "area,building,unit,room\nK1010101,9,1,901\nK1010102,1,1,101\n").await;
        let wave = wave_record(&backend, &id).await.unwrap().wave;
        let frame = frame_file(&backend, &id).await.unwrap().text;
        let frame: Vec<_> = rows(&frame)
            .into_iter()
            .map(|row| FrameRow { stratum: row[0].into(), household: row[1].into() })
            .collect();
        assert_eq!(frame_hash(&frame), wave.frame_hash);
        let wanted = strata_file(&backend, &id).await.unwrap().text;
        let wanted =
            rows(&wanted).into_iter().map(|row| (row[0].to_owned(), row[1].parse().unwrap())).collect();
        let mut again: Vec<_> =
            draw(&wave.seed.unwrap(), &frame, &wanted).into_iter().map(|drawn| drawn.household).collect();
        again.sort();
        let mut asked = given(&backend, &cast.staff).await;
        asked.extend(given(&backend, &cast.member).await);
        asked.sort();
        assert_eq!(asked, again);
    })
    .await;
}

#[tokio::test]
async fn a_form_that_cannot_be_taken_makes_no_wave() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let refused = async |form: NewWave| create_wave(&backend, &cast.lead, &form).await.unwrap_err();
        let many = refused(NewWave { wanted: "61".into(), ..form() }).await;
        assert_eq!(many.fields[0].sentence, "名册里一共只有 60 户，抽不出 61 户");
        let elsewhere = refused(NewWave { expected: "K10201 80".into(), ..form() }).await;
        assert!(elsewhere.fields[0].sentence.contains("K10201"));
        assert!(waves(&backend, &cast.lead).await.unwrap().is_empty());
        // Grids work, for every household says in which it lies; then one doesn't.
        let grids = NewWave { strata: "grid".into(), ..form() };
        assert_eq!(create_wave(&backend, &cast.lead, &grids).await.unwrap(), "K101-W1");
        super::cast::list(&backend, "area,building,unit,room\nK10102,9,1,901\n").await;
        assert_eq!(refused(grids).await.code, "survey.without_grid");
    })
    .await;
}

#[tokio::test]
async fn the_same_questions_are_the_same_version() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let own = |own: &str| NewWave { own: own.into(), ..form() };
        let mut asked = Vec::new();
        for form in [own(""), own("养狗吗？"), own("养狗吗？"), own("养猫吗？"), own("")] {
            let id = create_wave(&backend, &cast.lead, &form).await.unwrap();
            asked.push(wave_view(&backend, &cast.lead, &id).await.unwrap().wave.asked);
        }
        assert_eq!(
            asked,
            ["标准题 第 1 版", "K101 第 1 版", "K101 第 1 版", "K101 第 2 版", "标准题 第 1 版"]
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_chosen_is_handed_out_in_words_and_what_is_written_is_not() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let own = "想在哪里办活动？|选择|活动室;广场\n还想说什么？|文字";
        let id = create_wave(&backend, &cast.lead, &NewWave { own: own.into(), ..form() }).await.unwrap();
        draw_sample(&backend, &cast.lead, &id).await.unwrap();
        let view = wave_view(&backend, &cast.lead, &id).await.unwrap();
        let [.., choice, text] = view.questionnaire.questions.as_slice() else { panic!("two of one's own") };
        let mut typed = said("1", "5");
        typed.insert(format!("q-{}", choice.code), "2".into());
        typed.insert(format!("q-{}", text.code), "我是王阿姨".into());
        for link in door_links(&backend, &cast.lead, &id).await.unwrap() {
            let LinkPage::Open { stamp, .. } = link_page(&backend, &link.token).await.unwrap() else {
                panic!("open")
            };
            answer_by_link(&backend, &link.token, &typed, &stamp).await.unwrap();
        }
        backend.clock.set(over());
        close_wave(&backend, &cast.lead, &id).await.unwrap();
        let answers = export_wave(&backend, &id).await.unwrap().remove(0).text;
        assert!(answers.ends_with(",5,1,1,1,1,1,5,广场,1\n"), "{answers}");
        assert!(!answers.contains("王阿姨"));
    })
    .await;
}

#[tokio::test]
async fn what_everybody_reads_is_what_an_auditor_makes_of_the_files() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let id = under_way(&backend, &cast).await;
        for (place, link) in door_links(&backend, &cast.lead, &id).await.unwrap().iter().enumerate() {
            let LinkPage::Open { stamp, .. } = link_page(&backend, &link.token).await.unwrap() else {
                panic!("open")
            };
            backend.clock.advance(60_000);
            let (known, level) = if place % 3 == 0 { ("0", "2") } else { ("1", "3") };
            answer_by_link(&backend, &link.token, &said(known, level), &stamp).await.unwrap();
        }
        assert_eq!(survey_result(&backend, &id).await.unwrap(), None, "nobody stops because it pleases");
        backend.clock.set(over());
        close_wave(&backend, &cast.lead, &id).await.unwrap();
        let nonsense = exported_file(&backend, &cast.lead, &id, "谣言.csv").await.unwrap_err();
        assert_eq!(nonsense.status(), 404);
        let last = steps(&backend, &cast.lead, &id).await.pop();
        assert_eq!(last.as_deref(), Some("陈国平 结束调查"), "nobody writes words of theirs into the record");
        let files = export_wave(&backend, &id).await.unwrap();
        let file = |name: &'static str| {
            let file = files.iter().find(|file| file.name == name).unwrap();
            ImportFile { name, bytes: file.text.as_bytes() }
        };
        let files = WaveFiles { answers: file("ANSWERS.csv"), strata: file("STRATA.csv"), margins: None };
        let wave = estimate_wave(files, Confidence::USUAL).unwrap();
        let found = survey_result(&backend, &id).await.unwrap().unwrap().found.unwrap();
        assert_eq!(found.len(), 7, "the six, and who knows all three lists");
        for code in ["knows_lists", "knows_diandiantong", "knows_grid_worker"] {
            let here = &found.iter().find(|one| one.code == code).unwrap().estimate;
            let row = wave.rows.iter().find(|row| row.question == code && row.level == "1").unwrap();
            assert!((row.estimate.value - here.value).abs() < 1e-12, "{code}");
            let (theirs, ours) = (row.estimate.interval.unwrap(), here.interval.unwrap());
            assert!((theirs.lower - ours.lower).abs() < 1e-12 && (theirs.upper - ours.upper).abs() < 1e-12);
        }
        let satisfied = found.iter().find(|one| one.code == "satisfied_grid").unwrap();
        let three =
            wave.rows.iter().find(|row| row.question == "satisfied_grid" && row.level == "3").unwrap();
        assert!((satisfied.estimate.value - three.estimate.value).abs() < 1e-12, "基本满意 counts");

        // The same stands in the table of results, and in the file of the report.
        let now = report(&backend, &cast.lead, None, None).await.unwrap();
        for (indicator, code) in [
            (Indicator::ListAwareness, "knows_lists"),
            (Indicator::GridAwareness, "knows_grid_worker"),
            (Indicator::GridSatisfaction, "satisfied_grid"),
        ] {
            let result = now.results.iter().find(|result| result.indicator == indicator).unwrap();
            let Some(Found::Survey(surveyed)) = result.found else { panic!("{result:?}") };
            let finding = found.iter().find(|one| one.code == code).unwrap();
            assert_eq!((surveyed.estimate, result.target), (finding.estimate, finding.target), "{code}");
            assert_eq!((surveyed.tally.drawn(), surveyed.tally.answered()), (12, 12));
        }
        let table = tables(&now).into_iter().find(|table| table.name == "入户调查").unwrap();
        assert_eq!(table.rows.len(), 7);
        assert!(table.rows.iter().all(|row| row.len() == table.heads.len()));
        let october = "2026-10".parse().ok();
        let before = report(&backend, &cast.lead, None, october).await.unwrap();
        assert_eq!(before.survey, None, "in October nobody had been asked");
    })
    .await;
}
