//! Adding pictures to an order.

use super::section::Looking;
use super::{PICTURES, PhotoScript};
use crate::components::{ButtonKind, Form, SubmitButton};
use crate::context::backend;
use crate::paths;
use domain::photos::PhotoKind;
use leptos::prelude::*;

/// The form that adds pictures. With scripts, choosing them is enough.
#[component]
pub(super) fn AddPhotos(
    /// What they will show.
    kind: PhotoKind,
    /// How many more there may be.
    room: usize,
    /// Who adds them, and to which order.
    looking: Looking,
) -> impl IntoView {
    let token = backend().map(|backend| backend.entropy.token()).unwrap_or_default();
    let name = kind.name(looking.doorstep);
    let hint = match kind {
        PhotoKind::Before => format!("让来的人先看看，还能放 {room} 张。只有来办的人、社区和上级看得到"),
        PhotoKind::After => format!("居民看得到，还能放 {room} 张。别拍到人脸和证件"),
    };
    let view = looking.viewpoint.name();
    let number = looking.number;
    // In the address the server reads it before it reads the pictures.
    let words = [("back", looking.back.as_str()), ("number", &number), ("view", view), ("token", &token)];
    let action = paths::with(paths::PHOTOS_ADD, &words);
    let class = if looking.within { "photo-add photo-add-scripted" } else { "photo-add" };
    view! {
        <div class=class data-photos-number=number data-photos-view=view data-photos-most=room>
            <Form action files=true>
                <div class="field">
                    <label class="field-label" for="photo">{format!("加{name}的照片")}</label>
                    <p class="field-hint" id="photo-hint">{hint}</p>
                    <input class="photo-input" type="file" id="photo" name="photo" accept=PICTURES multiple=true
                        aria-describedby="photo-hint"/>
                </div>
                <ul class="photo-waiting" aria-label="正在传的照片" hidden=true></ul>
                <p class="photo-status" role="status"></p>
                <SubmitButton label="加照片" kind=ButtonKind::Plain icon="camera"/>
            </Form>
            <PhotoScript/>
        </div>
    }
}
