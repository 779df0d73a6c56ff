//! The stars of a year that stand, for everybody.

use super::ranks::year_words;
use crate::components::{Fold, Section};
use backend::star_rating::FinalStars;
use domain::star_rating::{RULE, STARS_RULE};
use leptos::prelude::*;

/// A community's published stars.
#[component]
pub(crate) fn PublishedStars(
    /// What is published.
    stars: FinalStars,
) -> impl IntoView {
    let FinalStars { year, stars, place, compared } = stars;
    let place = place.map(|place| format!("，全区第 {place} 名（{compared} 个社区参评）"));
    let formula = stars.stars.map(|_| format!("四个季度的平均：{}。", stars.formula()));
    view! {
        <Section title="社区党组织星级">
            <p>{format!("{year} 年：")}<b>{year_words(&stars)}</b>{place}"。"{formula}</p>
            <Fold label="星级怎么算的"><p>{RULE}</p><p>{STARS_RULE}</p></Fold>
        </Section>
    }
}
