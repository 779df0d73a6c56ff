//! What every request may need.

use crate::assets::Site;
use crate::metrics::Metrics;
use crate::real_ip::{Network, UnknownProxy};
use crate::streams::Streams;
use crate::uploads::Uploads;
use app::context::Settings;
use backend::Backend;
use i18n::Translator;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How long an answer may usually take; a transaction that waits for another gives up earlier.
pub const PATIENCE: Duration = Duration::from_secs(45);

/// What every request may need. Cloning shares it.
#[derive(Clone)]
pub struct AppState {
    /// The use cases.
    pub backend: Backend,
    /// How the server runs.
    pub settings: Settings,
    /// The built site.
    pub site: Arc<Site>,
    /// Scheme, host and port of the address that people type, if it was given.
    pub public_origin: Option<Arc<str>>,
    /// Whether all hosts below this one speak HTTPS, too.
    pub https_below: bool,
    /// Whether the connection to the database could change what is recorded.
    pub may_rewrite_records: bool,
    /// The proxies that are believed.
    pub trusted: Arc<[Network]>,
    /// Whether another has been seen.
    pub unknown_proxy: UnknownProxy,
    /// How long an answer may take.
    pub patience: Duration,
    /// Becomes true when the server is to stop: what lasts long must end then.
    pub stopping: watch::Receiver<bool>,
    /// Says pages in other languages.
    pub translator: Arc<Translator>,
    /// The streams of changes that are open.
    pub streams: Streams,
    /// The places for pictures that are coming in.
    pub uploads: Uploads,
    /// What is counted.
    pub metrics: Metrics,
    /// What one must know to read it; `None` if nobody may, but in the demo.
    pub metrics_token: Option<Arc<str>>,
}

impl AppState {
    /// What a server needs that stands behind no proxy, at no address that is known, and tells nobody what it counts.
    #[must_use]
    pub fn new(
        backend: Backend,
        settings: Settings,
        site: Site,
        translator: Translator,
        stopping: watch::Receiver<bool>,
    ) -> Self {
        Self {
            backend,
            settings,
            site: Arc::new(site),
            translator: Arc::new(translator),
            stopping,
            public_origin: None,
            https_below: false,
            may_rewrite_records: false,
            trusted: Arc::new([]),
            patience: PATIENCE,
            unknown_proxy: UnknownProxy::default(),
            streams: Streams::default(),
            uploads: Uploads::default(),
            metrics: Metrics::default(),
            metrics_token: None,
        }
    }
}
