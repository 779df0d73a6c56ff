use super::super::fixtures::{at, code, member, period, task};
use super::super::{Gender, Shift, WorkingTimes};
use super::*;

fn why(task: &Task, members: &[Member]) -> String {
    let now = at("2026-11-24T09:00:00");
    let members: Vec<_> = members.iter().collect();
    Why::of(task, &members, now, &Weights::default()).words(now)
}

#[test]
fn tells_of_those_who_came_furthest() {
    let unskilled = || Member { skills: [].into(), ..member("不会") };
    let man = || Member { gender: Some(Gender::Man), ..member("男") };
    let gone = || Member {
        gender: Some(Gender::Woman),
        absences: vec![period("2026-11-20T00:00:00", "2026-12-05T09:00:00")],
        ..member("走")
    };
    let back_sooner =
        || Member { absences: vec![period("2026-11-20T00:00:00", "2026-12-02T00:00:00")], ..gone() };
    let full = || Member { gender: Some(Gender::Woman), limit: 0, ..member("满") };
    let preferences = Preferences { gender: Some(Gender::Woman), language: None };
    let task = Task { preferences, ..task(1) };

    assert_eq!(why(&task, &[]), "这个社区还没有可以派的人");
    assert_eq!(why(&task, &[Member { area: code("K10201"), ..gone() }]), "这个社区还没有可以派的人");
    assert_eq!(why(&task, &[unskilled()]), "没有人会水电");
    assert_eq!(why(&task, &[man(), unskilled()]), "居民想请女同志来，能做的人里没有");
    assert_eq!(why(&task, &[gone(), man(), back_sooner()]), "能做的人都不在，最早12月2日 0:00 回来");
    assert_eq!(why(&task, &[gone(), full(), unskilled()]), "能做的人手上都满了");
    let free = Member { gender: Some(Gender::Woman), ..member("空") };
    assert_eq!(why(&task, &[full(), free]), "别的工单更急，人手不够");
}

#[test]
fn tells_of_suspension_refusal_and_time() {
    let until = Some(at("2026-11-25T12:00:00"));
    let suspended = Member { suspended_until: until, ..member("停") };
    assert_eq!(why(&task(1), &[suspended]), "能做的人都暂停派单，最早明天 12:00 恢复");
    let declined = Task { declined_by: vec![member("张").id], ..task(1) };
    assert_eq!(why(&declined, &[member("张")]), "能做的人不是居民自己，就是已经退过这张单");
    let evening = Task { window: TimeWindow::stored("2026-11-25.evening").ok(), ..task(1) };
    assert_eq!(why(&evening, &[member("张")]), "能做的人明天晚上都没有空");
    let never = Member { working_times: WorkingTimes::new(Vec::<Shift>::new()).unwrap(), ..member("无") };
    assert_eq!(why(&task(1), &[never]), "能做的人这几天都没有空");
}
