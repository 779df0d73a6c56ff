//! Short messages: what kinds there are, when none may go out, how many, and how often one is tried.
//!
//! Every notification of [`crate::orders::notifications`] has a [`MessageKind`]. The inbox holds all of them; those
//! whose kind a person has not switched off go to the phone as well. A message says less than the notifications:
//! no name, nothing that anybody typed.

mod allowance;
mod bundle;
mod kind;
mod quiet;
mod tries;

pub use allowance::{
    A_DAY, A_DAY_TO_STRANGERS, Allowance, ESCALATIONS_A_DAY, HOW_TO_REFUSE, SentToday, allowance,
};
pub use bundle::{HOLD, Said, bundled};
pub use kind::MessageKind;
pub use quiet::quiet_until;
pub use tries::{LIFETIME, TRIES, first_try, next_try};
