//! How a sentence and a term lie to each other.

use super::glyph::{Glyph, Nearness};
use std::ops::Deref;

/// Where the shorter of a sentence and a term is found in the longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// They are the same, as near as said.
    Whole(Nearness),
    /// The sentence is part of the term.
    InTerm(Nearness),
    /// The term is part of the sentence.
    InSentence(Nearness),
    /// They are the same but for one character.
    WholeButOne,
    /// One is part of the other but for one character.
    PartButOne,
}

impl Relation {
    /// Whether every character is there.
    pub(super) fn is_exact(self) -> bool {
        matches!(self, Self::Whole(_) | Self::InTerm(_) | Self::InSentence(_))
    }
}

/// What breaks or is wanted, in one character. A slip doesn't make one of these another: a lamp is no door.
const THINGS: [char; 24] = [
    '灯', '门', '锁', '水', '电', '气', '火', '墙', '窗', '树', '车', '狗', '猫', '鼠', '梯', '桶', '网',
    '卡', '证', '药', '饭', '菜', '衣', '床',
];

/// The fewest glyphs in which one wrong character is forgiven.
const FORGIVING: usize = 3;

/// Glyphs one after the other: of a query, or of a term.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    glyphs: Vec<Glyph>,
    mask: u64,
}

impl From<Vec<Glyph>> for Sentence {
    fn from(glyphs: Vec<Glyph>) -> Self {
        let mask = glyphs.iter().fold(0, |mask, glyph| mask | glyph.mask);
        Self { glyphs, mask }
    }
}

impl Deref for Sentence {
    type Target = [Glyph];
    fn deref(&self) -> &[Glyph] {
        &self.glyphs
    }
}

impl Sentence {
    /// How many of its glyphs may be near to one of the other's: never too few, and quickly told.
    fn met_by(&self, other: &Self) -> usize {
        self.glyphs.iter().filter(|glyph| glyph.mask & other.mask != 0).count()
    }
}

/// How the two lie to each other; none if they don't meet.
///
/// A term of a single character counts in a sentence only if it is all of it, and one of two that only
/// sounds like a part of it («有信» in «没有信号», 微信) doesn't count.
pub(super) fn relation(sentence: &Sentence, term: &Sentence) -> Option<Relation> {
    let (part, whole) = if sentence.len() <= term.len() { (sentence, term) } else { (term, sentence) };
    let shorter = part.len();
    if shorter == 0 || part.met_by(whole) + usize::from(shorter >= FORGIVING) < shorter {
        return None;
    }
    let part = within(part, whole);
    match part {
        Some(nearness) if sentence.len() == term.len() => return Some(Relation::Whole(nearness)),
        Some(nearness) if sentence.len() < term.len() => return Some(Relation::InTerm(nearness)),
        Some(nearness) if term.len() >= fewest(nearness) => return Some(Relation::InSentence(nearness)),
        Some(_) => return None,
        None if shorter < FORGIVING => return None,
        None => {}
    }
    if !has_the_things(sentence, term) {
        return None;
    }
    if sentence.len().abs_diff(term.len()) <= 1 && shorter > FORGIVING && edits(sentence, term, false) <= 1 {
        return Some(Relation::WholeButOne);
    }
    let near = (sentence.len() <= term.len() + 1 && edits(sentence, term, true) <= 1)
        || (term.len() <= sentence.len() + 1 && edits(term, sentence, true) <= 1);
    near.then_some(Relation::PartButOne)
}

/// Whether the things that a term names are all in the sentence, at least by their sound.
fn has_the_things(sentence: &[Glyph], term: &[Glyph]) -> bool {
    let is_thing = |glyph: &&Glyph| glyph.character.is_some_and(|written| THINGS.contains(&written));
    let is_there = |thing: &Glyph| sentence.iter().any(|glyph| glyph.nearness(thing).is_some());
    term.iter().filter(is_thing).all(is_there)
}

/// The fewest characters of a term that counts as part of a sentence.
fn fewest(nearness: Nearness) -> usize {
    if nearness <= Nearness::Typed { 2 } else { FORGIVING }
}

/// How near the best place of `part` in `whole` is, its farthest pair counting.
fn within(part: &[Glyph], whole: &[Glyph]) -> Option<Nearness> {
    whole
        .windows(part.len())
        .filter_map(|window| {
            let mut farthest = Nearness::Same;
            for (one, other) in part.iter().zip(window) {
                farthest = farthest.max(one.nearness(other)?);
            }
            Some(farthest)
        })
        .min()
}

/// [`distance`] of two sentences. Characters that are read alike count as equal, but not in the shortest
/// sentences: one wrong character is liberty enough there.
fn edits(part: &[Glyph], whole: &[Glyph], anywhere: bool) -> usize {
    let farthest = if part.len() > FORGIVING { Nearness::Homophone } else { Nearness::Typed };
    let alike = |one: &Glyph, other: &Glyph| one.nearness(other).is_some_and(|near| near <= farthest);
    distance(part, whole, anywhere, alike)
}

/// The fewest signs to substitute, insert or leave out so that `part` is `whole`, or, if `anywhere`, is
/// some part of it.
pub(super) fn distance<T>(part: &[T], whole: &[T], anywhere: bool, equal: impl Fn(&T, &T) -> bool) -> usize {
    let mut row: Vec<usize> = (0..=whole.len()).map(|place| if anywhere { 0 } else { place }).collect();
    for (step, sign) in part.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = step + 1;
        for (place, other) in whole.iter().enumerate() {
            let substituted = diagonal + usize::from(!equal(sign, other));
            diagonal = row[place + 1];
            row[place + 1] = substituted.min(row[place] + 1).min(diagonal + 1);
        }
    }
    let last = row.last().copied().unwrap_or_default();
    if anywhere { row.into_iter().min().unwrap_or(last) } else { last }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn glyphs(text: &str) -> Sentence {
        text.chars().map(Glyph::written).collect::<Vec<_>>().into()
    }

    fn told(sentence: &str, term: &str) -> Option<Relation> {
        relation(&glyphs(sentence), &glyphs(term))
    }

    #[test]
    fn wholes_and_parts() {
        assert_eq!(told("水管漏了", "水管漏了"), Some(Relation::Whole(Nearness::Same)));
        assert_eq!(told("水管楼了", "水管漏了"), Some(Relation::Whole(Nearness::Homophone)));
        assert_eq!(told("马桶堵", "马桶堵了"), Some(Relation::InTerm(Nearness::Same)));
        assert_eq!(told("水龙头滴水", "龙头滴水"), Some(Relation::InSentence(Nearness::Same)));
        assert_eq!(told("火车站", "水管漏了"), None);
        assert_eq!(told("没有信号", "微信"), None);
    }

    #[test]
    fn one_wrong_character() {
        assert_eq!(told("水管破了", "水管漏了"), Some(Relation::WholeButOne));
        assert_eq!(told("水管子漏了", "水管漏了"), Some(Relation::WholeButOne));
        assert_eq!(told("量血呀", "量血压"), Some(Relation::Whole(Nearness::Homophone)));
        assert_eq!(told("量血糖", "量血压"), Some(Relation::PartButOne));
        assert_eq!(told("修水官破了吧", "水管漏了"), Some(Relation::PartButOne));
        assert_eq!(told("水管破裂", "水管漏了"), None);
        assert_eq!(told("去世了", "失业了"), None);
        assert_eq!(told("刀钝", "刀快"), None);
        assert_eq!(told("单元灯坏了", "单元门坏了"), None);
        assert_eq!(told("楼道等坏了吗", "楼道灯坏了"), Some(Relation::InSentence(Nearness::Homophone)));
    }

    proptest! {
        #[test]
        fn any_one_change_of_a_longer_term_is_forgiven(
            term in "[\u{4E00}-\u{9FA5}]{4,10}", place in 0usize..10, other in "[\u{4E00}-\u{9FA5}]?",
        ) {
            let mut changed: Vec<String> = term.chars().map(String::from).collect();
            let place = place % changed.len();
            let slips = !THINGS.into_iter().any(|thing| changed[place].starts_with(thing));
            prop_assume!(slips, "a lamp is no door");
            changed[place] = other;
            prop_assert!(told(&changed.concat(), &term).is_some());
        }
    }
}
