//! Pictures: one icon of the sprite, and the product's mark.

use super::Assets;
use leptos::prelude::*;

/// One icon of the sprite, as large as the text beside it and in its colour.
///
/// It is hidden from screen readers: the words beside it say what it means.
#[component]
pub fn Icon(
    /// The icon's name: a file of `style/icons`, without its ending.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let href = format!("{}#{name}", Assets::current().icons);
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <use href=href></use>
        </svg>
    }
}

/// The product's mark: a tick that ends in a dot, on calm red.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <rect class="mark-ground" width="32" height="32" rx="9"></rect>
            <path class="mark-tick" d="M8 17.2l5.4 5.3L22 13"></path>
            <circle class="mark-dot" cx="24.2" cy="8.6" r="2.6"></circle>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn every_category_has_its_icon() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let categories = std::fs::read_to_string(root.join("data/categories.csv")).expect("the categories");
        for line in categories.lines().skip(1) {
            let icon = line.split(',').nth(4).expect("the column of icons");
            assert!(root.join(format!("style/icons/{icon}.svg")).is_file(), "{icon} is missing: {line}");
        }
    }
}
