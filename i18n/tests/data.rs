//! The catalogue of services against the data: what is imported has its English, and nothing else is in the catalogue.
#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use csv::Reader;
use domain::accounts::Locale::English;
use domain::catalogue::fee_words;
use i18n::Translator;
use polib::po_file;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A column of a table.
fn column(table: &str, name: &str) -> Vec<String> {
    let mut rows = Reader::from_path(root().join("data").join(table)).unwrap();
    let place = rows.headers().unwrap().iter().position(|header| header == name).unwrap();
    rows.records().map(|row| row.unwrap()[place].to_owned()).collect()
}

/// Everything that pages show of the tables, as they cut it.
fn shown() -> BTreeSet<String> {
    let mut shown = BTreeSet::new();
    for (table, name) in [
        ("services.csv", "name"),
        ("services.csv", "description"),
        ("categories.csv", "name"),
        ("categories.csv", "description"),
        ("holidays.csv", "name"),
    ] {
        shown.extend(column(table, name));
    }
    // Rows of a list show the first sentence.
    let first = |text: String| text.find('。').map(|end| text[..end].to_owned());
    shown.extend(column("services.csv", "description").into_iter().filter_map(first));
    let materials = column("services.csv", "materials");
    shown.extend(materials.iter().flat_map(|materials| materials.split(';')).map(str::to_owned));
    for note in column("services.csv", "fee_note") {
        let words = fee_words(0, &note);
        shown.extend([note, words.headline, words.detail]);
    }
    shown.remove("");
    shown
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}')
}

#[test]
fn everything_of_the_tables_is_said_in_english() {
    let (shown, interpreter) = (shown(), Translator::load().unwrap());
    assert!(shown.len() > 400, "the tables were found: {}", shown.len());
    let left: Vec<_> =
        shown.iter().filter(|text| interpreter.text(English, text).chars().any(is_han)).collect();
    assert!(left.is_empty(), "i18n/en/services.po lacks: {left:#?}");
}

#[test]
fn nothing_is_in_the_catalogue_that_no_table_has() {
    let shown = shown();
    let text = fs::read_to_string(root().join("i18n/en/services.po")).unwrap();
    let catalogue = po_file::parse_from_reader(text.as_bytes()).unwrap();
    let known: Vec<_> = catalogue.messages().map(|one| one.msgid().to_owned()).collect();
    let left: Vec<_> = known.iter().filter(|text| !shown.contains(*text)).collect();
    assert!(left.is_empty(), "i18n/en/services.po has what is in no table: {left:#?}");
}
