//! Forms: the frame, its errors, and notices about what happened.

use super::{ButtonKind, Icon, SubmitButton, Words};
use crate::form::WRONG;
use leptos::prelude::*;

/// A field of a form: its name, what stands in it, and what is wrong with that.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// The name under which it is sent.
    pub(super) name: String,
    typed: Option<String>,
    first: Words,
    /// What is wrong with it.
    pub(super) error: Words,
}

impl Field {
    /// A field in which nothing stands.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// The field with what stands in it at first.
    pub fn or(self, first: impl Into<Words>) -> Self {
        Self { first: first.into(), ..self }
    }

    /// The field with what was typed into it, where the form came back; it may have been emptied.
    pub fn typed(self, typed: impl Into<Option<String>>) -> Self {
        Self { typed: typed.into(), ..self }
    }

    /// The field with what is wrong with it.
    pub fn wrong(self, error: impl Into<Words>) -> Self {
        Self { error: error.into(), ..self }
    }

    /// What stands in it.
    pub(super) fn value(&self) -> Words {
        self.typed.as_ref().map_or_else(|| self.first.clone(), Words::from)
    }
}

/// What is wrong with one field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field's `id` (its name, unless the field was given another id).
    pub field: String,
    /// What is wrong and what to do, in one sentence.
    pub message: String,
}

/// What is wrong with a form, in the order of its fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldErrors(pub Vec<FieldError>);

impl FieldErrors {
    /// What is wrong with this field, for its `error`.
    pub fn of(&self, field: &str) -> Words {
        self.0.iter().find(|error| error.field == field).map(|error| error.message.as_str()).into()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<F: Into<String>, M: Into<String>> FromIterator<(F, M)> for FieldErrors {
    fn from_iter<I: IntoIterator<Item = (F, M)>>(errors: I) -> Self {
        let field_error =
            |(field, message): (F, M)| FieldError { field: field.into(), message: message.into() };
        Self(errors.into_iter().map(field_error).collect())
    }
}

/// A form that posts. The server checks every field; the browser is asked not to, so that all
/// people read the same sentences.
#[component]
pub fn Form(
    /// Where it is posted.
    #[prop(into)]
    action: String,
    /// The page to come back to when something is wrong.
    #[prop(optional, into)]
    back: Words,
    /// The token that makes the form count once, however often it is sent.
    #[prop(optional, into)]
    token: Words,
    /// What is wrong with it, shown at its top; each field shows its own besides.
    #[prop(optional)]
    errors: FieldErrors,
    /// Whether it fills the page, so that its `ActionBar` stands at the bottom.
    #[prop(optional)]
    tall: bool,
    /// Whether it carries files.
    #[prop(optional)]
    files: bool,
    /// What it does, in a few words, if a phone without a network may keep it and send it later; the server must
    /// take it once, however often it is sent.
    #[prop(optional, into)]
    later: Words,
    children: Children,
) -> impl IntoView {
    let hidden = |name: &'static str, value: Words| {
        value.into_option().map(|value| view! { <input type="hidden" name=name value=value/> })
    };
    let class = if tall { "form form-tall" } else { "form" };
    let enctype = files.then_some("multipart/form-data");
    view! {
        <form class=class method="post" action=action enctype=enctype novalidate=true data-later=later.into_option()>
            {hidden("back", back)}
            {hidden("token", token)}
            <ErrorSummary errors/>
            {children()}
        </form>
    }
}

/// The filters of a list: fields side by side and a button, sent by `GET` so that they live in the address.
#[component]
pub fn FilterForm(
    /// The list's address.
    #[prop(into)]
    action: String,
    /// The button's label.
    #[prop(into, default = "筛选".to_owned())]
    label: String,
    /// The fields.
    children: Children,
) -> impl IntoView {
    view! {
        <form class="filter" method="get" action=action novalidate=true>
            {children()}
            <SubmitButton label kind=ButtonKind::Plain icon="funnel"/>
        </form>
    }
}

/// What is wrong with a form, at its top, with a link to each field.
#[component]
pub fn ErrorSummary(
    /// The errors; none, nothing is shown.
    errors: FieldErrors,
) -> impl IntoView {
    (!errors.is_empty()).then(|| {
        let count = errors.0.len();
        let items = errors.0.into_iter().map(|error| {
            view! { <li><a href=format!("#{}", error.field)>{error.message}</a></li> }
        });
        view! {
            <div class="notice notice-failed" id=WRONG role="alert">
                <Icon name="circle-alert"/>
                <div class="notice-body">
                    <p class="notice-title">{format!("还有 {count} 处要改一改")}</p>
                    <ul class="notice-list">{items.collect_view()}</ul>
                </div>
            </div>
        }
    })
}

/// What a notice is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum NoticeKind {
    /// Good to know.
    #[default]
    Info,
    /// It worked.
    Done,
    /// Something needs attention.
    Warning,
    /// It did not work.
    Failed,
}

impl NoticeKind {
    /// Class, icon, role.
    const fn look(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Info => ("notice notice-info", "info", "note"),
            Self::Done => ("notice notice-done", "circle-check", "status"),
            Self::Warning => ("notice notice-warning", "triangle-alert", "status"),
            Self::Failed => ("notice notice-failed", "circle-alert", "alert"),
        }
    }
}

/// A message across the column: an icon, a line in bold, and more words or a link.
#[component]
pub fn Notice(
    /// What it is about.
    #[prop(optional)]
    kind: NoticeKind,
    /// The message in one line.
    #[prop(into)]
    title: String,
    /// More words, or a link; optional.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (class, icon, role) = kind.look();
    let more = children.map(|children| view! { <div class="notice-more">{children()}</div> });
    view! {
        <div class=class role=role>
            <Icon name=icon/>
            <div class="notice-body"><p class="notice-title">{title}</p>{more}</div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_finds_its_own_error() {
        let errors: FieldErrors = [("phone", "手机号要 11 位"), ("code", "验证码不对")].into_iter().collect();
        assert_eq!(errors.of("code").get(), Some("验证码不对"));
        assert!(!errors.of("name").is_some());
    }
}
