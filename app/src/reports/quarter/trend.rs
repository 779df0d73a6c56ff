//! The trend as a picture with its numbers beside it.

use crate::components::Section;
use crate::reports::trend::{MonthTable, picture};
use backend::reports::TrendPoint;
use leptos::prelude::*;
use statistics::Target;

/// Satisfaction over the year up to the quarter.
#[component]
pub(super) fn PrintedTrend(
    /// The months.
    points: Vec<TrendPoint>,
    /// What is promised.
    target: Option<Target>,
) -> impl IntoView {
    let (says, drawing) = picture(&points, target)?;
    Some(view! {
        <Section title="满意度，近 12 个月">
            <div class="sheet-beside">
                <svg class="chart-drawing" viewBox="0 0 420 250" role="img" aria-label=says>{drawing}</svg>
                <MonthTable points/>
            </div>
        </Section>
    })
}
