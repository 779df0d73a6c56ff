//! The telephone: whom to call, the numbers of all communities, and the desk's own.

mod call;
mod desk;
mod list;

pub(crate) use call::{Call, CallRow, ViewersCall, asks_to_call};
pub use desk::{SetTelephone, TelephonePage};
pub use list::TelephonesPage;
