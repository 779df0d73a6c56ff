//! Passkeys: made on a device, found by it, and used in place of a code.
//!
//! Only public keys are stored. What a browser is asked for is a challenge that it carries itself, encrypted, so that strangers
//! who open the page write nothing; a challenge that was answered is written down until its time is over, and answers nothing else.

mod add;
mod challenge;
mod list;
mod sign_in;
mod verify;

pub use add::{NewPasskey, add_passkey, ask_for_new_passkey};
pub use list::{PasskeyLine, passkeys, remove_passkey, rename_passkey};
pub use sign_in::{ask_for_passkey, sign_in_by_passkey};

use super::Viewer;
use crate::{AppError, Backend, ErrorKind};
use domain::accounts::{PersonId, is_fresh};
use verify::Fault;

/// Label of what devices know a person by.
const HANDLE_LABEL: &str = "passkeys.person";

/// What a browser is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyRequest {
    /// What its script hands on: options of `navigator.credentials`, as JSON, binary values in base64url.
    pub options: String,
    /// What is sent back beside the answer.
    pub challenge: String,
}

/// What a browser has answered.
#[derive(Clone, Copy, Debug)]
pub struct PasskeyAnswer<'a> {
    /// [`PasskeyRequest::challenge`].
    pub challenge: &'a str,
    /// What its script was given: a `PublicKeyCredential`, as JSON.
    pub credential: &'a str,
}

/// What a device knows a person by: it tells nothing of them, and is the same for all their passkeys.
fn handle(backend: &Backend, person: &PersonId) -> String {
    // In the alphabet of JSON's options.
    backend.vault.fingerprint(HANDLE_LABEL, &person.0).replace('+', "-").replace('/', "_")
}

/// Lets only those change by what they sign in who have just done so.
pub(super) fn just_signed_in(backend: &Backend, viewer: &Viewer) -> Result<(), AppError> {
    if is_fresh(viewer.begun, backend.clock.now()) {
        return Ok(());
    }
    Err(AppError::new(ErrorKind::Denied, "account.not_fresh", "登录的时间有点久了，请先重新登录再改"))
}

/// What a person reads when their passkey was refused; why, the log says.
fn refused(fault: Fault) -> AppError {
    tracing::warn!(%fault, "a passkey is refused");
    let sentence = "通行密钥没有核对上，请再试一次；一直不行请用短信登录";
    AppError::new(ErrorKind::Invalid, "passkey.refused", sentence)
}
