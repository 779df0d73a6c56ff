//! What happens next to an order, and why it stands still, as one says it to the resident.

use crate::clocks::waits_for;
use crate::verbatim::verbatim;
use backend::orders::Order;
use domain::clocks::ClockKind;
use domain::orders::{Event, EventKind, PauseReason, State, TimeWindow, state_words};
use domain::time::Timestamp;

/// What happens next, in one line: «李建国，今天下午 14:00–17:30 上门».
pub(crate) fn next_words(order: &Order, now: Timestamp) -> String {
    if order.orphaned_helper().is_some() {
        return "原来的人来不了，社区正在给您换人".to_owned();
    }
    if let Some(words) = late_words(order, now) {
        return words;
    }
    match &order.state {
        State::Accepted { progress } if progress.arrives_at.is_some_and(|at| at > now) => {
            let at = progress.arrives_at.unwrap_or(now).words(now);
            format!("{name}，{at} 到", name = verbatim(&progress.name))
        }
        State::Accepted { progress } => coming(&progress.name, order.doorstep, order.details.preferred, now),
        State::Paused { reason, .. } => format!("先停一停：{}", pause_words(*reason).0),
        state @ State::Closed { .. } if state.awaits_rating(now) => "已办结，还可以评价".to_owned(),
        State::Cancelled => "这一单已经取消".to_owned(),
        State::Refused => "这件事社区办不了".to_owned(),
        state => state_words(state).sentence,
    }
}

/// That it is late, and what was promised: «超时了，说好今天 15:00 前上门的».
pub(super) fn late_words(order: &Order, now: Timestamp) -> Option<String> {
    let due = order.due.filter(|due| now > due.at)?;
    let what = match due.clock {
        ClockKind::FirstReply => "给您回音",
        clock => waits_for(clock, order.doorstep),
    };
    let by = due.at.words(now);
    Some(format!("超时了，说好{by} 前{what}的"))
}

/// Who comes or is there: «李建国会来».
pub(super) fn coming_words(state: &State, doorstep: bool, name: &str) -> String {
    let name = verbatim(name);
    match (state, doorstep) {
        (State::OnSite { .. }, _) => format!("{}正在办", name),
        (_, true) => format!("{}会来", name),
        (_, false) => format!("{name}正在给您安排"),
    }
}

/// Who comes, and when.
fn coming(name: &str, doorstep: bool, preferred: Option<TimeWindow>, now: Timestamp) -> String {
    let name = verbatim(name);
    let window = preferred.filter(|window| window.end() > now);
    match (doorstep, window) {
        (true, Some(window)) => format!("{name}，{} 上门", window.words(now)),
        (true, None) => format!("{name}会尽快上门"),
        (false, Some(window)) => format!("{name}，{} 给您办", window.words(now)),
        (false, None) => format!("{name}正在给您安排"),
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

    fn said(now: &str, doorstep: bool, preferred: Option<&str>) -> String {
        let preferred = preferred.map(|window| TimeWindow::stored(window).unwrap());
        coming("李建国", doorstep, preferred, Timestamp::from_civil(now.parse().unwrap()))
    }

    #[test]
    fn says_who_comes_and_when() {
        let words = |doorstep, preferred| said("2026-11-24T10:00:00", doorstep, preferred);
        assert_eq!(words(true, Some("2026-11-24.afternoon")), "李建国，今天下午 14:00–17:30 上门");
        assert_eq!(words(true, None), "李建国会尽快上门");
        assert_eq!(words(false, None), "李建国正在给您安排");
    }

    #[test]
    fn a_time_that_is_over_is_not_promised() {
        assert_eq!(said("2026-11-24T18:00:00", true, Some("2026-11-24.afternoon")), "李建国会尽快上门");
    }
}
