//! The parts of a door: building, unit, room.
//!
//! A part is kept as it was typed, without the word for what it is («12幢» is 12). For comparing it is folded: «１２»,
//! «012», «12号» and «12 栋» are one building, «8a» and «8A» one room.

use super::{day, folded, is_blank, is_dash, one_line};
use crate::text::{self, TextError};
use std::fmt;
use thiserror::Error;

/// The most characters of a part.
pub(crate) const LIMIT: usize = 10;
/// Days as a spreadsheet counts them, from 2009 to 2064: what it makes of «3-2» when somebody types it into a cell.
const SERIALS: std::ops::RangeInclusive<u32> = 40_000..=60_000;
/// Months as a spreadsheet in English writes them.
const MONTHS: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/// What people write into the field for the building where there is none.
const NO_BUILDING: [&str; 5] = ["无", "無", "没有", "沒有", "0"];

/// Whether somebody says that a door stands in no building.
pub(crate) fn says_no_building(typed: &str) -> bool {
    NO_BUILDING.contains(&folded(typed).as_str())
}

/// Which part of a door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoorPart {
    /// 幢.
    Building,
    /// 单元; a building may have none.
    Unit,
    /// 室.
    Room,
}

/// Why a text is no part of a door.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DoorProblem {
    /// It is missing or too long.
    #[error(transparent)]
    Text(#[from] TextError),
    /// A spreadsheet has made a day of it.
    #[error("像是日期（表格软件会把 3-2 这样的门牌改成日期），请改回门牌上写的")]
    Day,
    /// It is what a spreadsheet writes into a cell by itself: an error, a formula, a number with an exponent.
    #[error("不是门牌，是表格软件自己写的（公式、出错或科学计数），请改回门牌上写的")]
    Spreadsheet,
    /// It is the code of an area.
    #[error("填的是小区的编码，请填门牌上写的")]
    AreaCode,
    /// It holds signs that no door has.
    #[error("只能写字、字母、数字和短横，例如 12 或 12-A")]
    Sign,
}

impl DoorProblem {
    /// Why the part can't be taken, with what it is called: «几幢太长：最多 10 个字».
    #[must_use]
    pub fn about(&self, what: &str) -> String {
        match self {
            Self::Text(error) => error.about(what),
            other => format!("{what}{other}"),
        }
    }
}

impl DoorPart {
    /// What it is called where something is wrong with it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Building => "几幢",
            Self::Unit => "几单元",
            Self::Room => "几室",
        }
    }

    /// Words that people write behind it, though they stand there anyway.
    fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Building => &["幢", "栋", "棟", "楼", "樓", "座", "号", "號", "#", "＃"],
            Self::Unit => &["单元", "單元", "号", "號"],
            Self::Room => &["室", "房", "号", "號"],
        }
    }

    /// The part as typed, without the word for what it is.
    ///
    /// # Errors
    /// [`DoorProblem`] if it can't be one.
    pub fn read(self, typed: &str) -> Result<String, DoorProblem> {
        // What nobody sees is gone before a word is looked for at the end, and what the word left is a text again.
        let seen = text::optional(&one_line(typed), usize::MAX)?;
        let bare = text::optional(self.without_endings(seen.trim_matches(is_blank)), LIMIT)?;
        let problem_of = |text: &str| problem(&folded(text).to_uppercase());
        // What is left without the word must be a door as well: «-室» is none.
        match problem_of(typed).or_else(|| problem_of(&bare)) {
            // «####» is all that is left of a number in a narrow column.
            Some(DoorProblem::Spreadsheet) => Err(DoorProblem::Spreadsheet),
            _ if bare.is_empty() && self == Self::Unit => Ok(bare),
            _ if bare.is_empty() => Err(TextError::Missing.into()),
            Some(problem) => Err(problem),
            None => Ok(bare),
        }
    }

    /// Whether a number is the count of days that a spreadsheet has made of «3-2». Rooms are left out: 40101 is the first
    /// door of the fourth staircase.
    #[must_use]
    pub fn is_serial(self, text: &str) -> bool {
        self != Self::Room && text.parse().is_ok_and(|number| SERIALS.contains(&number))
    }

    /// The part for comparing; the same for all ways to write it.
    #[must_use]
    pub fn folded(self, part: &str) -> String {
        // Once more without its blanks: an accent may have stood behind one.
        let text = folded(&folded(&folded(part).to_uppercase()).replace(' ', ""));
        let text: String =
            text.chars().map(|character| if is_between(character) { '-' } else { character }).collect();
        let bare = self.without_endings(text.trim_start_matches('第'));
        let bare = without_zeros(if bare.is_empty() { &text } else { bare });
        if self == Self::Unit && bare == "0" { String::new() } else { bare }
    }

    fn without_endings(self, text: &str) -> &str {
        let mut bare = text;
        while let Some(shorter) = self.endings().iter().find_map(|ending| bare.strip_suffix(ending)) {
            bare = shorter.trim_end_matches(is_blank);
        }
        bare
    }
}

/// What stands between the numbers of doors that are one, such as 101~103.
fn is_between(character: char) -> bool {
    is_dash(character) || matches!(character, '~' | '_')
}

/// What no door is; the text is folded and in capitals.
fn problem(text: &str) -> Option<DoorProblem> {
    if is_day(text) {
        return Some(DoorProblem::Day);
    }
    let mut characters = text.chars();
    let (first, second) = (characters.next()?, characters.next());
    let error = first == '#' && second.is_some_and(|second| !second.is_ascii_digit());
    let exponent = text.split_once("E+").is_some_and(|(mantissa, _)| mantissa.parse::<f64>().is_ok());
    if error || exponent || matches!(first, '=' | '+' | '@') {
        return Some(DoorProblem::Spreadsheet);
    }
    let may_stand = |character: char| {
        character.is_alphanumeric() || is_between(character) || " #/().·&、".contains(character)
    };
    let door = text.chars().all(may_stand)
        && text.chars().any(char::is_alphanumeric)
        && !text.contains("..")
        && !matches!(first, '.' | '/');
    (!door).then_some(DoorProblem::Sign)
}

/// 3月2日, 2026-03-02, 3/2/2026, 2-MAR, MAR-02.
fn is_day(text: &str) -> bool {
    let number = |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let by_month = |(one, other): (&str, &str)| {
        MONTHS.contains(&one) && number(other) || MONTHS.contains(&other) && number(one)
    };
    let chinese = text.split_once('月').is_some_and(|(month, day)| {
        let month = month.rsplit_once('年').map_or(month, |(_, month)| month);
        number(month) && (day.is_empty() || day.strip_suffix(['日', '号']).is_some_and(number))
    });
    let american = matches!(text.split('/').collect::<Vec<_>>().as_slice(), [month, day, year]
        if number(month) && number(day) && year.len() == 4 && number(year));
    day(text).is_some() || chinese || american || text.split_once('-').is_some_and(by_month)
}

/// Every number in a text without the zeros before it: 05-012A is 5-12A.
fn without_zeros(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    let mut within = false;
    while let Some(character) = characters.next() {
        let idle = character == '0' && !within && characters.peek().is_some_and(char::is_ascii_digit);
        if !idle {
            out.push(character);
            within = character.is_ascii_digit();
        }
    }
    out
}

impl fmt::Display for DoorPart {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_door_in_many_shapes() {
        for text in [
            "12",
            "１２",
            "012",
            "12号",
            "12栋",
            "12幢",
            "12 幢",
            "12号楼",
            "12栋楼",
            "12\u{200b}",
            "第12幢",
            "12#",
            "⑫",
        ] {
            assert_eq!(DoorPart::Building.folded(text), "12", "{text}");
        }
        for text in ["8A", "8a", "8Ａ", "08a室", " 8A 室 "] {
            assert_eq!(DoorPart::Room.folded(text), "8A", "{text}");
        }
        assert_eq!(DoorPart::Building.folded("12—A"), DoorPart::Building.folded("12-a"));
        assert_eq!(DoorPart::Unit.folded("0"), DoorPart::Unit.folded(""));
    }

    #[test]
    fn different_doors_stay_different() {
        for (one, other) in [("1", "10"), ("12", "12-1"), ("1001", "101"), ("A1", "1A"), ("100", "1")] {
            assert_ne!(DoorPart::Room.folded(one), DoorPart::Room.folded(other));
        }
    }

    #[test]
    fn kept_as_typed_without_the_word_for_it() {
        assert_eq!(DoorPart::Building.read(" １２号楼 "), Ok("１２".to_owned()));
        assert_eq!(DoorPart::Room.read("301室"), Ok("301".to_owned()));
        assert_eq!(DoorPart::Unit.read(" "), Ok(String::new()));
        assert_eq!(DoorPart::Building.read("12\0幢"), Ok("12".to_owned()));
        for nothing in ["幢", "幢\0幢", "幢\u{200b} 号"] {
            assert_eq!(DoorPart::Building.read(nothing), Err(TextError::Missing.into()), "{nothing:?}");
        }
        assert_eq!(DoorPart::Building.read("\u{200b}"), Err(TextError::Missing.into()));
    }

    #[test]
    fn what_a_spreadsheet_made_of_it_is_no_door() {
        for text in [
            "3月2日",
            "３月２日",
            "2026-03-02",
            "2026/3/2",
            "2026年3月2日",
            "3/2/2026",
            "2-Mar",
            "Mar-02",
            "3月",
        ] {
            assert_eq!(DoorPart::Building.read(text), Err(DoorProblem::Day), "{text}");
        }
        for text in ["1E+02", "1.2E+03", "#REF!", "#N/A", "#NAME?", "####", "=1+1", "＝A1", "@A1", "+1"] {
            assert_eq!(DoorPart::Building.read(text), Err(DoorProblem::Spreadsheet), "{text}");
        }
        for text in ["💩", "../..", "1;2", "<b>", "/", "?", ".", "-", "-室", "·房", "()号"] {
            assert_eq!(DoorPart::Room.read(text), Err(DoorProblem::Sign), "{text}");
        }
        assert!(DoorPart::Building.is_serial("46083") && !DoorPart::Room.is_serial("40101"));
        assert!(!DoorPart::Building.is_serial("12"));
    }

    #[test]
    fn what_doors_are_really_called_is_taken() {
        for text in
            ["12-A", "西 3", "B1", "别墅12", "3-2", "12#", "地下室", "商铺1", "-101", "1/2", "甲", "A座"]
        {
            assert!(DoorPart::Building.read(text).is_ok(), "{text}");
        }
    }

    /// Anything that is seen; and what doors are written with, between characters that are blank or taken out.
    const TYPED: &str = "\\PC{0,12}|\
        [0-9０８⑫第幢号单元室#A aＡß—~_\t\n\0\u{ad}\u{200b}\u{200d}\u{202e}\u{feff}\u{fe0f}\u{34f}\
        \u{3000}\u{2800}\u{3164}-]{0,12}";

    proptest! {
        #[test]
        fn folding_a_door_twice_is_folding_it_once(text in TYPED) {
            for part in [DoorPart::Building, DoorPart::Unit, DoorPart::Room] {
                let once = part.folded(&text);
                prop_assert_eq!(part.folded(&once), once.clone());
                let _ = part.read(&text);
            }
        }
    }
}
