//! Whatever strangers type is read or refused; nothing makes a reader fail. `PROPTEST_CASES=200000` tries for a minute.

use crate::readers::READERS;
use domain::accounts::{Address, Locale};
use domain::areas::AreaCode;
use domain::catalogue::OwnText;
use domain::dispatch::ServiceRule;
use domain::orders::TimeWindow;
use domain::photos::PhotoId;
use domain::recurring::RecurrenceId;
use domain::surveys::parse_own_questions;
use domain::time::Timestamp;
use domain::{text, typed};
use proptest::collection::vec;
use proptest::prelude::*;

/// What readers look for, whole and broken, between any other characters.
fn anything() -> impl Strategy<Value = String> {
    let known = prop::sample::select(
        [
            "13800000001",
            "0512-65211234",
            "+86",
            "转",
            "K101",
            "K10101",
            "-0427",
            "S008",
            "2026-11-24",
            "年",
            "月",
            "日",
            "T",
            "09:30",
            ".morning",
            ".evening",
            "-",
            "—",
            "/",
            "|",
            "是否",
            "1-5",
            "半",
            "小时",
            "分钟",
            "第",
            "幢",
            "单元",
            "室",
            "#",
            "\u{feff}",
            "\u{200d}",
            "\u{202e}",
            "\u{301}",
            "９",
            "Ａ",
            " ",
            "\n",
            "\t",
            "99999999999999999999",
            "-1",
            "1e9",
            "𠮷",
        ]
        .map(str::to_owned)
        .to_vec(),
    );
    let piece = prop_oneof![3 => known, 1 => any::<char>().prop_map(String::from)];
    vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_reader_reads_it_or_refuses_it(typed in anything()) {
        for (name, read, sample) in READERS {
            // Of those that give back what they read in its one spelling, that spelling is read as itself.
            let keeps = read(sample).as_deref() == Some(sample);
            if let Some(once) = read(&typed) && keeps {
                prop_assert_eq!(read(&once), Some(once), "{} {:?}", name, typed);
            }
        }
    }

    #[test]
    fn what_else_comes_from_forms_and_addresses_is_read_or_refused(typed in anything()) {
        let now = Timestamp(1_795_483_800_000);
        if let Ok(window) = TimeWindow::parse(&typed, now) {
            prop_assert_eq!(TimeWindow::parse(&window.to_string(), now), Ok(window));
        }
        if let Ok(id) = PhotoId::parse(&typed) {
            prop_assert_eq!(PhotoId::parse(&id.to_string()), Ok(id));
        }
        if let Ok(id) = RecurrenceId::parse(&typed) {
            prop_assert_eq!(RecurrenceId::parse(&id.to_string()), Ok(id));
        }
        if let Ok(rule) = typed.parse::<ServiceRule>() {
            prop_assert_eq!(rule.to_string().parse(), Ok(rule));
        }
        if let Ok(questions) = parse_own_questions(&typed) {
            prop_assert!(questions.len() <= typed.lines().count());
        }
        if let Ok(kept) = text::optional(&typed, 20) {
            prop_assert!(kept.chars().count() <= 20);
            prop_assert_eq!(text::optional(&kept, 20), Ok(kept));
        }
        if let Ok(Some(own)) = OwnText::parse(&typed) {
            prop_assert!(!own.as_str().trim().is_empty());
        }
        let without = typed::without_numbers(&typed);
        prop_assert_eq!(typed::without_numbers(&without), without);
        let estate = AreaCode::parse("K10101").unwrap();
        if let Ok(home) = Address::parse(estate.clone(), &typed, "", &typed) {
            prop_assert_eq!(Address::parse(estate, &home.building, &home.unit, &home.room), Ok(home));
        }
        let _ = Locale::parse(&typed);
    }
}
