//! The pictures of an order on its page.

use super::add::AddPhotos;
use super::pair::{Pair, pairs};
use super::withdraw::Withdraw;
use crate::components::{Notice, Section};
use backend::orders::Viewpoint;
use backend::photos::OrderPhotos;
use domain::photos::PhotoKind;
use leptos::prelude::*;

/// Who looks at the pictures of which order, from where.
#[derive(Clone, Debug)]
pub(crate) struct Looking {
    /// The order's number.
    pub(crate) number: String,
    /// Whether somebody comes to the door for it.
    pub(crate) doorstep: bool,
    /// From which side.
    pub(crate) viewpoint: Viewpoint,
    /// The page to come back to.
    pub(crate) back: String,
    /// Whether a form of the same page has [`PhotosWithin`](super::PhotosWithin) for those without scripts.
    pub(crate) within: bool,
}

/// The pictures of an order side by side, and what the viewer can do about them; nothing where there is neither.
#[component]
pub(crate) fn PhotoSection(
    /// The pictures.
    photos: OrderPhotos,
    /// Who looks at them.
    looking: Looking,
) -> impl IntoView {
    let nothing = photos.photos.is_empty() && photos.withdrawn == 0 && photos.addable.is_none();
    (!nothing).then(|| {
        let pairs = pairs(&photos.photos).into_iter().map(|(round, before, after)| {
            view! { <Pair round before after doorstep=looking.doorstep/> }
        });
        let pairs = pairs.collect_view();
        let withdrawn = (photos.withdrawn > 0)
            .then(|| view! { <p class="photos-note">{format!("撤下过 {} 张", photos.withdrawn)}</p> });
        let wanted = photos.wanted.then(|| view! { <Notice title=wanted_words(photos.addable)/> });
        let own: Vec<_> = photos.photos.iter().filter(|photo| photo.may_withdraw).cloned().collect();
        let withdraw = view! { <Withdraw own looking=looking.clone()/> };
        let add = photos.addable.map(|kind| {
            view! { <AddPhotos kind room=photos.room looking/> }
        });
        view! {
            <Section title="照片">
                <div class="photos">{wanted}{pairs}{withdrawn}{add}{withdraw}</div>
            </Section>
        }
    })
}

/// The service asks for a picture.
fn wanted_words(kind: Option<PhotoKind>) -> &'static str {
    match kind {
        Some(PhotoKind::After) => "这项服务要拍照：办完请拍一张",
        _ => "这项服务拍张照片，来的人好准备",
    }
}
