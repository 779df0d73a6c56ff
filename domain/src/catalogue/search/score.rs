//! What a find is worth.
//!
//! Exact name > name contains > keyword > category > alike. The steps lie so far apart that what is
//! added within one doesn't reach the next.

use super::glyph::Nearness;
use super::likeness::Relation;

/// Where a term comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// The service's name.
    Name,
    /// One of its keywords.
    Keyword,
    /// Its subcategory's name.
    Subcategory,
    /// Its category's name.
    Category,
}

/// A find of at least this worth stands by itself; a lesser one needs common words beside it.
const FIRM: u32 = 400;
/// The most that a share of common words adds to a firm find, and is worth alone.
const SHARE_BESIDE: f32 = 60.0;
const SHARE_ALONE: f32 = 320.0;
/// A smaller share than this is chance.
const SHARE_LEAST: f32 = 0.18;

/// The worth of a sentence that lies so to a term, by their lengths in characters.
pub(super) fn of_relation(source: Source, relation: Relation, sentence: usize, term: usize) -> u32 {
    let points = |value: usize| u32::try_from(value).unwrap_or_default();
    let shorter = sentence.min(term);
    // Which part of the longer it is, in hundredths.
    let part = points(100 * shorter / sentence.max(term).max(1));
    let (worth, nearness) = match relation {
        Relation::Whole(nearness) => (of_whole(source), nearness),
        Relation::InTerm(nearness) => (of_whole(source) - 100 + part / 2, nearness),
        Relation::InSentence(nearness) => (of_whole(source) - 280 + 2 * part, nearness),
        Relation::WholeButOne if source == Source::Name => return 600,
        Relation::WholeButOne => return 400 + 5 * points(term.min(8)),
        Relation::PartButOne => return 60 + 30 * points(shorter.min(6)) + part,
    };
    worth.saturating_sub(of_distance(nearness))
}

/// The worth of a query with letters in it that was found in a term.
pub(super) fn of_typing(source: Source, whole: bool, guessed: u32, initials_likely: bool) -> u32 {
    let worth = if whole { of_whole(source) } else { of_whole(source) - 100 };
    // Somebody who writes whole syllables seldom means them as initials.
    let doubt = if guessed > 1 && !initials_likely { 350 } else { 0 };
    worth.saturating_sub(20 + 10 * guessed.min(12) + doubt)
}

/// The worth of letters that were found with a wrong one among them.
pub(super) fn of_misspelling(source: Source) -> u32 {
    of_whole(source) / 3
}

/// What a service is worth, by its best term and its share of common words; nothing where both are small.
pub(super) fn together(worth: u32, share: f32) -> u32 {
    let alone = if share < SHARE_LEAST { 0 } else { rounded(share * SHARE_ALONE) };
    if worth >= FIRM {
        worth + rounded(share * SHARE_BESIDE)
    } else {
        worth.max(alone) + worth.min(alone) / 2
    }
}

fn of_whole(source: Source) -> u32 {
    match source {
        Source::Name => 1000,
        Source::Keyword => 800,
        Source::Subcategory => 600,
        Source::Category => 580,
    }
}

fn of_distance(nearness: Nearness) -> u32 {
    match nearness {
        Nearness::Same => 0,
        Nearness::Typed => 20,
        Nearness::Homophone => 150,
        Nearness::Southern => 300,
    }
}

fn rounded(value: f32) -> u32 {
    // There is no `TryFrom` here; `as` stops at 0 and at the largest number.
    value.round() as u32
}
