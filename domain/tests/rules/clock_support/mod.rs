//! What the tests of the clocks have in common: the shipped calendar, moments, and an order's events.

use domain::accounts::PersonId;
use domain::clocks::*;
use domain::orders::*;
use domain::time::Timestamp;

const HOLIDAYS: &str = include_str!("../../../../data/holidays.csv");

/// The fields of the shipped table hold neither quotes nor commas, so that a split reads them.
pub fn shipped() -> Calendar {
    let records: Vec<_> = HOLIDAYS
        .lines()
        .skip(1)
        .map(|line| {
            let fields: Vec<_> = line.split(',').map(str::to_owned).collect();
            let [date, kind, name] = fields.try_into().unwrap();
            HolidayRecord { date, kind, name }
        })
        .collect();
    Calendar::new(parse_holidays(&records).unwrap())
}

/// A moment in China, as one types it.
pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn pause(from: &str, to: &str) -> Pause {
    Pause { from: at(from), to: Some(at(to)) }
}

pub fn pause_since(from: &str) -> Pause {
    Pause { from: at(from), to: None }
}

/// A community that works from 9:00 to 12:00 and from 13:30 to 17:30 by the shipped calendar.
pub struct Community {
    pub calendar: Calendar,
    pub hours: WorkingHours,
}

impl Community {
    pub fn new() -> Self {
        Self { calendar: shipped(), hours: WorkingHours::default() }
    }

    pub fn time(&self) -> WorkTime<'_> {
        WorkTime { calendar: &self.calendar, hours: &self.hours }
    }

    /// The terms of a clock with so many working minutes.
    pub fn terms(&self, kind: ClockKind, minutes: u32) -> Terms<'_> {
        let cap = (kind == ClockKind::FirstReply).then_some(FIRST_REPLY_CAP);
        let limit = ClockLimit { kind, minutes, pace: Pace::Working, cap };
        Terms { limit, time: self.time(), pause_limit: None, no_earlier: None }
    }
}

/// What happens to an order, told by staff.
pub fn event(at: Timestamp, kind: EventKind) -> Event {
    let person = Some(PersonId("p".into()));
    Event { at, actor: Actor { person, name: "陈静".into(), acting: Acting::Staff }, kind }
}

/// A story: each event with its moment.
pub fn story(events: &[(&str, EventKind)]) -> Vec<Event> {
    events.iter().map(|(moment, kind)| event(at(moment), kind.clone())).collect()
}

pub fn placed() -> EventKind {
    EventKind::Placed { by_telephone: false, recurrence: None }
}

pub fn to_somebody() -> Assignee {
    Assignee::Person { id: PersonId("member".into()), name: "王建国".into() }
}

pub fn dispatched() -> EventKind {
    EventKind::Dispatched { to: to_somebody(), rule: DispatchRule::ByHand }
}

pub fn transferred() -> EventKind {
    EventKind::Transferred { to: to_somebody() }
}

pub fn accepted() -> EventKind {
    EventKind::Accepted { arrival_code: "4072".into() }
}

pub fn declined() -> EventKind {
    EventKind::Declined { reason: DeclineReason::NoTime, note: String::new() }
}

pub fn paused() -> EventKind {
    EventKind::Paused { reason: PauseReason::WaitingForParts }
}

pub fn arrived() -> EventKind {
    EventKind::Arrived { without_code: None }
}

pub fn finished() -> EventKind {
    EventKind::Finished { note: "修好了".into(), minutes: 30 }
}

/// The run of one clock after a story.
pub fn run(kind: ClockKind, events: &[(&str, EventKind)]) -> Run {
    runs(&story(events)).into_iter().find(|run| run.kind == kind).unwrap()
}
