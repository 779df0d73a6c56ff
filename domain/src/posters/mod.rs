//! Posters: one an estate, with a code that leads into the application and counts how often it was opened.

mod choice;
mod recent;

pub use choice::spread;
pub use recent::{RECENT_DAYS, first_recent_day};
