//! Pictures of orders: taken in, made small and plain, kept out of the database, shown to those who may see the order.
//!
//! Bytes are written before the row that owns them, and go after it: until then they stand among the leftovers,
//! so that whatever breaks off on the way leaves nothing behind (see [`sweep`]).

mod add;
mod attach;
mod drafts;
mod inspect;
mod leftovers;
mod of_order;
mod picture;
mod rows;
mod show;
mod store;
mod sweep;
mod withdraw;

pub use add::{Added, Target, add, before, form_key};
pub(crate) use attach::AttachesPictures;
pub use drafts::{drafts, drop_draft};
pub use inspect::{Fault, Inspection, copy_new, inspect, is_part_of, stored};
pub use of_order::{OrderPhotos, Photo, of_order};
pub use show::{LOST, Shown, read, show, show_draft};
pub use store::{PhotoStore, PhotoStoreError};
pub use sweep::{Swept, sweep};
pub use withdraw::withdraw;
