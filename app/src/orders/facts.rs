//! What the resident can look up about an order.

use super::next::{advice, pause_words};
use crate::clocks::deadline_facts;
use crate::components::{Card, CodeDigits, Fact, Notice, NoticeKind, PersonCard, Section, Tone};
use crate::recurring::came_of;
use crate::verbatim::verbatim;
use backend::orders::{Details, OrderView};
use domain::dispatch::Preferences;
use domain::orders::State;
use domain::time::Timestamp;
use leptos::prelude::*;

/// «中华园 12 幢 2 单元 301 室».
pub(super) fn address(view: &OrderView) -> String {
    format!("{} {}", verbatim(&view.order.estate_name), view.contact.place)
}

/// What was ordered, for whom, where and when.
pub(super) fn facts(view: &OrderView, now: Timestamp) -> Vec<Fact> {
    let order = &view.order;
    let phone = view.contact.phone.clone().unwrap_or_else(|| view.contact.phone_masked.clone());
    let when = order.details.preferred.map_or_else(|| "尽快".to_owned(), |window| window.words(now));
    let mut facts = vec![
        Fact::new("单号", order.number.to_string()),
        Fact::view(
            "给谁",
            view! { {format!("{} ", verbatim(&view.contact.name))}<span data-phone="">{phone}</span> },
        ),
        Fact::new(if order.doorstep { "上门地址" } else { "住址" }, address(view)),
        Fact::new("想要的时间", when),
    ];
    facts.extend(deadline_facts(&view.clocks, order.doorstep, now));
    facts.extend(note_fact(&order.details));
    facts.extend(asked_facts(&order.details));
    match came_of(view, false) {
        Some(fact) => facts.push(fact),
        None => facts.extend(placed_by(view).map(|who| Fact::new("谁点的", who))),
    }
    facts.push(Fact::new("点单时间", order.placed_at.words(now)));
    if let Some(rating) = order.state.rating() {
        let words = [rating.level.name().to_owned(), verbatim(&rating.sentence)];
        let words: Vec<_> = words.into_iter().filter(|words| !words.is_empty()).collect();
        facts.push(Fact::new("评价", words.join("，")));
    }
    facts
}

/// What the resident wrote, if anything.
pub(crate) fn note_fact(details: &Details) -> Option<Fact> {
    (!details.note.is_empty()).then(|| Fact::written("说明", details.note.clone()))
}

/// What else was asked for with an order, beside time and note: everybody who has a part in it reads that.
pub(crate) fn asked_facts(details: &Details) -> Vec<Fact> {
    let preferences = &details.preferences;
    let preferred = (*preferences != Preferences::default()).then(|| Fact::new("想请", preferences.words()));
    preferred.into_iter().collect()
}

/// Who ordered it, where that isn't the person who is served.
fn placed_by(view: &OrderView) -> Option<String> {
    let parties = &view.order.parties;
    let placed = view.events.first().map(|event| event.actor.name.clone());
    if view.order.entered_by.is_some() {
        Some("社区接电话，替您点的".to_owned())
    } else {
        placed.filter(|_| parties.placed_by != parties.resident).map(verbatim)
    }
}

/// Why the order stands still or is not taken, and what to do about it.
pub(super) fn halt(view: &OrderView, now: Timestamp) -> Option<AnyView> {
    match &view.order.state {
        State::Paused { reason, since, .. } => {
            let (_, words) = pause_words(*reason);
            let title = format!("{} 起停着", since.words(now));
            Some(view! { <Notice kind=NoticeKind::Warning title>{words}</Notice> }.into_any())
        }
        State::Refused => {
            let advice = verbatim(advice(&view.events)?);
            Some(view! { <Notice title="可以这样办">{advice}</Notice> }.into_any())
        }
        _ => None,
    }
}

/// Who comes or came, with the number to call while they serve; nothing before that.
#[component]
pub(super) fn Helper(
    /// The order.
    view: OrderView,
) -> impl IntoView {
    let OrderView { helper, order, .. } = view;
    let coming = order.state.is_being_served();
    let title = match (coming, order.doorstep) {
        (true, true) => "谁来",
        (true, false) => "谁在办",
        (false, _) => "谁办的",
    };
    helper.map(|helper| {
        let line = (helper.done > 0).then(|| format!("已经办好 {} 件", helper.done));
        let tone = if helper.from == "党员" { Tone::Plain } else { Tone::Blue };
        view! {
            <Section title>
                <PersonCard name=helper.name tag=helper.from tone line phone=helper.phone/>
            </Section>
        }
    })
}

/// The four digits that show at the door that somebody was there.
#[component]
pub(super) fn ArrivalCode(
    /// The digits.
    code: String,
) -> impl IntoView {
    view! {
        <Section title="上门码">
            <Card>
                <p>"人到门口，念这四个数字"</p>
                <CodeDigits code/>
            </Card>
        </Section>
    }
}
