//! One-time codes, how long they live, and how else one signs in.

use crate::time::{DAY, MINUTE};
use crate::typed;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// How long a code can be used, in milliseconds.
pub const CODE_LIFETIME: i64 = 5 * MINUTE;
/// For how long a browser in which a number has signed in is known of it, in milliseconds: as long as browsers keep a cookie.
pub const DEVICE_LIFETIME: i64 = 400 * DAY;
/// How long what was typed into a form that could not be taken is kept, in milliseconds: long enough to sign in meanwhile.
pub const FORM_STATE_LIFETIME: i64 = 30 * MINUTE;
/// The version of the privacy notice that is consented to at the first sign-in.
pub const PRIVACY_NOTICE: i64 = 6;

/// How somebody has signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum SignInMethod {
    /// With a code that their number was sent.
    Sms,
    /// With a passkey.
    Passkey,
    /// With a code by message, and one of an authenticator.
    Totp,
    /// With a code by message, and one of those on paper.
    Recovery,
    /// By a link that the console has made.
    Link,
}

impl SignInMethod {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sms => "短信验证码",
            Self::Passkey => "通行密钥",
            Self::Totp => "短信和动态口令",
            Self::Recovery => "短信和备用码",
            Self::Link => "管理员给的链接",
        }
    }

    /// Whether it shows more than that somebody has the number: a number can be ported, and messages be read by others.
    #[must_use]
    pub fn is_strong(self) -> bool {
        self != Self::Sms
    }
}

/// Six digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInCode(String);

impl SignInCode {
    /// From a random number: uniform if `random` is uniform below 1,000,000.
    #[must_use]
    pub fn from_random(random: u32) -> Self {
        Self(format!("{:06}", random % 1_000_000))
    }

    /// As typed: six digits with what people put between them, or pasted with the whole message. `None` if it isn't that.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        typed::code(text, 6).map(Self)
    }

    /// The digits.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_six_digits() {
        assert_eq!(SignInCode::from_random(42).digits(), "000042");
        assert_eq!(SignInCode::parse(" 123 456 ").unwrap().digits(), "123456");
        assert_eq!(SignInCode::parse("１２３４５６").unwrap().digits(), "123456");
        assert_eq!(SignInCode::parse("12345"), None);
        assert_eq!(SignInCode::parse("12345a"), None);
    }
}
