//! Who is proposed and why, a whole queue at once, and who may not claim.

use crate::cast::{arrives, cast, dispatch, does, form, ordered, request, value_of};
use crate::support::{self, TestBackend};
use backend::accounts::Viewer;
use backend::clocks::escalate;
use backend::dispatch::{CarriedOut, PlanRow, Planned, candidates, carry_out, plan_queue};
use backend::members::{add_absence, own_profile, remove_absence, set_profile};
use backend::notifications;
use backend::orders::{CommandForm, DeskFilter, OrderFor, PlaceOrder, Viewpoint, place, view};
use domain::accounts::Role;
use domain::catalogue::CategoryCode;
use domain::dispatch::{Gender, Profile, Skill, WorkingTimes};
use domain::orders::{CommandKind, DispatchRule, EventKind};
use domain::time::{DAY, HOUR};

/// Orders a service for oneself; S002 is usually a member's to do.
async fn order(backend: &TestBackend, resident: &Viewer, service: &str, token: &str) -> String {
    let request = PlaceOrder { service: service.into(), ..request(token) };
    place(backend, resident, OrderFor::Oneself, &request).await.unwrap().number.to_string()
}

fn knows(category: &str) -> Profile {
    let skill = Skill::Category(CategoryCode::parse(category).unwrap());
    Profile { skills: [skill].into(), gender: Some(Gender::Woman), ..Profile::default() }
}

/// What the desk reads behind each member's name, in the order in which they are proposed.
async fn proposed(backend: &TestBackend, staff: &Viewer, number: &str) -> Vec<(String, bool, String)> {
    let seen = view(backend, staff, number, Viewpoint::Role).await.unwrap();
    let all = candidates(backend, staff, &seen.order).await.unwrap();
    let members = all.into_iter().filter_map(|one| Some((one.name, one.fits, one.why?)));
    members.collect()
}

#[tokio::test]
async fn the_desk_reads_why() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        set_profile(&backend, &cast.other_member, &knows("C01")).await.unwrap();
        let number = order(&backend, &cast.resident, "S002", "why").await;
        let read = proposed(&backend, &cast.staff, &number).await;
        let [first, second] = read.as_slice() else { panic!("{read:?}") };
        assert_eq!(first.0, "周敏", "who knows it, though further away: {read:?}");
        assert_eq!(first.2, "同社区，熟悉政策咨询，今天还有空，本周还没接单");
        assert_eq!(second.2, "同小区，今天还有空，本周还没接单");
        add_absence(&backend, &cast.other_member, "2026-11-24", "2026-12-04").await.unwrap();
        let read = proposed(&backend, &cast.staff, &number).await;
        assert_eq!((read[0].0.as_str(), read[1].1), ("李建国", false));
        assert!(read[1].2.contains("不在，12月5日 0:00 回来"), "{read:?}");
        let from = own_profile(&backend, &cast.other_member).await.unwrap().absences[0].from.0.to_string();
        remove_absence(&backend, &cast.member, &from).await.unwrap();
        assert_eq!(
            own_profile(&backend, &cast.other_member).await.unwrap().absences.len(),
            1,
            "not another's"
        );
        remove_absence(&backend, &cast.other_member, &from).await.unwrap();
        assert!(proposed(&backend, &cast.staff, &number).await[1].1, "back again");
    })
    .await;
}

#[tokio::test]
async fn a_wish_is_a_hard_limit() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        set_profile(&backend, &cast.other_member, &knows("C01")).await.unwrap();
        let wished = PlaceOrder { service: "S002".into(), wish_gender: "woman".into(), ..request("wish") };
        let placed = place(&backend, &cast.resident, OrderFor::Oneself, &wished).await.unwrap();
        let read = proposed(&backend, &cast.staff, &placed.number.to_string()).await;
        assert_eq!((read[0].0.as_str(), read[0].1), ("周敏", true));
        assert_eq!((read[1].1, read[1].2.as_str()), (false, "居民想请女同志来"));
        let nonsense = PlaceOrder { wish_language: "klingon".into(), ..request("nonsense") };
        let refused = place(&backend, &cast.resident, OrderFor::Oneself, &nonsense).await.unwrap_err();
        assert_eq!(refused.fields[0].field, "wish_language");
    })
    .await;
}

#[tokio::test]
async fn a_queue_is_given_out_at_once_and_what_changed_stays() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let one = Profile { limit: 1, ..Profile::default() };
        set_profile(&backend, &cast.member, &one).await.unwrap();
        set_profile(&backend, &cast.other_member, &one).await.unwrap();
        let repair = ordered(&backend, &cast).await;
        let mut others = Vec::new();
        for count in 0..3 {
            others.push(order(&backend, &cast.resident, "S002", &format!("queue {count}")).await);
        }
        let plan = plan_queue(&backend, &cast.staff, &DeskFilter::default()).await.unwrap();
        assert_eq!((plan.planned.len(), plan.left.len()), (3, 1));
        let company = plan.planned.iter().find(|row| row.order.number.to_string() == repair).unwrap();
        assert_eq!((company.name.as_str(), company.why.as_str()), ("安居物业", "这类事归物业，手上 0 单"));
        let mut served: Vec<_> = plan.planned.iter().map(|row| row.name.as_str()).collect();
        served.sort_unstable();
        assert_eq!(served, ["周敏", "安居物业", "李建国"], "one each");
        assert_eq!(plan.left[0].why, "别的工单更急，人手不够");
        // Somebody is faster for one of them.
        let taken = plan.planned.iter().find(|row| row.name != "安居物业").unwrap().order.number.to_string();
        let refused = CommandForm { note: "请打 12345".into(), ..form("refuse") };
        does(&backend, &cast.staff, &taken, refused).await.unwrap();
        let row = |planned: &Planned| PlanRow {
            number: planned.order.number.to_string(),
            version: planned.order.version.to_string(),
            to: planned.to.to_string(),
            proposed: true,
        };
        let rows: Vec<_> = plan.planned.iter().map(row).collect();
        let carried = carry_out(&backend, &cast.staff, &rows).await.unwrap();
        assert_eq!(carried, CarriedOut { dispatched: 2, changed: 1 });
        let again = carry_out(&backend, &cast.staff, &rows).await.unwrap();
        assert_eq!(again, carried, "a second press dispatches nothing anew");
        for nobody in [&cast.member, &cast.office, &cast.resident] {
            assert_eq!(plan_queue(&backend, nobody, &DeskFilter::default()).await.unwrap_err().status(), 403);
            assert_eq!(carry_out(&backend, nobody, &rows).await.unwrap_err().status(), 403);
        }
        let stranger = carry_out(&backend, &cast.stranger, &rows).await.unwrap();
        assert_eq!(stranger.dispatched, 0, "another community's orders are not theirs");
    })
    .await;
}

#[tokio::test]
async fn a_plan_is_of_what_the_desk_filters_and_each_row_may_go_to_somebody_else() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let repair = ordered(&backend, &cast).await;
        let mut talks = Vec::new();
        for count in 0..2 {
            talks.push(order(&backend, &cast.resident, "S002", &format!("talk {count}")).await);
        }
        let all = plan_queue(&backend, &cast.staff, &DeskFilter::default()).await.unwrap();
        assert_eq!(all.planned.len(), 3);
        let list = |number: &str| {
            let row = all.planned.iter().find(|row| row.order.number.to_string() == number);
            row.unwrap().order.list.clone()
        };
        let filter = DeskFilter { list: list(&repair), ..DeskFilter::default() };
        let some = plan_queue(&backend, &cast.staff, &filter).await.unwrap();
        assert!(some.planned.iter().all(|row| row.order.list == filter.list));
        let elsewhere = DeskFilter { area: "K10102".into(), ..DeskFilter::default() };
        assert!(plan_queue(&backend, &cast.staff, &elsewhere).await.unwrap().planned.is_empty());
        let of_talks: Vec<_> =
            all.planned.iter().filter(|row| talks.contains(&row.order.number.to_string())).collect();
        for row in &of_talks {
            let same = of_talks.iter().filter(|other| other.to == row.to).count();
            assert_eq!(row.load, i64::try_from(same).unwrap(), "what the plan itself adds is counted");
            assert!(row.others.iter().any(|hand| hand.id == row.to && hand.fits), "{:?}", row.others);
        }
        let chosen = of_talks[0].others.iter().find(|hand| hand.id != of_talks[0].to).unwrap();
        let row = PlanRow {
            number: of_talks[0].order.number.to_string(),
            version: of_talks[0].order.version.to_string(),
            to: chosen.id.to_string(),
            proposed: false,
        };
        let carried = carry_out(&backend, &cast.staff, &[row]).await.unwrap();
        assert_eq!(carried, CarriedOut { dispatched: 1, changed: 0 });
        let number = of_talks[0].order.number.to_string();
        let seen = view(&backend, &cast.staff, &number, Viewpoint::Role).await.unwrap();
        assert_eq!(seen.order.state.assignee().map(|to| to.id()), Some(chosen.id.clone()));
        let rule = seen.events.iter().rev().find_map(|event| match event.kind {
            EventKind::Dispatched { rule, .. } => Some(rule),
            _ => None,
        });
        assert_eq!(rule, Some(DispatchRule::ByHand), "the desk chose, and not the plan");
    })
    .await;
}

#[tokio::test]
async fn nobody_is_sent_once_more_without_a_word() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = order(&backend, &cast.resident, "S002", "again").await;
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        arrives(&backend, &cast, &number).await;
        let finished = CommandForm { note: "讲清楚了".into(), minutes: "20".into(), ..form("finish") };
        does(&backend, &cast.member, &number, finished).await.unwrap();
        let reopened = CommandForm { note: "没讲清楚".into(), ..form("reopen") };
        does(&backend, &cast.resident, &number, reopened).await.unwrap();
        let seen = view(&backend, &cast.staff, &number, Viewpoint::Role).await.unwrap();
        let all = candidates(&backend, &cast.staff, &seen.order).await.unwrap();
        let again: Vec<_> = all.iter().filter(|one| one.last_time).map(|one| one.name.as_str()).collect();
        assert_eq!(again, ["李建国"]);
        let plan = plan_queue(&backend, &cast.staff, &DeskFilter::default()).await.unwrap();
        let [row] = &plan.planned[..] else { panic!("{plan:?}") };
        assert_eq!(row.last_time, row.name == "李建国");
    })
    .await;
}

#[tokio::test]
async fn full_hands_claim_nothing_more() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let wrong = Profile { limit: 0, ..Profile::default() };
        let refused = set_profile(&backend, &cast.member, &wrong).await.unwrap_err();
        assert_eq!(refused.fields[0].field, "limit");
        let never = Profile { working_times: WorkingTimes::default(), ..Profile::default() };
        assert_eq!(set_profile(&backend, &cast.member, &never).await.unwrap_err().fields[0].field, "times");
        set_profile(&backend, &cast.member, &Profile { limit: 1, ..Profile::default() }).await.unwrap();
        assert_eq!(set_profile(&backend, &cast.staff, &Profile::default()).await.unwrap_err().status(), 403);
        let first = order(&backend, &cast.resident, "S002", "first").await;
        let second = order(&backend, &cast.resident, "S002", "second").await;
        does(&backend, &cast.member, &first, form("claim")).await.unwrap();
        let refused = does(&backend, &cast.member, &second, form("claim")).await.unwrap_err();
        assert_eq!((refused.status(), refused.code.as_str()), (409, "dispatch.full"));
        arrives(&backend, &cast, &first).await;
        let finished = CommandForm { note: "讲清楚了".into(), minutes: "20".into(), ..form("finish") };
        does(&backend, &cast.member, &first, finished).await.unwrap();
        does(&backend, &cast.member, &second, form("claim")).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn three_jobs_that_ran_late_cost_a_week_of_claiming() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        for count in 0..3 {
            let number = order(&backend, &cast.resident, "S002", &format!("late {count}")).await;
            does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        }
        let waiting = order(&backend, &cast.resident, "S002", "waiting").await;
        // S002 has 960 minutes of working time until somebody must be there: more than two days.
        backend.clock.advance(3 * DAY);
        escalate(&backend).await.unwrap();
        let refused = does(&backend, &cast.member, &waiting, form("claim")).await.unwrap_err();
        assert_eq!((refused.status(), refused.code.as_str()), (409, "dispatch.suspended"));
        assert!(refused.sentence.contains("12月4日 9:30 以后才能再抢单"), "{}", refused.sentence);
        let read = proposed(&backend, &cast.staff, &waiting).await;
        let member = read.iter().find(|(name, ..)| name == "李建国").unwrap();
        assert!(!member.1 && member.2.contains("暂停派单"), "{member:?}");
        does(&backend, &cast.other_member, &waiting, form("claim")).await.expect("others may");
        backend.clock.advance(7 * DAY + HOUR);
        let later = order(&backend, &cast.resident, "S002", "later").await;
        does(&backend, &cast.member, &later, form("claim")).await.expect("a week is over");
    })
    .await;
}

#[tokio::test]
async fn after_two_declines_the_lead_decides_and_the_record_says_so() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let lead = (Role::CommunityLead, "K101", "");
        let lead = support::with_grant(&backend, "13800000008", "陈国平", lead).await;
        let number = order(&backend, &cast.resident, "S002", "declined").await;
        for (name, member) in [("李建国", &cast.member), ("周敏", &cast.other_member)] {
            dispatch(&backend, &cast, &number, name).await;
            let declined =
                CommandForm { reason: "too_far".into(), note: "脚崴了".into(), ..form("decline") };
            does(&backend, member, &number, declined).await.unwrap();
        }
        let told = notifications::list(&backend, &lead, "").await.unwrap().lines;
        assert!(told.iter().any(|line| line.sentence.contains("退了 2 次")), "{told:?}");
        let seen = view(&backend, &cast.staff, &number, Viewpoint::Role).await.unwrap();
        assert!(!seen.allowed.contains(&CommandKind::Dispatch), "no button says otherwise");
        let to = value_of(&backend, &cast, &number, "安居物业").await;
        let wished = || CommandForm { to: to.clone(), ..form("dispatch") };
        let refused = does(&backend, &cast.staff, &number, wished()).await.unwrap_err();
        assert_eq!((refused.status(), refused.code.as_str()), (409, "order.for_the_lead"));
        let plan = plan_queue(&backend, &lead, &DeskFilter::default()).await.unwrap();
        assert_eq!((plan.planned.len(), plan.left.len()), (0, 1), "nor does it go out unseen");
        let read = proposed(&backend, &lead, &number).await;
        assert!(read.iter().all(|(_, fits, why)| !fits && why.contains("已经退过这张单")), "{read:?}");
        does(&backend, &lead, &number, wished()).await.unwrap();
        let seen = view(&backend, &lead, &number, Viewpoint::Role).await.unwrap();
        let rule = seen.events.iter().rev().find_map(|event| match event.kind {
            EventKind::Dispatched { rule, .. } => Some(rule),
            _ => None,
        });
        assert_eq!(rule, Some(DispatchRule::AfterDeclines));
    })
    .await;
}

#[tokio::test]
async fn whoever_helps_out_at_the_last_moment_let_nothing_lapse() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let mut late = Vec::new();
        for count in 0..3 {
            late.push(order(&backend, &cast.resident, "S002", &format!("late {count}")).await);
        }
        // Thursday morning: the warning of the 960 minutes is over, the deadline is not.
        backend.clock.advance(2 * DAY);
        for number in &late {
            does(&backend, &cast.member, number, form("claim")).await.unwrap();
        }
        backend.clock.advance(DAY);
        escalate(&backend).await.unwrap();
        assert_eq!(support::count(&backend, "lapses").await, 0);
    })
    .await;
}
