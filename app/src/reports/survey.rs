//! What the newest survey of the area says, beside what the application itself counts.

use crate::components::{ButtonKind, ButtonLink};
use crate::paths;
use crate::surveys::Results;
use backend::surveys::SurveyResult;
use leptos::prelude::*;

/// The newest closed wave of the area.
#[component]
pub(super) fn SurveyPart(result: SurveyResult) -> impl IntoView {
    let href = paths::survey(&result.wave);
    let title = format!("入户调查：{}", result.title);
    view! {
        <Results result title/>
        <ButtonLink href label="怎么抽的、怎么问的" kind=ButtonKind::Plain/>
    }
}
