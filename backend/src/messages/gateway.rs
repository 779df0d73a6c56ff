//! Sending messages through the gateway that sends the codes.

use super::{Message, MessageSender};
use crate::accounts::SendError;
use crate::gateway::Gateway;
use domain::messages::MessageKind;
use serde::Serialize;
use std::fmt;

/// The operator's ids of the approved texts, in which service, number and sentence stand. A kind that
/// has none isn't sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageTemplates {
    /// For [`MessageKind::Progress`].
    pub progress: Option<String>,
    /// For [`MessageKind::Work`].
    pub work: Option<String>,
    /// For [`MessageKind::Desk`].
    pub desk: Option<String>,
    /// For [`MessageKind::Escalation`].
    pub escalation: Option<String>,
}

impl MessageTemplates {
    /// The id for a kind; an empty one is none.
    #[must_use]
    pub fn of(&self, kind: MessageKind) -> Option<&str> {
        let template = match kind {
            MessageKind::Progress => &self.progress,
            MessageKind::Work => &self.work,
            MessageKind::Desk => &self.desk,
            MessageKind::Escalation => &self.escalation,
        };
        template.as_deref().filter(|template| !template.is_empty())
    }
}

/// How to reach the gateway.
#[derive(Clone, PartialEq, Eq)]
pub struct MessageGatewayConfig {
    /// Where messages are posted to, `https://…`.
    pub url: String,
    /// The key that the operator of the gateway handed out; sent as a bearer token.
    pub key: String,
    /// The texts.
    pub templates: MessageTemplates,
}

impl fmt::Debug for MessageGatewayConfig {
    /// Without the key, so that it can't end up in a log.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = out.debug_struct("MessageGatewayConfig");
        out.field("url", &self.url).field("templates", &self.templates).finish_non_exhaustive()
    }
}

/// Posts `{"phone", "template", "parameters": {"service", "number", "sentence"}, "id"}` as JSON; any
/// status from 200 to 299 means that it was taken.
#[derive(Clone, Debug)]
pub struct MessageGateway {
    gateway: Gateway,
    templates: MessageTemplates,
}

#[derive(Serialize)]
struct Body<'a> {
    phone: &'a str,
    template: &'a str,
    parameters: Parameters<'a>,
    id: &'a str,
}

#[derive(Serialize)]
struct Parameters<'a> {
    service: &'a str,
    number: &'a str,
    sentence: &'a str,
}

impl MessageGateway {
    /// A sender through that gateway.
    #[must_use]
    pub fn new(config: MessageGatewayConfig) -> Self {
        let MessageGatewayConfig { url, key, templates } = config;
        Self { gateway: Gateway::new(url, key), templates }
    }
}

impl MessageSender for MessageGateway {
    fn sends(&self, kind: MessageKind) -> bool {
        self.templates.of(kind).is_some()
    }

    fn send(&self, message: &Message) -> Result<(), SendError> {
        let template = self.templates.of(message.kind).ok_or(SendError::NoTemplate)?;
        self.gateway.post(&Body {
            phone: message.phone.full(),
            template,
            parameters: Parameters {
                service: &message.service,
                number: &message.number,
                sentence: &message.sentence,
            },
            id: &message.id,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_without_a_text_is_not_sent() {
        let templates = MessageTemplates {
            progress: Some("T1".into()),
            desk: Some(String::new()),
            ..MessageTemplates::default()
        };
        let config = MessageGatewayConfig { url: String::new(), key: "secret".into(), templates };
        assert!(!format!("{config:?}").contains("secret"));
        let gateway = MessageGateway::new(config);
        assert!(!format!("{gateway:?}").contains("secret"));
        assert!(gateway.sends(MessageKind::Progress));
        for kind in [MessageKind::Work, MessageKind::Desk, MessageKind::Escalation] {
            assert!(!gateway.sends(kind), "{kind}");
        }
    }
}
