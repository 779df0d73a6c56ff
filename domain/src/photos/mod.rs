//! Pictures of an order: how it looked before, and how it looks now that somebody was there.
//!
//! [`addable`] says who may add one and when, [`shown_to`] who sees them. A picture is only ever added: whoever
//! added it may take it back for as long as they could still add one, and that they did stays on record.

mod error;
mod id;
mod kind;
mod limits;
mod rules;

pub use error::PhotoError;
pub use id::{PhotoId, PhotoIdError};
pub use kind::PhotoKind;
pub use limits::{
    ADDED_MOST, DRAFT_LIFE, DRAFTS_MOST, PHOTO_BYTES, PHOTO_EDGE, PHOTOS_MOST, UPLOAD_BYTES, UPLOAD_PIXELS,
    may_be_key,
};
pub use rules::{addable, has_room, shown_to};
