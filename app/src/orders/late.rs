//! That an order is late: what was promised, who was told, and until when the next one is.

use super::nudge::Nudge;
use crate::components::{Notice, NoticeKind};
use backend::orders::OrderView;
use domain::clocks::{ClockKind, Lateness, lateness};
use domain::time::Timestamp;
use leptos::prelude::*;

/// What is said of an order that is late.
pub(super) struct LateWords {
    /// Who was told.
    told: String,
    /// What was promised.
    promised: String,
    /// What comes next, if anything does.
    next: Option<String>,
    /// The order, to be urged for.
    order: OrderView,
}

impl LateWords {
    /// What is to be said; `None` of an order that isn't late.
    pub fn of(view: &OrderView, now: Timestamp) -> Option<Self> {
        let late = lateness(&view.clocks, &view.events, now)?;
        let next = late.next.map(|next| format!("{} 还是这样，就再往上一级报。", next.words(now)));
        Some(Self {
            told: told(&late),
            promised: promised(&late, view.order.doorstep, now),
            next,
            order: view.clone(),
        })
    }

    /// As the head of the order's page.
    pub fn card(self) -> AnyView {
        let next = self.next.map(|next| view! { <p>{next}</p> });
        view! {
            <section class="hero hero-late">
                <h2 class="hero-title">{format!("超时了，{}", self.told)}</h2>
                <p>{self.promised}</p>
                {next}
                <Nudge view=self.order/>
            </section>
        }
        .into_any()
    }

    /// As a message below who comes, where what was promised is said already.
    pub fn notice(self) -> AnyView {
        let next = self.next.map(|next| view! { <p>{next}</p> });
        view! { <Notice kind=NoticeKind::Warning title=self.told>{next}<Nudge view=self.order/></Notice> }
            .into_any()
    }
}

/// «已经报给社区书记».
fn told(late: &Lateness) -> String {
    match late.told {
        Some(level) => format!("已经报给{}", level.name()),
        None => "马上报给社区".to_owned(),
    }
}

/// What was promised, and has not come.
fn promised(late: &Lateness, doorstep: bool, now: Timestamp) -> String {
    let by = late.deadline.words(now);
    match (late.clock, doorstep) {
        (ClockKind::Accepted, _) => format!("说好{by} 前接单，到现在还没有人接。"),
        (ClockKind::FirstReply, _) => format!("说好{by} 前给您回音，到现在还没有。"),
        (ClockKind::OnSite, true) => format!("说好{by} 前上门，到现在人还没到。"),
        (ClockKind::OnSite, false) => format!("说好{by} 前开始办，到现在还没开始。"),
        (ClockKind::Finished, _) => format!("说好{by} 前办完，到现在还没办完。"),
    }
}
