//! One order beside the list: what it is, what happened, and what the desk can do.

use super::assign::Assign;
use super::numbers::{Numbers, number_facts};
use super::rows::assignee_words;
use crate::clocks::Clocks;
use crate::components::{
    ButtonKind, Card, Fact, Facts, FieldArea, Fold, Notice, NoticeKind, OrderHero, OrderNumber, Said,
    Section, SubmitButton, Tag, Timeline, Tone,
};
use crate::context::{now, query};
use crate::flash;
use crate::happenings::happenings;
use crate::jobs::{ServeActions, phone, photos_within, tag_label};
use crate::orders::{AccessLog, ActForm, Nudge, Reopened, act_form_state, act_id, asked_facts};
use crate::photos::{Looking, PhotoSection};
use crate::recurring::{RepeatLink, came_of};
use crate::tag_tone::{steps, tag_tone};
use crate::verbatim::verbatim;
use backend::dispatch::Candidate;
use backend::field;
use backend::orders::{CommandForm, OrderView, Viewpoint};
use backend::photos::OrderPhotos;
use backend::recurring::OfOrder;
use domain::accounts::PersonId;
use domain::orders::{Acting, CommandKind, DECLINES_FOR_THE_LEAD, EventKind, NOTE_LIMIT, State};
use domain::time::Timestamp;
use leptos::prelude::*;

/// One order at the desk.
#[component]
pub(super) fn Detail(
    /// The order.
    view: OrderView,
    /// What it has to do with recurrences.
    of: Option<OfOrder>,
    /// Its pictures.
    photos: OrderPhotos,
    /// To whom it can be dispatched; none for those who may only look.
    candidates: Vec<Candidate>,
    /// This page.
    back: String,
    /// Where to go once the order is out of the desk's hands: to the next one of the list.
    next: String,
    /// Who looks at it.
    reader: PersonId,
) -> impl IntoView {
    let now = now();
    let number = view.order.number.to_string();
    let note = (!view.order.details.note.is_empty()).then(|| {
        view! { <Said words=view.order.details.note.clone()/> }
    });
    let happened = happenings(&view.events, &reader, now);
    let entries = view.access_log.clone();
    let within = photos_within(&view, &photos);
    let looking = Looking {
        number: number.clone(),
        doorstep: view.order.doorstep,
        viewpoint: Viewpoint::Role,
        back: back.clone(),
        within,
    };
    let repeats = matches!(view.acting, Acting::Staff | Acting::CommunityLead);
    let repeated = view.order.clone();
    let facts = facts(&view, now);
    let (tag, label, at) =
        (tag_tone(&view.order.state), tag_label(&view.order.state), steps(&view.order.state));
    let (assign_to, title) = (view.clone(), view.order.service_name.clone());
    let said = read_out(&view);
    view! {
        {said}
        <OrderHero title line=number tag_tone=tag tag_label=label steps=at>
            {note}
            <Facts facts/>
        </OrderHero>
        <Numbers view=view.clone() back=back.clone()/>
        <Reopened view=view.clone()/>
        <HelperGone view=view.clone()/>
        <Declines view=view.clone()/>
        <Nudge view=view.clone()/>
        <Assign view=assign_to candidates back=back.clone() next=next.clone()/>
        <DeskActions view=view.clone() back next photos=within/>
        {repeats.then(|| view! { <RepeatLink order=repeated of at_desk=true/> })}
        <PhotoSection photos looking/>
        <Clocks view now at_desk=true/>
        <Section title="经过">
            <Card><Timeline happenings=happened/></Card>
        </Section>
        <AccessLog entries now/>
    }
}

/// Right after ordering for somebody who telephones: what is read out to them. There is no code before somebody accepts.
fn read_out(view: &OrderView) -> Option<AnyView> {
    let number = view.order.number.to_string();
    let code = view.order.doorstep.then(|| {
        view! { <p>"上门码等有人接了单才有：对方用这个号码登录就看得到；不上网的，上门的人不用码也能办。"</p> }
    });
    (query(flash::KEY) == "place_for")
        .then(|| view! { <Card><p>"请念给对方"</p><OrderNumber number/>{code}</Card> }.into_any())
}

/// Where, when, who.
fn facts(view: &OrderView, now: Timestamp) -> Vec<Fact> {
    let order = &view.order;
    let preferred = order.details.preferred.map_or_else(|| "越快越好".to_owned(), |window| window.words(now));
    let place = format!(
        "{} {} {}",
        verbatim(&order.community_name),
        verbatim(&order.estate_name),
        view.contact.place
    );
    let mut facts = vec![
        Fact::new("在哪", place),
        Fact::new("何时", preferred),
        Fact::new("居民", verbatim(&view.contact.name)),
        Fact::view("电话", phone(view)),
    ];
    facts.extend(number_facts(view, now));
    facts.push(Fact::new("点单", order.placed_at.words(now)));
    facts.extend(came_of(view, true));
    facts.extend(asked_facts(&order.details));
    if order.urgent {
        facts
            .insert(0, Fact::view("紧急", view! { <Tag label="急件 · 夜间和节假日也计时" tone=Tone::Red/> }));
    }
    if let Some(at) = order.dispatch_at {
        let when = if at > now {
            format!("{} 还没人接，就自动派", at.words(now))
        } else {
            "马上自动派".to_owned()
        };
        facts.push(Fact::new("派单", when));
    }
    match (order.state.progress(), order.state.assignee()) {
        (Some(progress), assignee) => {
            if let Some(assignee) = assignee {
                facts.push(Fact::new("派给", verbatim(assignee.name())));
            }
            let gone = order.orphaned_helper().and_then(|_| assignee_words(order));
            facts.push(Fact::new("接单", gone.unwrap_or_else(|| verbatim(&progress.name))));
        }
        (None, Some(_)) => facts.extend(assignee_words(order).map(|words| Fact::new("派给", words))),
        (None, None) => {}
    }
    if let Some(at) = order.state.arrives_at() {
        facts.push(Fact::new("约好", format!("{} 到", at.words(now))));
    }
    if let Some((_, telephone)) = &view.duty {
        let number = telephone.to_string();
        let link = view! { <a class="text-link" href=format!("tel:{}", telephone.dialled())>{number}</a> };
        facts.push(Fact::view("值班电话", link));
    }
    if let Some(rating) = order.state.rating() {
        facts.push(Fact::new("评价", format!("{} {}", rating.level.name(), verbatim(&rating.sentence))));
    }
    facts
}

/// That whoever has the order can't serve it any more.
#[component]
fn HelperGone(view: OrderView) -> impl IntoView {
    let words = view.order.orphaned_helper().and_then(|_| assignee_words(&view.order));
    words.map(|words| {
        view! {
            <Notice kind=NoticeKind::Warning title=format!("{words}，办不了这一单了")>
                "请转给别人；居民已经看到社区正在换人。"
            </Notice>
        }
    })
}

/// Why the order was given back, side by side, once that is the lead's to decide.
#[component]
fn Declines(view: OrderView) -> impl IntoView {
    if view.order.state != State::Placed || view.order.declines < DECLINES_FOR_THE_LEAD {
        return ().into_any();
    }
    let reasons = view.events.iter().filter_map(|event| match &event.kind {
        EventKind::Declined { reason, note } => {
            let words = [reason.name().to_owned(), verbatim(note)];
            let words: Vec<_> = words.into_iter().filter(|words| !words.is_empty()).collect();
            Some(Fact::new(verbatim(&event.actor.name), words.join("，")))
        }
        _ => None,
    });
    let facts: Vec<_> = reasons.collect();
    let decides = view.allowed.contains(&CommandKind::Dispatch);
    let title = if decides {
        format!("退过 {} 次，请您来定", view.order.declines)
    } else {
        format!("退过 {} 次，请社区书记来定", view.order.declines)
    };
    view! {
        <Section title="为什么退单">
            <Notice kind=NoticeKind::Warning title>
                {if decides { "看看原因；下面第一个是最合适的人，退过单的排在后面。" } else { "书记已经收到消息。" }}
            </Notice>
            <Card><Facts facts/></Card>
        </Section>
    }
    .into_any()
}

/// What the desk can do besides dispatching.
#[component]
fn DeskActions(view: OrderView, back: String, next: String, photos: bool) -> impl IntoView {
    let number = view.order.number.to_string();
    let version = view.order.version;
    let limit = u32::try_from(NOTE_LIMIT).unwrap_or(u32::MAX);
    let close = view.allowed.contains(&CommandKind::Close).then(|| {
        view! {
            <ActForm number=number.clone() version view="role" command=CommandKind::Close back=back.clone() next=next.clone()>
                <SubmitButton label="办结"/>
            </ActForm>
        }
    });
    let form_state = act_form_state(&number, CommandKind::Refuse);
    let (to_refuse, to_next) = (back.clone(), next.clone());
    let refuse = view.allowed.contains(&CommandKind::Refuse).then(|| {
        view! {
            <Fold label="不予受理" open=form_state.is_some()>
                <ActForm number=number.clone() version view="role" command=CommandKind::Refuse back=to_refuse next=to_next>
                    <FieldArea field=form_state.field(field!(CommandForm, note)) label="请居民找谁办、怎么办" id=act_id(&number, CommandKind::Refuse, "note") rows=2
                        hint="居民会看到这条建议" required=true maxlength=Some(limit)/>
                    <SubmitButton label="不予受理" kind=ButtonKind::Danger/>
                </ActForm>
            </Fold>
        }
    });
    view! {
        {close}
        <ServeActions view back next photos/>
        {refuse}
    }
}
