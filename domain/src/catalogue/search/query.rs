//! What somebody typed, taken apart.

use super::filler::without_fillers;
use super::glyph::{Glyph, searchable};
use super::likeness::Sentence;
use super::place::without_places;
use super::sound::{LONGEST, Sound};
use std::collections::BTreeSet;

/// The most characters of a query that are looked at; a need is said in less.
pub const QUERY_LIMIT: usize = 40;

/// One thing that was typed: a Chinese character, or a letter or digit.
#[derive(Clone, Copy, Debug)]
pub(super) enum Unit {
    /// A Chinese character.
    Written(Glyph),
    /// A letter or digit.
    Letter(char),
}

/// What the next units of a query may stand for: one character of a term.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// How many units it takes.
    pub(super) length: usize,
    /// What they stand for.
    pub(super) meaning: Meaning,
}

/// What some units of a query stand for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Meaning {
    /// A character, or a whole syllable.
    Whole(Glyph),
    /// A character that is read with this at its beginning: one letter, or zh, ch, sh.
    Initial(Sound),
    /// All that is left of the query: the beginning of a syllable.
    Unfinished(Sound),
}

/// A query in the ways in which it may be meant.
#[derive(Debug)]
pub(super) struct Query {
    /// What was typed, one after the other.
    pub(super) units: Vec<Unit>,
    /// What each unit, and those after it, may stand for.
    pub(super) steps: Vec<Vec<Step>>,
    /// The query as a sentence: letters are read as syllables.
    pub(super) sentence: Sentence,
    /// The sentence without the places in it, and without their numbers; none where it names none, or nothing else.
    pub(super) placeless: Option<(Sentence, Sentence)>,
    /// The sentence without places and without the words that say nothing of the need; none where nothing fell away,
    /// or less than two characters are left.
    pub(super) bare: Option<Sentence>,
    /// Whether letters were typed, and cannot all be read as syllables: they may be initials.
    pub(super) initials_likely: bool,
}

/// The syllables of pinyin.
#[derive(Clone, Debug)]
pub(super) struct Syllables(BTreeSet<Sound>);

impl Syllables {
    /// All that a character of the usual range can be read as.
    pub(super) fn new() -> Self {
        Self(('\u{4E00}'..='\u{9FA5}').filter_map(|character| Glyph::written(character).sound()).collect())
    }

    fn contains(&self, sound: Sound) -> bool {
        self.0.contains(&sound)
    }
}

impl Query {
    /// Takes a query apart; none if nothing in it can be searched for, or it is written fillers alone.
    pub(super) fn new(text: &str, known: &Syllables) -> Option<Self> {
        let units: Vec<_> = searchable(text)
            .take(QUERY_LIMIT)
            .map(|character| {
                if character.is_ascii() {
                    Unit::Letter(character)
                } else {
                    Unit::Written(Glyph::written(character))
                }
            })
            .collect();
        if units.is_empty() {
            return None;
        }
        let steps: Vec<_> = (0..units.len()).map(|place| steps_at(&units[place..], known)).collect();
        let (sentence, whole) = read(&steps);
        let placeless = without_places(&sentence);
        let placed = !placeless.sentence.is_empty() && placeless.sentence.len() < sentence.len();
        let left = without_fillers(if placed { &placeless.sentence } else { &sentence });
        let written = units.iter().all(|unit| matches!(unit, Unit::Written(_)));
        if left.is_empty() && written && !placed {
            return None;
        }
        let shortened = left.len() >= 2 && left.len() < sentence.len();
        let (sentence, bare) = (sentence.into(), shortened.then(|| left.into()));
        let placeless = placed.then(|| (placeless.sentence.into(), placeless.numberless.into()));
        Some(Self { units, steps, sentence, placeless, bare, initials_likely: !whole })
    }

    /// Whether letters were typed.
    pub(super) fn lettered(&self) -> bool {
        self.units.iter().any(|unit| matches!(unit, Unit::Letter(_)))
    }

    /// The letters, if nothing else was typed.
    pub(super) fn letters(&self) -> Option<Vec<char>> {
        self.units
            .iter()
            .map(|unit| match unit {
                Unit::Letter(letter) => Some(*letter),
                Unit::Written(_) => None,
            })
            .collect()
    }
}

fn steps_at(units: &[Unit], known: &Syllables) -> Vec<Step> {
    let letter = match units.first() {
        Some(Unit::Letter(letter)) => *letter,
        Some(Unit::Written(glyph)) => return vec![Step { length: 1, meaning: Meaning::Whole(*glyph) }],
        None => return Vec::new(),
    };
    let mut steps = vec![Step { length: 1, meaning: Meaning::Whole(Glyph::written(letter)) }];
    steps.extend(Sound::single(letter).map(|sound| Step { length: 1, meaning: Meaning::Initial(sound) }));
    let mut letters = String::with_capacity(LONGEST);
    for unit in units.iter().take(LONGEST) {
        let Unit::Letter(letter) = unit else { break };
        letters.push(*letter);
        let Some(sound) = Sound::new(&letters) else { break };
        let length = letters.len();
        if known.contains(sound) {
            steps.push(Step { length, meaning: Meaning::Whole(Glyph::typed(sound)) });
        }
        if matches!(letters.as_str(), "zh" | "ch" | "sh") {
            steps.push(Step { length, meaning: Meaning::Initial(sound) });
        }
        if length >= 2 && length == units.len() {
            steps.push(Step { length, meaning: Meaning::Unfinished(sound) });
        }
    }
    steps
}

/// Reads the query as a sentence with as few syllables as can be, and says whether every letter found
/// its syllable. A letter that didn't stands for itself.
fn read(steps: &[Vec<Step>]) -> (Vec<Glyph>, bool) {
    // From the end: the cost of reading what is left, and the step that it begins with.
    let mut best: Vec<(usize, usize, Option<Glyph>)> = vec![(0, 0, None); steps.len() + 1];
    for (place, steps) in steps.iter().enumerate().rev() {
        let readings = steps.iter().filter_map(|step| {
            let Meaning::Whole(glyph) = step.meaning else { return None };
            // A stray letter costs more than any reading without one.
            let stray = glyph.character.is_some_and(|character| character.is_ascii());
            let cost = best[place + step.length].0 + if stray { STRAY } else { 1 };
            Some((cost, step.length, Some(glyph)))
        });
        if let Some(reading) = readings.min_by_key(|reading| (reading.0, usize::MAX - reading.1)) {
            best[place] = reading;
        }
    }
    let mut sentence = Vec::with_capacity(steps.len());
    let mut place = 0;
    while let Some(&(_, length, Some(glyph))) = best.get(place) {
        sentence.push(glyph);
        place += length;
    }
    (sentence, best[0].0 < STRAY)
}

/// More than the syllables of the longest query.
const STRAY: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> Query {
        Query::new(text, &Syllables::new()).unwrap()
    }

    fn same(sentence: &[Glyph], written: &str) -> bool {
        let written: Vec<_> = written.chars().map(Glyph::written).collect();
        sentence.len() == written.len()
            && sentence.iter().zip(&written).all(|(one, other)| one.nearness(other).is_some())
    }

    #[test]
    fn letters_are_read_as_syllables() {
        assert!(same(&query("shuiguan lou le").sentence, "水管漏了"));
        assert!(same(&query("水guan漏").sentence, "水管漏"));
        assert!(!query("shuiguan").initials_likely);
        assert!(query("lsg").initials_likely);
        assert!(!query("水管").lettered() && !query("水管").initials_likely);
        assert_eq!(query("L s9").letters(), Some(vec!['l', 's', '9']));
        assert_eq!(query("漏sg").letters(), None);
    }

    #[test]
    fn nothing_to_search_for() {
        for text in ["", "  ", "？！", "😀😀", "\u{0}\u{200b}", "怎么办", "的"] {
            assert!(Query::new(text, &Syllables::new()).is_none(), "{text:?}");
        }
    }

    #[test]
    fn what_is_too_long_is_cut() {
        assert_eq!(query(&"水".repeat(10_000)).units.len(), QUERY_LIMIT);
    }
}
