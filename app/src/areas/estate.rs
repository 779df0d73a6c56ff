//! The field in which an estate is chosen.

use super::{ESTATES_MEANT, Estates};
use crate::components::{Assets, Field, FieldSelect, Words};
use crate::paths;
use leptos::nonce::use_nonce;
use leptos::prelude::*;

/// Fetches the script that finds estates once somebody touches the page: what makes the page readable has the network to
/// itself until then, and whoever changes nothing never fetches it.
const WAKE: &str = "{const{src}=document.currentScript.dataset,kinds=['pointerdown','focusin'],\
                    load=()=>{for(const kind of kinds)removeEventListener(kind,load);\
                    document.body.append(Object.assign(document.createElement('script'),{src}))};\
                    for(const kind of kinds)addEventListener(kind,load)}";

/// An estate, chosen from the browser's own list. With scripts it is found by typing a part of its name, in characters or
/// in pinyin (`frontend/scripts/estates.mjs`).
#[component]
pub(crate) fn EstateField(
    /// Its name, what stands in it, and what is wrong with that.
    field: Field,
    /// What it is called.
    #[prop(into)]
    label: String,
    /// The estates to choose from.
    estates: Estates,
    /// What to choose.
    #[prop(optional, into)]
    hint: Words,
    /// Whether one must be chosen.
    required: bool,
) -> impl IntoView {
    let Estates { choices, own, by_telephone } = estates;
    let telephones = by_telephone.then(|| {
        view! { <p class="way-out"><a class="text-link" href=paths::TELEPHONES>"找不到我的小区？打社区电话"</a></p> }
    });
    let own = own.map_or_else(String::new, |own| own.to_string());
    view! {
        <div class="estate" data-estates=ESTATES_MEANT data-own=own>
            <FieldSelect field label choices blank="请选小区" hint required optional=!required/>
            {telephones}
        </div>
        <script nonce=use_nonce() data-src=Assets::current().estates>{WAKE}</script>
    }
}
