//! Signing in, and the account.

use super::{HOME, below, own, with};
use std::fmt::Display;

/// The phone number.
pub const SIGN_IN: &str = "/sign-in";
/// The one-time code.
pub const SIGN_IN_CODE: &str = "/sign-in/code";
/// Whose account it is, where the number was not used for long.
pub const SIGN_IN_WHOSE: &str = "/sign-in/whose";
/// Below it stand the links to sign in that the console makes.
pub const SIGN_IN_LINKS: &str = "/sign-in/link";
/// The first sign-in: address and consent.
pub const WELCOME: &str = "/welcome";
/// Where one is signed in.
pub const ME_SESSIONS: &str = "/me/sessions";
/// The relatives whom one remembers.
pub const ME_FAMILY: &str = "/me/family";
/// One's passkeys.
pub const ME_PASSKEYS: &str = "/me/passkeys";
/// One's authenticator.
pub const ME_TOTP: &str = "/me/totp";
/// One's recovery codes.
pub const ME_RECOVERY: &str = "/me/recovery";
/// What is told of the account itself.
pub const ME_NOTICES: &str = "/me/notices";

/// Signing in, and then on to `next`, a page of this site.
///
/// ```
/// assert_eq!(app::paths::sign_in("/orders?page=2"), "/sign-in?next=%2Forders%3Fpage%3D2");
/// assert_eq!(app::paths::sign_in("//evil.example"), "/sign-in");
/// ```
#[must_use]
pub fn sign_in(next: &str) -> String {
    on_to(SIGN_IN, next)
}

/// Signing in once more though one is signed in, and then on to `next`.
///
/// ```
/// assert_eq!(app::paths::sign_in_again("/me/passkeys"), "/sign-in?next=%2Fme%2Fpasskeys&again=1");
/// ```
#[must_use]
pub fn sign_in_again(next: &str) -> String {
    with(sign_in(next), &[("again", "1")])
}

/// One's authenticator, and then on to `next`.
///
/// ```
/// assert_eq!(app::paths::totp("/desk"), "/me/totp?next=%2Fdesk");
/// ```
#[must_use]
pub fn totp(next: &str) -> String {
    on_to(ME_TOTP, next)
}

/// Whose account it is, and then on to `next`.
///
/// ```
/// assert_eq!(app::paths::whose("/orders"), "/sign-in/whose?next=%2Forders");
/// ```
#[must_use]
pub fn whose(next: &str) -> String {
    on_to(SIGN_IN_WHOSE, next)
}

/// The first sign-in's form, and then on to `next`.
///
/// ```
/// assert_eq!(app::paths::welcome("/"), "/welcome");
/// ```
#[must_use]
pub fn welcome(next: &str) -> String {
    on_to(WELCOME, next)
}

fn on_to(path: &str, next: &str) -> String {
    let next = own(next);
    with(path, &[("next", if next == HOME { "" } else { next })])
}

/// A link to sign in, by its secret.
#[must_use]
pub fn sign_in_link(token: impl Display) -> String {
    below(SIGN_IN_LINKS, token)
}
