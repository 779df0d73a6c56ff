//! The catalogue against the source: every sentence of the program is in it, and nothing else.
#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use polib::po_file;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Where the sentences stand that people read on pages.
const SOURCES: [&str; 5] = ["app/src", "backend/src", "domain/src", "server/src", "statistics/src"];
/// By what a file of the program says that it speaks to consoles: there both languages stand side by side, and
/// `locale/tests/sides.rs` looks at them.
const SPEAKS_TO_CONSOLES: &str = "\nuse locale::";
/// Samples of every part of a page, which the demo alone shows.
const SAMPLES: &str = "gallery";
/// Where sentences have no English: they are held against what people type, and nobody reads them, or they say a
/// language in itself.
const UNREAD: [&str; 7] = [
    "app/src/telephones/call.rs",
    "backend/src/recurring/form.rs",
    "domain/src/accounts/locale.rs",
    "domain/src/accounts/phone/read.rs",
    "domain/src/catalogue/search/filler.rs",
    "domain/src/dispatch/skill.rs",
    "domain/src/typed/",
];
/// Attributes whose texts are read: what errors say, and what a part of a page says by itself.
const SAYING: [&str; 2] = ["[error", "[prop"];

/// Sentences, and the files in which they stand.
type Sentences = BTreeMap<String, BTreeSet<PathBuf>>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn every_sentence_of_the_source_is_in_the_catalogue_and_nothing_else() {
    let mut sentences = Sentences::new();
    for folder in SOURCES {
        read_folder(&root().join(folder), &mut sentences);
    }
    assert!(sentences.len() > 1000, "the source was found");
    let known: BTreeSet<String> = messages("i18n/en/pages.po").into_iter().map(|(known, _)| known).collect();
    // Both at once: what was changed stands among the new, and as it was among the old.
    let missing: Vec<_> = sentences.iter().filter(|(sentence, _)| !known.contains(*sentence)).collect();
    let left: Vec<_> = known.iter().filter(|sentence| !sentences.contains_key(*sentence)).collect();
    assert!(
        missing.is_empty() && left.is_empty(),
        "i18n/en/pages.po lacks: {missing:#?}, and has what is said nowhere: {left:#?}"
    );
}

#[test]
fn every_sentence_that_people_read_has_its_english() {
    let mut sentences = Sentences::new();
    for folder in SOURCES {
        read_folder(&root().join(folder), &mut sentences);
    }
    let untranslated = messages("i18n/en/pages.po").into_iter().filter(|(_, words)| words.is_empty());
    let untranslated: Vec<_> = untranslated.map(|(sentence, _)| sentence).collect();
    let paths: Vec<_> = untranslated
        .iter()
        .flat_map(|sentence| sentences.get(sentence).into_iter().flatten().map(move |path| (sentence, path)))
        .collect();
    let is_read = |path: &Path| !UNREAD.iter().any(|unread| stands_in(path, unread));
    let read: Vec<_> = paths.iter().filter(|(_, path)| is_read(path)).collect();
    assert!(read.is_empty(), "no English in i18n/en/pages.po: {read:#?}");
    let is_idle = |unread: &&str| !paths.iter().any(|(_, path)| stands_in(path, unread));
    let idle: Vec<&str> = UNREAD.into_iter().filter(is_idle).collect();
    assert!(idle.is_empty(), "everything there has its English: {idle:?}");
}

#[test]
fn every_sentence_of_the_scripts_is_in_their_catalogue_and_nothing_else() {
    let mut sentences = BTreeSet::new();
    for entry in fs::read_dir(root().join("frontend/scripts")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "mjs") {
            let source = fs::read_to_string(&path).unwrap();
            // Sentences stand between single quotes, comments in guillemets.
            let quoted = source.lines().filter(|line| !line.trim_start().starts_with(['/', '*']));
            let quoted = quoted
                .flat_map(|line| line.split('\'').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>());
            sentences.extend(quoted.filter(|sentence| sentence.chars().any(is_chinese)));
        }
    }
    let known = messages("i18n/en/scripts.po");
    assert!(known.iter().all(|(_, words)| !words.is_empty()), "a script is read by everybody");
    assert_eq!(known.into_iter().map(|(sentence, _)| sentence).collect::<BTreeSet<_>>(), sentences);
}

/// Whether a file is one of the sources, or stands below a folder of theirs.
fn stands_in(path: &Path, source: &str) -> bool {
    path.to_string_lossy().contains(source)
}

/// The sentences of a catalogue with what they become.
fn messages(file: &str) -> Vec<(String, String)> {
    let text = fs::read_to_string(root().join(file)).unwrap();
    let catalogue = po_file::parse_from_reader(text.as_bytes()).unwrap();
    catalogue.messages().map(|one| (one.msgid().to_owned(), one.msgstr().unwrap().to_owned())).collect()
}

fn read_folder(folder: &Path, sentences: &mut Sentences) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name == SAMPLES {
            continue;
        }
        if path.is_dir() && name != "tests" {
            read_folder(&path, sentences);
        } else if name.ends_with(".rs") && name != "tests.rs" {
            let source = fs::read_to_string(&path).unwrap();
            if !(stands_in(&path, "server/src") && source.contains(SPEAKS_TO_CONSOLES)) {
                read_tokens(source.parse().unwrap(), &path, sentences);
            }
        }
    }
}

fn read_tokens(source: TokenStream, path: &Path, sentences: &mut Sentences) {
    let mut tokens = source.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            // Documentation and other attributes; what is only tested is left out with its attribute.
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                if matches!(tokens.peek(), Some(TokenTree::Punct(inner)) if inner.as_char() == '!') {
                    tokens.next();
                }
                let attribute = tokens.next_if(
                    |next| matches!(next, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket),
                );
                let attribute =
                    attribute.map(|attribute| (attribute.to_string().replace(' ', ""), attribute));
                match attribute {
                    Some((words, _)) if words == "[cfg(test)]" => {
                        tokens.find(ends);
                    }
                    Some((words, attribute)) if SAYING.iter().any(|saying| words.starts_with(saying)) => {
                        read_tokens(attribute.into(), path, sentences);
                    }
                    _ => {}
                }
            }
            TokenTree::Group(group) => read_tokens(group.stream(), path, sentences),
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                if text.ends_with(['"', '#']) && text.chars().any(is_chinese) && !text.starts_with('b') {
                    sentences.entry(unquoted(&text)).or_default().insert(path.to_owned());
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}

/// Whether an item ends here.
fn ends(token: &TokenTree) -> bool {
    match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(mark) => mark.as_char() == ';',
        _ => false,
    }
}

fn is_chinese(character: char) -> bool {
    matches!(character, '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// What a literal of the source says.
fn unquoted(literal: &str) -> String {
    if let Some(raw) = literal.strip_prefix('r') {
        let raw = raw.trim_matches('#');
        return raw[1..raw.len() - 1].to_owned();
    }
    let mut text = String::new();
    let mut rest = literal[1..literal.len() - 1].chars().peekable();
    while let Some(character) = rest.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        match rest.next() {
            Some('n') => text.push('\n'),
            Some('t') => text.push('\t'),
            Some('\n') => while rest.next_if(|next| next.is_whitespace()).is_some() {},
            Some('u') => {
                let digits: String = rest.by_ref().skip(1).take_while(|digit| *digit != '}').collect();
                text.extend(char::from_u32(u32::from_str_radix(&digits, 16).unwrap()));
            }
            Some(other) => text.push(other),
            None => {}
        }
    }
    text
}
