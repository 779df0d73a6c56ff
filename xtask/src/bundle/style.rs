//! The two style sheets, everybody's and the desks', out of `style/main.css` and `style/desk.css` and all that they import, by esbuild.

use crate::bundle::published::Part;
use crate::bundle::{TARGET, read};
use crate::failure::Failure;
use crate::process;
use crate::progress::Step;
use crate::setup;
use crate::workspace::Workspace;
use std::path::Path;

/// What esbuild only warns of: a sheet with a mistake must not go out.
const MISTAKES: [&str; 4] =
    ["css-syntax-error", "invalid-@layer", "unsupported-css-property", "unsupported-css-nesting"];

/// Joins, lowers and minifies the project's style sheets.
///
/// # Errors
/// What esbuild wrote, with file, line and column.
pub fn bundle(workspace: &Workspace, step: &Step, esbuild: &Path) -> Result<Vec<Part>, Failure> {
    let sheet = |entry| compile(workspace, step, esbuild, &workspace.file(entry));
    Ok(vec![
        Part { kind: "css", stem: "diandiantong", extension: "css", bytes: sheet("style/main.css")? },
        Part { kind: "desk", stem: "desk", extension: "css", bytes: sheet("style/desk.css")? },
    ])
}

fn compile(workspace: &Workspace, step: &Step, esbuild: &Path, entry: &Path) -> Result<Vec<u8>, Failure> {
    let out = workspace.target("bundle/main.css");
    let mut command = workspace.command(setup::node()?);
    command.arg(esbuild).arg(entry).args(["--bundle", "--minify", "--charset=utf8", "--log-level=warning"]);
    command.arg(TARGET).args(MISTAKES.map(|mistake| format!("--log-override:{mistake}=error")));
    process::run(step, command.arg(format!("--outfile={}", out.display())))?;
    read(&out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::Progress;
    use crate::setup::npm;
    use crate::title::Title;
    use std::fs;

    fn compiled(files: &[(&str, &str)]) -> Result<String, Failure> {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            fs::write(folder.path().join(name), content).unwrap();
        }
        let workspace = Workspace::find();
        let css = Progress::on(Box::new(std::io::sink()), false).step(Title::Style, |step| {
            let tools = npm::ensure_bundle_tools(&workspace, step)?;
            compile(&workspace, step, &tools.esbuild, &folder.path().join("main.css"))
        })?;
        Ok(String::from_utf8(css).unwrap())
    }

    #[test]
    fn imports_are_joined_nesting_is_lowered_and_a_mistake_names_its_place() {
        let css = compiled(&[
            ("main.css", "@import \"./tokens.css\"; .card { color: var(--red); & .title { margin: 0 } }"),
            ("tokens.css", ":root { --red: #c7000b; }"),
        ])
        .unwrap();
        assert_eq!(css.trim(), ":root{--red: #c7000b}.card{color:var(--red)}.card .title{margin:0}");

        let failure = compiled(&[("main.css", ".a { color: red }\n.b { : 1px }")]).unwrap_err();
        assert!(failure.output().is_some_and(|output| output.contains("main.css:2:5")), "{failure}");
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
}
