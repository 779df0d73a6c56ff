//! Choosing pictures while an order form is filled in.

use super::{PICTURES, PhotoScript};
use crate::components::Icon;
use crate::paths;
use domain::photos::PHOTOS_MOST;
use leptos::prelude::*;

/// Pictures that go with an order. They are sent by themselves while the form is filled in, so it takes scripts; without
/// them one reads when there will be a way.
#[component]
pub(crate) fn PhotoField(
    /// The form's token.
    token: String,
    /// The names of those that have been sent with it before.
    sent: Vec<String>,
    /// Whether the service asks for a picture.
    wanted: bool,
) -> impl IntoView {
    let none = sent.is_empty();
    let sent = sent.into_iter().enumerate().map(|(place, id)| {
        let alt = format!("要加的照片 {}", place + 1);
        view! {
            <li class="photo-sent" data-draft=id.clone()>
                <img class="photo-picture" src=paths::photo_draft(&id) alt=alt/>
            </li>
        }
    });
    let later = if wanted {
        "点完单，请在工单里加一张照片，来的人好准备。"
    } else {
        "想加照片的话，点完单在工单里加。"
    };
    let hint =
        if wanted { "拍张照片，来的人好准备。" } else { "拍一下，来的人好准备。" };
    view! {
        <div class="field photo-ask" data-photos-token=token data-photos-most=PHOTOS_MOST hidden=true>
            <p class="field-label" id="photo-label">
                "照片"
                {(!wanted).then(|| view! { <span class="field-need">"不加也行"</span> })}
            </p>
            <p class="field-hint" id="photo-hint">{format!("{hint}最多 {PHOTOS_MOST} 张，只有来办的人、社区和上级看得到")}</p>
            <ul class="photo-waiting" aria-label="要加的照片" hidden=none>{sent.collect_view()}</ul>
            <label class="button button-plain photo-choose">
                <Icon name="camera"/>
                <span>"加照片"</span>
                <input class="photo-input" type="file" accept=PICTURES multiple=true aria-describedby="photo-hint"/>
            </label>
            <p class="photo-status" role="status"></p>
        </div>
        <p class="photo-later field-hint">{later}</p>
        <PhotoScript/>
    }
}
