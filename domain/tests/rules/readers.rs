//! All readers of what people type, held against one table of shapes: what is copied from a contact, typed with a Chinese
//! keyboard, or handed on by an office program is read like what was meant.

use domain::accounts::{Address, PersonName, Phone, SignInCode};
use domain::areas::{AreaCode, Telephone};
use domain::catalogue::ServiceCode;
use domain::clocks::WorkingHours;
use domain::counters::Month;
use domain::orders::OrderNumber;
use domain::time::Timestamp;
use domain::{import, typed};
use std::fs;
use std::path::Path;

/// A reader: its name, what it makes of a text, and a text that it reads.
pub type Reader = (&'static str, fn(&str) -> Option<String>, &'static str);

/// Every reader of something that is typed. Whoever adds one adds it here; the source is searched for others below.
pub const READERS: [Reader; 21] = [
    ("a mobile", |text| Phone::parse_mobile(text).ok().map(String::from), "13912345604"),
    ("any number", |text| Phone::parse(text).ok().map(String::from), "13912345604"),
    ("a landline", |text| Phone::parse(text).ok().map(String::from), "0512-65211234"),
    ("an extension", |text| Phone::parse(text).ok().map(String::from), "0512-65211234-801"),
    ("a number abroad", |text| Phone::parse(text).ok().map(String::from), "+85291234567"),
    ("a sign-in code", |text| SignInCode::parse(text).map(|code| code.digits().to_owned()), "590299"),
    ("an arrival code", |text| typed::code(text, 4), "4472"),
    ("a time of day", |text| typed::time_of_day(text).map(|time| time.to_string()), "15:30"),
    ("minutes", |text| typed::minutes(text).map(|minutes| minutes.to_string()), "25"),
    (
        "a number in a table",
        |text| import::number::<i64>(text, 0..=100).ok().map(|number| number.to_string()),
        "25",
    ),
    ("a day of the month", |text| typed::whole::<u8>(text, &["日", "号"]).map(|day| day.to_string()), "31"),
    ("a day", |text| typed::day(text).map(|day| day.to_string()), "2026-11-24"),
    ("a day in a table", |text| import::date(text).ok().map(|day| day.to_string()), "2026-11-24"),
    ("a month", |text| text.parse::<Month>().ok().map(|month| month.to_string()), "2026-11"),
    ("a moment", |text| text.parse::<Timestamp>().ok().map(|at| at.0.to_string()), "2026-11-24T09:30"),
    ("hours", |text| text.parse::<WorkingHours>().ok().map(|hours| hours.to_string()), "09:00-12:00"),
    ("an order's number", |text| OrderNumber::parse(text).ok().map(|number| number.to_string()), "K101-0343"),
    ("an area's code", |text| AreaCode::parse(text).ok().map(|code| code.to_string()), "K10101"),
    ("a service's code", |text| ServiceCode::parse(text).ok().map(|code| code.to_string()), "S016"),
    (
        "an office's telephone",
        |text| Telephone::parse_new(text).ok().map(|number| number.dialled()),
        "0512-57300000",
    ),
    ("a door", door, "12"),
];

fn door(text: &str) -> Option<String> {
    let home = Address::parse(AreaCode::parse("K10101").ok()?, text, text, text).ok()?;
    Some(home.folded().join("/"))
}

/// A text as it may come instead.
type Shape = (&'static str, fn(&str) -> String);

const SHAPES: [Shape; 9] = [
    ("with spaces around it", |text| format!(" {text}\u{3000}")),
    ("with spaces of other widths", |text| format!("\u{a0}{text}\u{202f}")),
    ("with a tab and a line break", |text| format!("\t{text}\r\n")),
    ("in full width", full_width),
    ("with marks of direction, as contacts are copied", |text| format!("\u{202a}{text}\u{202c}")),
    ("with a space of no width", |text| format!("{text}\u{200b}")),
    ("with a soft hyphen", |text| text.split_at(1).0.to_owned() + "\u{ad}" + text.split_at(1).1),
    ("with the mark of a file", |text| format!("\u{feff}{text}")),
    ("with a blank of braille", |text| format!("{text}\u{2800}")),
];

fn full_width(text: &str) -> String {
    let wide = |character: char| char::from_u32(u32::from(character) + 0xfee0).unwrap_or(character);
    text.chars()
        .map(|character| if character.is_ascii_graphic() { wide(character) } else { character })
        .collect()
}

#[test]
fn every_reader_reads_every_shape() {
    for (name, read, text) in READERS {
        let meant = read(text).unwrap_or_else(|| panic!("{name} isn't read: {text}"));
        for (shape, make) in SHAPES {
            assert_eq!(read(&make(text)).as_ref(), Some(&meant), "{name} {shape}: {:?}", make(text));
        }
        for nothing in ["", " ", "\u{200b}", "\u{2800}\u{3164}"] {
            assert_eq!(read(nothing), None, "{name} is read out of nothing");
        }
    }
}

#[test]
fn what_is_only_digits_may_have_dashes_and_dots_between_them() {
    let digits = |name: &str| {
        READERS.iter().find(|reader| reader.0 == name).map(|(_, read, text)| (*read, *text)).unwrap()
    };
    for name in ["a mobile", "any number", "a sign-in code", "an arrival code"] {
        let (read, text) = digits(name);
        for between in ["-", " ", ".", "—", "\u{2011}", "·", "－", "\u{202f}"] {
            let parted = format!("{}{between}{}", &text[..3], &text[3..]);
            assert_eq!(read(&parted).as_deref(), Some(text), "{name}: {parted}");
        }
    }
}

#[test]
fn whatever_has_hyphens_may_have_other_dashes() {
    for (name, read, text) in READERS.iter().filter(|(_, _, text)| text.contains('-')) {
        for dash in ["\u{2010}", "\u{2011}", "\u{2012}", "–", "—", "\u{2015}", "\u{2212}", "－", "﹣"] {
            let typed = text.replace('-', dash);
            assert_eq!(read(&typed), read(text), "{name}: {typed}");
        }
    }
}

#[test]
fn a_name_stays_as_it_was_typed() {
    for (_, make) in SHAPES.iter().filter(|(shape, _)| !shape.contains("full") && !shape.contains("hyphen")) {
        assert_eq!(PersonName::parse(&make("古丽娜尔·买买提")).unwrap().full(), "古丽娜尔·买买提");
    }
}

/// Where digits are looked at for another reason than that somebody typed them.
const OTHERS: [&str; 9] = [
    // The readers themselves.
    "domain/src/typed/",
    "domain/src/accounts/phone/",
    "domain/src/areas/telephone.rs",
    // Behind `folded`.
    "domain/src/orders/number.rs",
    "domain/src/clocks/hours.rs",
    "domain/src/time.rs",
    // The address of a network, out of a proxy's header.
    "server/src/real_ip.rs",
    // Places along a staircase, and words of a search.
    "backend/src/surveys/records.rs",
    "domain/src/catalogue/search/",
];

/// What gives away that a text is read by hand.
const BY_HAND: [&str; 4] = ["is_ascii_digit", "trim().parse", "'０'", "trim().is_empty()"];

#[test]
fn nobody_else_reads_digits() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut found = Vec::new();
    for crate_name in ["domain", "store", "backend", "app", "server", "i18n"] {
        search(&root.join(crate_name).join("src"), &mut |file, line, text| {
            let name = file.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            let known = OTHERS.iter().any(|other| name.starts_with(other));
            if !known && BY_HAND.iter().any(|sign| text.contains(sign)) {
                found.push(format!("{name}:{line}: {}", text.trim()));
            }
        });
    }
    assert!(found.is_empty(), "read by a reader of `domain::typed`:\n{}", found.join("\n"));
}

/// Tells each line but those of a test module in the same file. Behind any other `#[cfg(test)]` the program goes on.
fn search(folder: &Path, tell: &mut impl FnMut(&Path, usize, &str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            search(&path, tell);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            code.lines().enumerate().for_each(|(line, text)| tell(&path, line + 1, text));
        }
    }
}
