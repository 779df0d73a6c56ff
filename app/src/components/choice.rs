//! The fields one chooses in: chips, a segmented row, a list, a tick.

use super::frame::Frame;
use super::{Field, Icon, Words};
use leptos::prelude::*;

/// One of the things that a field offers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A smaller second line (chips only).
    pub second: Words,
    /// An icon above the label (rating only) or before it (chips).
    pub icon: Words,
    /// The heading it stands under (lists only); neighbours with the same heading stand together.
    pub group: Words,
}

impl Choice {
    /// A value with its label.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), ..Self::default() }
    }

    /// With a smaller second line.
    #[must_use]
    pub fn second(mut self, line: impl Into<Words>) -> Self {
        self.second = line.into();
        self
    }

    /// With an icon of the sprite.
    #[must_use]
    pub fn icon(mut self, name: impl Into<Words>) -> Self {
        self.icon = name.into();
        self
    }

    /// Under a heading.
    #[must_use]
    pub fn group(mut self, heading: impl Into<Words>) -> Self {
        self.group = heading.into();
        self
    }
}

/// How radio buttons are laid out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ChoiceLayout {
    /// Two columns of chips.
    #[default]
    Chips,
    /// One column of chips: for long labels.
    Rows,
    /// One row of two or three short labels in a common frame.
    Segment,
    /// Five levels in a row, each an icon above words.
    Rating,
}

impl ChoiceLayout {
    const fn class(self) -> &'static str {
        match self {
            Self::Chips => "chips",
            Self::Rows => "chips chips-rows",
            Self::Segment => "segment",
            Self::Rating => "rating",
        }
    }
}

/// One of several, all in sight: radio buttons as chips.
#[component]
pub fn FieldChoice(
    /// Its name, what stands in it, and what is wrong with that.
    field: Field,
    /// The question.
    #[prop(into)]
    label: String,
    /// What one can choose.
    choices: Vec<Choice>,
    /// How they are laid out.
    #[prop(optional)]
    layout: ChoiceLayout,
    /// What to choose.
    #[prop(optional, into)]
    hint: Words,
    /// Says «必填».
    #[prop(optional)]
    required: bool,
    /// Says «不写也行».
    #[prop(optional)]
    optional: bool,
    /// The first radio button's id; the name if not given.
    #[prop(optional, into)]
    id: Words,
) -> impl IntoView {
    let value = field.value();
    let Field { name, error, .. } = field;
    let frame = Frame { id: id.or(&name), label, required, optional, hint, error };
    let label_id = format!("{}-label", frame.id);
    let legend_id = label_id.clone();
    let items = choices.into_iter().enumerate().map(|(index, choice)| {
        let id = if index == 0 { frame.id.clone() } else { format!("{}-{index}", frame.id) };
        let checked = value.get() == Some(choice.value.as_str());
        let icon = choice.icon.into_option().map(|name| view! { <Icon name/> });
        let second = choice.second.into_option().map(|line| view! { <small class="chip-second">{line}</small> });
        view! {
            <label class="chip">
                <input class="chip-input" type="radio" id=id name=name.clone() value=choice.value checked=checked/>
                <span class="chip-face">
                    {icon}
                    <span class="chip-words"><span class="chip-label">{choice.label}</span>{second}</span>
                </span>
            </label>
        }
    });
    view! {
        <fieldset
            class=frame.class()
            role="radiogroup"
            aria-labelledby=label_id
            aria-required=required.then_some("true")
            aria-invalid=frame.invalid()
            aria-describedby=frame.described_by()
        >
            <legend class="field-label" id=legend_id>{frame.label_words()}</legend>
            {frame.notes()}
            <div class=layout.class()>{items.collect_view()}</div>
        </fieldset>
    }
}

/// One of two or three short answers, side by side in one frame.
#[component]
pub fn FieldSegment(
    /// Its name, what stands in it, and what is wrong with that.
    field: Field,
    /// The question.
    #[prop(into)]
    label: String,
    /// What one can choose.
    choices: Vec<Choice>,
    /// What to choose.
    #[prop(optional, into)]
    hint: Words,
    /// The first radio button's id; the name if not given.
    #[prop(optional, into)]
    id: Words,
) -> impl IntoView {
    view! { <FieldChoice field label choices hint id layout=ChoiceLayout::Segment/> }
}
