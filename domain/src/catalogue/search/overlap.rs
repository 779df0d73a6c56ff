//! How much of what somebody says a service has words for, wherever they stand.

use super::glyph::Glyph;
use std::collections::HashMap;

/// A character, two in a row, or two syllables in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Piece {
    One(char),
    Two(char, char),
    Spoken(super::sound::Sound, super::sound::Sound),
}

/// Which services have which pieces, and how weighty each is: a piece that few have tells more.
#[derive(Clone, Debug, Default)]
pub(super) struct Overlap {
    holders: HashMap<Piece, Vec<(usize, f32)>>,
    services: usize,
}

/// A single character tells less than two in a row.
const ONE: f32 = 0.35;
/// Two syllables that sound right tell less than two characters.
const SPOKEN: f32 = 0.7;
/// What a piece weighs that nobody has: some, since it was said.
const UNKNOWN: f32 = 1.5;

impl Overlap {
    /// Adds a text of a service; `weight` from 0 to 1 says how much it speaks for the service.
    pub(super) fn add(&mut self, service: usize, text: &[Glyph], weight: f32) {
        self.services = self.services.max(service + 1);
        for (piece, own) in pieces(text) {
            let holders = self.holders.entry(piece).or_default();
            let weight = weight * own;
            match holders.iter_mut().find(|(holder, _)| *holder == service) {
                Some((_, held)) => *held = held.max(weight),
                None => holders.push((service, weight)),
            }
        }
    }

    /// For each service, which share of the sentence it has words for: 0 to 1.
    pub(super) fn shares(&self, sentence: &[Glyph]) -> Vec<f32> {
        let mut shares = vec![0.0; self.services];
        let mut total = 0.0;
        for pair in sentence.windows(2) {
            let written = written(pair).and_then(|piece| self.holders.get(&piece));
            let spoken = spoken(pair).and_then(|piece| self.holders.get(&piece));
            total += self.count(written.or(spoken), 1.0, &mut shares);
        }
        for character in sentence.iter().filter_map(|glyph| glyph.character) {
            total += self.count(self.holders.get(&Piece::One(character)), ONE, &mut shares);
        }
        if total > 0.0 {
            shares.iter_mut().for_each(|share| *share = (*share / total).min(1.0));
        }
        shares
    }

    fn count(&self, holders: Option<&Vec<(usize, f32)>>, most: f32, shares: &mut [f32]) -> f32 {
        let Some(holders) = holders else { return UNKNOWN * most };
        let weight = rarity(holders.len(), self.services);
        for &(service, own) in holders {
            shares[service] += weight * own;
        }
        weight * most
    }
}

fn pieces(text: &[Glyph]) -> impl Iterator<Item = (Piece, f32)> {
    let ones = text.iter().filter_map(|glyph| Some((Piece::One(glyph.character?), ONE)));
    let twos = text.windows(2).filter_map(|pair| Some((written(pair)?, 1.0)));
    let heard = text.windows(2).filter_map(|pair| Some((spoken(pair)?, SPOKEN)));
    ones.chain(twos).chain(heard)
}

fn written(pair: &[Glyph]) -> Option<Piece> {
    match pair {
        [one, other] => Some(Piece::Two(one.character?, other.character?)),
        _ => None,
    }
}

fn spoken(pair: &[Glyph]) -> Option<Piece> {
    match pair {
        [one, other] => Some(Piece::Spoken(one.sound()?, other.sound()?)),
        _ => None,
    }
}

/// The rarer, the more it tells: ln(1 + services / holders).
fn rarity(holders: usize, services: usize) -> f32 {
    let count = |number: usize| f32::from(u16::try_from(number).unwrap_or(u16::MAX));
    (count(services) / count(holders).max(1.0)).ln_1p()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyphs(text: &str) -> Vec<Glyph> {
        text.chars().map(Glyph::written).collect()
    }

    fn overlap() -> Overlap {
        let mut overlap = Overlap::default();
        for (service, text) in ["水管漏了", "水费代缴", "修电灯"].into_iter().enumerate() {
            overlap.add(service, &glyphs(text), 1.0);
        }
        overlap
    }

    #[test]
    fn who_has_more_of_the_words_has_the_larger_share() {
        let shares = overlap().shares(&glyphs("厨房水管裂了"));
        assert!(shares[0] > shares[1] && shares[1] > shares[2], "{shares:?}");
        assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)));
    }

    #[test]
    fn what_sounds_right_counts_less() {
        let overlap = overlap();
        let (right, alike) = (overlap.shares(&glyphs("水管")), overlap.shares(&glyphs("谁管")));
        assert!(right[0] > alike[0] && alike[0] > 0.0);
    }

    #[test]
    fn silence_has_no_share() {
        assert_eq!(overlap().shares(&[]), [0.0; 3]);
    }
}
