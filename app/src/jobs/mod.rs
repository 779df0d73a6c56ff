//! The jobs of those who go to the door: party members, volunteer teams, property companies.

mod actions;
mod job;
mod list;
mod profile;
mod way;

pub use actions::ServeActions;
pub use job::JobPage;
pub(crate) use job::{phone, phone_link, photos_within, tag_label};
pub use list::JobsPage;
pub use profile::{
    AddAbsence, AddAbsenceForm, ProfileForm, ProfilePage, RemoveAbsence, RemoveAbsenceForm, SaveProfile,
    add_absence, remove_absence, save_profile,
};
