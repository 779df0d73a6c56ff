//! What stands around every field: label, hint and error.

use super::{Icon, Words};
use leptos::prelude::*;

/// What stands around a field: label, hint and error, tied to it by their ids.
pub(super) struct Frame {
    /// The control's id; the hint's and the error's are made from it.
    pub id: String,
    /// The field's name in words.
    pub label: String,
    /// Whether it must be filled in (said in words).
    pub required: bool,
    /// Whether it may be left empty (said in words).
    pub optional: bool,
    /// What to write.
    pub hint: Words,
    /// What is wrong with what was written.
    pub error: Words,
}

impl Frame {
    /// The class of the whole field.
    pub fn class(&self) -> &'static str {
        if self.error.is_some() { "field field-wrong" } else { "field" }
    }

    /// The ids of hint and error, for `aria-describedby`.
    pub fn described_by(&self) -> Option<String> {
        let hint = self.hint.is_some().then(|| format!("{}-hint", self.id));
        let error = self.error.is_some().then(|| format!("{}-error", self.id));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// The value of `aria-invalid`.
    pub fn invalid(&self) -> Option<&'static str> {
        self.error.is_some().then_some("true")
    }

    /// The label's words, with «必填» or «不写也行».
    pub fn label_words(&self) -> impl IntoView + use<> {
        let need = match (self.required, self.optional) {
            (true, _) => Some("必填"),
            (false, true) => Some("不写也行"),
            (false, false) => None,
        };
        let label = self.label.clone();
        view! { {label} {need.map(|words| view! { <span class="field-need">{words}</span> })} }
    }

    /// Hint and error, to stand between label and control.
    pub fn notes(&self) -> impl IntoView + use<> {
        let (hint_id, error_id) = (format!("{}-hint", self.id), format!("{}-error", self.id));
        let hint =
            self.hint.clone().into_option().map(|text| view! { <p class="field-hint" id=hint_id>{text}</p> });
        let error = self.error.clone().into_option().map(|text| {
            view! { <p class="field-error" id=error_id><Icon name="circle-alert"/><span>{text}</span></p> }
        });
        view! { {hint} {error} }
    }
}
