//! What goes into files that people open in a spreadsheet.
//!
//! Files for people (`figures.csv`, `QUESTIONS.csv`) have their words marked. Files for programs (the other files of a
//! survey) hold each value as it is: codes, numbers, and choices, which begin no formula by the rule of whoever makes them.

use domain::typed::begins_a_formula;
use std::borrow::Cow;

/// What spreadsheets know UTF-8 by; it stands before every CSV file that leaves the program.
pub const MARK: &str = "\u{feff}";

/// Words that somebody typed, so that a spreadsheet shows them as words: where it would take them for a formula,
/// they get a mark before them.
///
/// ```
/// use backend::spreadsheet::words;
/// assert_eq!(words("=1+1"), "'=1+1");
/// assert_eq!(words("＝1+1"), "'＝1+1");
/// assert_eq!(words("乐华社区"), "乐华社区");
/// ```
#[must_use]
pub fn words(text: &str) -> Cow<'_, str> {
    if begins_a_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// What stands in one place of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A share from 0 to 1, or any other number.
    Number(f64),
    /// Nothing: not known.
    Nothing,
}

/// A table with a head.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The names of the columns.
    pub heads: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_words_are_a_formula() {
        for text in ["=1", "+1", "-3楼社区", "@a", "＝1", "＋1", "－1", "＠a", "\t=1", "\r=1", "\n=1"]
        {
            assert_eq!(words(text), format!("'{text}"), "{text:?}");
        }
        for text in ["", "3-2", "a=1", "乐华社区", "（＝1）"] {
            assert_eq!(words(text), text);
        }
    }
}
