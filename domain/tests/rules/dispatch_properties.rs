//! A plan keeps every limit, gives out as much as can be, and does so as cheaply as can be.

use domain::accounts::PersonId;
use domain::areas::AreaCode;
use domain::catalogue::{CategoryCode, SubcategoryCode};
use domain::dispatch::*;
use domain::orders::{OrderNumber, TimeWindow};
use domain::time::{HOUR, MINUTE, Timestamp};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const SUBCATEGORIES: [&str; 3] = ["C0201", "C0301", "C1004"];
const AREAS: [&str; 6] = ["K101", "K10101", "K10102", "K1010101", "K1010102", "K10201"];

/// A Tuesday, nine o'clock.
fn now() -> Timestamp {
    Timestamp::from_civil("2026-11-24T09:00:00".parse().unwrap())
}

fn subcategory(number: usize) -> SubcategoryCode {
    SubcategoryCode::parse(SUBCATEGORIES[number]).unwrap()
}

fn member() -> impl Strategy<Value = Member> {
    let who = (0..AREAS.len(), proptest::collection::btree_set(0..3usize, 0..3), any::<bool>());
    let when = (proptest::collection::btree_set(1u8..=7, 0..6), 480u16..960, proptest::option::of(0i64..48));
    let load = (0u32..4, 0u32..3, 0u32..12);
    (who, when, load).prop_map(|((area, skills, woman), (days, from, away), (limit, open, taken))| {
        let shifts = days.into_iter().map(|weekday| Shift { weekday, from, until: from + 240 });
        let absence = |hours: i64| Period { from: now(), until: now().plus(hours * HOUR) };
        Member {
            id: PersonId(String::new()),
            name: String::new(),
            area: AreaCode::parse(AREAS[area]).unwrap(),
            skills: skills.into_iter().map(|number| Skill::Subcategory(subcategory(number))).collect(),
            working_times: WorkingTimes::new(shifts.collect()).unwrap(),
            absences: away.map(absence).into_iter().collect(),
            suspended_until: None,
            limit,
            open,
            taken_this_week: taken.min(3),
            taken_in_30_days: taken,
            gender: Some(if woman { Gender::Woman } else { Gender::Man }),
            languages: BTreeSet::new(),
        }
    })
}

fn task() -> impl Strategy<Value = Task> {
    let window = proptest::option::of(proptest::sample::select(vec![
        "2026-11-24.afternoon",
        "2026-11-25.morning",
        "2026-11-25.evening",
    ]));
    let what = (0..3usize, any::<bool>(), any::<bool>(), any::<bool>(), proptest::option::of(any::<bool>()));
    (what, window, 5u32..120, 0i64..200).prop_map(|(what, window, minutes, waited)| {
        let (skill, required, doorstep, urgent, woman) = what;
        let gender = woman.map(|woman| if woman { Gender::Woman } else { Gender::Man });
        Task {
            number: OrderNumber::new(AreaCode::parse("K101").unwrap(), 1),
            estate: AreaCode::parse("K10101").unwrap(),
            grid: AreaCode::parse("K1010101").ok(),
            demand: Demand {
                subcategory: subcategory(skill),
                category: CategoryCode::parse(&SUBCATEGORIES[skill][..3]).unwrap(),
                name: "水电与房屋维修".into(),
                required,
            },
            doorstep,
            window: window.map(|text| TimeWindow::stored(text).unwrap()),
            urgent,
            preferences: Preferences { gender, language: None },
            minutes,
            placed_at: now().plus(-waited * HOUR),
            own: Vec::new(),
            declined_by: Vec::new(),
        }
    })
}

/// A queue and a community: numbers and ids are given by place.
fn community(tasks: usize, members: usize) -> impl Strategy<Value = (Vec<Task>, Vec<Member>)> {
    let tasks = proptest::collection::vec(task(), 0..=tasks);
    let members = proptest::collection::vec(member(), 0..=members);
    (tasks, members).prop_map(|(mut tasks, mut members)| {
        for (count, task) in (1..).zip(&mut tasks) {
            task.number = OrderNumber::new(task.number.community().clone(), count);
        }
        for (number, member) in members.iter_mut().enumerate() {
            member.id = PersonId(format!("m{number:02}"));
        }
        (tasks, members)
    })
}

/// The same where everybody may serve everything, so that costs alone decide.
fn easy_community(tasks: usize, members: usize) -> impl Strategy<Value = (Vec<Task>, Vec<Member>)> {
    community(tasks, members).prop_map(|(mut tasks, mut members)| {
        for task in &mut tasks {
            task.demand.required = false;
            task.preferences = Preferences::default();
            task.window = None;
        }
        let all_week = (1..=7).map(|weekday| Shift { weekday, from: 0, until: 1440 }).collect();
        let all_week = WorkingTimes::new(all_week).unwrap();
        for member in &mut members {
            member.working_times = all_week.clone();
            member.absences.clear();
            member.limit = member.open + 2;
            if member.area.as_str() == "K10201" {
                member.area = AreaCode::parse("K1010102").unwrap();
            }
        }
        (tasks, members)
    })
}

fn planned(tasks: &[Task], members: &[Member]) -> Plan {
    plan(tasks, members, now(), &Weights::default()).unwrap()
}

/// How much it adds to leave an order, as the documentation of the weights says it.
fn leaving(task: &Task) -> u64 {
    let hours = u64::try_from(now().since(task.placed_at) / HOUR).unwrap();
    hours.min(720) * 60 + if task.urgent { 50_000 } else { 0 }
}

/// The best of all plans, tried one by one: how many are left, and then the objective.
fn brute_force(tasks: &[Task], members: &[Member], given: &mut Vec<u32>) -> (usize, u64) {
    let Some((task, rest)) = tasks.split_first() else { return (0, 0) };
    let (left, cost) = brute_force(rest, members, given);
    let mut best = (left + 1, cost + leaving(task));
    for (number, member) in members.iter().enumerate() {
        let Ok(fit) = fit(task, member, now(), &Weights::default()) else { continue };
        if given[number] == member.free_places() {
            continue;
        }
        let cost = u64::from(fit.cost.further(given[number], &Weights::default()).total());
        given[number] += 1;
        let (left, others) = brute_force(rest, members, given);
        given[number] -= 1;
        best = best.min((left, cost + others));
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Every order is told of once; nobody gets what they don't fit, or more than they may have.
    #[test]
    fn every_limit_is_kept((tasks, members) in community(14, 8)) {
        let plan = planned(&tasks, &members);
        let told: BTreeSet<_> =
            plan.assigned.iter().map(|one| &one.order).chain(plan.left.iter().map(|one| &one.order)).collect();
        prop_assert_eq!(told.len(), tasks.len());
        prop_assert_eq!(plan.assigned.len() + plan.left.len(), tasks.len());
        let mut given: BTreeMap<&PersonId, u32> = BTreeMap::new();
        for one in &plan.assigned {
            let task = tasks.iter().find(|task| task.number == one.order).unwrap();
            let member = members.iter().find(|member| member.id == one.member).unwrap();
            let alone = fit(task, member, now(), &Weights::default());
            prop_assert_eq!(alone.as_ref().map(|fit| &fit.reasons), Ok(&one.fit.reasons));
            let given = given.entry(&one.member).or_default();
            *given += 1;
            prop_assert!(*given <= member.free_places());
        }
    }

    /// Who is left over is told why: «outbid» exactly if somebody fits, and then each of those is full by now.
    #[test]
    fn who_is_left_is_told_why((tasks, members) in community(14, 6)) {
        let plan = planned(&tasks, &members);
        for left in &plan.left {
            let task = tasks.iter().find(|task| task.number == left.order).unwrap();
            let fitting =
                members.iter().filter(|member| fit(task, member, now(), &Weights::default()).is_ok());
            let mut any = false;
            for member in fitting {
                any = true;
                let given = plan.assigned.iter().filter(|one| one.member == member.id).count();
                prop_assert_eq!(u32::try_from(given), Ok(member.free_places()));
            }
            prop_assert_eq!(left.why == Why::Outbid, any);
            prop_assert!(!left.why.words(now()).is_empty());
        }
    }

    /// As many as can be, then as cheaply as can be: nothing that one could try is better.
    #[test]
    fn nothing_is_better((tasks, members) in community(6, 5)) {
        let plan = planned(&tasks, &members);
        let best = brute_force(&tasks, &members, &mut vec![0; members.len()]);
        prop_assert_eq!((plan.left.len(), plan.objective), best);
    }

    #[test]
    fn nothing_is_better_where_everybody_fits((tasks, members) in easy_community(6, 4)) {
        let plan = planned(&tasks, &members);
        prop_assert_eq!(plan.left.len(), tasks.len().saturating_sub(2 * members.len()));
        let best = brute_force(&tasks, &members, &mut vec![0; members.len()]);
        prop_assert_eq!((plan.left.len(), plan.objective), best);
    }

    /// One more member never makes it worse.
    #[test]
    fn another_hand_never_hurts((tasks, mut members) in community(12, 6), another in member()) {
        let before = planned(&tasks, &members);
        members.push(Member { id: PersonId("m99".into()), ..another });
        let after = planned(&tasks, &members);
        prop_assert!((after.left.len(), after.objective) <= (before.left.len(), before.objective));
    }

    /// The same queue gives the same plan, in whatever order it comes.
    #[test]
    fn the_order_of_lists_does_not_matter((mut tasks, mut members) in community(12, 8)) {
        let before = planned(&tasks, &members);
        tasks.reverse();
        let half = members.len() / 2;
        members.rotate_left(half);
        prop_assert_eq!(planned(&tasks, &members), before);
    }

    /// The best three are members who fit, the cheapest first, and nobody cheaper is missing.
    #[test]
    fn the_best_are_the_best(task in task(), (_, members) in community(0, 9)) {
        let best = best(&task, &members, now(), &Weights::default());
        let mut costs: Vec<_> = members
            .iter()
            .filter_map(|member| Some(fit(&task, member, now(), &Weights::default()).ok()?.cost.total()))
            .collect();
        costs.sort_unstable();
        costs.truncate(BEST);
        prop_assert_eq!(best.iter().map(|(_, fit)| fit.cost.total()).collect::<Vec<_>>(), costs);
    }

    /// Whoever is said to have time has it: working, not away, within the window.
    #[test]
    fn time_is_there(task in task(), member in member(), minute in 0i64..10_000) {
        let now = now().plus(minute * MINUTE);
        let weights = Weights::default();
        let period = task.period(now, &weights);
        if fit(&task, &member, now, &weights).is_ok() {
            let longest = member.free(period).map(Period::length).max();
            prop_assert!(longest >= Some(i64::from(task.minutes.min(30)) * MINUTE));
        }
        for part in member.free(period) {
            prop_assert!(part.from >= period.from && part.until <= period.until && part.length() > 0);
            prop_assert!(member.absences.iter().all(|absence| !absence.overlaps(part)));
        }
    }
}
