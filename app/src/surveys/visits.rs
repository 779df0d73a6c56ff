//! The households that one is to ask, on the phone.

use crate::components::{ButtonKind, ButtonLink, Empty, Fact, JobCard, ListRow, Page, Stack, Tag, Tone};
use crate::context::{backend, now, signed_in};
use crate::nav::{Here, bottom_bar};
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::surveys::{VisitLine, visits};
use domain::surveys::{NextVisit, Over, TRIES};
use domain::time::Timestamp;
use leptos::prelude::*;

/// The households that were given to the viewer.
#[component]
pub fn VisitsPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let lines = visits(&backend, &viewer).await?;
        let tabs = bottom_bar(&backend, Some(&viewer), Here::Work).await?;
        let empty = lines.is_empty();
        let now = now();
        let cards = lines.into_iter().map(|line| card(line, now)).collect_view();
        Ok(view! {
            <Page title="入户调查" tabs>
                <Notices/>
                {empty.then(|| view! { <Empty icon="door-open" words="现在没有要您去的住户"/> })}
                <Stack>{cards}</Stack>
            </Page>
        })
    })
}

/// How many households wait, as a way to them; nothing if none do.
#[component]
pub(crate) fn VisitsWaiting(
    /// How many households the viewer is still to go to.
    waiting: usize,
) -> impl IntoView {
    (waiting > 0).then(|| {
        let line = format!("还有 {waiting} 户要去");
        view! { <ListRow href=paths::JOBS_SURVEYS title="入户调查" line icon="door-open" tone=Tone::Blue/> }
    })
}

fn card(line: VisitLine, now: Timestamp) -> AnyView {
    let (label, tone) = match line.next {
        NextVisit::Now => ("现在可以去", Tone::Blue),
        NextVisit::From(_) => ("换个时间去", Tone::Amber),
        NextVisit::Over(Over::Answered) => ("答了", Tone::Green),
        NextVisit::Over(Over::Refused) => ("不愿答", Tone::Plain),
        NextVisit::Over(Over::NotReached) => ("去过三次", Tone::Plain),
        NextVisit::Over(Over::NoSuchDwelling) => ("没这户", Tone::Plain),
    };
    let tag = view! { <Tag label tone/> }.into_any();
    let mut facts = vec![Fact::new("调查", verbatim(line.title))];
    if line.tries > 0 {
        facts.push(Fact::new("去过", format!("{} 次，最多 {TRIES} 次", line.tries)));
    }
    if let NextVisit::From(from) = line.next {
        facts.push(Fact::new("什么时候", format!("{}以后", from.words(now))));
    }
    let open = !matches!(line.next, NextVisit::Over(_));
    let button = open.then(|| {
        let href = paths::survey_visit(&line.survey, &line.household);
        view! { <ButtonLink href label="看门牌，开始问" kind=ButtonKind::Plain about=verbatim(&line.place)/> }
    });
    view! { <JobCard title=verbatim(line.place) tag facts>{button}</JobCard> }.into_any()
}
