//! `diandiantong clock explain`, as whoever doubts a deadline meets it.

use crate::support::{Said, program};
use domain::clocks::statutory_holidays;
use serde_json::{Value, json};

fn explain(arguments: &[&str]) -> Said {
    Said::by(&mut program(&[&["clock", "explain"][..], arguments].concat()))
}

fn told(arguments: &[&str]) -> String {
    let said = explain(arguments);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    said.out
}

fn json_of(arguments: &[&str]) -> Value {
    serde_json::from_str(&told(&[arguments, &["--json"]].concat())).unwrap()
}

fn deadline(arguments: &[&str]) -> String {
    json_of(arguments)["deadline"].as_str().unwrap().to_owned()
}

#[test]
fn over_spring_festival_in_json() {
    let explained = json_of(&["--placed", "2026-02-13T16:00", "--minutes", "540"]);
    let moment = |text: &str| format!("2026-02-{text}:00+08:00");
    let stretch = |from: &str, to: &str, minutes: u32| {
        let (from, to) = (moment(from), moment(to));
        json!({ "from": from, "to": to, "minutes": minutes })
    };
    let skipped = |day: u32, reason: &str| json!({ "date": format!("2026-02-{day}"), "reason": reason });
    assert_eq!(
        explained,
        json!({
            "deadline": "2026-02-24T09:30:00+08:00",
            "stretches": [
                stretch("13T16:00", "13T17:30", 90),
                stretch("14T09:00", "14T12:00", 180),
                stretch("14T13:30", "14T17:30", 240),
                stretch("24T09:00", "24T09:30", 30),
            ],
            "skipped": [
                skipped(15, "周末"),
                skipped(16, "春节"),
                skipped(17, "春节"),
                skipped(18, "春节"),
                skipped(19, "春节"),
                skipped(20, "春节"),
                skipped(21, "周末"),
                skipped(22, "周末"),
                skipped(23, "春节"),
            ],
            "unknown_years": [],
        })
    );
}

#[test]
fn over_spring_festival_in_words() {
    let text = told(&["--placed", "2026-02-13T16:00", "--minutes", "540"]);
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(
        lines[..6],
        [
            "期限：2026-02-24 周二 09:30（2026-02-13 周五 16:00 下单，限 540 分钟，按上班时间 09:00-12:00,13:30-17:30 算）",
            "计入：",
            "  2026-02-13 周五 16:00–17:30  90 分钟",
            "  2026-02-14 周六 09:00–12:00  180 分钟（春节调休上班）",
            "  2026-02-14 周六 13:30–17:30  240 分钟（春节调休上班）",
            "  2026-02-24 周二 09:00–09:30  30 分钟",
        ]
    );
    assert_eq!(lines[6..9], ["跳过：", "  2026-02-15 周日  周末", "  2026-02-16 周一  春节"]);
    assert_eq!(lines.len(), 16);
}

#[test]
fn a_moment_is_chinas_unless_it_says_otherwise() {
    for placed in
        ["2026-11-24T16:00", "2026-11-24 16:00", "2026-11-24T08:00:00Z", "2026-11-24T16:00:59+08:00"]
    {
        assert_eq!(
            deadline(&["--placed", placed, "--minutes", "30"]),
            "2026-11-24T16:30:00+08:00",
            "{placed}"
        );
    }
}

#[test]
fn pauses_move_it() {
    let placed = ["--placed", "2026-11-27T15:30", "--minutes", "60"];
    let paused = [&placed[..], &["--pause", "2026-11-27T16:00..2026-11-30T10:00"]].concat();
    assert_eq!(deadline(&paused), "2026-11-30T10:30:00+08:00");
    let twice = [&paused[..], &["--pause", "2026-11-30 10:00..2026-12-02 09:00"]].concat();
    let explained = json_of(&twice);
    assert_eq!(explained["deadline"], "2026-12-02T09:30:00+08:00");
    let reasons: Vec<_> =
        explained["skipped"].as_array().unwrap().iter().map(|day| day["reason"].as_str().unwrap()).collect();
    assert_eq!(reasons, ["周末", "周末", "暂停", "暂停"]);
    let late = [&placed[..], &["--pause", "2026-11-27T16:30..2026-11-30T10:00"]].concat();
    assert_eq!(deadline(&late), "2026-11-27T16:30:00+08:00", "it was over when the pause began");
}

#[test]
fn hours_and_day_and_night() {
    let friday = ["--placed", "2026-11-27T16:00", "--minutes", "120"];
    assert_eq!(deadline(&friday), "2026-11-30T09:30:00+08:00");
    let evening = [&friday[..], &["--hours", "18:00-24:00"]].concat();
    assert_eq!(deadline(&evening), "2026-11-27T20:00:00+08:00");
    let urgent = [&friday[..], &["--wall-clock"]].concat();
    assert_eq!(deadline(&urgent), "2026-11-27T18:00:00+08:00");
    assert!(told(&urgent).contains("日夜都算"));
    let over = told(&["--placed", "2026-11-27T23:00", "--minutes", "90", "--wall-clock"]);
    assert!(over.contains("  2026-11-27 周五 23:00–2026-11-28 周六 00:30  90 分钟"), "{over}");
    let midnight = told(&["--placed", "2026-11-27T23:00", "--minutes", "60", "--wall-clock"]);
    assert!(midnight.contains("周五 23:00–24:00  60 分钟"), "{midnight}");
}

#[test]
fn a_year_without_data_is_said_loudly() {
    let arguments = ["--placed", "2026-12-31T17:00", "--minutes", "60"];
    let loud = "2027 年的放假安排还没有，只把法定节日算作放假，时限是预计的；请导入";
    assert!(told(&arguments).lines().next().unwrap().contains(loud));
    let guessed = explain(&[&arguments[..], &["--json"]].concat());
    assert!(guessed.err.contains(loud), "also to whoever reads the deadline alone");
    assert_eq!(serde_json::from_str::<Value>(&guessed.out).unwrap()["unknown_years"], json!([2027]));

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("holidays.csv");
    let shipped = include_str!("../../../data/holidays.csv");
    let with = |more: &str| {
        std::fs::write(&file, format!("{shipped}{more}")).unwrap();
        [&arguments[..], &["--holidays", file.to_str().unwrap()]].concat()
    };
    let one_day = with("2027-01-01,holiday,元旦\n");
    assert!(told(&one_day).contains(loud), "one day makes no year");
    let by_law = statutory_holidays(2027);
    let by_law = by_law.iter().map(|day| format!("{},holiday,{}\n", day.date, day.name));
    let whole = with(&by_law.collect::<String>());
    assert!(!told(&whole).contains(loud));
    assert_eq!(deadline(&whole), "2027-01-04T09:30:00+08:00");
}

#[test]
fn each_wrong_input_has_its_sentence() {
    let right = ["--placed", "2026-11-24T16:00", "--minutes", "60"];
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("holidays.csv");
    std::fs::write(&file, "date,kind,name\n2027-01-32,holiday,元旦\n").unwrap();
    let file = file.to_str().unwrap();
    for (arguments, words) in [
        (vec!["--placed", "明天", "--minutes", "60"], "--placed 不对"),
        (vec!["--placed", "2026-11-24T16:00", "--minutes", "-5"], "--minutes 不对：要填 0 到"),
        (vec!["--placed", "2026-11-24T16:00", "--minutes", "很久"], "--minutes 不对：要填 0 到"),
        ([&right[..], &["--hours", "9-5"]].concat(), "上班时间“9-5”看不懂"),
        ([&right[..], &["--hours", "12:00-09:00"]].concat(), "结束要比开始晚"),
        ([&right[..], &["--pause", "2026-11-24T16:00"]].concat(), "--pause “2026-11-24T16:00”看不懂"),
        ([&right[..], &["--pause", "2026-11-24T17:00..2026-11-24T16:00"]].concat(), "结束要比开始晚"),
        ([&right[..], &["--holidays", "/nowhere.csv"]].concat(), "读不了文件 /nowhere.csv"),
        ([&right[..], &["--holidays", file]].concat(), "holidays.csv 第 2 行，date 列：日期要写成"),
    ] {
        let said = explain(&arguments);
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{arguments:?}");
        assert_eq!(said.err.trim_end().lines().count(), 1, "{}", said.err);
        assert!(said.err.contains(words), "{}", said.err);
    }
    assert_eq!(explain(&["--minutes", "60"]).code, 2, "a wrong command line ends with 2");
    let eternal = [&right[..2], &["--minutes", "1000000", "--hours", "09:00-09:01"]].concat();
    assert!(explain(&eternal).err.contains("数二十年"));
}
