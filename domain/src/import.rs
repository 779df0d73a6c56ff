//! Rows of a table that somebody hands over as text: what a field may hold, and what is wrong with one.
//!
//! Reading the file (lines, quotes, the header) is the importer's work. It hands over records of
//! plain strings, and gets back values, or for every wrong field its row, its column and the reason.

use crate::areas::TelephoneError;
use crate::text::{self, TextError};
use crate::typed::{self, folded, whole};
use jiff::civil::Date;
use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;
use strum::IntoEnumIterator;
use thiserror::Error;

/// Why the text of one field cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FieldReason {
    /// It is missing or too long.
    #[error(transparent)]
    Text(#[from] TextError),
    /// It is no code.
    #[error("编码只能用大写字母和数字，最多 {limit} 位")]
    Code {
        /// The most characters that a code of this kind has.
        limit: usize,
    },
    /// It goes over several lines where one is meant.
    #[error("这一格里有换行，请写成一行")]
    LineBreak,
    /// It is no whole number, or out of range.
    #[error("要填 {low} 到 {high} 之间的整数")]
    Number {
        /// The least that is taken.
        low: i64,
        /// The most that is taken.
        high: i64,
    },
    /// It is no day of the calendar.
    #[error("日期要写成 2026-02-16 这样")]
    Date,
    /// It is neither true nor false.
    #[error("只能填 true 或 false")]
    Truth,
    /// It is none of the words that are known here.
    #[error("只能从这些里选一个：{allowed}")]
    Choice {
        /// The words that are known, with 、 between them.
        allowed: String,
    },
    /// A list has too many entries.
    #[error("最多 {limit} 个，请删掉一些")]
    TooMany {
        /// The most entries that are taken.
        limit: usize,
    },
    /// A list names the same twice.
    #[error("“{0}”写了两遍，请删掉一个")]
    Twice(String),
    /// It is no telephone number.
    #[error(transparent)]
    Telephone(TelephoneError),
    /// Such an area can't be given up for itself.
    #[error("只有小区能撤掉，别的请把这一格空着")]
    OnlyEstatesClose,
    /// What has become a part of another is closed.
    #[error("并到别的小区去了，就不能写 false")]
    MergedIsClosed,
    /// Such an area has no telephone.
    #[error("只有社区和办事处有自己的电话，请把这一格空着")]
    NoTelephone,
}

impl FieldReason {
    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Text(TextError::Missing) => "field.missing",
            Self::Text(TextError::TooLong { .. }) => "field.too_long",
            Self::LineBreak => "field.line_break",
            Self::Code { .. } => "field.code",
            Self::Number { .. } => "field.number",
            Self::Date => "field.date",
            Self::Truth => "field.truth",
            Self::Choice { .. } => "field.choice",
            Self::TooMany { .. } => "field.too_many",
            Self::Twice(_) => "field.twice",
            Self::Telephone(error) => error.code(),
            Self::OnlyEstatesClose => "field.only_estates_close",
            Self::MergedIsClosed => "field.merged_is_closed",
            Self::NoTelephone => "field.no_telephone",
        }
    }
}

/// One thing that is wrong in a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem<Reason> {
    /// Which record, counted from 0 in the order in which they were handed over.
    pub row: usize,
    /// The column, as it stands in the header.
    pub column: &'static str,
    /// Why.
    pub reason: Reason,
}

impl<Reason: fmt::Display> fmt::Display for RowProblem<Reason> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}：{}", self.column, self.reason)
    }
}

/// The wrong fields of one record, gathered so that all are named at once.
#[derive(Debug, Default)]
pub struct FieldProblems(pub Vec<(&'static str, FieldReason)>);

impl FieldProblems {
    /// The value of a field; notes the reason where there is none.
    pub fn take<T>(&mut self, column: &'static str, field: Result<T, FieldReason>) -> Option<T> {
        field.map_err(|reason| self.0.push((column, reason))).ok()
    }

    /// The same problems, placed in a row of the table.
    pub fn in_row<Reason: From<FieldReason>>(self, row: usize) -> impl Iterator<Item = RowProblem<Reason>> {
        self.0.into_iter().map(move |(column, reason)| RowProblem { row, column, reason: reason.into() })
    }
}

/// A text of 1 to `limit` characters.
///
/// # Errors
/// [`FieldReason::Text`] if it is missing or too long.
pub fn required(field: &str, limit: usize) -> Result<String, FieldReason> {
    Ok(text::required(field, limit)?)
}

/// A name of 1 to `limit` characters, on one line.
///
/// # Errors
/// [`FieldReason::Text`] as above, [`FieldReason::LineBreak`].
pub fn name(field: &str, limit: usize) -> Result<String, FieldReason> {
    let name = required(field, limit)?;
    if name.contains('\n') { Err(FieldReason::LineBreak) } else { Ok(name) }
}

/// A text of at most `limit` characters.
///
/// # Errors
/// [`FieldReason::Text`] if it is too long.
pub fn optional(field: &str, limit: usize) -> Result<String, FieldReason> {
    Ok(text::optional(field, limit)?)
}

/// A whole number within a range.
///
/// # Errors
/// [`FieldReason::Number`] if it isn't one, [`TextError::Missing`] if the field is blank.
pub fn number<N>(field: &str, range: RangeInclusive<N>) -> Result<N, FieldReason>
where
    N: FromStr + PartialOrd + Copy + Into<i64>,
{
    if folded(field).is_empty() {
        return Err(TextError::Missing.into());
    }
    let wrong = || FieldReason::Number { low: (*range.start()).into(), high: (*range.end()).into() };
    let number = whole(field, &[]).ok_or_else(wrong)?;
    if range.contains(&number) { Ok(number) } else { Err(wrong()) }
}

/// A day, `2026-02-16`, `2026/2/16` as spreadsheets make of it, or `2026年2月16日`.
///
/// # Errors
/// [`FieldReason::Date`] if there is no such day, [`TextError::Missing`] if the field is blank.
pub fn date(field: &str) -> Result<Date, FieldReason> {
    if folded(field).is_empty() {
        return Err(TextError::Missing.into());
    }
    typed::day(field).ok_or(FieldReason::Date)
}

/// true or false, in the spellings of spreadsheets; 是 and 否 as well.
///
/// # Errors
/// [`FieldReason::Truth`] for anything else, also for a blank field.
pub fn truth(field: &str) -> Result<bool, FieldReason> {
    let field = folded(field);
    match field.as_str() {
        "是" => Ok(true),
        "否" => Ok(false),
        _ if field.eq_ignore_ascii_case("true") => Ok(true),
        _ if field.eq_ignore_ascii_case("false") => Ok(false),
        _ => Err(FieldReason::Truth),
    }
}

/// One of the words of an enum.
///
/// # Errors
/// [`FieldReason::Choice`] for any other word.
pub fn choice<E>(field: &str) -> Result<E, FieldReason>
where
    E: FromStr + IntoEnumIterator + Into<&'static str>,
{
    folded(field).parse().map_err(|_| FieldReason::Choice {
        allowed: E::iter().map(Into::into).collect::<Vec<&'static str>>().join("、"),
    })
}

/// Entries with `;` between them; none if the field is blank.
///
/// # Errors
/// [`FieldReason::TooMany`], [`FieldReason::Twice`], or what is wrong with the first wrong entry.
pub fn list(field: &str, entries: usize, characters: usize) -> Result<Vec<String>, FieldReason> {
    let mut taken: Vec<String> = Vec::new();
    for entry in field.split([';', '；']).map(str::trim).filter(|entry| !entry.is_empty()) {
        let entry = required(entry, characters)?;
        if taken.contains(&entry) {
            return Err(FieldReason::Twice(entry));
        }
        taken.push(entry);
    }
    if taken.len() > entries { Err(FieldReason::TooMany { limit: entries }) } else { Ok(taken) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_have_their_range() {
        for text in [" 42 ", "４２", "42\u{200b}"] {
            assert_eq!(number(text, 0..=100), Ok(42_i64), "{text}");
        }
        assert_eq!(number::<i64>("", 0..=100), Err(TextError::Missing.into()));
        for text in ["101", "-1", "4.5", "四", "99999999999999999999"] {
            let wrong = number::<i64>(text, 0..=100).unwrap_err();
            assert_eq!(wrong.to_string(), "要填 0 到 100 之间的整数", "{text}");
        }
    }

    #[test]
    fn days_exist() {
        assert_eq!(date(" 2024-02-29 "), Ok(jiff::civil::date(2024, 2, 29)));
        for text in
            ["2026/2/6", "2026.2.6", "２０２６－０２－０６", "2026年2月6日", "\u{202a}2026-2-6\u{202c}"]
        {
            assert_eq!(date(text), Ok(jiff::civil::date(2026, 2, 6)), "{text}");
        }
        assert_eq!(date(""), Err(TextError::Missing.into()));
        for text in ["2026-02-29", "26-02-16", "2026-02", "2026-02-16-1", "+026-02-16", "2026--1", "2月16日"]
        {
            assert_eq!(date(text), Err(FieldReason::Date), "{text}");
        }
    }

    #[test]
    fn truth_as_spreadsheets_write_it() {
        for text in ["true", "TRUE", " True ", "是"] {
            assert_eq!(truth(text), Ok(true), "{text}");
        }
        for text in ["false", "FALSE", "否"] {
            assert_eq!(truth(text), Ok(false), "{text}");
        }
        for text in ["", "1", "yes", "对"] {
            assert_eq!(truth(text), Err(FieldReason::Truth), "{text}");
        }
    }

    #[test]
    fn lists_forgive_the_other_semicolon_but_no_repetition() {
        assert_eq!(list("身份证; 户口本；", 5, 10).unwrap(), ["身份证", "户口本"]);
        assert_eq!(list(" ", 5, 10).unwrap(), Vec::<String>::new());
        assert_eq!(list("甲;乙;甲", 5, 10), Err(FieldReason::Twice("甲".into())));
        assert_eq!(list("甲;乙;丙", 2, 10), Err(FieldReason::TooMany { limit: 2 }));
        assert_eq!(list("户口本", 2, 2), Err(TextError::TooLong { limit: 2, length: 3 }.into()));
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,40}") {
            let _ = (truth(&text), number::<i64>(&text, -5..=5), list(&text, 3, 8), date(&text));
        }
    }
}
