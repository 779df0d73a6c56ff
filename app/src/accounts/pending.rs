//! What the browser carries from the phone number to the one-time code.
//!
//! The number must not stand in the address, where histories and logs keep it. It travels in a
//! cookie of ten minutes, which only the server can read.

use crate::context::{cookie, set_cookie, settings};
use backend::accounts::CodeSent;
use backend::{AppError, Backend};
use domain::accounts::Phone;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The cookie's name.
const NAME: &str = "sign_in";
/// Its age: twice as long as a code can be used.
const SECONDS: i64 = 600;
/// Its additional data.
const AAD: &str = "cookies.sign_in";

/// A code is on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pending {
    /// To this number.
    pub phone: Phone,
    /// The code itself, where it is to stand on the page: in the demo.
    pub code: Option<String>,
    /// When the code was asked for.
    pub at: Timestamp,
    /// When this was given to the browser.
    given: Timestamp,
}

/// Lets the browser carry on to the code.
pub(super) fn keep(backend: &Backend, sent: CodeSent) -> Result<(), AppError> {
    let given = backend.clock.now();
    let pending = Pending { phone: sent.phone, code: sent.code, at: sent.at, given };
    let text = serde_json::to_string(&pending).map_err(|error| AppError::internal(&error))?;
    let encrypted = backend.vault.encrypt(AAD, &text, &backend.entropy)?;
    set_cookie(&settings().cookie(NAME, &encrypted, SECONDS));
    Ok(())
}

/// What the browser carries; `None` if nothing, if it is too old, or not of this server's making.
pub(super) fn read(backend: &Backend) -> Option<Pending> {
    let text = backend.vault.decrypt(AAD, &cookie(NAME)?).ok()?;
    let pending: Pending = serde_json::from_str(&text).ok()?;
    pending.is_fresh(backend.clock.now()).then_some(pending)
}

impl Pending {
    /// Whether it is still to be believed: a browser may send a cookie whose time is over.
    fn is_fresh(&self, now: Timestamp) -> bool {
        (0..SECONDS * 1_000).contains(&now.since(self.given))
    }
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
        let code = Some("042042".into());
        let pending = Pending { phone, code, at: Timestamp(0), given: Timestamp(5) };
        let text = serde_json::to_string(&pending).unwrap();
        assert_eq!(serde_json::from_str::<Pending>(&text).unwrap(), pending);
        assert!(!format!("{pending:?}").contains("13800000001"));
        let fresh = |now| pending.is_fresh(Timestamp(now));
        assert!(fresh(5) && fresh(600_004), "ten minutes");
        assert!(!fresh(600_005) && !fresh(4), "however long the browser keeps it, and not from the future");
    }
}
