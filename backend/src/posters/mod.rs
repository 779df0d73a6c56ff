//! Posters: one an estate, with its community's three lists and a code that leads into the application; and how
//! often each was opened. No more is kept than a number a day.

mod list;
mod poster;
mod scan;

pub use list::{CommunityPosters, PosterLine, poster_list};
pub use poster::{Poster, PosterServices, posters};
pub use scan::{PosterEstate, ScansToday, count_scan, poster_estate};
pub(crate) use scan::{add_scans, recent_scans};
