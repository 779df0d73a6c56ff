//! Names and other words of people within a sentence: marked where the sentence is put together, passed over when it
//! is translated.

use std::borrow::Cow;

/// FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE, with which Unicode sets apart what is put into a sentence. They are
/// not seen, and no page that leaves the server has them.
const MARKS: [char; 2] = ['\u{2068}', '\u{2069}'];
/// In a sentence that is being translated a letter of a script that nobody writes (Linear A) stands for each of them.
const FIRST_LETTER: u32 = 0x1_0600;
/// How many letters there are.
const LETTERS: u32 = 0x137;

/// Words that are to stay as they are, whatever the language of the sentence around them.
#[must_use]
pub fn kept(words: &str) -> String {
    let [open, close] = MARKS;
    format!("{open}{}{close}", without_marks(words))
}

/// A text without marks.
pub(crate) fn without_marks(text: &str) -> Cow<'_, str> {
    if text.contains(MARKS) { Cow::Owned(text.replace(MARKS, "")) } else { Cow::Borrowed(text) }
}

/// Whether a letter stands for what is passed over: a name, and no number.
pub(crate) fn stands_for_words(letter: char) -> bool {
    (FIRST_LETTER..FIRST_LETTER + LETTERS).contains(&u32::from(letter))
}

/// Translates a text around what is marked in it.
pub(crate) fn around<'t>(text: &'t str, translate: impl Fn(&str) -> Option<String>) -> Cow<'t, str> {
    if !text.contains(MARKS) {
        return translate(text).map_or(Cow::Borrowed(text), Cow::Owned);
    }
    let [open, close] = MARKS;
    let mut taken: Vec<(char, &str)> = Vec::new();
    let mut sentence = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        let letter = u32::try_from(taken.len()).ok().and_then(|place| char::from_u32(FIRST_LETTER + place));
        match (after.split_once(close), letter) {
            (Some((words, after)), Some(letter)) if stands_for_words(letter) => {
                sentence.push_str(before);
                sentence.push(letter);
                taken.push((letter, words));
                rest = after;
            }
            _ => break,
        }
    }
    sentence.push_str(rest);
    let said = translate(&sentence).unwrap_or(sentence);
    // In one go: what stands in a name is nobody else's letter.
    let mut whole = String::with_capacity(text.len());
    for character in said.chars() {
        match taken.iter().find(|(letter, _)| *letter == character) {
            Some((_, words)) => whole.push_str(words),
            None => whole.push(character),
        }
    }
    Cow::Owned(without_marks(&whole).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shouted(text: &str) -> String {
        around(text, |text| Some(text.to_uppercase())).into_owned()
    }

    #[test]
    fn what_is_marked_is_passed_over() {
        let text = format!("sent to {} by {}", kept("abc"), kept("d"));
        assert_eq!(shouted(&text), "SENT TO abc BY d");
        assert_eq!(shouted("plain"), "PLAIN");
        assert_eq!(without_marks(&text), "sent to abc by d");
    }

    #[test]
    fn marks_that_people_typed_do_no_harm() {
        assert_eq!(shouted("a\u{2069}b\u{2068}c"), "ABC");
        assert_eq!(shouted(&kept("a\u{2069}b\u{2068}c")), "abc");
        let [first, second] = ['\u{10600}', '\u{10601}'];
        let text = format!("{}{}", kept(&second.to_string().repeat(20)), kept(&first.to_string().repeat(20)));
        assert_eq!(shouted(&text).chars().count(), 40, "a letter in a name is that letter");
        let more = LETTERS as usize + 1;
        assert_eq!(shouted(&kept("a").repeat(more)).to_lowercase(), "a".repeat(more));
    }
}
