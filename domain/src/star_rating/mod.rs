//! Stars: how the party organisation of a community did in a quarter, in points that anybody can reckon again.
//!
//! [`Tally`] is what its months come to, [`score`] makes points of it, part by part ([`Part`]), and [`year_stars`] makes
//! stars of four quarters. Every number is one of the sums that the reports read.
//!
//! Made against polish: who doesn't rate is not content, and is missed in a part of its own; an order left lying is
//! late and not done without any event that says so; a refused one is not done; what residents rate is held against what
//! those say who were drawn and called; a few good ratings are drawn towards the middle; with fewer than
//! [`LEAST_RATED`] nothing is said at all.

mod part;
mod places;
mod score;
mod tally;
mod words;
mod year;

pub use part::{EXTRA, EXTRA_DONE, HEARD_ENOUGH, LEAST_RATED, Part, WHOLE};
pub use places::places;
pub use score::{PartScore, Score, score};
pub use tally::{Running, Tally};
pub use words::{NOT_MEASURED, RULE, STARS_RULE};
pub use year::{LEAST_QUARTERS, STEPS, YearStars, is_final, year_stars};
