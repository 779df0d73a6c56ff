//! A gateway of short messages that speaks HTTP: how it is asked, and what may go wrong.

use serde::Serialize;
use std::fmt;
use std::time::Duration;
use thiserror::Error;
use ureq::Agent;

/// How long one try may take.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Something could not be handed to the gateway.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SendError {
    /// The gateway can't be reached, or does not answer in time.
    #[error("the gateway of short messages can't be reached: {0}")]
    Unreachable(String),
    /// The gateway answered that it won't, with this HTTP status.
    #[error("the gateway of short messages answered {0}")]
    Refused(u16),
    /// The operator has no text for what is to be sent.
    #[error("no template is configured for it")]
    NoTemplate,
}

impl SendError {
    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreachable(_) => "sign_in.gateway_unreachable",
            Self::Refused(_) => "sign_in.gateway_refused",
            Self::NoTemplate => "message.no_template",
        }
    }
}

/// Posts JSON with a bearer key; any status from 200 to 299 means that it was taken.
#[derive(Clone)]
pub(crate) struct Gateway {
    agent: Agent,
    url: String,
    key: String,
}

impl fmt::Debug for Gateway {
    /// Without the key, so that it can't end up in a log.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Gateway").field("url", &self.url).finish_non_exhaustive()
    }
}

impl Gateway {
    /// A gateway at an address, with the key that its operator handed out.
    pub(crate) fn new(url: String, key: String) -> Self {
        // Elsewhere nobody has agreed to read it, and what is posted gets lost on the way: a redirection is a refusal.
        let config = Agent::config_builder().timeout_global(Some(TIMEOUT)).max_redirects(0);
        let agent = config.build().new_agent();
        Self { agent, url, key }
    }

    /// Posts once. Blocks for ten seconds at most.
    ///
    /// # Errors
    /// [`SendError`].
    pub(crate) fn post(&self, message: &impl Serialize) -> Result<(), SendError> {
        // As a whole, with its length: gateways are old, and not all take it in chunks.
        let body =
            serde_json::to_string(message).map_err(|error| SendError::Unreachable(error.to_string()))?;
        let sent = self
            .agent
            .post(&self.url)
            .header("Authorization", format!("Bearer {}", self.key))
            .content_type("application/json")
            .send(body);
        match sent {
            Ok(answer) if answer.status().is_success() => Ok(()),
            Ok(answer) => Err(SendError::Refused(answer.status().as_u16())),
            Err(ureq::Error::StatusCode(status)) => Err(SendError::Refused(status)),
            Err(error) => Err(SendError::Unreachable(error.to_string())),
        }
    }
}
