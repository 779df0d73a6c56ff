//! Before and after, side by side.

use crate::paths;
use backend::photos::Photo;
use domain::photos::PhotoKind;
use leptos::prelude::*;

/// The pictures of each round that has any, the first round first: what was to be done, and what was.
pub(super) fn pairs(photos: &[Photo]) -> Vec<(i64, Vec<Photo>, Vec<Photo>)> {
    let mut rounds: Vec<_> = photos.iter().map(|photo| photo.round).collect();
    rounds.sort_unstable();
    rounds.dedup();
    let of = |round, kind| {
        let same = photos.iter().filter(move |photo| photo.round == round && photo.kind == kind);
        same.cloned().collect()
    };
    rounds
        .into_iter()
        .map(|round| (round, of(round, PhotoKind::Before), of(round, PhotoKind::After)))
        .collect()
}

/// The pictures of one round.
#[component]
pub(super) fn Pair(
    /// How often the order had been reopened.
    round: i64,
    /// What was to be done.
    before: Vec<Photo>,
    /// What was done.
    after: Vec<Photo>,
    /// Whether somebody comes to the door for it.
    doorstep: bool,
) -> impl IntoView {
    let heading =
        (round > 0).then(|| view! { <p class="photos-round">{format!("第 {round} 次重开以后")}</p> });
    view! {
        {heading}
        <div class="photo-pair">
            <Side kind=PhotoKind::Before photos=before doorstep/>
            <Side kind=PhotoKind::After photos=after doorstep/>
        </div>
    }
}

/// The pictures of one kind: the first one large, each a link to the whole.
#[component]
fn Side(kind: PhotoKind, photos: Vec<Photo>, doorstep: bool) -> impl IntoView {
    let name = kind.name(doorstep);
    let count = photos.len();
    let pictures = photos.into_iter().enumerate().map(|(place, photo)| {
        view! {
            <li class="photo">
                <a class="photo-link" href=paths::photo(&photo.id)>
                    <img class="photo-picture" src=paths::photo(&photo.id) alt=alt(name, place, count)
                        width=photo.width height=photo.height loading="lazy"/>
                </a>
            </li>
        }
    });
    let body = if count == 0 {
        view! { <p class="photo-none">"没有照片"</p> }.into_any()
    } else {
        view! { <ul class="photo-list">{pictures.collect_view()}</ul> }.into_any()
    };
    view! { <div class="photo-side"><h3 class="photo-heading">{name}</h3>{body}</div> }
}

/// «上门前的照片，3 张里的第 1 张».
pub(super) fn alt(name: &str, place: usize, count: usize) -> String {
    match count {
        1 => format!("{name}的照片"),
        count => format!("{name}的照片，{count} 张里的第 {} 张", place + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::areas::AreaCode;
    use domain::photos::PhotoId;
    use domain::time::Timestamp;

    fn photo(rest: &str, kind: PhotoKind, round: i64) -> Photo {
        let id = PhotoId::new(AreaCode::parse("K101").unwrap(), rest);
        Photo { id, kind, round, width: 4, height: 3, added_at: Timestamp(0), may_withdraw: false }
    }

    #[test]
    fn rounds_stand_apart() {
        let all = [
            photo("a", PhotoKind::Before, 0),
            photo("b", PhotoKind::After, 0),
            photo("c", PhotoKind::After, 2),
        ];
        let shown: Vec<_> =
            pairs(&all).iter().map(|(round, before, after)| (*round, before.len(), after.len())).collect();
        assert_eq!(shown, [(0, 1, 1), (2, 0, 1)]);
        assert!(pairs(&[]).is_empty());
    }

    #[test]
    fn what_a_picture_is_called() {
        assert_eq!(alt("上门前", 0, 1), "上门前的照片");
        assert_eq!(alt("上门前", 0, 3), "上门前的照片，3 张里的第 1 张");
    }
}
