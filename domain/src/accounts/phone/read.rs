//! Reading a number as people write it.
//!
//! The rules are those of the mainland's numbering plan, and of E.164 for the rest; a library of all countries' plans
//! weighs megabytes, and could say of no foreign number more than that it is one.

use super::PhoneError;
use crate::typed::{folded, is_separator};
use std::ops::RangeInclusive;

/// Codes of Hong Kong, Macao and Taiwan, with how many digits follow.
pub(super) const NEIGHBOURS: [(&str, RangeInclusive<usize>); 3] =
    [("852", 8..=8), ("853", 8..=8), ("886", 8..=9)];
/// What stands before an extension.
const EXTENSION: [&str; 9] = ["转分机", "轉分機", "分机", "分機", "转", "轉", "ext.", "ext", "x"];
/// The most digits of an extension.
const EXTENSION_LIMIT: usize = 6;

/// What was typed, in groups of digits, as dashes and brackets divide them.
#[derive(Default)]
struct Groups {
    plus: bool,
    main: Vec<String>,
    extension: Option<String>,
}

/// The number in the spelling in which it is kept.
pub(super) fn number(text: &str) -> Result<String, PhoneError> {
    let text = folded(text);
    if text.is_empty() {
        return Err(PhoneError::Missing);
    }
    let groups = groups(&text).ok_or(PhoneError::Malformed)?;
    let all = groups.main.concat();
    let number = numbered(&all, groups.plus);
    match (number, &groups.extension) {
        (Some(number), None) => Ok(number),
        (Some(number), Some(extension)) if number.starts_with('0') => with_extension(&number, extension),
        (Some(_), Some(_)) => Err(PhoneError::Malformed),
        (None, None) => extension_behind_a_dash(&groups).ok_or_else(|| why_not(&all, groups.plus)),
        (None, Some(_)) => Err(why_not(&all, groups.plus)),
    }
}

/// The digits in their groups; `None` where anything else stands.
fn groups(text: &str) -> Option<Groups> {
    let mut text = text.to_lowercase();
    for before in ["tel:", "电话:", "手机:"] {
        text = text.strip_prefix(before).map_or(text.clone(), str::to_owned);
    }
    for word in EXTENSION {
        text = text.replace(word, "#");
    }
    let mut groups = Groups::default();
    let mut begins = true;
    for character in text.chars() {
        match character {
            '0'..='9' => {
                let group = match &mut groups.extension {
                    Some(extension) => extension,
                    None => {
                        if begins {
                            groups.main.push(String::new());
                        }
                        groups.main.last_mut()?
                    }
                };
                group.push(character);
                begins = false;
            }
            '+' if groups.main.is_empty() && !groups.plus => groups.plus = true,
            '#' if !groups.main.is_empty() && groups.extension.is_none() => {
                groups.extension = Some(String::new())
            }
            _ if is_separator(character) => begins = true,
            _ => return None,
        }
    }
    Some(groups)
}

/// A number with nothing behind it.
fn numbered(digits: &str, plus: bool) -> Option<String> {
    let abroad = if plus { Some(digits) } else { digits.strip_prefix("00") };
    match abroad {
        Some(digits) => match digits.strip_prefix("86") {
            Some(rest) => at_home(rest).or_else(|| at_home(&format!("0{rest}"))),
            None => elsewhere(digits),
        },
        None => at_home(digits).or_else(|| {
            let rest = digits.strip_prefix("86").filter(|rest| rest.len() >= 10)?;
            at_home(rest).or_else(|| at_home(&format!("0{rest}")))
        }),
    }
}

/// A number of the mainland: a mobile, also with the 0 that was once dialled before it, or a landline.
fn at_home(digits: &str) -> Option<String> {
    let mobile = |digits: &str| digits.len() == 11 && matches!(digits.as_bytes(), [b'1', b'3'..=b'9', ..]);
    if mobile(digits) {
        return Some(digits.to_owned());
    }
    if let Some(rest) = digits.strip_prefix('0').filter(|rest| mobile(rest)) {
        return Some(rest.to_owned());
    }
    let (area, lengths) = match digits.as_bytes() {
        [b'0', b'1', b'0', ..] | [b'0', b'2', ..] => (3, 8..=8),
        [b'0', b'3'..=b'9', ..] => (4, 7..=8),
        _ => return None,
    };
    let (area, local) = digits.split_at_checked(area)?;
    let fits = lengths.contains(&local.len()) && matches!(local.as_bytes(), [b'2'..=b'9', ..]);
    fits.then(|| format!("{area}-{local}"))
}

/// A number of another country, as far as one can tell.
fn elsewhere(digits: &str) -> Option<String> {
    if let Some((code, lengths)) = NEIGHBOURS.iter().find(|(code, _)| digits.starts_with(code)) {
        let local = digits[code.len()..].trim_start_matches('0');
        return lengths.contains(&local.len()).then(|| format!("+{code}{local}"));
    }
    let fits = match digits.as_bytes() {
        [b'1', area, ..] => digits.len() == 11 && (b'2'..=b'9').contains(area),
        [b'2'..=b'9', ..] => (8..=15).contains(&digits.len()),
        _ => false,
    };
    fits.then(|| format!("+{digits}"))
}

/// 0512-65211234-801: the last group is an extension if what stands before it is a landline.
fn extension_behind_a_dash(groups: &Groups) -> Option<String> {
    let (extension, main) = groups.main.split_last()?;
    let number = numbered(&main.concat(), groups.plus).filter(|number| number.starts_with('0'))?;
    with_extension(&number, extension).ok()
}

fn with_extension(number: &str, extension: &str) -> Result<String, PhoneError> {
    if (1..=EXTENSION_LIMIT).contains(&extension.len()) {
        Ok(format!("{number}#{extension}"))
    } else {
        Err(PhoneError::Malformed)
    }
}

/// What is wrong with digits that are no number.
fn why_not(digits: &str, plus: bool) -> PhoneError {
    let begins = matches!(digits.as_bytes(), [b'2'..=b'9', ..]);
    if !plus && begins && (7..=8).contains(&digits.len()) {
        PhoneError::NoAreaCode
    } else if !plus && begins && at_home(&format!("0{digits}")).is_some() {
        PhoneError::LostZero
    } else {
        PhoneError::Malformed
    }
}
