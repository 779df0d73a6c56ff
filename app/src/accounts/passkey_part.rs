//! A form that goes on only with a passkey, and what its script needs. Without scripts there are no passkeys: then the form
//! doesn't show.

use crate::components::Assets;
use leptos::prelude::*;

/// What a browser is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PasskeyCeremony {
    /// To make a passkey.
    Create,
    /// To use one.
    Get,
}

impl PasskeyCeremony {
    /// The function of `navigator.credentials`.
    fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Get => "get",
        }
    }
}

/// What shows where the browser has passkeys; inside is a form with a field `credential`.
#[component]
pub(super) fn PasskeyPart(
    /// What the browser is asked to do.
    ceremony: PasskeyCeremony,
    /// What it is asked for.
    options: String,
    children: Children,
) -> impl IntoView {
    let without = (ceremony == PasskeyCeremony::Create).then(|| {
        view! { <p data-passkey-without="">"这个浏览器用不了通行密钥，请换手机或电脑自带的浏览器，从这里再来一次。"</p> }
    });
    view! {
        {without}
        <div data-passkey=ceremony.name() data-options=options hidden=true>{children()}</div>
        <script src=Assets::current().passkeys defer=true></script>
    }
}
