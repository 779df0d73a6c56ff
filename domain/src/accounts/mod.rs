//! People: how they are named, what they may do, and how they prove who they are.

mod address;
mod grant;
mod locale;
mod network;
mod person;
mod phone;
mod role;
mod sign_in;

pub use address::{Address, AddressError};
pub use grant::{Grant, may_grant};
pub use locale::Locale;
pub use network::network_of;
pub use person::{PersonId, PersonName, PersonNameError, TeamId};
pub use phone::{Phone, PhoneError, PhoneKind};
pub use role::Role;
pub use sign_in::{
    CODE_LIFETIME, CODE_TRIES, CodeRefusal, FORM_STATE_LIFETIME, PRIVACY_NOTICE, SESSION_LIFETIME,
    SignInCode, asked_just_now, may_ask_for_code,
};
