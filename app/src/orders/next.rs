//! What happens next to an order, and why it stands still, as one says it to the resident.

use crate::verbatim::verbatim;
use backend::orders::Order;
use domain::orders::{Event, EventKind, PauseReason, State, state_words};
use domain::time::Timestamp;

/// What happens next, in one line: «李建国，今天下午 14:00–17:30 上门».
pub(crate) fn next_words(order: &Order, now: Timestamp) -> String {
    if order.helper_gone().is_some() {
        return "原来的人来不了，社区正在给您换人".to_owned();
    }
    match &order.state {
        State::Accepted { progress } => {
            let name = verbatim(&progress.name);
            let window = order.preferred.filter(|window| window.end() > now);
            match (order.doorstep, window) {
                (true, Some(window)) => format!("{name}，{} 上门", window.words(now)),
                (true, None) => format!("{name}会尽快上门"),
                (false, Some(window)) => format!("{name}，{} 给您办", window.words(now)),
                (false, None) => format!("{name}正在给您安排"),
            }
        }
        State::Paused { reason, .. } => format!("先停一停：{}", pause_words(*reason).0),
        State::Cancelled => "这一单已经取消".to_owned(),
        State::Refused => "这件事社区办不了".to_owned(),
        state => state_words(state).sentence,
    }
}

/// Why it stands still, and what the resident can do about it.
pub(super) fn pause_words(reason: PauseReason) -> (&'static str, &'static str) {
    match reason {
        PauseReason::WaitingForParts => ("等配件", "配件到了就接着办，您不用再点单。"),
        PauseReason::ResidentNotHome => ("上门时家里没人", "请打社区电话，另约时间。"),
        PauseReason::ResidentAsked => ("您说晚些再办", "想好了时间，打社区电话就行。"),
        PauseReason::WaitingForMaterials => ("等您补材料", "补齐以后，打社区电话说一声。"),
        PauseReason::WaitingForDepartment => ("等部门答复", "有消息马上告诉您。"),
        PauseReason::Weather => ("天气不允许", "天好了就接着办，您不用再点单。"),
    }
}

/// Where to go instead, as the community advised when it refused the order.
pub(super) fn advice(events: &[Event]) -> Option<&str> {
    events.iter().rev().find_map(|event| match &event.kind {
        EventKind::Refused { advice } => Some(advice.as_str()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::accounts::PersonId;
    use domain::areas::AreaCode;
    use domain::orders::{Assignee, OrderNumber, Parties, Progress, TimeWindow};

    fn at(text: &str) -> Timestamp {
        Timestamp::from_civil(text.parse().unwrap())
    }

    fn order(doorstep: bool, preferred: Option<&str>) -> Order {
        let person = PersonId("p".into());
        let assignee = Assignee::Person { id: person.clone(), name: "李建国".into() };
        let progress = Progress {
            assignee,
            person: person.clone(),
            name: "李建国".into(),
            arrival_code: "4072".into(),
            wrong_codes: 0,
        };
        let now = at("2026-11-24T09:00:00");
        Order {
            number: OrderNumber::new(AreaCode::parse("K101").unwrap(), 427),
            parties: Parties {
                placed_by: person.clone(),
                resident: person,
                estate: AreaCode::parse("K10101").unwrap(),
            },
            estate_name: "中华园".into(),
            community_name: "樾城社区".into(),
            service: "S023".into(),
            service_name: "家庭水电小修".into(),
            list: "routine".into(),
            doorstep,
            urgent: false,
            entered_by: None,
            contact: String::new(),
            preferred: preferred.map(|window| TimeWindow::stored(window).unwrap()),
            note: String::new(),
            state: State::Accepted { progress },
            bounces: 0,
            reopened: 0,
            version: 3,
            wishes: domain::dispatch::Wishes::default(),
            promise: None,
            due: None,
            dispatch_at: None,
            helper_holds: true,
            placed_at: now,
            changed_at: now,
        }
    }

    #[test]
    fn says_who_comes_and_when() {
        let now = at("2026-11-24T10:00:00");
        let words = |doorstep, preferred| next_words(&order(doorstep, preferred), now);
        assert_eq!(words(true, Some("2026-11-24.afternoon")), "李建国，今天下午 14:00–17:30 上门");
        assert_eq!(words(true, None), "李建国会尽快上门");
        assert_eq!(words(false, None), "李建国正在给您安排");
    }

    #[test]
    fn a_time_that_is_over_is_not_promised() {
        let later = at("2026-11-24T18:00:00");
        assert_eq!(next_words(&order(true, Some("2026-11-24.afternoon")), later), "李建国会尽快上门");
    }
}
