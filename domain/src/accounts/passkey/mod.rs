//! Passkeys: for whom they are made, and what their devices say (Web Authentication, level 3).

mod authenticator_data;
mod credential_key;
mod relying_party;

pub use authenticator_data::{AuthenticatorData, NewCredential};
pub use credential_key::CredentialKey;
pub use relying_party::RelyingParty;

use crate::text::{self, TextError};
use crate::time::MINUTE;
use crate::typed::one_line;

/// How many passkeys somebody may have.
pub const PASSKEYS_MOST: usize = 10;
/// The most characters of the name that a passkey is given.
pub const PASSKEY_NAME_LIMIT: usize = 30;
/// How long a browser has to answer once it was asked for a passkey, in milliseconds.
pub const PASSKEY_PATIENCE: i64 = 5 * MINUTE;

/// The name that a passkey is given, as typed; `otherwise` where nothing is.
///
/// # Errors
/// [`TextError::TooLong`].
pub fn passkey_name(typed: &str, otherwise: &str) -> Result<String, TextError> {
    let name = text::optional(&one_line(typed), PASSKEY_NAME_LIMIT)?;
    Ok(if name.is_empty() { otherwise.to_owned() } else { name })
}

/// Whether what a passkey has counted of its uses can be: more than was known. One that is on several devices counts none.
#[must_use]
pub fn count_is_plausible(known: u32, said: u32) -> bool {
    said > known || (said == 0 && known == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passkey_without_a_name_is_called_what_its_device_is() {
        assert_eq!(passkey_name(" 办公室\n电脑 ", "苹果手机").unwrap(), "办公室 电脑");
        assert_eq!(passkey_name(" ", "苹果手机").unwrap(), "苹果手机");
        assert!(passkey_name(&"长".repeat(31), "").is_err());
    }

    #[test]
    fn a_copy_of_a_passkey_is_noticed_by_its_count() {
        assert!(count_is_plausible(0, 0) && count_is_plausible(0, 1) && count_is_plausible(7, 9));
        assert!(!count_is_plausible(7, 7) && !count_is_plausible(7, 0));
    }
}
