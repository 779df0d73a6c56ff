//! Adding pictures in the middle of another form, where there are no scripts.

use super::PICTURES;
use crate::components::{Fold, Icon};
use crate::context::backend;
use crate::paths;
use backend::orders::Viewpoint;
use leptos::prelude::*;

/// Stands in `AppError::code` where pictures were added from within a form, which comes back to be sent itself.
pub const ADDED_WITHIN: &str = "photo.added_within";

/// Pictures that are sent by a button of the form around them, with all that has been typed into it: the page comes back
/// with that still in it. It stands last in its form, whose own button comes first for the key Enter. With scripts it
/// is not shown, since they send pictures by themselves.
#[component]
pub(crate) fn PhotosWithin(
    /// The order's number.
    number: String,
    /// The page of the form.
    back: String,
) -> impl IntoView {
    let token = backend().map(|backend| backend.entropy.token()).unwrap_or_default();
    let view = Viewpoint::Role.name();
    let words = [("back", back.as_str()), ("number", &number), ("view", view), ("token", &token)];
    let action = paths::with(paths::PHOTOS_ADD, &words);
    view! {
        <div class="photo-within">
            <Fold label="加一张照片">
                <div class="field">
                    <label class="field-label" for="photo-within">"办完后的照片"</label>
                    <p class="field-hint" id="photo-within-hint">"先加照片，写好的字都留着；加完再点“完成”"</p>
                    <input class="photo-input" type="file" id="photo-within" name="photo" accept=PICTURES multiple=true
                        aria-describedby="photo-within-hint"/>
                </div>
                <button class="button button-plain" type="submit" formaction=action
                    formenctype="multipart/form-data">
                    <Icon name="camera"/>
                    <span>"加照片"</span>
                </button>
            </Fold>
        </div>
    }
}
