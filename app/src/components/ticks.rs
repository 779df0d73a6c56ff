//! Several of several, all in sight: ticks as chips.

use super::Words;
use super::frame::Frame;
use leptos::prelude::*;

/// One thing that can be ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TickChoice {
    /// The field's name in the form; it sends `on` if ticked, and nothing if not.
    pub name: String,
    /// What is read.
    pub label: String,
    /// Whether it is ticked.
    pub checked: bool,
}

impl TickChoice {
    /// A tick.
    pub fn new(name: impl Into<String>, label: impl Into<String>, checked: bool) -> Self {
        Self { name: name.into(), label: label.into(), checked }
    }
}

/// Things of which any number may be ticked, under one question.
#[component]
pub fn FieldTicks(
    /// The group's id, where an error of it leads to.
    #[prop(into)]
    id: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// What can be ticked.
    ticks: Vec<TickChoice>,
    /// What to tick.
    #[prop(optional, into)]
    hint: Words,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Words,
) -> impl IntoView {
    let frame = Frame { id, label, required: false, optional: false, hint, error };
    let items = ticks.into_iter().enumerate().map(|(index, tick)| {
        let id = if index == 0 { frame.id.clone() } else { format!("{}-{index}", frame.id) };
        view! {
            <label class="chip">
                <input class="chip-input" type="checkbox" id=id name=tick.name checked=tick.checked/>
                <span class="chip-face chip-tick"><span class="chip-label">{tick.label}</span></span>
            </label>
        }
    });
    view! {
        <fieldset class=frame.class() aria-describedby=frame.described_by()>
            <legend class="field-label">{frame.label_words()}</legend>
            {frame.notes()}
            <div class="chips chips-ticks">{items.collect_view()}</div>
        </fieldset>
    }
}
