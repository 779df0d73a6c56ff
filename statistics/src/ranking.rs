//! Areas in order of a rate, and how far that order can be trusted.

use super::shrinkage::Common;
use super::{Confidence, Count, Interval};

/// With fewer answers an area is not ranked.
pub const RANKED_FROM: u32 = 30;

/// How often the rates are drawn anew to see how ranks come out.
const DRAWS: u16 = 4000;

/// Between which ranks an area lies; 1 is the highest rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RankSpan {
    /// The best rank that is still likely.
    pub best: usize,
    /// The worst.
    pub worst: usize,
}

/// An area with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked<Id> {
    /// Which area.
    pub id: Id,
    /// What was counted.
    pub count: Count,
    /// The rate drawn towards that of all areas, the more so the fewer answered.
    pub share: f64,
    /// Where the area's rate lies.
    pub interval: Interval,
    /// Where its rank lies.
    pub ranks: RankSpan,
}

/// Areas in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking<Id> {
    /// The highest rate first; among equals as they came.
    pub ranked: Vec<Ranked<Id>>,
    /// Those with fewer than [`RANKED_FROM`] answers, as they came.
    pub too_few: Vec<(Id, Count)>,
}

/// Puts areas in order of their rates (beta-binomial model).
///
/// `uniform` gives random numbers from 0 to 1, each as likely as the other: intervals and ranks come from
/// draws, and the same numbers give the same ones.
#[must_use]
pub fn ranked<Id>(
    areas: Vec<(Id, Count)>,
    confidence: Confidence,
    uniform: &mut dyn FnMut() -> f64,
) -> Ranking<Id> {
    let (enough, too_few): (Vec<_>, Vec<_>) =
        areas.into_iter().partition(|(_, count)| count.n() >= RANKED_FROM);
    if enough.is_empty() {
        return Ranking { ranked: Vec::new(), too_few };
    }
    let counts: Vec<_> = enough.iter().map(|(_, count)| *count).collect();
    let common = Common::of(&counts);
    let mut seen = vec![Seen::default(); counts.len()];
    for _ in 0..DRAWS {
        let rates = common.draw(&counts, uniform);
        let mut order: Vec<_> = (0..counts.len()).collect();
        order.sort_unstable_by(|one, other| rates[*other].total_cmp(&rates[*one]));
        for (rank, area) in (1..).zip(order) {
            seen[area].rates.push(rates[area]);
            seen[area].ranks.push(rank);
        }
    }
    let rank = |((id, count), seen): ((Id, Count), Seen)| {
        let (interval, ranks) = seen.likely(confidence);
        Ranked { id, count, share: common.share(count), interval, ranks }
    };
    let mut ranked: Vec<_> = enough.into_iter().zip(seen).map(rank).collect();
    ranked.sort_by(|one, other| other.share.total_cmp(&one.share));
    Ranking { ranked, too_few }
}

/// How an area came out in each draw.
#[derive(Clone, Debug, Default)]
struct Seen {
    rates: Vec<f64>,
    ranks: Vec<usize>,
}

impl Seen {
    fn likely(mut self, confidence: Confidence) -> (Interval, RankSpan) {
        let (low, high) = ends(confidence);
        // Two places of the order are wanted, not all of it.
        let mut rate = |place| *self.rates.select_nth_unstable_by(place, f64::total_cmp).1;
        let interval = Interval { lower: rate(low), upper: rate(high) };
        let mut rank = |place| *self.ranks.select_nth_unstable(place).1;
        (interval, RankSpan { best: rank(low), worst: rank(high) })
    }
}

/// Which draws, in order, are the ends of what is likely.
fn ends(confidence: Confidence) -> (usize, usize) {
    let rare = |place: &u16| f64::from(*place) <= confidence.tail() * f64::from(DRAWS);
    let low = (0..DRAWS).take_while(rare).last().unwrap_or(0);
    (usize::from(low), usize::from(DRAWS - 1 - low))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::rngs::StdRng;
    use rand::{RngExt, SeedableRng};

    fn ranking(areas: &[(&'static str, u32, u32)]) -> Ranking<&'static str> {
        let mut source = StdRng::seed_from_u64(1);
        let count =
            |(id, successes, n): &(&'static str, u32, u32)| (*id, Count::new(*successes, *n).unwrap());
        ranked(areas.iter().map(count).collect(), Confidence::USUAL, &mut || source.random())
    }

    fn span(best: usize, worst: usize) -> RankSpan {
        RankSpan { best, worst }
    }

    #[test]
    fn fewer_than_thirty_are_told_apart() {
        let ranking = ranking(&[("樾城", 29, 29), ("华园", 28, 30)]);
        assert_eq!(ranking.too_few, [("樾城", Count::new(29, 29).unwrap())]);
        assert_eq!(ranking.ranked.len(), 1);
        assert_eq!(ranking.ranked[0].ranks, span(1, 1));
    }

    #[test]
    fn luck_of_a_small_area_is_no_first_place() {
        let ranking = ranking(&[("小", 30, 30), ("大", 970, 1000), ("中", 480, 500), ("差", 430, 500)]);
        let names: Vec<_> = ranking.ranked.iter().map(|area| area.id).collect();
        let spans: Vec<_> = ranking.ranked.iter().map(|area| area.ranks).collect();
        assert_eq!(names, ["小", "大", "中", "差"]);
        assert_eq!(spans, [span(1, 3), span(1, 3), span(1, 3), span(4, 4)]);
        assert!(ranking.ranked[0].share < 0.99, "drawn towards the others");
    }

    #[test]
    fn where_all_are_alike_any_rank_may_be() {
        let ranking = ranking(&[("甲", 95, 100), ("乙", 95, 100), ("丙", 95, 100)]);
        assert!(ranking.ranked.iter().all(|area| area.ranks == span(1, 3)));
        let content = self::ranking(&[("甲", 100, 100), ("乙", 40, 40)]);
        assert!(content.ranked.iter().all(|area| area.share < 1.0 && area.interval.lower > 0.9));
    }
}
