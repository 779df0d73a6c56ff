//! Deadlines in plain words.

use crate::components::{Fact, Fold, Tag, Tone};
use backend::orders::NearestDeadline;
use domain::clocks::{ClockKind, DeadlineStatus, Due, OrderClock, Pace};
use domain::orders::{Event, EventKind, Nearness};
use domain::time::{MINUTE, Timestamp, length_words};
use leptos::prelude::*;

/// What a clock waits for; where nobody comes to the door, the third is that work begins.
pub(crate) fn waits_for(kind: ClockKind, doorstep: bool) -> &'static str {
    match kind {
        ClockKind::OnSite if !doorstep => "开始办",
        kind => kind.name(),
    }
}

/// What is to be said of a clock, and how urgently.
pub(super) fn status_words(clock: &OrderClock, now: Timestamp) -> (String, Tone) {
    match clock.status {
        DeadlineStatus::Running(due) if now > due.deadline => {
            let words = lateness(clock).map(|length| format!("超时 {length}"));
            (words.unwrap_or_else(|| "刚超时".to_owned()), Tone::Red)
        }
        DeadlineStatus::Running(due) => {
            let tone = if now >= due.warn_at { Tone::Amber } else { Tone::Plain };
            (format!("还剩 {}", length_words(due.deadline.since(now))), tone)
        }
        DeadlineStatus::StandingStill { left, .. } => {
            (format!("停着，还剩 {}", left_words(left)), Tone::Amber)
        }
        DeadlineStatus::Met { late: true, .. } => {
            let words = lateness(clock).map(|length| format!("晚了 {length}"));
            (words.unwrap_or_else(|| "晚了一点".to_owned()), Tone::Red)
        }
        DeadlineStatus::Met { .. } => ("按时".to_owned(), Tone::Green),
        DeadlineStatus::Ended { late: true, .. } => ("到结束时已超时".to_owned(), Tone::Red),
        DeadlineStatus::Ended { .. } => ("不再计时".to_owned(), Tone::Plain),
    }
}

/// How late a clock is by its own pace: «5 小时（上班时间）» over a weekend; `None` where no minute of it has counted.
fn lateness(clock: &OrderClock) -> Option<String> {
    let minutes = Some(clock.late).filter(|minutes| *minutes > 0)?;
    Some(match clock.limit.pace {
        Pace::WallClock => length_words(minutes * MINUTE),
        Pace::Working => format!("{}（上班时间）", left_words(minutes)),
    })
}

/// Minutes that a clock still counts: «50 分钟», «120 小时». Days would be said wrongly, since a day of
/// working time is shorter than a day.
pub(super) fn left_words(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} 分钟"),
        (hours, 0) => format!("{hours} 小时"),
        (hours, rest) => format!("{hours} 小时 {rest} 分钟"),
    }
}

/// Until when: «今天 15:00 前»; of a deadline that rests on holidays not yet announced «预计 1月4日 10:00 前».
pub(super) fn by_words(due: Due, now: Timestamp) -> String {
    format!("{} 前", deadline_words(due.deadline, due.estimated, now))
}

/// «今天 15:00»; of a deadline that rests on holidays not yet announced «预计 1月4日 10:00».
pub(crate) fn deadline_words(deadline: Timestamp, estimated: bool, now: Timestamp) -> String {
    let words = deadline.words(now);
    if estimated { format!("预计 {words}") } else { words }
}

/// The nearest deadline of an order as a tag: «今天 15:00 前», «还剩 40 分钟», «昨天 15:00 超时». How late it is only the
/// order's clocks can say.
pub(crate) fn due_tag(due: NearestDeadline, now: Timestamp) -> AnyView {
    let NearestDeadline { at, estimated, .. } = due;
    let nearness = Nearness::of(at, now);
    let label = match nearness {
        Nearness::Late => format!("{} 超时", at.words(now)),
        Nearness::Soon => format!("还剩 {}", length_words(at.since(now))),
        Nearness::Later => format!("{} 前", deadline_words(at, estimated, now)),
    };
    view! { <Tag label tone=nearness_tone(nearness)/> }.into_any()
}

/// The colour of a deadline.
pub(crate) fn nearness_tone(nearness: Nearness) -> Tone {
    match nearness {
        Nearness::Late => Tone::Red,
        Nearness::Soon => Tone::Amber,
        Nearness::Later => Tone::Plain,
    }
}

/// The deadlines that still run: first when somebody comes, «今天 15:00 上门», then the others, the nearest first.
fn deadlines(clocks: &[OrderClock], doorstep: bool, now: Timestamp) -> Vec<String> {
    let mut open: Vec<_> = clocks
        .iter()
        .filter_map(|clock| match clock.status {
            DeadlineStatus::Running(due) => Some((due, clock.run.kind)),
            _ => None,
        })
        .collect();
    open.sort_unstable_by_key(|(due, kind)| (*kind != ClockKind::OnSite, due.deadline));
    let words = |(due, kind): (Due, ClockKind)| {
        let late = if now > due.deadline { "（已超时）" } else { "" };
        let by = deadline_words(due.deadline, due.estimated, now);
        format!("{by} {}{late}", waits_for(kind, doorstep))
    };
    open.into_iter().map(words).collect()
}

/// The nearest deadline: «今天 15:00 上门».
pub(crate) fn nearest_words(due: NearestDeadline, doorstep: bool, now: Timestamp) -> String {
    format!("{} {}", deadline_words(due.at, due.estimated, now), waits_for(due.clock, doorstep))
}

/// The deadlines as facts: «最晚 今天 15:00 上门», and the others folded away.
pub(crate) fn deadline_facts(clocks: &[OrderClock], doorstep: bool, now: Timestamp) -> Vec<Fact> {
    let mut deadlines = deadlines(clocks, doorstep, now).into_iter();
    let first = deadlines.next().map(|first| Fact::new("最晚", first));
    let others: Vec<_> = deadlines.map(|deadline| view! { <li>{deadline}</li> }).collect();
    let others = (!others.is_empty()).then(|| {
        let label = format!("还有 {} 个", others.len());
        Fact::view("别的时限", view! { <Fold label><ul>{others}</ul></Fold> })
    });
    first.into_iter().chain(others).collect()
}

/// How long each pause lasted, «停了 20 分钟», by the place of the event that ended it.
pub(crate) fn pause_lengths(events: &[Event]) -> Vec<Option<String>> {
    let mut since = None;
    let length = |event: &Event| {
        match event.kind {
            EventKind::Paused { .. } => since = Some(event.at),
            EventKind::Resumed => {
                return since.take().map(|since: Timestamp| pause_words(event.at.since(since)));
            }
            _ => {}
        }
        None
    };
    events.iter().map(length).collect()
}

fn pause_words(milliseconds: i64) -> String {
    if milliseconds < MINUTE {
        "停了一会儿".to_owned()
    } else {
        format!("停了 {}", length_words(milliseconds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::catalogue::TimeLimits;
    use domain::clocks::{Calendar, EscalationDelays, ServiceLevel, WorkingHours, order_clocks};
    use domain::orders::{Actor, PauseReason};

    fn at(time: &str) -> Timestamp {
        Timestamp::from_civil(format!("2026-11-{time}").parse().unwrap())
    }

    fn event(time: &str, kind: EventKind) -> Event {
        Event { at: at(time), actor: Actor::system(), kind }
    }

    fn clocks(events: &[Event], now: &str) -> Vec<OrderClock> {
        let limits = TimeLimits { accept: 60, first_reply: 120, onsite: 240, finish: 480 };
        let hours = WorkingHours::default();
        let service_level = ServiceLevel { limits, urgent: false, pause_minutes: 480, hours, window: None };
        let delays = EscalationDelays::default();
        order_clocks(&service_level, &Calendar::default(), &delays, events, at(now)).unwrap()
    }

    #[test]
    fn says_what_is_left_or_late() {
        let mut events = vec![event("24T09:00", EventKind::Placed { by_telephone: false, recurrence: None })];
        let said = |events: &[Event], now: &str| status_words(&clocks(events, now)[0], at(now));
        assert_eq!(said(&events, "24T09:30"), ("还剩 30 分钟".to_owned(), Tone::Plain));
        assert_eq!(said(&events, "24T09:50"), ("还剩 10 分钟".to_owned(), Tone::Amber));
        assert_eq!(said(&events, "24T12:00"), ("超时 2 小时（上班时间）".to_owned(), Tone::Red));
        assert_eq!(said(&events, "24T10:00:30").0, "刚超时");
        events.push(event("24T09:10", EventKind::Paused { reason: PauseReason::Weather }));
        assert_eq!(said(&events, "24T09:30").0, "停着，还剩 50 分钟");
        assert_eq!([59, 120, 7210].map(left_words), ["59 分钟", "2 小时", "120 小时 10 分钟"]);
        events.push(event("24T09:30", EventKind::Resumed));
        assert_eq!(pause_lengths(&events), [None, None, Some("停了 20 分钟".to_owned())]);
        events.push(event("24T10:00", EventKind::Claimed { arrival_code: "1234".into() }));
        assert_eq!(said(&events, "24T10:00"), ("按时".to_owned(), Tone::Green));
        assert_eq!(
            deadlines(&clocks(&events, "24T10:00"), false, at("24T10:00")),
            ["预计 今天 14:50 开始办", "预计 明天 10:20 办完"],
            "no holidays are known here"
        );
    }
}
