//! Who comes: what a resident needs at the door, before everything else.

use super::next::{coming_words, late_words};
use crate::clocks::nearest_words;
use crate::components::{CallButton, CodeDigits, Tag, Tone};
use crate::paths;
use crate::verbatim::verbatim;
use backend::orders::Coming;
use domain::orders::State;
use domain::time::Timestamp;
use leptos::prelude::*;

/// Who comes or is there, when, how to call them, and the digits that they are to hear at the door.
#[component]
pub(crate) fn ComingCard(
    /// The order, and who comes.
    coming: Coming,
    now: Timestamp,
    /// Whether the card leads to the order's page.
    #[prop(optional)]
    linked: bool,
) -> impl IntoView {
    let Coming { order, helper, arrival_code } = coming;
    let there = matches!(order.state, State::OnSite { .. });
    let window = order.details.preferred.filter(|window| window.end() > now);
    let late = late_words(&order, now);
    let tone = if late.is_some() { Tone::Red } else { Tone::Blue };
    let agreed = order.state.arrives_at().map(|at| format!("约好 {} 到", at.words(now)));
    let when = match (there, window) {
        _ if late.is_some() => late.unwrap_or_default(),
        (true, _) if order.doorstep => "已经到了".to_owned(),
        (true, _) => "正在办".to_owned(),
        (false, _) if agreed.is_some() => agreed.unwrap_or_default(),
        (false, Some(window)) => window.words(now),
        (false, None) => {
            let latest = order.due.map(|due| nearest_words(due, order.doorstep, now));
            latest.map_or_else(|| "尽快".to_owned(), |latest| format!("最晚 {latest}"))
        }
    };
    let done = (helper.done > 0).then(|| {
        view! { <span class="coming-done">" · "{format!("已经办好 {} 件", helper.done)}</span> }
    });
    let service = order.service_name.clone();
    let service = match linked {
        true => view! { <a class="stretch coming-service" href=paths::order(&order.number)>{service}</a> }
            .into_any(),
        false => view! { <span class="coming-service">{service}</span> }.into_any(),
    };
    let whose = if helper.from == "党员" { Tone::Plain } else { Tone::Blue };
    let face: String = helper.name.chars().take(1).collect();
    let title = coming_words(&order.state, order.doorstep, &helper.name);
    let whom = verbatim(&helper.name);
    let call = helper.phone.map(|phone| view! { <CallButton phone whom round=true/> });
    let code = arrival_code.map(|code| {
        view! {
            <p class="coming-ask">"人到门口，念这四个数字"</p>
            <CodeDigits code/>
        }
    });
    view! {
        <section class="card coming">
            <p class="coming-when"><Tag label=when tone/> {service}</p>
            <div class="coming-who">
                <span class=format!("face {}", whose.class()) aria-hidden="true" translate="no">{face}</span>
                <div class="person-words">
                    <h2 class="coming-title">{title}</h2>
                    <p class="person-line"><span>{helper.from}</span> {done}</p>
                </div>
                {call}
            </div>
            {code}
        </section>
    }
}
