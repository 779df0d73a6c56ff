//! What documents point at is there: the files and tests that they name between backticks, and where their links lead.

use super::asvs;
use super::document::{Document, beside, links};
use crate::failure::{Act, Failure};
use crate::progress::Step;
use crate::workspace::{Workspace, files_below};
use locale::{said, text};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The documents that are held to it: all of these folders, and single ones.
const FOLDERS: [&str; 3] = ["docs/security", "docs/architecture", "docs/how-to"];
const DOCUMENTS: [&str; 5] =
    ["README.md", "README.zh.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"];
/// What stands for a path where none is meant.
const PLACEHOLDER: &str = "path/to/";
/// What is made here, and not kept: it may be there or not.
const MADE: [&str; 4] =
    ["target", "end2end/results", "end2end/node_modules", "end2end/bench/vue-baseline/node_modules"];
/// How a name ends that is a file's even where it does not begin at the root.
const KINDS: [&str; 9] = ["rs", "md", "mjs", "sql", "toml", "conf", "css", "csv", "po"];

/// Looks at every document.
///
/// # Errors
/// [`Failure::CommandFailed`] with one line for each fault; a file that can't be read.
pub fn check(workspace: &Workspace, step: &Step) -> Result<(), Failure> {
    let project = Project::at(workspace.file(""))?;
    let documents = project.documents()?;
    let mut faults = Vec::new();
    let mut references = 0;
    for document in &documents {
        references += project.look(document, &mut faults);
    }
    faults.extend(asvs::faults(&documents));
    step.remark(said!("{references} 处", "{references} references"));
    if faults.is_empty() {
        return Ok(());
    }
    Err(Failure::CommandFailed {
        command: text("文档里的出处都在", "what documents point at is there").to_owned(),
        output: faults.join("\n"),
    })
}

/// Where the project is, and all files of it by their paths from its root.
struct Project {
    root: PathBuf,
    files: BTreeSet<String>,
}

impl Project {
    fn at(root: PathBuf) -> Result<Self, Failure> {
        let mut files = BTreeSet::new();
        for entry in fs::read_dir(&root).map_err(Failure::io(Act::Read, &root))? {
            let path = entry.map_err(Failure::io(Act::Read, &root))?.path();
            let foreign = [".git", "target"].iter().any(|name| path.ends_with(name));
            let found = match path.is_dir() {
                true if foreign => Vec::new(),
                true => files_below(&path, "")?,
                false => vec![path],
            };
            let from_root = |path: PathBuf| path.strip_prefix(&root).ok()?.to_str().map(str::to_owned);
            files.extend(found.into_iter().filter_map(from_root).filter(|path| !is_made(path)));
        }
        Ok(Self { root, files })
    }

    fn documents(&self) -> Result<Vec<Document>, Failure> {
        let wanted = |path: &&String| {
            let folder = FOLDERS.iter().any(|folder| Path::new(path).starts_with(folder));
            (folder && path.ends_with(".md")) || DOCUMENTS.contains(&path.as_str())
        };
        let read = |path: &String| {
            let file = self.root.join(path);
            let text = fs::read_to_string(&file).map_err(Failure::io(Act::Read, &file))?;
            Ok(Document { path: path.clone(), text })
        };
        self.files.iter().filter(wanted).map(read).collect()
    }

    /// Adds the faults of a document; how many references it has.
    fn look(&self, document: &Document, faults: &mut Vec<String>) -> usize {
        let mut references = 0;
        for (number, line) in document.lines() {
            // What stands between backticks has odd places.
            let parts: Vec<_> = line.split('`').collect();
            let mut found: Vec<_> =
                parts.iter().skip(1).step_by(2).filter_map(|token| self.named(token)).collect();
            if parts.len() % 2 == 0 {
                found.push(Err(text("反引号不成对", "a backtick without its second").to_owned()));
            }
            let prose = parts.iter().step_by(2).copied().collect::<Vec<_>>().join("`");
            found.extend(links(&prose).filter_map(|target| self.linked(document, target)));
            references += found.len();
            faults
                .extend(found.into_iter().filter_map(Result::err).map(|what| document.fault(number, &what)));
        }
        references
    }

    /// What a token names: nothing of the project, something that is there, or a fault.
    fn named(&self, token: &str) -> Option<Result<(), String>> {
        let (path, name) = token.split_once("::").map_or((token, None), |(path, name)| (path, Some(name)));
        let (top, _) = path.split_once('/')?;
        let is_path = path.chars().all(|sign| sign.is_ascii_alphanumeric() || "_-./".contains(sign));
        if !is_path || path.starts_with(PLACEHOLDER) || is_made(path) {
            return None;
        }
        let path = path.trim_end_matches('/');
        let kind = Path::new(path).extension().and_then(|kind| kind.to_str()).unwrap_or_default();
        let found = if self.is_there(top) && !top.is_empty() {
            self.is_there(path).then(|| path.to_owned())
        } else if KINDS.contains(&kind) {
            // Below the sources of a crate that the document is about.
            let end = format!("/{path}");
            self.files.iter().find(|file| file.ends_with(&end)).cloned()
        } else {
            return None;
        };
        let Some(path) = found else {
            return Some(Err(said!("没有 {path}", "there is no {path}")));
        };
        let missing = name.filter(|name| {
            let source = fs::read_to_string(self.root.join(&path)).unwrap_or_default();
            !["(", "<"].iter().any(|end| source.contains(&format!("fn {name}{end}")))
        });
        Some(missing.map_or(Ok(()), |name| Err(said!("{path} 里没有 fn {name}", "{path} has no fn {name}"))))
    }

    /// Where a link leads: out of the project, to something that is there, or a fault.
    fn linked(&self, document: &Document, target: &str) -> Option<Result<(), String>> {
        if target.contains("://") || target.starts_with("mailto:") {
            return None;
        }
        let (path, anchor) =
            target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
        let path = if path.is_empty() { Some(document.path.clone()) } else { beside(&document.path, path) };
        let Some(path) = path.filter(|path| self.is_there(path)) else {
            return Some(Err(said!("链接 {target} 没有目标", "the link {target} leads nowhere")));
        };
        let missing = anchor.filter(|anchor| {
            let text = fs::read_to_string(self.root.join(&path)).unwrap_or_default();
            !Document { path: path.clone(), text }.anchors().contains(*anchor)
        });
        let fault = |anchor| said!("{path} 里没有标题 #{anchor}", "{path} has no heading #{anchor}");
        Some(missing.map_or(Ok(()), |anchor| Err(fault(anchor))))
    }

    /// Whether a file or a folder has this path.
    fn is_there(&self, path: &str) -> bool {
        let below = format!("{path}/");
        self.files.contains(path)
            || self.files.range(below.clone()..).next().is_some_and(|file| file.starts_with(&below))
    }
}

fn is_made(path: &str) -> bool {
    MADE.iter().any(|made| Path::new(path).starts_with(made))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told of a document in a project of three files.
    fn faults(text: &str) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let files = [
            ("app/src/orders/act.rs", "fn is_known() {}\nfn of<T>() {}\n// is_said\n"),
            ("docs/security/data.md", "# Data\n## Who *sees* `it`, and when\n```\n# No heading\n```\n"),
            ("README.md", "# Read me\n"),
        ];
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let project = Project::at(folder.path().to_owned()).unwrap();
        assert_eq!(project.documents().unwrap().len(), 2);
        let mut faults = Vec::new();
        project.look(&Document { path: "docs/security/README.md".into(), text: text.into() }, &mut faults);
        faults
    }

    #[test]
    fn a_file_that_is_named_is_there() {
        let well = "`app/src/orders/act.rs` `app/src/orders` `app/` `orders/act.rs` `data.md` `/figures` `a/b` \
                    `path/to/file.rs::name` `target/site` `app/src/{a,b}.rs` `git show app/x.rs`\n\
                    ```\n`app/none.rs`\n```\n";
        assert_eq!(faults(well), Vec::<String>::new());
        let at = |line, what| format!("docs/security/README.md:{line}：{what}");
        assert_eq!(
            faults("\n`app/src/act.rs` and `app/src/orders/act`\n`orders/acts.rs`\nan `odd one\n"),
            [
                at(2, "没有 app/src/act.rs"),
                at(2, "没有 app/src/orders/act"),
                at(3, "没有 orders/acts.rs"),
                at(4, "反引号不成对")
            ]
        );
    }

    #[test]
    fn a_test_that_is_named_is_a_function_of_its_file() {
        let well = "`app/src/orders/act.rs::is_known`, `orders/act.rs::of`";
        assert_eq!(faults(well), Vec::<String>::new());
        let said = "`app/src/orders/act.rs::is_said`";
        assert_eq!(faults(said), ["docs/security/README.md:1：app/src/orders/act.rs 里没有 fn is_said"]);
        assert_eq!(faults("`orders/act.rs::is_know`").len(), 1, "a part of a name");
    }

    #[test]
    fn a_link_leads_to_a_file_and_its_heading() {
        let well = "[a](data.md) [b](../../README.md#read-me) ![c](../security) [d](https://example.org/x.md#y)\n\
                    [e](data.md#who-sees-it-and-when) `[f](none.md)` [`g`](data.md \"title\")\n";
        assert_eq!(faults(well), Vec::<String>::new());
        let at = |line, what| format!("docs/security/README.md:{line}：{what}");
        assert_eq!(
            faults("[a](none.md)\n[b](../../../README.md)\n[c](data.md#no-heading)\n"),
            [
                at(1, "链接 none.md 没有目标"),
                at(2, "链接 ../../../README.md 没有目标"),
                at(3, "docs/security/data.md 里没有标题 #no-heading")
            ]
        );
    }
}
