//! Documents, as far as the checks read Markdown.

use locale::said;
use std::collections::BTreeSet;

/// A document of the project.
pub struct Document {
    /// Its path from the root.
    pub path: String,
    /// What it says.
    pub text: String,
}

impl Document {
    /// Its lines and their numbers, from 1, but for those between fences.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut fenced = false;
        self.text.lines().enumerate().filter_map(move |(index, line)| {
            let fence = line.trim_start().starts_with("```");
            fenced ^= fence;
            (!fenced && !fence).then_some((index + 1, line))
        })
    }

    /// A fault of a line, as it is told.
    pub fn fault(&self, line: usize, what: &str) -> String {
        said!("{}:{line}：{what}", "{}:{line}: {what}", self.path)
    }

    /// The anchors of its headings, as they are made where Markdown is shown.
    pub fn anchors(&self) -> BTreeSet<String> {
        let kept = |sign: &char| sign.is_alphanumeric() || "-_".contains(*sign);
        let anchor =
            |heading: &str| heading.trim().to_lowercase().replace(' ', "-").chars().filter(kept).collect();
        let headings = self.lines().filter(|(_, line)| line.starts_with('#'));
        headings.map(|(_, line)| anchor(line.trim_start_matches('#'))).collect()
    }
}

/// The targets of the links in a line.
pub fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next())
}

/// A relative path as one from the root; `None` where it leads out of it.
pub fn beside(document: &str, path: &str) -> Option<String> {
    let mut way: Vec<_> = document.split('/').collect();
    way.pop();
    for part in path.trim_end_matches('/').split('/') {
        match part {
            "." => {}
            ".." => drop(way.pop()?),
            part => way.push(part),
        }
    }
    Some(way.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_fences_is_no_text() {
        let text = "# The *first* `one`, and 第二\n```\n# Code\n```\nA line\n".to_owned();
        let document = Document { path: "README.md".into(), text };
        let lines: Vec<_> = document.lines().map(|(number, _)| number).collect();
        assert_eq!(lines, [1, 5]);
        assert_eq!(document.anchors(), ["the-first-one-and-第二".to_owned()].into());
        assert_eq!(document.fault(5, "none"), "README.md:5：none");
    }

    #[test]
    fn a_link_is_taken_from_where_it_stands() {
        let all: Vec<_> = links("[a](b.md) and ![c](../d.png \"title\") (no) [e]").collect();
        assert_eq!(all, ["b.md", "../d.png"]);
        assert_eq!(beside("docs/security/a.md", "../b/./c.md").as_deref(), Some("docs/b/c.md"));
        assert_eq!(beside("a.md", "../b.md"), None);
    }
}
