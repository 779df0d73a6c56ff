//! Stars of the communities' party organisations: points a quarter, stars a year, from the sums that the reports read.
//!
//! [`stars`] is for desks: a district and an office see every number of theirs, a community its own and, of a quarter
//! that is over, the places of all. [`final_stars`] is what is published of a year, for everybody.

mod read;
mod running;
mod table;
mod view;

pub use table::stars_table;
pub use view::{CommunityStars, FinalStars, Place, StarsView, final_stars, recent_final_stars, stars};
