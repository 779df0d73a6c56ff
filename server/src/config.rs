//! What flags and environment say, checked before anything is opened.

mod private;

pub use private::says_how_private;

use crate::cli::{Common, ServeArgs};
use crate::failure::Failure;
use crate::real_ip::Network;
use backend::accounts::{CodeSender, DemoSender, GatewayConfig, GatewaySender};
use backend::maintenance::identity::DatabaseKind;
use backend::messages::{MessageGateway, MessageGatewayConfig, MessageSender, MessageTemplates, NoMessages};
use backend::vault::{DEMO_SECRET, SECRET_BYTES, Vault};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use private::is_private;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The environment variable of the secret; a flag would show it to everybody on the machine.
const SECRET: &str = "DIANDIANTONG_SECRET";
/// The environment variable of the gateway's key.
const SMS_KEY: &str = "DIANDIANTONG_SMS_KEY";
/// The environment variable of the token for `/metrics`.
const METRICS_TOKEN: &str = "DIANDIANTONG_METRICS_TOKEN";

/// How to serve.
pub struct ServeConfig {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The built site.
    pub site: PathBuf,
    /// Scheme, host and port of the address that people type.
    pub public_origin: Option<String>,
    /// Whether all hosts below this one speak HTTPS, too.
    pub https_below: bool,
    /// The proxies that are believed.
    pub trusted: Vec<Network>,
    /// Whether this is a demo.
    pub demo: bool,
    /// What one must know to read the metrics.
    pub metrics_token: Option<String>,
    /// How codes reach a phone.
    pub sender: Arc<dyn CodeSender>,
    /// How other messages reach it.
    pub messages: Arc<dyn MessageSender>,
    /// How many short messages may go out in a day.
    pub messages_a_day: i64,
    /// How many codes for signing in may go out in a day.
    pub codes_a_day: i64,
}

impl ServeConfig {
    /// What the arguments and the environment say.
    ///
    /// # Errors
    /// [`Failure`] if the gateway is missing outside the demo, or the public address is none.
    pub fn from_args(args: ServeArgs, demo: bool) -> Result<Self, Failure> {
        let public_origin = args.public_url.as_deref().map(origin).transpose()?;
        let (url, key) = (given(args.sms_url), given(std::env::var(SMS_KEY).ok()));
        Ok(Self {
            messages_a_day: args.messages.sms_a_day,
            codes_a_day: args.messages.codes_a_day,
            messages: messages(url.clone(), key.clone(), args.messages.into(), demo),
            sender: sender(url, key, args.sms_template, demo)?,
            metrics_token: std::env::var(METRICS_TOKEN).ok().filter(|token| !token.is_empty()),
            listen: args.listen,
            site: args.site,
            public_origin,
            https_below: args.https_subdomains,
            trusted: args.trusted_proxy,
            demo,
        })
    }
}

/// The database's address.
///
/// # Errors
/// [`Failure::NoDatabase`].
pub fn database(common: &Common) -> Result<&str, Failure> {
    common.database.as_deref().filter(|address| !address.is_empty()).ok_or(Failure::NoDatabase)
}

/// Where pictures are kept: where the flag says, or beside the file of a SQLite database. With PostgreSQL several
/// processes may serve, and a folder of one is none of the others': there it has to be said.
#[must_use]
pub fn photos(common: &Common) -> Option<String> {
    given(common.photos.clone()).or_else(|| beside(common.database.as_deref()?))
}

/// `data/diandiantong-photos` for `sqlite:data/diandiantong.db`.
fn beside(database: &str) -> Option<String> {
    let file = database.strip_prefix("sqlite:")?.split('?').next()?;
    let file = Path::new(file.strip_prefix("//").unwrap_or(file));
    let name = format!("{}-photos", file.file_stem()?.to_str()?);
    (!name.starts_with(':')).then(|| file.with_file_name(name).to_string_lossy().into_owned())
}

/// What the database must be.
#[must_use]
pub fn kind(demo: bool) -> DatabaseKind {
    if demo { DatabaseKind::Demo } else { DatabaseKind::Production }
}

/// The keys made from the secret in the environment, or in the demo from the demo's.
///
/// # Errors
/// [`Failure::NoSecret`] outside the demo, [`Failure::BadSecret`].
pub fn vault(demo: bool) -> Result<Vault, Failure> {
    secret(std::env::var(SECRET).ok(), demo).map(|secret| Vault::new(&secret))
}

fn secret(given: Option<String>, demo: bool) -> Result<[u8; SECRET_BYTES], Failure> {
    match given.filter(|text| !text.is_empty()) {
        Some(text) => {
            let bytes = STANDARD.decode(text.trim()).map_err(|_| Failure::BadSecret)?;
            bytes.try_into().map_err(|_| Failure::BadSecret)
        }
        None if demo => Ok(*DEMO_SECRET),
        None => Err(Failure::NoSecret),
    }
}

/// A variable that is set to nothing counts as not set.
fn given(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

fn sender(
    url: Option<String>,
    key: Option<String>,
    template: Option<String>,
    demo: bool,
) -> Result<Arc<dyn CodeSender>, Failure> {
    match (given(url), given(key), given(template)) {
        _ if demo => Ok(Arc::new(DemoSender)),
        (Some(url), Some(key), Some(template)) => {
            if !is_private(&url) {
                return Err(Failure::OpenGateway);
            }
            Ok(Arc::new(GatewaySender::new(GatewayConfig { url, key, template })))
        }
        _ => Err(Failure::NoGateway),
    }
}

/// Messages go through the gateway of the codes, without which nothing is served outside the demo.
fn messages(
    url: Option<String>,
    key: Option<String>,
    templates: MessageTemplates,
    demo: bool,
) -> Arc<dyn MessageSender> {
    match (url, key) {
        _ if demo => Arc::new(DemoSender),
        (Some(url), Some(key)) => Arc::new(MessageGateway::new(MessageGatewayConfig { url, key, templates })),
        _ => Arc::new(NoMessages),
    }
}

/// Scheme, host and port of an address, as browsers write them into `Origin`.
fn origin(url: &str) -> Result<String, Failure> {
    let url = url.trim().trim_end_matches('/').to_ascii_lowercase();
    let (scheme, host) = url.split_once("://").ok_or(Failure::BadPublicUrl)?;
    let bare =
        !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
    if !bare {
        return Err(Failure::BadPublicUrl);
    }
    // Browsers leave the scheme's own port out.
    match scheme {
        "https" => Ok(format!("https://{}", host.trim_end_matches(":443"))),
        "http" => Ok(format!("http://{}", host.trim_end_matches(":80"))),
        _ => Err(Failure::BadPublicUrl),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::messages::MessageKind;

    #[test]
    fn a_secret_is_32_bytes_of_base64() {
        let good = STANDARD.encode([7; 32]);
        assert_eq!(secret(Some(format!("{good}\n")), false).unwrap(), [7; 32]);
        assert_eq!(secret(Some(good), true).unwrap(), [7; 32]);
        assert_eq!(secret(None, true).unwrap(), *DEMO_SECRET);
        assert!(matches!(secret(None, false), Err(Failure::NoSecret)));
        assert!(matches!(secret(Some(String::new()), false), Err(Failure::NoSecret)));
        for wrong in ["secret", &STANDARD.encode([7; 31]), &STANDARD.encode([7; 33])] {
            assert!(matches!(secret(Some(wrong.to_owned()), false), Err(Failure::BadSecret)), "{wrong}");
            assert!(matches!(secret(Some(wrong.to_owned()), true), Err(Failure::BadSecret)), "{wrong}");
        }
    }

    #[test]
    fn pictures_lie_beside_the_database() {
        assert_eq!(beside("sqlite:data/d.db").as_deref(), Some("data/d-photos"));
        assert_eq!(beside("sqlite:///var/lib/d.db?mode=rwc").as_deref(), Some("/var/lib/d-photos"));
        assert_eq!(beside("sqlite::memory:"), None);
        assert_eq!(beside("postgres://db/d"), None);
    }

    #[test]
    fn codes_need_a_gateway_outside_the_demo() {
        let word = || Some("https://sms.example.cn".to_owned());
        assert!(sender(None, None, None, true).is_ok());
        assert!(sender(word(), word(), word(), false).is_ok());
        for (url, key, template) in [
            (None, word(), word()),
            (word(), None, word()),
            (word(), word(), None),
            (word(), Some(String::new()), word()),
        ] {
            assert!(matches!(sender(url, key, template, false), Err(Failure::NoGateway)));
        }
    }

    #[test]
    fn messages_are_sent_where_they_have_a_template() {
        let word = || Some("x".to_owned());
        let templates = || MessageTemplates { work: word(), ..MessageTemplates::default() };
        let real = messages(word(), word(), templates(), false);
        assert!(real.sends(MessageKind::Work) && !real.sends(MessageKind::Progress));
        assert!(messages(None, None, templates(), true).sends(MessageKind::Progress), "the demo seems to");
        assert!(!messages(None, word(), templates(), false).sends(MessageKind::Work));
    }

    #[test]
    fn a_public_address_is_an_origin() {
        assert_eq!(origin("https://Dian.example.cn/").unwrap(), "https://dian.example.cn");
        assert_eq!(origin("https://dian.example.cn:443").unwrap(), "https://dian.example.cn");
        assert_eq!(origin("http://localhost:3000").unwrap(), "http://localhost:3000");
        for wrong in [
            "dian.example.cn",
            "ftp://dian.example.cn",
            "https://",
            "https://dian.example.cn/app",
            "https://a b",
        ] {
            assert!(matches!(origin(wrong), Err(Failure::BadPublicUrl)), "{wrong}");
        }
    }
}
