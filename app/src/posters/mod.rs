//! Posters: the list of those of an area, and the sheet to print.

mod list;
mod sheet;

pub use list::PostersPage;
pub use sheet::PosterSheetPage;
