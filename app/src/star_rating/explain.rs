//! The formula in plain words, never folded away.

use crate::components::Section;
use domain::star_rating::{NOT_MEASURED, Part, RULE, STARS_RULE};
use leptos::prelude::*;
use strum::IntoEnumIterator;

/// How points and stars are made.
#[component]
pub(super) fn Explained() -> impl IntoView {
    let parts = Part::iter().map(|part| {
        let term = format!("{}（满分 {}）", part.name(), part.weight());
        view! { <div class="fact"><dt>{term}</dt><dd>{part.definition()}</dd></div> }
    });
    view! {
        <Section title="分数怎么算的">
            <p>{RULE}</p>
            <dl class="facts facts-long">{parts.collect_view()}</dl>
            <p>"“有人评”还要除以 60%，最多满分；“三张清单”不加 2 和 4；“回访”比不出来的，其余各项的分除以它们的满分，再乘 100。"</p>
            <p>{STARS_RULE}</p>
            <p>{NOT_MEASURED}</p>
        </Section>
    }
}
