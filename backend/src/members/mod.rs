//! Members: what they say of themselves, and what speaks against giving them more.

mod lapses;
mod profile;

pub use profile::{OwnProfile, add_absence, own_profile, remove_absence, set_profile};

pub(crate) use lapses::{may_claim, record_lapse, suspension};
pub(crate) use profile::read as read_profile;
