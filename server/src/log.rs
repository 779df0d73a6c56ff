//! Logs: to standard error, without personal data.

use crate::cli::LogFormat;
use tracing_subscriber::EnvFilter;

/// Starts logging; what `RUST_LOG` doesn't say is logged from `info` on.
pub fn start(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = match format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
    if let Err(error) = started {
        tracing::debug!(%error, "logging has been started before");
    }
}
