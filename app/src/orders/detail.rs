//! One order, as the person who ordered it or is served follows it.

use super::access_log::AccessLog;
use super::act::ActErrors;
use super::answer::{RatingForm, WaysOut};
use super::coming::ComingCard;
use super::facts::{ArrivalCode, Helper, address, facts, halt};
use super::late::LateWords;
use super::list::place_of;
use super::next::next_words;
use crate::clocks::deadline_words;
use crate::components::{
    ButtonKind, ButtonLink, Card, Facts, OrderHero, OrderNumber, Page, Section, Stack, StateTag, Steps,
    Timeline,
};
use crate::context::{backend, here, now, param, query, signed_in};
use crate::elder::{Aloud, ReadAloud};
use crate::flash;
use crate::happenings::happenings;
use crate::nav::bottom_bar;
use crate::offline;
use crate::page::{Notices, page};
use crate::paths;
use crate::photos::{Looking, PhotoSection};
use crate::recurring::RepeatLink;
use crate::tag_tone::{steps, tag_tone};
use crate::telephones::{Call, CallRow, DutyCall};
use backend::orders::{Coming, Order, OrderView, Viewpoint, appointed, view};
use backend::recurring::of_order;
use backend::{AppError, Backend, catalogue};
use domain::catalogue::ServiceCode;
use domain::clocks::{ClockKind, DeadlineStatus};
use domain::orders::{Attention, StateKind};
use domain::time::Timestamp;
use leptos::prelude::*;

/// One order.
#[component]
pub fn OrderPage() -> impl IntoView {
    page(async move {
        let viewer = signed_in()?;
        offline::keep();
        let backend = backend()?;
        let order = view(&backend, &viewer, &param("number"), Viewpoint::Resident).await?;
        let tabs = bottom_bar(&backend, Some(&viewer), place_of(&viewer)).await?;
        let again = again(&backend, &order).await?;
        let of = of_order(&backend, &order).await?;
        let call = Call::about(&backend, &order.order.parties.estate).await?;
        let call_title = (!order.order.state.kind().is_over()).then(|| "有急事打社区电话".to_owned());
        let photos = backend::photos::of_order(&backend, &viewer, &order).await?;
        let looking = Looking {
            number: order.order.number.to_string(),
            doorstep: order.order.doorstep,
            viewpoint: Viewpoint::Resident,
            back: here(),
            within: false,
        };
        let repeated = order.order.clone();
        let now = now();
        let head = Head::of(&order, now);
        let call = view! { <DutyCall view=order.clone()/> <CallRow call title=call_title/> };
        let call = view! { <Stack>{call}</Stack> }.into_any();
        // Whoever waits too long calls.
        let late = matches!(head, Head::Late(_));
        let (urgent_call, call) = if late { (Some(call), None) } else { (None, Some(call)) };
        let head = head.show(&order, urgent_call, now);
        let title = format!("工单 {}", order.order.number);
        let facts = facts(&order, now);
        let calendar = calendar(&order.order, now);
        let happenings = happenings(&order.events, &viewer.person, now);
        Ok(view! {
            <Page title back=paths::ORDERS tabs live=true>
                <Notices/>
                <ActErrors/>
                {thanks(&order, now)}
                {head}
                <RatingForm view=order.clone() back=here()/>
                {call}
                <Section title="这一单">
                    <Card><Aloud><Facts facts/></Aloud></Card>
                    {calendar}
                </Section>
                <PhotoSection photos looking/>
                <Section title="经过">
                    <Card><Timeline happenings/></Card>
                </Section>
                <AccessLog entries=order.access_log.clone() now/>
                <WaysOut view=order back=here()/>
                {again}
                <RepeatLink order=repeated of/>
            </Page>
        })
    })
}

/// When somebody comes, for one's own calendar.
fn calendar(order: &Order, now: Timestamp) -> Option<AnyView> {
    appointed(order, now).filter(|_| order.doorstep && order.state.is_being_served()).map(|_| {
        let href = format!("{}/appointment.ics", paths::order(&order.number));
        view! { <ButtonLink href label="加到日历" kind=ButtonKind::Quiet icon="calendar"/> }.into_any()
    })
}

/// The number to be read out, right after ordering, and until when somebody answers.
fn thanks(order: &OrderView, now: Timestamp) -> Option<AnyView> {
    let number = order.order.number.to_string();
    let reply = order.clocks.iter().find(|clock| clock.run.kind == ClockKind::FirstReply);
    let reply = reply.and_then(|clock| match clock.status {
        DeadlineStatus::Running(due) => Some(due),
        _ => None,
    });
    (query(flash::KEY) == "place").then(|| {
        view! {
            <Card>
                <OrderNumber number/>
                {reply.map(|due| {
            let by = deadline_words(due.deadline, due.estimated, now);
            view! { <p>{format!("{by} 前给您回音。")}</p> }
        })}
                <p>"打社区电话问进度，报这个单号就行。"</p>
            </Card>
        }
        .into_any()
    })
}

/// What an order's page says first.
enum Head {
    /// Who comes, and that it is late, if it is.
    Coming(Box<Coming>, Option<LateWords>),
    /// That it is late, and whom to call about that.
    Late(LateWords),
    /// How it stands.
    Usual,
}

impl Head {
    fn of(view: &OrderView, now: Timestamp) -> Self {
        match (view.order.attention(now), Coming::of(view), LateWords::of(view, now)) {
            (Attention::Coming, Some(coming), late) => Self::Coming(Box::new(coming), late),
            (Attention::Late, _, Some(late)) => Self::Late(late),
            _ => Self::Usual,
        }
    }

    /// The head, with the number to `call` where it belongs there.
    fn show(self, view: &OrderView, call: Option<AnyView>, now: Timestamp) -> AnyView {
        let first = match self {
            Self::Coming(coming, late) => {
                let late = late.map(LateWords::notice);
                view! { <ComingCard coming=*coming now/> {late} }.into_any()
            }
            Self::Late(late) => late.card(),
            Self::Usual => return as_usual(view, now),
        };
        pressing(first, view, call)
    }
}

/// What presses, whom to call, and the order below.
fn pressing(first: AnyView, view: &OrderView, call: Option<AnyView>) -> AnyView {
    let line = format!("{} · {}", view.order.service_name, address(view));
    let (tag_tone, at) = (tag_tone(&view.order.state), steps(&view.order.state));
    view! {
        <Aloud>{first}</Aloud>
        {call}
        <ReadAloud/>
        <Card><StateTag tag_tone/> <p class="hero-line">{line}</p><Steps at/></Card>
    }
    .into_any()
}

/// How it stands and what happens next, and who has it or had it.
fn as_usual(view: &OrderView, now: Timestamp) -> AnyView {
    let code = view.arrival_code.clone().map(|code| view! { <ArrivalCode code/> });
    let hero = view! { <Hero order=view.clone() now/> };
    let helper = view! { <Helper view=view.clone()/> };
    view! {
        <Aloud>{hero}</Aloud>
        <ReadAloud/>
        <Aloud>{helper} {code}</Aloud>
    }
    .into_any()
}

/// How it stands, and what happens next.
#[component]
fn Hero(order: OrderView, now: Timestamp) -> impl IntoView {
    view! {
        <OrderHero
            title=next_words(&order.order, now)
            line=format!("{} · {}", order.order.service_name, address(&order))
            tag_tone=tag_tone(&order.order.state)
            steps=steps(&order.order.state)
        >
            {halt(&order, now)}
        </OrderHero>
    }
}

/// The same service once more, when the order is done or called off and the community still offers it.
async fn again(backend: &Backend, view: &OrderView) -> Result<Option<AnyView>, AppError> {
    let order = &view.order;
    let Ok(service) = ServiceCode::parse(&order.service) else { return Ok(None) };
    if !matches!(order.state.kind(), StateKind::Closed | StateKind::Cancelled) {
        return Ok(None);
    }
    let offer = catalogue::offer(backend, order.number.community()).await?;
    let href = paths::service(&service);
    Ok(offer
        .service(&service)
        .map(|_| view! { <ButtonLink href label="同样的事，再点一单" kind=ButtonKind::Plain/> }.into_any()))
}
