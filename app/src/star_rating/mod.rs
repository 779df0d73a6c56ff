//! Stars of the communities' party organisations, with the formula and the numbers put in.

mod community;
mod explain;
mod page;
mod published;
mod ranks;

pub use page::StarsPage;
pub(crate) use published::PublishedStars;
pub(crate) use ranks::mended_words;
