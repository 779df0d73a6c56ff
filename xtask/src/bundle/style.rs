//! One style sheet out of `style/main.css` and all that it imports.

use crate::bundle::published::Part;
use crate::failure::Failure;
use crate::workspace::Workspace;
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::error::Error;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};
use std::fmt::Display;
use std::path::Path;

/// The oldest Chrome that is served, as lightningcss writes versions.
pub const CHROME: u32 = 87 << 16;
/// The oldest Safari.
pub const SAFARI: u32 = 14 << 16;

/// Joins, lowers and minifies the project's style sheets.
///
/// # Errors
/// [`Failure::BadInput`] naming file, line and column.
pub fn bundle(workspace: &Workspace) -> Result<Vec<Part>, Failure> {
    let css = compile(&workspace.file("style/main.css"))?;
    Ok(vec![Part { kind: "css", stem: "diandiantong", extension: "css", bytes: css.into_bytes() }])
}

fn compile(entry: &Path) -> Result<String, Failure> {
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler.bundle(entry).map_err(|error| refused(entry, &error))?;
    let targets = targets();
    let options = MinifyOptions { targets, ..MinifyOptions::default() };
    sheet.minify(options).map_err(|error| refused(entry, &error))?;
    let printed = sheet.to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() });
    printed.map(|result| result.code).map_err(|error| refused(entry, &error))
}

fn refused<T: Display>(entry: &Path, error: &Error<T>) -> Failure {
    let path = error.loc.as_ref().map_or_else(
        || entry.display().to_string(),
        // Lines are counted from 0 there.
        |place| format!("{}:{}:{}", place.filename, place.line + 1, place.column),
    );
    Failure::BadInput { path, reason: format!("样式有错，请改正：{}", error.kind) }
}

/// The browsers of 2020, which still run inside chat applications on old phones.
fn targets() -> Targets {
    Targets::from(Browsers {
        android: Some(CHROME),
        chrome: Some(CHROME),
        edge: Some(CHROME),
        ios_saf: Some(SAFARI),
        safari: Some(SAFARI),
        ..Browsers::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn compiled(files: &[(&str, &str)]) -> Result<String, Failure> {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            fs::write(folder.path().join(name), content).unwrap();
        }
        compile(&folder.path().join("main.css"))
    }

    #[test]
    fn imports_are_joined_and_nesting_is_lowered() {
        let css = compiled(&[
            ("main.css", "@import \"./tokens.css\"; .card { color: var(--red); & .title { margin: 0 } }"),
            ("tokens.css", ":root { --red: #c7000b; }"),
        ])
        .unwrap();
        assert_eq!(css, ":root{--red:#c7000b}.card{color:var(--red)}.card .title{margin:0}");
    }

    #[test]
    fn the_installed_application_has_the_colours_of_the_pages() {
        let workspace = Workspace::find();
        let read = |path| fs::read_to_string(workspace.file(path)).unwrap();
        let (manifest, tokens) = (read("style/public/manifest.webmanifest"), read("style/tokens.css"));
        for (key, token) in [("theme_color", "--red"), ("background_color", "--ground")] {
            let (_, value) = manifest.split_once(&format!("\"{key}\": \"")).unwrap();
            let (colour, _) = value.split_once('"').unwrap();
            assert!(tokens.contains(&format!("{token}: {colour};")), "{key} {colour}");
        }
    }

    #[test]
    fn a_mistake_names_its_place() {
        let sentence = compiled(&[("main.css", ".a { color: }\n@import nowhere")]).unwrap_err().to_string();
        assert!(sentence.contains("main.css:2:8"), "{sentence}");
    }
}
