//! Whatever was counted: points stay within their bounds, and better counts never cost any.

use domain::clocks::ClockKind;
use domain::counters::{Counts, Measure, Month};
use domain::reports::SatisfactionRules;
use domain::star_rating::{Part, Running, Tally, WHOLE, score, year_stars};
use proptest::prelude::*;

/// What happened in a month, as whole numbers that fit together.
#[derive(Clone, Debug)]
struct Happened {
    finished: i64,
    open: i64,
    refused: i64,
    cancelled: i64,
    reopened: i64,
    declines: i64,
    satisfied: i64,
    dissatisfied: i64,
    unanswered: i64,
    late: [i64; 4],
    running_late: i64,
}

fn happened() -> impl Strategy<Value = Happened> {
    let orders = (0i64..400, 0i64..20, 0i64..20, 0i64..20);
    let shares = (0i64..=100, 0i64..=100, 0i64..=100, 0i64..=100);
    let late = proptest::array::uniform4(0i64..=100);
    (orders, shares, late, 0i64..60, 0i64..20).prop_map(
        |(
            (finished, open, refused, cancelled),
            (reopened, rated, satisfied, waited),
            late,
            declines,
            more,
        )| {
            let rated = finished * rated / 100;
            let satisfied = rated * satisfied / 100;
            Happened {
                finished,
                open,
                refused,
                cancelled,
                reopened: finished * reopened / 100,
                declines,
                satisfied,
                dissatisfied: rated - satisfied,
                unanswered: open * waited / 100,
                late: late.map(|share| finished * share / 100),
                running_late: more,
            }
        },
    )
}

fn tally(of: &Happened) -> Tally {
    let mut counts: Counts = [
        (Measure::Placed, of.finished + of.open + of.refused + of.cancelled),
        (Measure::Cancelled, of.cancelled),
        (Measure::Refused, of.refused),
        (Measure::Dispatched, of.finished),
        (Measure::Declines, of.declines),
        (Measure::Finished, of.finished),
        (Measure::Completions, of.finished),
        (Measure::Reopenings, of.reopened),
        (Measure::Satisfied, of.satisfied),
        (Measure::Dissatisfied, of.dissatisfied),
        (Measure::ReplyDue, of.finished),
        (Measure::ReplyWithin24Hours, of.finished - of.late[1]),
    ]
    .into_iter()
    .collect();
    let clocks = [ClockKind::Accepted, ClockKind::FirstReply, ClockKind::OnSite, ClockKind::Finished];
    for (clock, late_ones) in clocks.into_iter().zip(of.late) {
        let (judged, late) = Measure::of_clock(clock);
        counts.add(judged, of.finished);
        counts.add(late, late_ones);
    }
    let running = Running { without_reply: of.unanswered, late: of.running_late };
    let rules = SatisfactionRules::new(Vec::new());
    Tally::of_month("2026-08".parse().unwrap(), true, [("routine", &counts)], &rules, running)
}

/// The same, but for one thing that went better.
fn better(of: &Happened) -> Vec<Happened> {
    let with = |change: fn(&mut Happened)| {
        let mut changed = of.clone();
        change(&mut changed);
        changed
    };
    let mut better = vec![
        with(|one| one.reopened = (one.reopened - 1).max(0)),
        with(|one| one.declines = (one.declines - 1).max(0)),
        with(|one| one.unanswered = (one.unanswered - 1).max(0)),
        with(|one| one.running_late = (one.running_late - 1).max(0)),
        with(|one| one.late[1] = (one.late[1] - 1).max(0)),
        with(|one| one.late[3] = (one.late[3] - 1).max(0)),
    ];
    if of.dissatisfied > 0 {
        better
            .push(with(|one| (one.satisfied, one.dissatisfied) = (one.satisfied + 1, one.dissatisfied - 1)));
    }
    if of.satisfied + of.dissatisfied < of.finished {
        better.push(with(|one| one.satisfied += 1));
    }
    better
}

proptest! {
    #[test]
    fn points_stay_within_their_bounds_and_are_always_the_same(of in happened()) {
        let (first, again) = (score(&tally(&of), None), score(&tally(&of), None));
        prop_assert_eq!(&first, &again);
        for part in &first.parts {
            let weight = part.part.weight();
            prop_assert!(part.points.is_none_or(|points| (0..=weight).contains(&points)), "{part:?}");
        }
        prop_assert!(first.points.is_none_or(|points| (0..=WHOLE).contains(&points)));
        prop_assert_eq!(first.points.is_none(), of.satisfied + of.dissatisfied < 30);
    }

    #[test]
    fn what_goes_better_never_costs_a_point(of in happened()) {
        let before = score(&tally(&of), None);
        for other in better(&of) {
            let after = score(&tally(&other), None);
            prop_assert!(after.points >= before.points, "{other:?}");
            for (one, other) in before.parts.iter().zip(&after.parts) {
                prop_assert!(other.points >= one.points, "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn who_says_nothing_is_never_content(of in happened(), silent in 1i64..50) {
        let more = Happened { finished: of.finished + silent, ..of.clone() };
        let (before, after) = (score(&tally(&of), None), score(&tally(&more), None));
        prop_assert_eq!(before.of(Part::Satisfied), after.of(Part::Satisfied));
        prop_assert!(after.of(Part::Heard).unwrap().points <= before.of(Part::Heard).unwrap().points);
    }

    #[test]
    fn what_is_hidden_by_leaving_it_lying_is_seen(of in happened(), lying in 1i64..20) {
        let more = Happened { open: of.open + lying, unanswered: of.unanswered + lying, ..of.clone() };
        let (before, after) = (score(&tally(&of), None), score(&tally(&more), None));
        for part in [Part::Done, Part::Replied] {
            prop_assert!(after.of(part).unwrap().points <= before.of(part).unwrap().points);
        }
    }

    #[test]
    fn a_better_quarter_never_costs_a_star(
        quarters in proptest::array::uniform4(0i64..=100), which in 0usize..4, of in happened()
    ) {
        let year = tally(&of);
        let december: Month = "2026-12".parse().unwrap();
        let stars = |quarters: [i64; 4]| year_stars(quarters.map(Some).to_vec(), &year, december);
        let mut better = quarters;
        better[which] = (better[which] + 1).min(100);
        prop_assert!(stars(better).stars >= stars(quarters).stars);
        prop_assert!(stars(quarters).stars != Some(5) || year.rated >= 73, "nobody has five stars by luck");
    }
}
