//! Forms that look as if nobody had asked: too fast, or too alike. They are flagged, never dropped: what to
//! make of a flag is for people to say, in the open.

use std::collections::BTreeMap;

/// The fewest forms of an interviewer that are compared: with fewer, chance alone makes them alike.
pub const LEAST_FORMS: usize = 5;
/// The fewest questions answered by choosing on which single forms are compared.
const LEAST_QUESTIONS: usize = 20;
/// The share of the same answers from which two forms are near duplicates (Kuriakose and Robbins 2016).
const NEAR_DUPLICATE: f64 = 0.85;
/// How many forms before and behind it in the list a form is compared with: an interviewer has fewer, so that these are
/// all compared; of thousands that came by link only neighbours are.
const NEIGHBOURS: usize = 500;
/// Seconds that a question takes at the least, to be read and answered.
const SECONDS_A_QUESTION: i64 = 3;

/// A form, as far as likeness is concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The household.
    pub household: String,
    /// Who asked; `None` where the household answered by its link.
    pub interviewer: Option<String>,
    /// Seconds from opening the form to sending it.
    pub seconds: i64,
    /// The answers to the questions that are answered by choosing, in one order; `None` where none was given.
    pub answers: Vec<Option<String>>,
}

/// What is odd about the forms of an interviewer.
#[derive(Clone, Debug, PartialEq)]
pub enum Flag {
    /// So many forms took less than three seconds a question.
    TooFast {
        /// How many.
        forms: usize,
    },
    /// The median of the interviewer's forms is less than half of that of all others' in the wave.
    FarBelowMedian {
        /// Seconds of the interviewer's median form.
        own: i64,
        /// Seconds of the others' median form.
        others: i64,
    },
    /// Pairs of the interviewer's forms are the same at least half of the time, and at least twice as often as
    /// pairs of forms from different hands are.
    TooAlike {
        /// The share of the same among the interviewer's pairs.
        own: f64,
        /// The share of the same among pairs from different hands.
        others: f64,
    },
    /// So many forms have another of the same interviewer with which they share 85 % of the answers. Looked at
    /// only where at least twenty questions are answered by choosing: on a short questionnaire honest people
    /// agree as often.
    NearDuplicates {
        /// How many.
        forms: usize,
    },
}

/// What is odd, by interviewer; whoever has nothing odd isn't there. `None` are those who answered by their
/// links: who holds the links could answer for many, and would look like one hand.
#[must_use]
pub fn flags(forms: &[Form]) -> BTreeMap<Option<String>, Vec<Flag>> {
    let mut by_hand: BTreeMap<Option<&str>, Vec<&Form>> = BTreeMap::new();
    for form in forms {
        by_hand.entry(form.interviewer.as_deref()).or_default().push(form);
    }
    let mut flags = BTreeMap::new();
    let between = same_between_hands(forms);
    for (hand, own) in by_hand {
        let others = forms.iter().filter(|form| form.interviewer.as_deref() != hand);
        let found =
            [too_fast(&own), far_below(&own, others), too_alike(&own, between), near_duplicates(&own)];
        let found: Vec<_> = found.into_iter().flatten().collect();
        if !found.is_empty() {
            flags.insert(hand.map(str::to_owned), found);
        }
    }
    flags
}

fn too_fast(own: &[&Form]) -> Option<Flag> {
    let least = |form: &Form| i64::try_from(form.answers.len()).unwrap_or(i64::MAX) * SECONDS_A_QUESTION;
    let forms = own.iter().filter(|form| form.seconds < least(form)).count();
    (forms > 0).then_some(Flag::TooFast { forms })
}

fn far_below<'a>(own: &[&Form], others: impl Iterator<Item = &'a Form>) -> Option<Flag> {
    let others: Vec<_> = others.map(|form| form.seconds).collect();
    if own.len() < LEAST_FORMS || others.len() < LEAST_FORMS {
        return None;
    }
    let own = median(own.iter().map(|form| form.seconds).collect())?;
    let others = median(others)?;
    (own * 2 < others).then_some(Flag::FarBelowMedian { own, others })
}

/// The lower median.
fn median(mut seconds: Vec<i64>) -> Option<i64> {
    seconds.sort_unstable();
    seconds.get(seconds.len().checked_sub(1)? / 2).copied()
}

/// The share of the same among all pairs of forms from different hands, and how many such pairs there are.
fn same_between_hands(forms: &[Form]) -> (f64, f64) {
    let mut same: BTreeMap<&[Option<String>], usize> = BTreeMap::new();
    let mut same_within: BTreeMap<(&[Option<String>], Option<&str>), usize> = BTreeMap::new();
    let mut within: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for form in forms {
        let hand = form.interviewer.as_deref();
        *same.entry(&form.answers).or_default() += 1;
        *same_within.entry((&form.answers, hand)).or_default() += 1;
        *within.entry(hand).or_default() += 1;
    }
    let between = pairs_of(forms.len()) - all_pairs(within.values());
    let same_between = all_pairs(same.values()) - all_pairs(same_within.values());
    (if between > 0.0 { same_between / between } else { 0.0 }, between)
}

/// How many pairs there are within groups of so many.
fn all_pairs<'a>(counts: impl Iterator<Item = &'a usize>) -> f64 {
    counts.map(|count| pairs_of(*count)).sum()
}

/// How many pairs so many things make.
fn pairs_of(count: usize) -> f64 {
    let count = f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    count * (count - 1.0) / 2.0
}

fn too_alike(own: &[&Form], (others, between): (f64, f64)) -> Option<Flag> {
    if own.len() < LEAST_FORMS || between < 1.0 {
        return None;
    }
    let mut same: BTreeMap<&[Option<String>], usize> = BTreeMap::new();
    own.iter().for_each(|form| *same.entry(&form.answers).or_default() += 1);
    let own = all_pairs(same.values()) / pairs_of(own.len());
    (own >= 0.5 && own >= 2.0 * others).then_some(Flag::TooAlike { own, others })
}

fn near_duplicates(own: &[&Form]) -> Option<Flag> {
    let asked = own.first().map_or(0, |form| form.answers.len());
    if asked < LEAST_QUESTIONS || own.len() < LEAST_FORMS {
        return None;
    }
    let near = |one: &Form, other: &Form| {
        let same = one.answers.iter().zip(&other.answers).filter(|(one, other)| one == other).count();
        pairs_share(same, asked) >= NEAR_DUPLICATE
    };
    let forms = (0..own.len()).filter(|place| twin(own, *place, near)).count();
    (forms > 0).then_some(Flag::NearDuplicates { forms })
}

/// Whether a neighbour of a form is near to it.
fn twin(own: &[&Form], place: usize, near: impl Fn(&Form, &Form) -> bool) -> bool {
    let Some((before, [form, behind @ ..])) = own.split_at_checked(place) else { return false };
    let before = before.iter().rev().take(NEIGHBOURS);
    before.chain(behind.iter().take(NEIGHBOURS)).any(|other| near(form, other))
}

fn pairs_share(part: usize, whole: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    number(part) / number(whole)
}

#[cfg(test)]
mod tests;
