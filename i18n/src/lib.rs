//! The pages in the reader's language.
//!
//! The program writes simplified Chinese, and knows no other language: what is said where stays in one place, and what
//! is stored is the same for everybody. On its way out a page is read once more, and its texts are looked up in a
//! catalogue, whose keys are the sentences of the source with their holes, as gettext has them ([`Catalogue`]). For
//! English it has translations; for 繁體 the same sentences, with their characters converted. Names, and what people
//! wrote, stand in elements with `translate="no"`, in holes that keep what fills them, are marked ([`kept`]), or are in
//! no catalogue, and stay as they are. What a text and a page may cost is bounded by a number of steps.

mod catalogue;
mod document;
mod kept;
mod pattern;
mod services;
mod steps;
mod template;
mod translate;

pub use catalogue::{Catalogue, CatalogueError};
pub use document::Translator;
pub use kept::kept;
pub use lol_html::errors::RewritingError;
pub use services::services_for;
