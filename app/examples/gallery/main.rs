//! Writes the style gallery and some sample screens as HTML files, to look at without a server:
//! `cargo run -p app --features ssr --example gallery -- FOLDER` (target/gallery if none is named).
//! The files expect the bundle's stylesheet and icons under `/pkg` of whatever serves the folder.

mod resident;
mod staff;

use app::components::{Shell, StyleGallery};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use std::path::{Path, PathBuf};

/// A page by its name.
type Page = (&'static str, fn() -> AnyView);

/// Renders one page as a whole document, in standard and in elder mode, and writes both.
fn write(folder: &Path, name: &str, page: fn() -> AnyView) -> std::io::Result<()> {
    for (elder, ending) in [(false, ""), (true, "-elder")] {
        let html = Owner::new().with(|| {
            provide_meta_context();
            view! { <Shell elder>{page()}</Shell> }.to_html()
        });
        // The server puts the pages' own titles here; these files make do with their names.
        let html = html.replace("<!--HEAD-->", &format!("<title>{name}</title>"));
        std::fs::write(folder.join(format!("{name}{ending}.html")), html)?;
    }
    Ok(())
}

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).map_or_else(|| PathBuf::from("target/gallery"), PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    let pages: [Page; 9] = [
        ("style", || view! { <StyleGallery/> }.into_any()),
        ("home", || view! { <resident::Home/> }.into_any()),
        ("large-home", || view! { <resident::LargeHome/> }.into_any()),
        ("service", || view! { <resident::Service/> }.into_any()),
        ("place", || view! { <resident::PlaceOrder/> }.into_any()),
        ("order", || view! { <resident::Order/> }.into_any()),
        ("jobs", || view! { <staff::Jobs/> }.into_any()),
        ("desk", || view! { <staff::Desk/> }.into_any()),
        ("people", || view! { <staff::People/> }.into_any()),
    ];
    pages.into_iter().try_for_each(|(name, page)| write(&folder, name, page))
}
