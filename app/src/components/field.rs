//! The fields one writes in.

use super::escape::escape_html;
use super::frame::Frame;
use super::{Field, Words};
use leptos::prelude::*;

/// What is written in a `FieldText`: chooses keyboard, autofill and width.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TextKind {
    /// Any words.
    #[default]
    Words,
    /// A person's name.
    Name,
    /// A phone number.
    Phone,
    /// A one-time code of digits, written large.
    Code,
    /// A whole number.
    Number,
    /// A day.
    Date,
    /// A time of day.
    Time,
}

impl TextKind {
    /// Input type, `inputmode`, `autocomplete`, class.
    const fn look(self) -> (&'static str, Option<&'static str>, &'static str, &'static str) {
        match self {
            Self::Words => ("text", None, "off", "input"),
            Self::Name => ("text", None, "name", "input"),
            Self::Phone => ("tel", Some("tel"), "tel-national", "input"),
            Self::Code => ("text", Some("numeric"), "one-time-code", "input input-code"),
            Self::Number => ("text", Some("numeric"), "off", "input input-short"),
            Self::Date => ("date", None, "off", "input"),
            Self::Time => ("time", None, "off", "input"),
        }
    }

    /// The most characters where the field says nothing else: a number with all that people put around it, a message
    /// that is pasted whole for the code in it.
    const fn limit(self) -> Option<u32> {
        match self {
            Self::Phone => Some(40),
            Self::Code => Some(200),
            _ => None,
        }
    }
}

/// A field of one line.
#[component]
pub fn FieldText(
    /// Its name, what stands in it, and what is wrong with that.
    field: Field,
    /// The field's name in words.
    #[prop(into)]
    label: String,
    /// What is written in it.
    #[prop(optional)]
    kind: TextKind,
    /// What to write.
    #[prop(optional, into)]
    hint: Words,
    /// Says «必填».
    #[prop(optional)]
    required: bool,
    /// Says «不写也行».
    #[prop(optional)]
    optional: bool,
    /// The most characters it takes; numbers and codes have theirs.
    #[prop(optional_no_strip)]
    maxlength: Option<u32>,
    /// Stands behind the field: «分钟».
    #[prop(optional, into)]
    unit: Words,
    /// What the browser may fill in, if not what follows from `kind`; `off` for another person's data.
    #[prop(optional, into)]
    autocomplete: Words,
    /// The control's id; its name if not given. Needed where a page has two fields of one name.
    #[prop(optional, into)]
    id: Words,
) -> impl IntoView {
    let value = field.value();
    let Field { name, error, .. } = field;
    let maxlength = maxlength.or(kind.limit());
    let (kind, inputmode, autofill, class) = kind.look();
    let frame = Frame { id: id.or(&name), label, required, optional, hint, error };
    let unit = unit.into_option().map(|text| view! { <span class="input-unit">{text}</span> });
    view! {
        <div class=frame.class()>
            <label class="field-label" for=frame.id.clone()>{frame.label_words()}</label>
            {frame.notes()}
            <div class="input-row">
                <input
                    class=class
                    id=frame.id.clone()
                    type=kind
                    name=name
                    value=value.or_empty()
                    inputmode=inputmode
                    autocomplete=autocomplete.or(autofill)
                    maxlength=maxlength.map(|length| length.to_string())
                    required=required
                    aria-invalid=frame.invalid()
                    aria-describedby=frame.described_by()
                />
                {unit}
            </div>
        </div>
    }
}

/// A field of several lines.
#[component]
pub fn FieldArea(
    /// Its name, what stands in it, and what is wrong with that.
    field: Field,
    /// The field's name in words.
    #[prop(into)]
    label: String,
    /// What to write.
    #[prop(optional, into)]
    hint: Words,
    /// Says «必填».
    #[prop(optional)]
    required: bool,
    /// Says «不写也行».
    #[prop(optional)]
    optional: bool,
    /// The most characters it takes.
    #[prop(optional_no_strip)]
    maxlength: Option<u32>,
    /// How many lines are seen at first.
    #[prop(default = 3)]
    rows: u32,
    /// The control's id; its name if not given.
    #[prop(optional, into)]
    id: Words,
) -> impl IntoView {
    let value = field.value();
    let Field { name, error, .. } = field;
    let frame = Frame { id: id.or(&name), label, required, optional, hint, error };
    // leptos writes a textarea's text as it stands; and a browser drops its first line break.
    let text = format!("\n{}", escape_html(&value.or_empty()));
    view! {
        <div class=frame.class()>
            <label class="field-label" for=frame.id.clone()>{frame.label_words()}</label>
            {frame.notes()}
            <textarea
                class="input input-area"
                id=frame.id.clone()
                name=name
                rows=rows.to_string()
                maxlength=maxlength.map(|length| length.to_string())
                required=required
                aria-invalid=frame.invalid()
                aria-describedby=frame.described_by()
            >
                {text}
            </textarea>
        </div>
    }
}

/// A value that the form carries unseen.
#[component]
pub fn FieldHidden(
    /// Its name in the form.
    #[prop(into)]
    field: String,
    /// Its value.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    view! { <input type="hidden" name=field value=value/> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_markup_stays_text() {
        let typed = "</textarea><script>alert(1)</script>";
        let area = Owner::new()
            .with(|| view! { <FieldArea field=Field::named("note").or(typed) label="说明"/> }.to_html());
        assert!(
            area.contains(">\n&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;</textarea>"),
            "{area}"
        );
        let text = Owner::new()
            .with(|| view! { <FieldText field=Field::named("n").or("\"><b>") label="名"/> }.to_html());
        assert!(text.contains("value=\"&quot;&gt;&lt;b&gt;\"") && !text.contains("<b>"), "{text}");
    }

    #[test]
    fn what_is_pasted_fits() {
        let code = Owner::new().with(|| {
            view! { <FieldText field=Field::named("code") label="验证码" kind=TextKind::Code/> }.to_html()
        });
        assert!(code.contains("maxlength=\"200\""), "{code}");
        let phone = Owner::new().with(|| {
            view! { <FieldText field=Field::named("phone") label="电话" kind=TextKind::Phone/> }.to_html()
        });
        assert!(phone.contains("maxlength=\"40\""), "{phone}");
    }

    #[test]
    fn hint_and_error_are_tied_to_the_control() {
        let html = Owner::new().with(|| {
            view! { <FieldText field=Field::named("phone").wrong("少了一位") label="手机号" hint="11 位"/> }.to_html()
        });
        assert!(html.contains("aria-describedby=\"phone-hint phone-error\""), "{html}");
        assert!(html.contains("aria-invalid=\"true\""), "{html}");
    }
}
