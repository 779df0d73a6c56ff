//! Short messages: what kinds there are, when none may go out, and how often one is tried.
//!
//! Every notice of [`crate::orders::notices`] has a [`MessageKind`]. The inbox holds all of them; those
//! whose kind a person has not switched off go to the phone as well. A message says less than the inbox:
//! no name, nothing that anybody typed.

mod kind;
mod quiet;
mod tries;

pub use kind::MessageKind;
pub use quiet::quiet_until;
pub use tries::{LIFETIME, TRIES, first_try, next_try};
