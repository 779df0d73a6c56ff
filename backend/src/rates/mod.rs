//! Rates: what surveys say, with how sure that is. `statistics` reckons.

mod answers;
mod margins;
mod strata;
mod wave_files;

pub use wave_files::{Wave, WaveFiles, estimate_wave};
