use super::super::fixtures::{at, code, member, task};
use super::*;

fn now() -> Timestamp {
    at("2026-11-24T09:00:00")
}

fn planned(tasks: &[Task], members: &[Member]) -> Plan {
    plan(tasks, members, now(), &Weights::default()).unwrap()
}

fn pairs(plan: &Plan) -> Vec<(String, &str)> {
    plan.assigned.iter().map(|one| (one.order.to_string(), one.member.0.as_str())).collect()
}

#[test]
fn the_nearest_yields_where_the_other_order_has_nobody_else() {
    // Zhang is nearer to both orders, but Li lives where the first one is.
    let li = Member { area: code("K10102"), ..member("李") };
    let first = Task { estate: code("K10102"), grid: None, ..task(1) };
    let plan = planned(&[task(2), first], &[member("张"), li]);
    assert_eq!(pairs(&plan), [("K101-0001".to_owned(), "李"), ("K101-0002".to_owned(), "张")]);
    assert_eq!((plan.cost(), plan.objective, plan.left.len()), (140, 140, 0));
}

#[test]
fn the_near_one_is_not_given_everything() {
    // Zhang's third job would cost 70 and twice 70 more for what he has by then; Li's first costs the longer way.
    let li = Member { area: code("K10102"), ..member("李") };
    let plan = planned(&[task(1), task(2), task(3)], &[member("张"), li]);
    let of = |name| plan.assigned.iter().filter(|one| one.member.0 == name).count();
    assert_eq!((of("张"), of("李")), (2, 1));
    assert_eq!(plan.cost(), 70 + 140 + 150);
}

#[test]
fn where_hands_are_few_the_urgent_goes_first_and_then_the_older() {
    let one = Member { limit: 1, ..member("张") };
    let older = Task { placed_at: at("2026-11-20T08:30:00"), ..task(2) };
    let urgent = Task { urgent: true, ..task(3) };
    let plan = planned(&[task(1), older.clone(), urgent], std::slice::from_ref(&one));
    assert_eq!(pairs(&plan), [("K101-0003".to_owned(), "张")]);
    assert!(plan.left.iter().all(|left| left.why == Why::Outbid), "{:?}", plan.left);
    assert_eq!(pairs(&planned(&[task(1), older], &[one])), [("K101-0002".to_owned(), "张")]);
}

#[test]
fn an_empty_queue_and_an_empty_community() {
    assert_eq!(planned(&[], &[member("张")]), Plan::default());
    let plan = planned(&[task(1)], &[]);
    assert_eq!(plan.left, [Left { order: task(1).number, why: Why::Nobody }]);
}
