//! People: how they are named, what they may do, and how they prove who they are.

mod address;
mod code_limits;
mod grant;
mod locale;
mod network;
mod passkey;
mod person;
mod phone;
mod role;
mod second_factor;
mod session;
mod sign_in;
mod unused_number;

pub use address::{Address, AddressError};
pub use code_limits::{
    Asked, AskedSoFar, Asker, CODE_TRIES, CODES_A_DAY, CodeRefusal, GUESSING, asked_just_now, code_tries,
    may_ask_for_code, strangers_share,
};
pub use grant::{Grant, LastDayError, end_of_grant, may_grant};
pub use locale::Locale;
pub use network::network_of;
pub use passkey::{
    AuthenticatorData, CredentialKey, NewCredential, PASSKEY_NAME_LIMIT, PASSKEY_PATIENCE, PASSKEYS_MOST,
    RelyingParty, count_is_plausible, passkey_name,
};
pub use person::{PersonId, PersonName, PersonNameError, TeamId};
pub use phone::{Phone, PhoneError, PhoneKind};
pub use role::Role;
pub use second_factor::{
    FACTOR_TRIES, FACTOR_TRIES_WITHIN, FIRST_DAY, RECOVERY_CODES, RECOVERY_DIGITS, is_withheld, open_steps,
};
pub use session::{SessionLimits, device_words, is_fresh, network_words};
pub use sign_in::{
    CODE_LIFETIME, DEVICE_LIFETIME, FORM_STATE_LIFETIME, PRIVACY_NOTICE, SignInCode, SignInMethod,
};
pub use unused_number::{CLAIM_PATIENCE, KnownOwner, UNUSED_NUMBER, may_be_anothers};
