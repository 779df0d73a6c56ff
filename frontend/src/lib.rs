//! The WebAssembly entry: wakes the islands of the page that the server rendered.

// The islands export themselves; naming the crate is what links them in.
use app as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page's script once the module is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
