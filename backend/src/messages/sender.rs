//! How a message reaches a phone.

use crate::accounts::{DemoSender, SendError};
use domain::accounts::Phone;
use domain::messages::MessageKind;

/// A message on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The same at every try: whoever has had it need not send it again.
    pub id: String,
    /// What it is about.
    pub kind: MessageKind,
    /// To which number.
    pub phone: Phone,
    /// The name of the service that was ordered.
    pub service: String,
    /// The order's number.
    pub number: String,
    /// What happened.
    pub sentence: String,
}

/// Sends messages. It may take its time: it is called where blocking is allowed.
pub trait MessageSender: Send + Sync {
    /// Whether messages of this kind are sent at all; those of any other are not even written down.
    fn sends(&self, kind: MessageKind) -> bool;

    /// Tries to send a message once.
    ///
    /// # Errors
    /// [`SendError`] if it could not be sent.
    fn send(&self, message: &Message) -> Result<(), SendError>;
}

/// Sends none: for commands, and where nothing is configured.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoMessages;

impl MessageSender for NoMessages {
    fn sends(&self, _: MessageKind) -> bool {
        false
    }

    fn send(&self, _: &Message) -> Result<(), SendError> {
        Err(SendError::NoTemplate)
    }
}

/// In the demo all kinds seem to be sent, and none is.
impl MessageSender for DemoSender {
    fn sends(&self, _: MessageKind) -> bool {
        true
    }

    fn send(&self, _: &Message) -> Result<(), SendError> {
        Ok(())
    }
}
