//! Where an estate is chosen: from the browser's own list, or, with scripts, by typing a part of its name.

mod estate;
mod estates;

pub(crate) use estate::EstateField;
pub(crate) use estates::Estates;

/// Where the server tells which estates one may mean: the words stand in `words`.
pub const ESTATES_MEANT: &str = "/suggest/estates";
