//! An order's state and history in plain words.

use super::{Acting, ClosedBy, DispatchRule, Event, EventKind, State};
use crate::accounts::PersonId;
use crate::clocks::{ClockKind, EscalationLevel};
use crate::time::{Timestamp, date_words};

/// What the resident reads of a state: one word for the tag, one sentence for what happens next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateWords {
    /// The tag: «待派单».
    pub tag: &'static str,
    /// What is going on, or what is to be done: «社区正在给您找人».
    pub sentence: String,
    /// How many of the five steps 点单 派单 接单 上门 评价 are done, 1 to 5.
    pub steps: u8,
}

/// The state as the resident reads it.
#[must_use]
pub fn state_words(state: &State) -> StateWords {
    let (steps, sentence) = match state {
        State::Placed => (1, "社区正在给您找人".to_owned()),
        State::Dispatched { to } => (2, format!("已派给{}，等对方接单", to.name())),
        State::Accepted { progress } => (3, format!("{}会来", progress.name)),
        // The step is done when the work is, not when somebody stands at the door.
        State::OnSite { progress } => (3, format!("{}正在办", progress.name)),
        State::Done { rating: None, confirmed: false, .. } => (4, "做完了，请您说说好不好".to_owned()),
        State::Done { rating: None, .. } => (4, "已确认完成，还可以评价".to_owned()),
        State::Done { rating: Some(rating), .. } => (5, format!("评价：{}", rating.level.name())),
        State::Closed { rating: Some(rating), .. } => (5, format!("已办结，评价：{}", rating.level.name())),
        State::Closed { .. } => (4, "已办结 · 没有评价".to_owned()),
        State::Paused { was, reason, .. } => (state_words(was).steps, format!("先停一停：{}", reason.name())),
        State::Cancelled => (1, "这张工单已取消".to_owned()),
        State::Refused => (1, "社区办不了这件事，请看下面的建议".to_owned()),
    };
    let tag = match state {
        State::Done { rating: Some(_), .. } => "已评价",
        _ => state.kind().name(),
    };
    StateWords { tag, sentence, steps }
}

/// An event as one line of the timeline. It never shows a code, a phone number or a door.
#[must_use]
pub fn event_words(event: &Event) -> String {
    let name = event.actor.name.clone();
    match event.actor.acting {
        Acting::Staff | Acting::CommunityLead => words_of(&event.kind, &name, &format!("社区{name}")),
        _ => words_of(&event.kind, &name, &name),
    }
}

/// Whoever reads of what they did themselves.
const READER: &str = "您";

/// An event as its own actor reads it: «您点了单»; as everybody does, if the reader is somebody else.
#[must_use]
pub fn event_words_to(event: &Event, reader: &PersonId) -> String {
    if event.actor.is(reader) { words_of(&event.kind, READER, READER) } else { event_words(event) }
}

fn words_of(kind: &EventKind, name: &str, who: &str) -> String {
    use EventKind as E;
    match kind {
        E::Placed { recurrence: Some(_), .. } => "按定期点单，自动点了单".to_owned(),
        E::Placed { by_telephone: false, .. } => format!("{name}点了单"),
        E::Placed { by_telephone: true, .. } => format!("{who}接电话，替居民点了单"),
        E::Dispatched { to, rule: DispatchRule::ByHand } => format!("{who}派给{}", to.name()),
        E::Dispatched { to, rule: DispatchRule::WholeQueue } => format!("{who}按方案派给{}", to.name()),
        E::Dispatched { to, rule: DispatchRule::AfterDeclines } => {
            // Only the lead does that.
            let lead = if name == READER { name.to_owned() } else { format!("书记{name}") };
            format!("退单太多，由{lead}定，派给{}", to.name())
        }
        E::Dispatched { to, rule: DispatchRule::AfterWaiting } => {
            format!("等了一阵没人接，自动派给{}", to.name())
        }
        E::Dispatched { to, rule: DispatchRule::ToProperty } => format!("按社区的规矩直接派给{}", to.name()),
        E::Unmatched { why } => format!("没能自动派出去：{why}"),
        E::Claimed { .. } => format!("{name}主动接了单"),
        E::Accepted { .. } => format!("{who}接了单"),
        E::Declined { reason, note } if note.is_empty() => format!("{who}退了单：{}", reason.name()),
        E::Declined { reason, note } => format!("{who}退了单：{}，{note}", reason.name()),
        E::Transferred { to } => format!("{who}改派给{}", to.name()),
        E::Paused { reason } => format!("{who}暂停：{}", reason.name()),
        E::Resumed => format!("{who}继续办理"),
        E::ArrivalCodeRejected => format!("{who}输错一次上门码"),
        E::Arrived { without_code: None } => format!("{who}到了"),
        E::Arrived { without_code: Some(reason) } => format!("{who}到了，没有用上门码：{reason}"),
        E::Finished { note, minutes } => format!("{who}做完了，用了 {minutes} 分钟：{note}"),
        E::Confirmed => format!("{name}确认做完了"),
        E::Rated { rating } if rating.sentence.is_empty() => {
            format!("{name}评价：{}", rating.level.name())
        }
        E::Rated { rating } => format!("{name}评价：{}。{}", rating.level.name(), rating.sentence),
        E::Reopened { reason } => format!("{name}重开：{reason}"),
        E::Closed { by: ClosedBy::Staff } => format!("{who}办结"),
        E::Closed { by: ClosedBy::Time } => "满 7 天，自动办结".to_owned(),
        E::Cancelled { reason } => format!("{name}取消：{}", reason.name()),
        E::Refused { advice } => format!("{who}不予受理：{advice}"),
        E::Escalated { clock, level } => escalation_words(*clock, &[*level]),
        E::Agreed { arrives_at } => {
            format!("{who}约好 {} {} 到", date_words(arrives_at.date()), arrives_at.clock_words())
        }
        E::Nudged { clock } => format!("“{}”超时，{who}催了一次", clock.name()),
        E::DeadlineMoved { clock, from, to } => {
            // The record is read at any time, so the days are dates.
            let moment = |at: &Timestamp| format!("{} {}", date_words(at.date()), at.clock_words());
            let (from, to) = (moment(from), moment(to));
            format!("放假安排有了，“{}”的时限从 {from} 改到 {to}", clock.name())
        }
    }
}

/// What was told of one clock, to whom: «“接单”超时，已报社区、社区书记».
#[must_use]
pub fn escalation_words(clock: ClockKind, told: &[EscalationLevel]) -> String {
    let levels = told.iter().filter(|level| **level != EscalationLevel::Warning).map(|level| level.name());
    let levels = levels.collect::<Vec<_>>().join("、");
    if levels.is_empty() {
        format!("“{}”的时间用了八成，已提醒{}", clock.name(), EscalationLevel::Warning.name())
    } else {
        format!("“{}”超时，已报{levels}", clock.name())
    }
}
