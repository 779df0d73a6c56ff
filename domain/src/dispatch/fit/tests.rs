use super::super::fixtures::{at, code, member, period, task};
use super::super::{Gender, Preferences, Shift, SpokenLanguage, WorkingTimes};
use super::*;
use crate::orders::TimeWindow;

fn now() -> Timestamp {
    at("2026-11-24T09:00:00")
}

fn fitted(task: &Task, member: &Member) -> Fit {
    fit(task, member, now(), &Weights::default()).unwrap()
}

fn refused(task: &Task, member: &Member) -> Vec<String> {
    let misfits = fit(task, member, now(), &Weights::default()).unwrap_err();
    misfits.into_iter().map(|misfit| misfit.words(task, now())).collect()
}

fn window(text: &str) -> Option<TimeWindow> {
    Some(TimeWindow::stored(text).unwrap())
}

#[test]
fn the_reasons_are_those_that_a_neighbour_would_give() {
    let zhang = Member { taken_this_week: 2, ..member("张建国") };
    assert_eq!(fitted(&task(1), &zhang).words(now()), "同小区，会水电，今天还有空，本周已接 2 单");

    let next_door = Member { area: code("K1010102"), open: 1, ..member("李") };
    assert_eq!(
        fitted(&task(1), &next_door).words(now()),
        "同网格，会水电，今天还有空，手上有 1 单，本周还没接单"
    );

    let languages = [SpokenLanguage::Kunshanese].into();
    let elsewhere = Member { area: code("K10102"), languages, gender: Some(Gender::Woman), ..member("王") };
    let preferences = Preferences { gender: Some(Gender::Woman), language: Some(SpokenLanguage::Kunshanese) };
    let bath = Task { window: window("2026-11-25.afternoon"), preferences, ..task(1) };
    assert_eq!(
        fitted(&bath, &elsewhere).words(now()),
        "同社区，会水电，女同志，会说昆山话，明天下午有空，本周还没接单"
    );
}

#[test]
fn who_is_busy_all_day_is_not_called_free() {
    let busy = Member { open: 10, limit: 20, ..member("忙") };
    assert_eq!(fitted(&task(1), &busy).words(now()), "同小区，会水电，手上有 10 单，本周还没接单");
    let times = WorkingTimes::new(vec![Shift { weekday: 4, from: 540, until: 720 }]).unwrap();
    let thursdays = Member { working_times: times, ..member("周四") };
    assert_eq!(fitted(&task(1), &thursdays).words(now()), "同小区，会水电，后天有空，本周还没接单");
}

#[test]
fn every_limit_is_told() {
    let task = Task {
        preferences: Preferences {
            gender: Some(Gender::Woman),
            language: Some(SpokenLanguage::SignLanguage),
        },
        own: vec![member("张").id],
        declined_by: vec![member("张").id],
        ..task(1)
    };
    let zhang = Member {
        area: code("K10201"),
        skills: [].into(),
        gender: Some(Gender::Man),
        suspended_until: Some(at("2026-11-25T12:00:00")),
        absences: vec![period("2026-11-20T00:00:00", "2026-12-05T09:00:00")],
        limit: 3,
        open: 3,
        ..member("张")
    };
    assert_eq!(
        refused(&task, &zhang),
        [
            "不在这个社区",
            "不会水电",
            "居民想请女同志来",
            "不会说手语",
            "这是自己家的单",
            "已经退过这张单",
            "暂停派单，明天 12:00 恢复",
            "不在，12月5日 9:00 回来",
            "手上已有 3 单，满了",
        ]
    );
}

#[test]
fn time_is_asked_for_within_the_window() {
    let evening = Task { window: window("2026-11-25.evening"), ..task(1) };
    assert_eq!(refused(&evening, &member("张")), ["明天晚上没有空"]);
    let nobody = Member { working_times: WorkingTimes::default(), ..member("张") };
    assert_eq!(refused(&task(1), &nobody), ["这几天没有空"]);
    assert_eq!(refused(&Task { urgent: true, ..task(1) }, &nobody), ["一天之内没有空"]);
    // Twenty minutes of a shift are too few for a job of 45, and enough for one of 20.
    let times = WorkingTimes::new(vec![Shift { weekday: 2, from: 540, until: 560 }]).unwrap();
    let short = Member { working_times: times, ..member("张") };
    assert_eq!(refused(&Task { urgent: true, ..task(1) }, &short), ["一天之内没有空"]);
    assert!(fit(&Task { minutes: 20, ..task(1) }, &short, now(), &Weights::default()).is_ok());
}

#[test]
fn a_suspension_that_is_over_is_over() {
    let back = Member { suspended_until: Some(now()), ..member("张") };
    assert!(fit(&task(1), &back, now(), &Weights::default()).is_ok());
}

#[test]
fn each_part_of_the_cost() {
    let free = fitted(&task(1), &member("张")).cost;
    assert_eq!(free, Cost { distance: 70, ..Cost::default() });
    let busy = Member { open: 2, taken_in_30_days: 7, ..member("张") };
    let cost = fitted(&task(1), &busy).cost;
    assert_eq!(cost, Cost { distance: 70, load: 120, fairness: 70, ..Cost::default() });
    assert_eq!(cost.total(), 260);
    let further = cost.further(2, &Weights::default());
    assert_eq!(further, Cost { load: 240, fairness: 90, ..cost });

    let without = Member { skills: [].into(), ..member("张") };
    let mut lenient = task(1);
    lenient.demand.required = false;
    assert_eq!(fitted(&lenient, &without).cost.skill, 300);
    assert_eq!(fitted(&Task { doorstep: false, ..task(1) }, &member("张")).cost.distance, 35);

    let times = WorkingTimes::new(vec![Shift { weekday: 2, from: 660, until: 1020 }]).unwrap();
    let later = Member { working_times: times, ..member("张") };
    assert_eq!(fitted(&task(1), &later).cost.window, 60, "two hours");
    assert_eq!(fitted(&Task { urgent: true, ..task(1) }, &later).cost.window, 240, "two urgent hours");
    let windowed = Task { window: window("2026-11-24.morning"), ..task(1) };
    assert_eq!(fitted(&windowed, &later).cost.window, 60, "two hours into the window");
}

#[test]
fn the_next_job_never_costs_less() {
    let weights = Weights { open_job: u32::MAX, month_job: 400_000, ..Weights::default() };
    let costs: Vec<_> = (0..5).map(|further| Cost::default().further(further, &weights).total()).collect();
    assert!(costs.is_sorted(), "{costs:?}");
    assert_eq!(costs[4], 2_000_000);
}
