//! All icons in one file: `<svg><use href="/pkg/icons.HASH.svg#NAME"/></svg>`.

use crate::bundle::published::Part;
use crate::failure::{Act, Failure};
use locale::text;
use std::fs;
use std::path::{Path, PathBuf};

/// Attributes that make sense on a drawing alone, not on a symbol among others.
const LEFT_OUT: [&str; 6] = ["xmlns", "width", "height", "class", "id", "version"];

/// Joins drawings to a sprite of symbols named as their files.
///
/// # Errors
/// [`Failure::BadInput`] when a file is no SVG drawing with a view box.
pub fn sprite(drawings: &[PathBuf]) -> Result<Vec<Part>, Failure> {
    let mut symbols = String::new();
    for path in drawings {
        let drawing = fs::read_to_string(path).map_err(Failure::io(Act::Read, path))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        symbols.push_str(&symbol(&name, &drawing).ok_or_else(|| not_a_drawing(path))?);
    }
    let sprite = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{symbols}</svg>\n");
    Ok(vec![Part { kind: "icons", stem: "icons", extension: "svg", bytes: sprite.into_bytes() }])
}

fn not_a_drawing(path: &Path) -> Failure {
    Failure::BadInput {
        path: path.display().to_string(),
        reason: text(
            "不是带 viewBox 的 SVG 图标，请换一个文件。",
            "no SVG icon with a viewBox: use another file.",
        )
        .to_owned(),
    }
}

/// One drawing as a symbol; nothing when it has no root element or no view box.
fn symbol(name: &str, drawing: &str) -> Option<String> {
    let root = &drawing[drawing.find("<svg")?..];
    let (head, rest) = root.strip_prefix("<svg")?.split_once('>')?;
    let (body, _) = rest.rsplit_once("</svg>")?;
    let attributes = attributes(head)?;
    attributes.iter().find(|(key, _)| *key == "viewBox")?;
    let kept: String = attributes
        .iter()
        .filter(|(key, _)| !LEFT_OUT.contains(key))
        .map(|(key, value)| format!(" {key}=\"{value}\""))
        .collect();
    let body: String = body.lines().map(str::trim).collect();
    Some(format!("<symbol id=\"{name}\"{kept}>{body}</symbol>"))
}

fn attributes(head: &str) -> Option<Vec<(&str, &str)>> {
    let mut found = Vec::new();
    let mut rest = head.trim();
    while !rest.is_empty() {
        let (key, after) = rest.split_once('=')?;
        let quote = after.trim_start().chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let (value, after) = after.trim_start().strip_prefix(quote)?.split_once(quote)?;
        found.push((key.trim(), value));
        rest = after.trim();
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DROPLET: &str = r#"<!-- @license lucide-static - ISC -->
<svg
  class="lucide lucide-droplet"
  xmlns="http://www.w3.org/2000/svg"
  width="24"
  height="24"
  viewBox="0 0 24 24"
  fill="none"
  stroke="currentColor"
  stroke-width="2"
>
  <path d="M12 22a7 7 0 0 0 7-7" />
</svg>
"#;

    #[test]
    fn a_drawing_becomes_a_symbol_that_keeps_its_stroke() {
        let expected = concat!(
            r#"<symbol id="droplet" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2">"#,
            r#"<path d="M12 22a7 7 0 0 0 7-7" /></symbol>"#
        );
        assert_eq!(symbol("droplet", DROPLET).as_deref(), Some(expected));
    }

    #[test]
    fn what_is_no_drawing_is_refused() {
        assert_eq!(symbol("a", "<html></html>"), None);
        assert_eq!(symbol("a", "<svg width=\"24\"><path/></svg>"), None);
        assert_eq!(symbol("a", "<svg viewBox=0><path/></svg>"), None);
    }

    #[test]
    fn the_sprite_holds_every_file() {
        let folder = tempfile::tempdir().unwrap();
        let paths = ["home", "search"].map(|name| folder.path().join(format!("{name}.svg")));
        for path in &paths {
            fs::write(path, DROPLET).unwrap();
        }
        let parts = sprite(&paths).unwrap();
        let text = String::from_utf8_lossy(&parts[0].bytes).into_owned();
        assert!(text.contains("<symbol id=\"home\"") && text.contains("<symbol id=\"search\""), "{text}");
    }
}
