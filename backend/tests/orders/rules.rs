//! Orders that are dispatched by themselves, as a community has settled it.

use crate::cast::{Cast, cast, dispatch, does, form, request};
use crate::support::{self, Person, TestBackend};
use backend::accounts::Viewer;
use backend::dispatch::{
    dispatch_due, plan_queue, send_repairs_to_property, service_rules, set_service_rule,
};
use backend::members::{add_absence, own_profile, remove_absence};
use backend::notifications;
use backend::orders::{CommandForm, DeskFilter, OrderFor, PlaceOrder, Viewpoint, place, view};
use domain::accounts::Role;
use domain::catalogue::ProviderKind;
use domain::clocks::ClockKind;
use domain::dispatch::ServiceRule;
use domain::orders::{Assignee, DispatchRule, EventKind, State};
use domain::time::{HOUR, MINUTE};

/// S008 is the property company's to do, S002 a member's.
const REPAIR: &str = "S008";
const ADVICE: &str = "S002";

async fn lead(backend: &TestBackend) -> Person {
    support::with_grant(backend, "13800000008", "陈国平", (Role::CommunityLead, "K101", "")).await
}

async fn order(backend: &TestBackend, resident: &Viewer, service: &str, token: &str) -> String {
    let request = PlaceOrder { service: service.into(), ..request(token) };
    place(backend, resident, OrderFor::Oneself, &request).await.unwrap().number.to_string()
}

async fn state(backend: &TestBackend, cast: &Cast, number: &str) -> State {
    view(backend, &cast.staff, number, Viewpoint::Role).await.unwrap().order.state
}

async fn rules(backend: &TestBackend, cast: &Cast, number: &str) -> Vec<DispatchRule> {
    let seen = view(backend, &cast.staff, number, Viewpoint::Role).await.unwrap();
    let rule = |kind: &EventKind| match kind {
        EventKind::Dispatched { rule, .. } => Some(*rule),
        _ => None,
    };
    seen.events.iter().filter_map(|event| rule(&event.kind)).collect()
}

fn name_of(state: &State) -> &str {
    state.assignee().map_or("", Assignee::name)
}

#[tokio::test]
async fn repairs_go_straight_to_the_property_company() {
    support::both(|backend| async move {
        let (cast, lead) = (cast(&backend).await, lead(&backend).await);
        let waiting = order(&backend, &cast.resident, REPAIR, "waiting").await;
        set_service_rule(&backend, &lead, REPAIR, "to_property").await.unwrap();
        let new = order(&backend, &cast.resident, REPAIR, "new").await;
        assert_eq!(dispatch_due(&backend).await.unwrap().dispatched, 2, "also what waited already");
        for number in [&waiting, &new] {
            assert_eq!(name_of(&state(&backend, &cast, number).await), "安居物业");
            assert_eq!(rules(&backend, &cast, number).await, [DispatchRule::ToProperty]);
        }
        let told = notifications::list(&backend, &cast.plumber, "").await.unwrap().lines;
        assert_eq!(told.iter().filter(|line| line.sentence == "派给您一张工单，请接单").count(), 2);
        let seen = view(&backend, &cast.staff, &new, Viewpoint::Role).await.unwrap();
        let reply = seen.clocks.iter().find(|clock| clock.run.kind == ClockKind::FirstReply).unwrap();
        assert_eq!(reply.run.stop, None, "what a program does is no answer to the resident");
        let declined = CommandForm { reason: "too_far".into(), ..form("decline") };
        does(&backend, &cast.plumber, &new, declined).await.unwrap();
        backend.clock.advance(HOUR);
        assert_eq!(
            dispatch_due(&backend).await.unwrap().dispatched,
            0,
            "who gave it back is not asked again"
        );
        assert_eq!(state(&backend, &cast, &new).await, State::Placed);
    })
    .await;
}

#[tokio::test]
async fn nobodys_order_finds_a_hand_after_its_time() {
    support::both(|backend| async move {
        let (cast, lead) = (cast(&backend).await, lead(&backend).await);
        set_service_rule(&backend, &lead, ADVICE, "after:30").await.unwrap();
        let number = order(&backend, &cast.resident, ADVICE, "waits").await;
        let claimed = order(&backend, &cast.resident, ADVICE, "claimed").await;
        does(&backend, &cast.other_member, &claimed, form("claim")).await.unwrap();
        backend.clock.advance(30 * MINUTE - 1);
        assert_eq!(dispatch_due(&backend).await.unwrap(), Default::default());
        backend.clock.advance(1);
        assert_eq!(dispatch_due(&backend).await.unwrap().dispatched, 1);
        assert_eq!(name_of(&state(&backend, &cast, &number).await), "李建国", "who fits best");
        assert_eq!(rules(&backend, &cast, &number).await, [DispatchRule::AfterWaiting]);
        // Given back, it waits anew for whoever comes; a second time it is the lead's.
        let declined = || CommandForm { reason: "too_far".into(), ..form("decline") };
        does(&backend, &cast.member, &number, declined()).await.unwrap();
        backend.clock.advance(29 * MINUTE);
        assert_eq!(dispatch_due(&backend).await.unwrap().dispatched, 0);
        backend.clock.advance(MINUTE);
        assert_eq!(dispatch_due(&backend).await.unwrap().dispatched, 1);
        assert_eq!(name_of(&state(&backend, &cast, &number).await), "周敏", "not who gave it back");
        does(&backend, &cast.other_member, &number, declined()).await.unwrap();
        backend.clock.advance(HOUR);
        assert_eq!(dispatch_due(&backend).await.unwrap(), Default::default(), "the lead decides");
        let seen = view(&backend, &cast.staff, &number, Viewpoint::Role).await.unwrap();
        assert_eq!(seen.order.dispatch_at, None);
    })
    .await;
}

#[tokio::test]
async fn a_company_that_gave_it_back_is_not_asked_again() {
    support::both(|backend| async move {
        let (cast, lead) = (cast(&backend).await, lead(&backend).await);
        set_service_rule(&backend, &lead, REPAIR, "after:10").await.unwrap();
        let number = order(&backend, &cast.resident, REPAIR, "declined").await;
        backend.clock.advance(10 * MINUTE);
        assert_eq!(dispatch_due(&backend).await.unwrap().dispatched, 1);
        assert_eq!(name_of(&state(&backend, &cast, &number).await), "安居物业");
        let declined = CommandForm { reason: "too_far".into(), ..form("decline") };
        does(&backend, &cast.plumber, &number, declined).await.unwrap();
        backend.clock.advance(HOUR);
        dispatch_due(&backend).await.unwrap();
        assert_ne!(name_of(&state(&backend, &cast, &number).await), "安居物业");
    })
    .await;
}

#[tokio::test]
async fn the_desk_is_told_once_that_nobody_fits() {
    support::both(|backend| async move {
        let (cast, lead) = (cast(&backend).await, lead(&backend).await);
        set_service_rule(&backend, &lead, ADVICE, "after:10").await.unwrap();
        for member in [&cast.member, &cast.other_member] {
            add_absence(&backend, member, "2026-11-24", "2026-12-04").await.unwrap();
        }
        let number = order(&backend, &cast.resident, ADVICE, "nobody").await;
        for _ in 0..3 {
            backend.clock.advance(15 * MINUTE);
            assert_eq!(dispatch_due(&backend).await.unwrap().dispatched, 0);
        }
        let seen = view(&backend, &cast.staff, &number, Viewpoint::Role).await.unwrap();
        let told = |kind: &EventKind| matches!(kind, EventKind::Unmatched { why } if why.contains("都不在"));
        assert_eq!(seen.events.iter().filter(|event| told(&event.kind)).count(), 1, "{:?}", seen.events);
        let lines = notifications::list(&backend, &cast.staff, "").await.unwrap().lines;
        let lines = lines.iter().filter(|line| line.sentence.contains("没能自动派出去"));
        assert_eq!(lines.count(), 1);
        let from = own_profile(&backend, &cast.member).await.unwrap().absences[0].from.0.to_string();
        remove_absence(&backend, &cast.member, &from).await.unwrap();
        backend.clock.advance(15 * MINUTE);
        assert_eq!(dispatch_due(&backend).await.unwrap().dispatched, 1, "it is tried again");
        assert_eq!(name_of(&state(&backend, &cast, &number).await), "李建国");
    })
    .await;
}

#[tokio::test]
async fn what_is_dispatched_by_hand_is_left_to_people() {
    support::both(|backend| async move {
        let (cast, lead) = (cast(&backend).await, lead(&backend).await);
        set_service_rule(&backend, &lead, ADVICE, "after:10").await.unwrap();
        let number = order(&backend, &cast.resident, ADVICE, "by hand").await;
        set_service_rule(&backend, &lead, ADVICE, "by_hand").await.unwrap();
        backend.clock.advance(HOUR);
        assert_eq!(dispatch_due(&backend).await.unwrap(), Default::default());
        let plan = plan_queue(&backend, &cast.staff, &DeskFilter::default()).await.unwrap();
        assert_eq!((plan.planned.len(), plan.left[0].why.as_str()), (0, "社区定了这项服务只由人来派"));
        dispatch(&backend, &cast, &number, "周敏").await;
        assert_eq!(rules(&backend, &cast, &number).await, [DispatchRule::ByHand]);
    })
    .await;
}

#[tokio::test]
async fn only_the_lead_settles_rules_and_every_change_stays() {
    support::both(|backend| async move {
        let (cast, lead) = (cast(&backend).await, lead(&backend).await);
        for nobody in [&cast.staff, &cast.stranger, &cast.member, &cast.office, &cast.resident] {
            assert_eq!(
                set_service_rule(&backend, nobody, REPAIR, "by_hand").await.unwrap_err().status(),
                403
            );
            assert_eq!(send_repairs_to_property(&backend, nobody).await.unwrap_err().status(), 403);
        }
        assert_eq!(service_rules(&backend, &cast.member).await.unwrap_err().status(), 403);
        for (service, rule) in [(ADVICE, "to_property"), (REPAIR, "after:7"), (REPAIR, "whenever")] {
            let refused = set_service_rule(&backend, &lead, service, rule).await.unwrap_err();
            assert_eq!(refused.fields[0].field, "rule", "{rule}");
        }
        assert_eq!(set_service_rule(&backend, &lead, "S999", "by_hand").await.unwrap_err().status(), 404);
        set_service_rule(&backend, &lead, REPAIR, "by_hand").await.unwrap();
        backend.clock.advance(MINUTE);
        let repairs = send_repairs_to_property(&backend, &lead).await.unwrap();
        let lines = service_rules(&backend, &cast.staff).await.unwrap();
        let property = lines.iter().filter(|line| line.service.provider == ProviderKind::PropertyCompany);
        assert_eq!(property.clone().count(), repairs);
        for line in property {
            let set = line.set.as_ref().unwrap();
            assert_eq!((set.rule, set.by.as_str()), (ServiceRule::ToProperty, "陈国平"));
        }
        assert!(lines.iter().any(|line| line.set.is_none()), "what members do stays as it was");
        assert_eq!(
            send_repairs_to_property(&backend, &lead).await.unwrap(),
            0,
            "a second press changes nothing"
        );
        assert_eq!(support::count(&backend, "dispatch_rules").await, i64::try_from(repairs).unwrap() + 1);
    })
    .await;
}

#[tokio::test]
async fn of_two_processes_one_dispatches() {
    support::both(|backend| async move {
        let (cast, lead) = (cast(&backend).await, lead(&backend).await);
        send_repairs_to_property(&backend, &lead).await.unwrap();
        let mut numbers = Vec::new();
        for count in 0..5 {
            numbers.push(order(&backend, &cast.resident, REPAIR, &format!("race {count}")).await);
        }
        let (one, other) = tokio::join!(dispatch_due(&backend), dispatch_due(&backend));
        assert_eq!(one.unwrap().dispatched + other.unwrap().dispatched, 5);
        for number in &numbers {
            assert_eq!(rules(&backend, &cast, number).await.len(), 1);
        }
    })
    .await;
}
