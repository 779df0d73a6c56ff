//! The pages in the reader's language.
//!
//! The program writes simplified Chinese, and knows no other language: what is said where stays in one place, and what
//! is stored is the same for everybody. On its way out a page is read once more. For 繁體 its characters are converted.
//! For English its texts are looked up in a catalogue, whose keys are the sentences of the source with their holes,
//! as gettext has them ([`Catalogue`]). What people wrote themselves stands in elements with `translate="no"`, or is in
//! no catalogue, and stays as they wrote it.

mod catalogue;
mod document;
mod pattern;
mod services;
mod template;
mod translate;

pub use catalogue::{Catalogue, CatalogueError};
pub use document::Interpreter;
pub use lol_html::errors::RewritingError;
pub use services::services_for;
