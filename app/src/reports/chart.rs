//! What the charts have in common: a scale, a frame, and the numbers behind.

use crate::components::Fold;
use leptos::prelude::*;

/// Maps values to places along one side of a chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    /// The value at `start`.
    pub low: f64,
    /// The value at `end`.
    pub high: f64,
    /// Where the lowest value stands.
    pub start: f64,
    /// Where the highest value stands.
    pub end: f64,
}

impl Scale {
    /// Where a value stands; what lies outside stands at the edge.
    pub fn at(self, value: f64) -> f64 {
        let width = self.high - self.low;
        let share = if width > 0.0 { ((value - self.low) / width).clamp(0.0, 1.0) } else { 0.0 };
        self.start + share * (self.end - self.start)
    }
}

/// The lower end of an axis of shares that shows all of them: a whole tenth, at most 0.8.
pub(super) fn floor(shares: impl Iterator<Item = f64>) -> f64 {
    let least = shares.fold(0.85_f64, f64::min);
    ((least * 10.0 - 0.2).floor() / 10.0).clamp(0.0, 0.8)
}

/// The shares that an axis marks from its lower end to 1: every tenth, or every fifth where they are many.
pub(super) fn marks(low: f64) -> Vec<f64> {
    let step = if low < 0.5 { 0.2 } else { 0.1 };
    let marks = std::iter::successors(Some(1.0_f64), |mark| Some(mark - step));
    marks.take_while(|mark| *mark >= low - 1e-9).collect()
}

/// A number as SVG has it: one digit after the point.
pub(super) fn number(value: f64) -> String {
    format!("{value:.1}")
}

/// A path through points.
pub(super) fn path(points: &[(f64, f64)]) -> String {
    let mut path = String::new();
    for (place, (x, y)) in points.iter().enumerate() {
        path.push_str(if place == 0 { "M" } else { "L" });
        path.push_str(&format!("{} {} ", number(*x), number(*y)));
    }
    path.trim_end().to_owned()
}

/// A whole number as a place on a chart.
pub(super) fn float(count: i64) -> f64 {
    // Charts need no more digits than this.
    f64::from(i32::try_from(count).unwrap_or(i32::MAX))
}

/// A chart with its name and, folded away, the numbers that it shows.
#[component]
pub(super) fn Chart(
    /// What is shown, read out in place of the picture.
    #[prop(into)]
    says: String,
    /// The size of the drawing: width and height.
    size: (u32, u32),
    /// The drawing.
    drawing: AnyView,
    /// What the signs mean.
    #[prop(into)]
    legend: String,
    /// The table behind it.
    children: Children,
) -> impl IntoView {
    let (width, height) = size;
    view! {
        <figure class="chart">
            <svg class="chart-drawing" viewBox=format!("0 0 {width} {height}") role="img" aria-label=says>{drawing}</svg>
            <figcaption class="aside">{legend}</figcaption>
        </figure>
        <Fold label="看数字">{children()}</Fold>
    }
}

/// A bar for a share of something, drawn beside its number.
#[component]
pub(super) fn Bar(
    /// From 0 to 1.
    share: f64,
    /// The class that gives its colour.
    #[prop(default = "bar-fill")]
    class: &'static str,
) -> impl IntoView {
    view! {
        <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect class="bar-ground" width="100" height="10"/>
            <rect class=class width=number(share.clamp(0.0, 1.0) * 100.0) height="10"/>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_keeps_what_lies_outside_at_its_edge() {
        let scale = Scale { low: 0.8, high: 1.0, start: 200.0, end: 0.0 };
        let places = [0.8, 0.9, 1.0, 0.1, 2.0].map(|value| number(scale.at(value)));
        assert_eq!(places, ["200.0", "100.0", "0.0", "200.0", "0.0"]);
        let flat = Scale { low: 1.0, high: 1.0, start: 5.0, end: 9.0 };
        assert!((flat.at(1.0) - 5.0).abs() < 1e-9);
    }

    #[test]
    fn an_axis_begins_below_everything_that_it_shows() {
        for least in [0.99, 0.81, 0.79, 0.52, 0.03, 0.0] {
            let low = floor([0.95, least].into_iter());
            assert!(low <= least && (0.0..=0.8).contains(&low), "{least}: {low}");
            assert!(!marks(low).is_empty());
        }
        assert_eq!(marks(0.8).len(), 3);
        assert_eq!(path(&[(0.0, 1.0), (2.04, 3.0)]), "M0.0 1.0 L2.0 3.0");
    }
}
