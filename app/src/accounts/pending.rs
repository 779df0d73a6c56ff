//! What the browser carries from the phone number to the one-time code.
//!
//! The number must not stand in the address, where histories and logs keep it. It travels in a
//! cookie of ten minutes, which only the server can read.

use crate::context::{cookie, set_cookie, settings};
use backend::accounts::CodeSent;
use backend::{AppError, Backend};
use domain::accounts::Phone;
use serde::{Deserialize, Serialize};

/// The cookie's name.
const NAME: &str = "sign_in";
/// Its age: twice as long as a code can be used.
const SECONDS: i64 = 600;
/// Where the vault locks it.
const PLACE: &str = "cookies.sign_in";

/// A code is on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pending {
    /// To this number.
    pub phone: Phone,
    /// The code itself, where it is to stand on the page: in the demo.
    pub code: Option<String>,
}

/// Lets the browser carry on to the code.
pub(super) fn keep(backend: &Backend, sent: CodeSent) -> Result<(), AppError> {
    let pending = Pending { phone: sent.phone, code: sent.code };
    let text = serde_json::to_string(&pending).map_err(|error| AppError::internal(&error))?;
    let locked = backend.vault.lock(PLACE, &text, &backend.entropy)?;
    set_cookie(&settings().cookie(NAME, &locked, SECONDS));
    Ok(())
}

/// What the browser carries; `None` if nothing, if it is too old, or not of this server's making.
pub(super) fn read(backend: &Backend) -> Option<Pending> {
    let text = backend.vault.unlock(PLACE, &cookie(NAME)?).ok()?;
    serde_json::from_str(&text).ok()
}

/// Takes it back.
pub(super) fn clear() {
    set_cookie(&settings().cookie(NAME, "", 0));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_is_read_back_and_never_shown() {
        let phone = Phone::parse("13800000001").unwrap();
        let pending = Pending { phone, code: Some("042042".into()) };
        let text = serde_json::to_string(&pending).unwrap();
        assert_eq!(serde_json::from_str::<Pending>(&text).unwrap(), pending);
        assert!(!format!("{pending:?}").contains("13800000001"));
    }
}
