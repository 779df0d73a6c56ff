//! Stars worked out by hand: two communities, their quarter, and their year.

use domain::counters::{Counts, Measure, Month};
use domain::orders::Satisfaction;
use domain::reports::SatisfactionRules;
use domain::return_visits::{DrawnWeek, ReturnRate, Told, estimate};
use domain::star_rating::{Part, Running, Score, Tally, is_final, places, score, year_stars};
use jiff::civil::date;
use strum::IntoEnumIterator;

/// A quarter of a community with so many ratings, of which so many were content.
fn quarter(satisfied: i64, rated: i64) -> Tally {
    let counts: Counts = [
        (Measure::Placed, 106),
        (Measure::Cancelled, 4),
        (Measure::Refused, 2),
        (Measure::Dispatched, 100),
        (Measure::Declines, 6),
        (Measure::Finished, 98),
        (Measure::Completions, 100),
        (Measure::Reopenings, 2),
        (Measure::VerySatisfied, satisfied),
        (Measure::VeryDissatisfied, rated - satisfied),
        (Measure::AcceptedJudged, 100),
        (Measure::AcceptedLate, 10),
        (Measure::FirstReplyJudged, 100),
        (Measure::FirstReplyLate, 12),
        (Measure::OnSiteJudged, 98),
        (Measure::OnSiteLate, 20),
        (Measure::FinishedJudged, 98),
        (Measure::FinishedLate, 10),
        (Measure::ReplyDue, 104),
        (Measure::ReplyWithin24Hours, 99),
    ]
    .into_iter()
    .collect();
    let rules = SatisfactionRules::new(Vec::new());
    let lists = [("routine", &counts), ("agency", &Counts::default())];
    Tally::of_month("2026-08".parse().unwrap(), true, lists, &rules, Running { without_reply: 1, late: 4 })
}

fn week(good: u32, bad: u32) -> DrawnWeek {
    let reached = [(Satisfaction::Satisfied, good), (Satisfaction::Dissatisfied, bad)].into();
    DrawnWeek { population: 100, drawn: good + bad, reached, levels: 3, ..DrawnWeek::default() }
}

fn told(week: DrawnWeek) -> Option<ReturnRate> {
    estimate(&Told { weeks: vec![week], held_back: 0 })
}

fn visits(good: u32, bad: u32) -> ReturnRate {
    told(week(good, bad)).unwrap()
}

fn points(score: &Score) -> Vec<Option<i64>> {
    score.parts.iter().map(|part| part.points).collect()
}

#[test]
fn a_quarter_is_what_a_secretary_reckons_by_hand() {
    let score = score(&quarter(57, 60), None);
    // 30 × 59 ÷ 64 = 27.66; 15 × 101 ÷ 109 = 13.9; 15 × (344 + 2) ÷ (400 + 4) = 12.85; 10 × 100 ÷ 106 = 9.43;
    // 5 × 62 ÷ 104 ÷ 60 % = 4.97; 5 × 100 ÷ 104 = 4.81; 5 × 102 ÷ 110 = 4.64; 5 × 1 ÷ 3 = 1.67.
    let by_hand = [Some(28), Some(14), Some(13), Some(9), None, Some(5), Some(5), Some(5), Some(2)];
    assert_eq!(points(&score), by_hand);
    assert_eq!(score.earned(), (81, 90));
    assert_eq!(score.points, Some(90), "81 ÷ 90 × 100");
    let of = |part| score.of(part).unwrap();
    assert_eq!(of(Part::Satisfied).formula(), "30 ×（57 + 2）÷（60 + 4）= 28");
    assert_eq!(of(Part::Satisfied).counted(), "评价 60，满意 57");
    assert_eq!(of(Part::Replied).counted(), "该答复 105，24 小时内答复 99", "one is still waiting");
    assert_eq!(of(Part::Heard).formula(), "5 ×（60 + 2）÷（100 + 4）÷ 60%，最多 5 = 5");
    assert_eq!(of(Part::Lists).formula(), "5 × 1 ÷ 3 = 2");
    assert_eq!(of(Part::Honest).formula(), "—");
    let whole = "28 + 14 + 13 + 9 + 5 + 5 + 5 + 2 = 81；满分 90，折成 100：81 ÷ 90 × 100 = 90";
    assert_eq!(score.formula(), whole);
    let to_mend: Vec<_> = score.to_mend().into_iter().map(|part| (part.part, part.lost())).collect();
    assert_eq!(to_mend, [(Part::Lists, 3), (Part::InTime, 2)], "where most was lost comes first");
}

#[test]
fn fewer_than_thirty_ratings_say_nothing() {
    let few = score(&quarter(29, 29), None);
    assert_eq!((few.points, few.words().as_str()), (None, "不评"));
    assert_eq!(few.of(Part::Satisfied).unwrap().points, Some(28), "each part is seen all the same");
    assert!(score(&quarter(30, 30), None).points.is_some());
}

#[test]
fn return_visits_take_off_what_is_surely_too_much_and_no_more() {
    let honest = |visits: ReturnRate| {
        let score = score(&quarter(57, 60), Some(&visits));
        (score.of(Part::Honest).unwrap().points, score.points.unwrap())
    };
    // 95 % in the application, and as many when called: 81 + 10.
    assert_eq!(honest(visits(19, 1)), (Some(10), 91));
    assert_eq!(honest(visits(20, 0)).0, Some(10), "who says better when called has nothing to fear");
    // A third less when called, 13 points of which are no chance.
    let (points, whole) = honest(visits(18, 12));
    assert_eq!((points, whole), (Some(0), 81));
    for (good, bad) in [(1, 0), (0, 1), (0, 9)] {
        let all = DrawnWeek { population: good + bad, ..week(good, bad) };
        let few = score(&quarter(57, 60), told(all).as_ref());
        assert_eq!(
            few.of(Part::Honest).unwrap().points,
            None,
            "{good} of all {}: nothing is taken off",
            good + bad
        );
        assert_eq!(few.points, Some(90));
    }
    let most = (30..=57).rev().map(|satisfied| {
        let score = score(&quarter(satisfied, 60), Some(&visits(18, 12)));
        score.of(Part::Honest).unwrap().points.unwrap()
    });
    assert!(most.is_sorted(), "the smaller the gap, the less is taken off");
}

fn december() -> Month {
    "2026-12".parse().unwrap()
}

#[test]
fn a_year_is_the_mean_of_its_quarters() {
    let proven = {
        let mut year = Tally::default();
        (0..4).for_each(|_| year += &quarter(60, 60));
        year
    };
    let of = |quarters: &[Option<i64>], year: &Tally| {
        let year = year_stars(quarters.to_vec(), year, december());
        (year.words(), year.mean_words())
    };
    assert_eq!(of(&[Some(92), Some(94), Some(91), Some(96)], &proven), ("四星", "93.3".to_owned()));
    assert_eq!(of(&[Some(96), Some(94), Some(95), Some(95)], &proven), ("五星", "95.0".to_owned()));
    assert_eq!(of(&[Some(96), Some(94), Some(95), None], &proven).0, "四星", "five want four quarters");
    assert_eq!(of(&[Some(99); 4], &quarter(57, 60)).0, "四星", "five want a proof");
    assert_eq!(of(&[Some(80), Some(80), None, Some(79)], &proven).0, "二星");
    assert_eq!(of(&[Some(40); 4], &proven).0, "一星");
    assert_eq!(of(&[Some(99), Some(99), None, None], &proven), ("不评", "—".to_owned()));
    assert_eq!(of(&[Some(90)], &proven).0, "四星", "a year that has only begun, as far as it has come");
    assert_eq!(of(&[None], &proven).0, "不评");
    let year = year_stars(vec![Some(92), None, Some(94), Some(91)], &proven, december());
    assert_eq!(year.formula(), "（92 + 94 + 91）÷ 3 = 92.3");
    assert!(!is_final(2026, date(2027, 1, 31)) && is_final(2026, date(2027, 2, 1)));
}

#[test]
fn every_part_is_explained() {
    for part in Part::iter() {
        assert!(!part.name().is_empty() && part.definition().ends_with('。'), "{part:?}");
    }
    assert_eq!(places(&[]), []);
}
