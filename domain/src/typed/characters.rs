//! Which characters are seen, which stand for nothing, and how the many forms of one become the same.

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// A text for comparing: full-width and other forms of a character become the usual one (NFKC), what can't be seen is
/// gone, every run of blanks is one space, and none stands at an end.
///
/// ```
/// use domain::typed::folded;
/// assert_eq!(folded("\u{202a}Ｋ１０１\u{3000}－ 0343\u{202c} "), "K101 - 0343");
/// ```
#[must_use]
pub fn folded(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    // Taken out before they could stand between a letter and its accent.
    let seen = text.chars().filter(|character| !is_dropped(*character) && !is_selector(*character));
    for character in seen.nfkc() {
        if is_blank(character) {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if is_seen(character) || is_joiner(character) {
            out.push(character);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// As [`folded`], with a hyphen for every dash: of what has hyphens between its parts.
#[must_use]
pub fn hyphenated(text: &str) -> String {
    folded(text).chars().map(|character| if is_dash(character) { '-' } else { character }).collect()
}

/// Hyphens, dashes and the minus sign, as keyboards and word processors write one for the other.
pub(crate) fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// A text as it was typed, on one line: line breaks and tabs become spaces.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.replace(['\r', '\n', '\t', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], " ")
}

/// Whether a spreadsheet takes a text for a formula, in full width as well.
#[must_use]
pub fn begins_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'])
}

/// Whether a character is taken out of every text: it can't be seen, and at most turns around what stands beside it.
/// Those that join letters (emoji of families, Persian) stay.
pub(crate) fn is_dropped(character: char) -> bool {
    if is_joiner(character) {
        return false;
    }
    match character.general_category() {
        GeneralCategory::Control => character != '\n',
        GeneralCategory::Format => !is_visible_format(character),
        GeneralCategory::Unassigned => is_noncharacter(character),
        _ => false,
    }
}

/// Whether there is nothing to see but room is taken: spaces of all kinds, and letters that are drawn as nothing.
pub(crate) fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{2800}' | '\u{3164}' | '\u{115f}' | '\u{1160}' | '\u{ffa0}')
}

/// Whether a character shows anything by itself.
pub(crate) fn is_seen(character: char) -> bool {
    !is_blank(character) && !is_dropped(character) && !is_joiner(character) && !is_selector(character)
}

/// Whether a character may stand between the digits of one number: spaces, dashes, dots, brackets.
pub(crate) fn is_separator(character: char) -> bool {
    is_blank(character)
        || character.general_category() == GeneralCategory::DashPunctuation
        || matches!(
            character,
            '\u{2212}'
                | '.'
                | '·'
                | '•'
                | '‧'
                | '・'
                | '。'
                | '_'
                | '/'
                | '('
                | ')'
                | '['
                | ']'
                | '【'
                | '】'
        )
}

fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}')
}

/// Variation selectors and their like: they change what stands before them.
fn is_selector(character: char) -> bool {
    matches!(character, '\u{34f}' | '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Signs of the category «format» that are drawn: Arabic, Syriac and Kaithi number signs.
fn is_visible_format(character: char) -> bool {
    matches!(
        character,
        '\u{600}'
            ..='\u{605}'
                | '\u{6dd}'
                | '\u{70f}'
                | '\u{890}'
                | '\u{891}'
                | '\u{8e2}'
                | '\u{110bd}'
                | '\u{110cd}'
    )
}

fn is_noncharacter(character: char) -> bool {
    let code = u32::from(character);
    (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_only_turns_the_text_around_is_taken_out() {
        for character in
            ['\u{202e}', '\u{2066}', '\u{200b}', '\u{ad}', '\u{feff}', '\u{fffe}', '\u{1ffff}', '\0']
        {
            assert!(is_dropped(character), "{character:?}");
        }
        for character in ['王', '\n', '\u{200d}', '\u{fe0f}', '·', '\u{e000}', '𠮷', '\u{600}'] {
            assert!(!is_dropped(character), "{character:?}");
        }
    }

    #[test]
    fn blanks_are_blank_whatever_their_name() {
        for character in [' ', '\u{a0}', '\u{202f}', '\u{3000}', '\u{2800}', '\u{3164}', '\u{2028}'] {
            assert!(is_blank(character) && !is_seen(character), "{character:?}");
        }
    }

    /// What is taken out, what is blank, and what joins or changes the characters beside it, often; and anything else.
    fn any_text() -> impl Strategy<Value = String> {
        let often = "\t\n\0\u{ad}\u{200b}\u{200d}\u{202e}\u{feff}\u{fe0f}\u{34f} \u{3000}\u{2800}\u{3164}\u{301}¨Ｅe1";
        let character = prop_oneof![any::<char>(), proptest::sample::select(Vec::from_iter(often.chars()))];
        proptest::collection::vec(character, 0..30).prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in any_text()) {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once);
        }
    }
}
