//! The fields for one of many, and for yes or no.

use super::frame::Frame;
use super::{Choice, Field, Icon, Words};
use leptos::prelude::*;

/// One of many, in the browser's own list; neighbours of the same `group` stand under one heading.
#[component]
pub fn FieldSelect(
    /// Its name, what stands in it, and what is wrong with that.
    field: Field,
    /// The field's name in words.
    #[prop(into)]
    label: String,
    /// What one can choose.
    choices: Vec<Choice>,
    /// The first line, which chooses nothing: «请选择». Without it the first choice is chosen.
    #[prop(optional, into)]
    blank: Words,
    /// What to choose.
    #[prop(optional, into)]
    hint: Words,
    /// Says «必填».
    #[prop(optional)]
    required: bool,
    /// Says «不写也行».
    #[prop(optional)]
    optional: bool,
    /// The control's id; its name if not given.
    #[prop(optional, into)]
    id: Words,
) -> impl IntoView {
    let value = field.value();
    let Field { name, error, .. } = field;
    let frame = Frame { id: id.or(&name), label, required, optional, hint, error };
    let blank = blank.into_option().map(|text| view! { <option value="">{text}</option> });
    let groups: Vec<AnyView> = choices
        .chunk_by(|left, right| left.group == right.group)
        .map(|group| {
            let options = group.iter().map(|choice| option(choice, &value)).collect_view();
            match group.first().and_then(|choice| choice.group.get()) {
                Some(heading) => view! { <optgroup label=heading.to_owned()>{options}</optgroup> }.into_any(),
                None => options.into_any(),
            }
        })
        .collect();
    view! {
        <div class=frame.class()>
            <label class="field-label" for=frame.id.clone()>{frame.label_words()}</label>
            {frame.notes()}
            <div class="select">
                <select
                    class="input"
                    id=frame.id.clone()
                    name=name
                    required=required
                    aria-invalid=frame.invalid()
                    aria-describedby=frame.described_by()
                >
                    {blank}
                    {groups}
                </select>
                <Icon name="chevron-down"/>
            </div>
        </div>
    }
}

/// One line of the list.
fn option(choice: &Choice, value: &Words) -> impl IntoView + use<> {
    let selected = value.get() == Some(choice.value.as_str());
    view! { <option value=choice.value.clone() selected=selected>{choice.label.clone()}</option> }
}

/// Yes or no: a tick before words, which may hold a link.
#[component]
pub fn FieldCheck(
    /// Its name, and what is wrong with it; it sends `on` if ticked, and nothing otherwise.
    field: Field,
    /// Whether it is ticked.
    #[prop(optional)]
    checked: bool,
    /// Whether it must be ticked.
    #[prop(optional)]
    required: bool,
    /// What the form sends if ticked.
    #[prop(into, default = "on".to_owned())]
    value: String,
    /// The control's id; its name if not given.
    #[prop(optional, into)]
    id: Words,
    /// What is agreed to.
    children: Children,
) -> impl IntoView {
    let Field { name, error, .. } = field;
    let frame = Frame {
        id: id.or(&name),
        label: String::new(),
        required,
        optional: false,
        hint: Words::default(),
        error,
    };
    view! {
        <div class=frame.class()>
            {frame.notes()}
            <div class="check">
                <input
                    class="check-input"
                    type="checkbox"
                    id=frame.id.clone()
                    name=name
                    value=value
                    checked=checked
                    required=required
                    aria-invalid=frame.invalid()
                    aria-describedby=frame.described_by()
                />
                <label class="check-label" for=frame.id.clone()>{children()}</label>
            </div>
        </div>
    }
}
