//! Digits and whole numbers.

use super::{folded, is_separator};
use std::str::FromStr;

/// The digits of a number as people write it, without what stands between them; `None` if there is anything else.
///
/// ```
/// use domain::typed::digits;
/// assert_eq!(digits("\u{202a}４４-72\u{200b}").as_deref(), Some("4472"));
/// assert_eq!(digits("44a"), None);
/// ```
#[must_use]
pub fn digits(text: &str) -> Option<String> {
    let text = folded(text);
    let kept = text.chars().filter(|character| !is_separator(*character));
    kept.map(|character| character.is_ascii_digit().then_some(character)).collect()
}

/// A whole number as it is typed, with or without one of the units behind it; `None` if it isn't one.
///
/// ```
/// use domain::typed::whole;
/// assert_eq!(whole::<u8>("３１ 日", &["日", "号"]), Some(31));
/// assert_eq!(whole::<u8>("3.1", &[]), None);
/// ```
#[must_use]
pub fn whole<N: FromStr>(text: &str, units: &[&str]) -> Option<N> {
    let text = folded(text);
    let bare = units.iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(&text);
    bare.trim_end().parse().ok()
}
