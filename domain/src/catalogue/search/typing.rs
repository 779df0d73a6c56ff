//! Letters that are initials, or a word that is still being typed.

use super::glyph::{Glyph, Nearness};
use super::likeness::distance;
use super::query::{Meaning, QUERY_LIMIT, Query};

/// How a query that has letters in it was found in a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TypedMatch {
    /// How much was left to guess: initials most, whole syllables nothing.
    pub(super) guessed: u32,
    /// Where in the term it begins.
    start: usize,
    /// Where in the term it ends.
    end: usize,
}

impl TypedMatch {
    /// Whether all of a term of this length was found.
    pub(super) fn is_whole(self, length: usize) -> bool {
        self.start == 0 && self.end == length
    }
}

/// An initial stands for its syllable.
const INITIAL: u32 = 4;
/// The last syllable isn't complete.
const UNFINISHED: u32 = 1;
/// A syllable, or a written character, is only alike.
const ALIKE: u32 = 6;

/// What has been read of a query: how much was guessed, and where in the term it began.
type Reached = [Option<(u32, usize)>; QUERY_LIMIT + 1];

/// Finds a query in a term, each character of the term said by a character, a syllable or its initial.
pub(super) fn find(query: &Query, term: &[Glyph]) -> Option<TypedMatch> {
    let length = query.units.len();
    let mut found: Option<TypedMatch> = None;
    // Before each glyph of the term, for each length that may have been read: with the least guessed.
    let mut reached: Reached = [None; QUERY_LIMIT + 1];
    for (place, glyph) in term.iter().enumerate() {
        reached[0] = Some((0, place));
        let mut next: Reached = [None; QUERY_LIMIT + 1];
        for (read, (state, steps)) in reached.iter().zip(&query.steps).enumerate() {
            let Some((guessed, start)) = *state else { continue };
            for step in steps {
                let Some(cost) = cost(step.meaning, glyph) else { continue };
                let candidate = (guessed + cost, start);
                let slot = &mut next[read + step.length];
                if slot.is_none_or(|held| candidate < held) {
                    *slot = Some(candidate);
                }
            }
        }
        if let Some((guessed, start)) = next[length] {
            let candidate = TypedMatch { guessed, start, end: place + 1 };
            found = Some(found.map_or(candidate, |held| held.min(candidate)));
        }
        reached = next;
    }
    found
}

/// What there is to guess if `glyph` was meant; none if it can't have been.
fn cost(meaning: Meaning, glyph: &Glyph) -> Option<u32> {
    match meaning {
        Meaning::Whole(meant) => match meant.nearness(glyph)? {
            Nearness::Same | Nearness::Typed => Some(0),
            Nearness::Homophone | Nearness::Southern => Some(ALIKE),
        },
        Meaning::Initial(start) => glyph.sounds().any(|sound| sound.begins_with(start)).then_some(INITIAL),
        Meaning::Unfinished(start) => {
            glyph.sounds().any(|sound| sound.begins_with(start)).then_some(UNFINISHED)
        }
    }
}

/// The fewest letters in which a wrong one is forgiven.
const FORGIVING: usize = 5;

/// Whether letters are some part of a term's pinyin but for one letter, or two (exchanged, it may be) in
/// eight or more. Both are plain letters, one after the other.
pub(super) fn misspells(letters: &[char], pinyin: &[char]) -> bool {
    let forgiven = if letters.len() >= 8 { 2 } else { 1 };
    letters.len() >= FORGIVING && distance(letters, pinyin, true, |one, other| one == other) <= forgiven
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::search::query::Syllables;

    fn guessed(query: &str, term: &str) -> Option<u32> {
        let term: Vec<_> = term.chars().map(Glyph::written).collect();
        find(&Query::new(query, &Syllables::new())?, &term).map(|found| found.guessed)
    }

    #[test]
    fn initials_and_syllables_mix() {
        assert_eq!(guessed("lsg", "修漏水管"), Some(3 * INITIAL));
        assert_eq!(guessed("lshg", "修漏水管"), Some(3 * INITIAL));
        assert_eq!(guessed("loushuiguan", "修漏水管"), Some(0));
        assert_eq!(guessed("loushuig", "修漏水管"), Some(INITIAL));
        assert_eq!(guessed("loushuigu", "修漏水管"), Some(UNFINISHED));
        assert_eq!(guessed("漏sg", "修漏水管"), Some(2 * INITIAL));
        assert_eq!(guessed("nousuiguan", "修漏水管"), Some(2 * ALIKE));
        assert_eq!(guessed("lsk", "修漏水管"), None);
        assert_eq!(guessed("xls", "漏水"), None);
    }

    #[test]
    fn a_slip_of_the_finger() {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        let pinyin = letters("jiatingshuidian");
        for typed in ["shuidain", "shuidin", "tinshui", "huidiam"] {
            assert!(misspells(&letters(typed), &pinyin), "{typed}");
        }
        for typed in ["shu", "shoa", "menjing", "lvshi"] {
            assert!(!misspells(&letters(typed), &pinyin), "{typed}");
        }
    }

    #[test]
    fn the_whole_term_is_known_as_such() {
        let term: Vec<_> = "做b超".chars().map(Glyph::written).collect();
        let query = |text| Query::new(text, &Syllables::new()).unwrap();
        assert!(find(&query("zuobchao"), &term).unwrap().is_whole(3));
        assert!(!find(&query("bchao"), &term).unwrap().is_whole(3));
    }
}
