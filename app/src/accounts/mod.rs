//! Signing in and out, who one is, and how one wants to read.

mod address;
mod code;
mod landing;
mod locales;
mod me;
mod named;
mod passkey_part;
mod passkey_sign_in;
mod passkeys;
mod pending;
mod privacy;
mod roles;
mod sessions;
mod sign_in;
mod sign_in_link;
mod switch;
mod welcome;

pub use code::{AskAgain, CodePage, SignIn};
pub use landing::first_page;
pub(crate) use locales::LocaleSwitch;
pub use locales::SetLocale;
pub use me::MePage;
pub(crate) use named::named_errors;
pub use passkey_sign_in::SignInByPasskey;
pub use passkeys::{AddPasskey, PasskeysPage, RemovePasskey, RenamePasskey};
pub use privacy::PrivacyPage;
pub(crate) use roles::role_tone;
pub use sessions::{AcknowledgeSessions, EndOtherSessions, EndSession, SessionsPage};
pub use sign_in::{AskForCode, SignInPage};
pub use sign_in_link::{SignInByLink, SignInLinkPage};
pub use switch::{SetElder, SignOut, UseGrant};
pub use welcome::{CompleteProfile, WelcomePage};
