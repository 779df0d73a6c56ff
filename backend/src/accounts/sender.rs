//! How a one-time code reaches a phone.

pub use crate::gateway::SendError;
use domain::accounts::{Phone, SignInCode};

/// Sends codes. It may take its time: it is called where blocking is allowed.
pub trait CodeSender: Send + Sync {
    /// Sends a code. Returns it back only if it is to be shown on the page, which is for the demo.
    ///
    /// # Errors
    /// [`SendError`] if it could not be sent.
    fn send(&self, phone: &Phone, code: &SignInCode) -> Result<Option<String>, SendError>;

    /// Whether codes are shown on the page in place of being sent, which is for the demo.
    fn shows(&self) -> bool {
        false
    }
}

/// Sends nothing: the code stands in the log and on the page. For the demo only.
#[derive(Clone, Copy, Debug, Default)]
pub struct DemoSender;

impl CodeSender for DemoSender {
    fn send(&self, phone: &Phone, code: &SignInCode) -> Result<Option<String>, SendError> {
        tracing::info!(%phone, code = code.digits(), "demo: sign-in code");
        Ok(Some(code.digits().to_owned()))
    }

    fn shows(&self) -> bool {
        true
    }
}
