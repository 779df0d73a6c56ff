//! What consoles print has both its languages side by side: no sentence is in Chinese alone.
#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use locale::is_chinese;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use std::fs;
use std::path::{Path, PathBuf};

/// Where consoles are written to.
const SOURCES: [&str; 11] = [
    "backend/examples/figures_bench/check.rs",
    "backend/examples/figures_bench/fill.rs",
    "backend/examples/figures_bench/main.rs",
    "backend/examples/figures_bench/table.rs",
    "domain/examples/dispatch_replay",
    "server/examples/orders_bench/main.rs",
    "server/examples/page_speed/main.rs",
    "server/examples/page_speed/serving.rs",
    "server/examples/page_speed/table.rs",
    "xtask/src",
    PROGRAM,
];
/// Of the program those files that use the crate; the others speak to pages, and `i18n/tests/sources.rs` looks at them.
const PROGRAM: &str = "server/src";
/// What says something in both languages: the Chinese first, the English second.
const SAYING: [&str; 3] = ["said", "text", "new"];

#[test]
fn nothing_is_said_in_chinese_alone() {
    let mut alone = Vec::new();
    let mut both = 0;
    for source in SOURCES {
        for file in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(source)) {
            let text = fs::read_to_string(&file).unwrap();
            if source == PROGRAM && !text.contains("\nuse locale::") {
                continue;
            }
            look(
                text.parse().unwrap(),
                &mut |line, words| alone.push(format!("{}:{line}: {words}", file.display())),
                &mut both,
            );
        }
    }
    assert!(both > 100, "the sources were found");
    assert!(alone.is_empty(), "said in Chinese alone:\n{}", alone.join("\n"));
}

#[test]
fn english_beside_it_is_asked_for() {
    let count = |source: &str| {
        let (mut alone, mut both) = (0, 0);
        look(source.parse().unwrap(), &mut |_, _| alone += 1, &mut both);
        (alone, both)
    };
    assert_eq!(count(r#"say(&said!("好 {x}", "well {x}")); text("好", "well")"#), (0, 2));
    assert_eq!(count(r#"say("好"); said!("好 {x}", "好"); other("好", "well")"#), (4, 0));
    assert_eq!(count(r#"#[error("好")] enum E {}"#), (1, 0));
    assert_eq!(count("/// 好\nconst A: u8 = 1; #[cfg(test)] mod tests { const B: &str = \"好\"; }"), (0, 0));
}

fn files(place: &Path) -> Vec<PathBuf> {
    if place.is_file() {
        return vec![place.to_owned()];
    }
    let entries = fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path());
    let wanted =
        |path: &PathBuf| path.is_dir() || path.extension().is_some_and(|extension| extension == "rs");
    entries.filter(wanted).filter(|path| !path.ends_with("tests.rs")).flat_map(|path| files(&path)).collect()
}

/// Counts what is said in both languages, and tells of what isn't.
fn look(source: TokenStream, alone: &mut impl FnMut(usize, &str), both: &mut usize) {
    let tokens: Vec<_> = source.into_iter().collect();
    let mut place = 0;
    while let Some(token) = tokens.get(place) {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                let attribute = tokens.get(place + 1).map(ToString::to_string).unwrap_or_default();
                if attribute.starts_with("[doc") {
                    place += 1;
                } else if attribute.replace(' ', "") == "[cfg(test)]" {
                    place += 1 + tokens[place + 1..].iter().position(ends).unwrap_or_default();
                }
            }
            TokenTree::Group(group) => match speaker(&tokens[..place]).and_then(|()| sides(group)) {
                Some(rest) => {
                    *both += 1;
                    look(rest, alone, both);
                }
                None => look(group.stream(), alone, both),
            },
            TokenTree::Literal(literal) if is_chinese(&literal.to_string()) => {
                alone(literal.span().start().line, &literal.to_string());
            }
            _ => {}
        }
        place += 1;
    }
}

/// Whether what stands before a group says something: `said!`, `text`, `Text::new`.
fn speaker(before: &[TokenTree]) -> Option<()> {
    let before = match before {
        [rest @ .., TokenTree::Punct(mark)] if mark.as_char() == '!' => rest,
        all => all,
    };
    let [.., TokenTree::Ident(name)] = before else { return None };
    SAYING.iter().any(|saying| name == saying).then_some(())
}

/// What follows a Chinese and an English literal at the beginning of a group.
fn sides(group: &Group) -> Option<TokenStream> {
    let tokens: Vec<_> = group.stream().into_iter().collect();
    let [TokenTree::Literal(chinese), TokenTree::Punct(_), TokenTree::Literal(english), rest @ ..] =
        &tokens[..]
    else {
        return None;
    };
    (is_chinese(&chinese.to_string()) && !is_chinese(&english.to_string()))
        .then(|| rest.iter().cloned().collect())
}

/// Whether an item ends here.
fn ends(token: &TokenTree) -> bool {
    match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(mark) => mark.as_char() == ';',
        _ => false,
    }
}
