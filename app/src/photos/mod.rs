//! Pictures of an order: those that stand, side by side, and the ways to add one and to take one back.
//!
//! Adding works as a plain form that sends files as they are. With scripts, `frontend/scripts/photos.mjs` makes them small first
//! and sends them one by one; there they can be chosen before the order is placed, too.

mod add;
mod field;
mod pair;
mod section;
mod withdraw;
mod within;

pub(crate) use field::PhotoField;
pub(crate) use section::{Looking, PhotoSection};
pub use withdraw::{WithdrawForm, WithdrawPhoto, withdraw_photo};
pub use within::ADDED_WITHIN;
pub(crate) use within::PhotosWithin;

use crate::components::Assets;
use leptos::prelude::*;

/// What a camera or an album gives; a server that can't read one says so.
const PICTURES: &str = "image/*";

/// The script that makes pictures small and sends them, on the pages where some can be added.
#[component]
fn PhotoScript() -> impl IntoView {
    view! { <script type="module" src=Assets::current().photos></script> }
}
