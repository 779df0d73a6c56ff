//! How much of an allowed time is gone.

use leptos::prelude::*;

/// How urgent a clock is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ClockLevel {
    /// There is time.
    #[default]
    Calm,
    /// It is soon due.
    Soon,
    /// It is overdue.
    Late,
    /// It does not run: the order is paused or at its end.
    Stopped,
}

impl ClockLevel {
    const fn class(self) -> &'static str {
        match self {
            Self::Calm => "clock clock-calm",
            Self::Soon => "clock clock-soon",
            Self::Late => "clock clock-late",
            Self::Stopped => "clock clock-stopped",
        }
    }
}

/// A clock in words, with a bar that shows the same.
#[component]
pub fn ClockBar(
    /// What is left, in words: «接单还有 42 分钟».
    #[prop(into)]
    words: String,
    /// How much of the allowed time is gone, 0 to 100.
    used: u8,
    /// How urgent it is.
    #[prop(optional)]
    level: ClockLevel,
) -> impl IntoView {
    let used = used.min(100).to_string();
    view! {
        <span class=level.class()>
            <span class="clock-words">{words}</span>
            // The words say all: the bar is for the eye only.
            <progress class="clock-bar" max="100" value=used aria-hidden="true"></progress>
        </span>
    }
}
