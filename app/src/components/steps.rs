//! The five steps of an order: the face of the product, the same everywhere.

use super::Icon;
use leptos::prelude::*;

/// The names of the five steps.
pub const STEP_NAMES: [&str; 5] = ["点单", "派单", "接单", "上门", "评价"];

/// Why an order does not go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// For a while.
    Paused,
    /// For good, by the resident.
    Cancelled,
    /// For good, by the community.
    Refused,
}

impl Stop {
    /// Class, icon, words.
    const fn look(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Paused => ("step step-paused", "pause", "暂停中"),
            Self::Cancelled => ("step step-stopped", "x", "已取消"),
            Self::Refused => ("step step-stopped", "x", "不予受理"),
        }
    }
}

/// How far an order is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StepsAt {
    /// How many steps are done, 0 to 5; the next one is the current one.
    pub done: u8,
    /// Whether the current step stands still, and why.
    pub stopped: Option<Stop>,
}

impl StepsAt {
    /// So many steps are done, and the order goes on.
    pub const fn done(done: u8) -> Self {
        Self { done, stopped: None }
    }

    /// So many steps are done, and the order stands still.
    pub const fn stopped(done: u8, why: Stop) -> Self {
        Self { done, stopped: Some(why) }
    }

    /// Class, icon (or the step's number) and words of the step with this index.
    const fn look(self, index: u8) -> (&'static str, Option<&'static str>, &'static str) {
        if index < self.done {
            return ("step step-done", Some("check"), "已完成");
        }
        if index > self.done {
            return ("step", None, "还没到");
        }
        match self.stopped {
            Some(stop) => {
                let (class, icon, words) = stop.look();
                (class, Some(icon), words)
            }
            None => ("step step-now", None, "现在"),
        }
    }
}

/// The five steps: done ones ticked, the current one ringed, the others grey, each also in words.
#[component]
pub fn Steps(
    /// How far the order is.
    at: StepsAt,
) -> impl IntoView {
    let items = STEP_NAMES.into_iter().zip(0_u8..).map(|(name, index)| {
        let (class, icon, words) = at.look(index);
        let sign = match icon {
            Some(name) => view! { <Icon name/> }.into_any(),
            None => (index + 1).to_string().into_any(),
        };
        let current = (index == at.done).then_some("step");
        view! {
            <li class=class aria-current=current>
                <span class="step-sign" aria-hidden="true">{sign}</span>
                <span class="step-name">{name}<span class="unseen">{format!("，{words}")}</span></span>
            </li>
        }
    });
    view! { <ol class="steps">{items.collect_view()}</ol> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_step_after_the_done_ones_is_current() {
        let looks: Vec<_> = (0..5).map(|index| StepsAt::done(3).look(index).2).collect();
        assert_eq!(looks, ["已完成", "已完成", "已完成", "现在", "还没到"]);
    }

    #[test]
    fn a_finished_order_has_no_current_step() {
        assert!((0..5).all(|index| StepsAt::done(5).look(index).2 == "已完成"));
    }

    #[test]
    fn a_stop_is_said_at_the_current_step() {
        assert_eq!(StepsAt::stopped(2, Stop::Paused).look(2).2, "暂停中");
        assert_eq!(StepsAt::stopped(1, Stop::Refused).look(1).2, "不予受理");
    }
}
