//! What people type, and what office programs do to it: one reader for each kind of value.
//!
//! A reader folds before it compares (full-width forms, dashes, dots, signs that nobody can see), and what is kept for
//! showing stays as it was typed. `domain/tests/rules/readers.rs` holds all readers against one table of shapes, and fails
//! where the source reads digits anywhere else.
//!
//! Names are [`crate::accounts::PersonName`], telephone numbers [`crate::accounts::Phone`] and
//! [`crate::areas::Telephone`], free text [`crate::text`]; all of them read by what stands here.

mod characters;
mod code;
mod day;
mod door;
mod minutes;
mod number;
mod time_of_day;
mod without_numbers;

pub use characters::{begins_a_formula, folded, hyphenated, one_line};
pub use code::code;
pub use day::day;
pub use door::{DoorPart, DoorProblem};
pub use minutes::minutes;
pub use number::{digits, whole};
pub use time_of_day::time_of_day;
pub use without_numbers::without_numbers;

pub(crate) use characters::{is_blank, is_dash, is_dropped, is_seen, is_separator};
pub(crate) use door::{LIMIT as DOOR_LIMIT, says_no_building};
