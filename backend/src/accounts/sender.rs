//! How a one-time code reaches a phone.

use domain::accounts::{Phone, SignInCode};
use thiserror::Error;

/// Sends codes. It may take its time: it is called where blocking is allowed.
pub trait CodeSender: Send + Sync {
    /// Sends a code. Returns it back only if it is to be shown on the page, which is for the demo.
    ///
    /// # Errors
    /// [`SendError`] if it could not be sent.
    fn send(&self, phone: &Phone, code: &SignInCode) -> Result<Option<String>, SendError>;
}

/// A code could not be sent.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SendError {
    /// The gateway can't be reached, or does not answer in time.
    #[error("the gateway of short messages can't be reached: {0}")]
    Unreachable(String),
    /// The gateway answered that it won't, with this HTTP status.
    #[error("the gateway of short messages answered {0}")]
    Refused(u16),
}

impl SendError {
    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreachable(_) => "sign_in.gateway_unreachable",
            Self::Refused(_) => "sign_in.gateway_refused",
        }
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
}
