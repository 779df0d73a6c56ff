//! The telephone: whom to call, the numbers of all communities, the desk's own, and a team's own.

mod call;
mod desk;
mod duty;
mod list;

pub(crate) use call::{Call, CallRow, ViewersCall, asks_to_call};
pub use desk::{SetTelephone, TelephonePage};
pub(crate) use duty::DutyCall;
pub use duty::{DutyTelephonePage, SetDutyTelephone};
pub use list::TelephonesPage;
