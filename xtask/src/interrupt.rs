//! Ctrl-C and SIGTERM: noted here, looked at by everything that waits, so that every child is stopped.

use crate::failure::Failure;
use locale::text;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

static REQUESTED: OnceLock<Arc<AtomicBool>> = OnceLock::new();

fn flag() -> &'static Arc<AtomicBool> {
    REQUESTED.get_or_init(Arc::default)
}

/// Starts noting signals. To be called once, first of all.
///
/// # Errors
/// [`Failure::Io`] when the system refuses to install a handler.
pub fn listen() -> Result<(), Failure> {
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        signal_hook::flag::register(signal, Arc::clone(flag())).map_err(|source| Failure::Io {
            doing: text("注册信号处理", "listen for signals").to_owned(),
            source,
        })?;
    }
    Ok(())
}

/// Asks this program to stop, as Ctrl-C does: when one of two halves of a build has failed.
pub fn request() {
    flag().store(true, Ordering::Relaxed);
}

/// Whether somebody asked this program to stop.
pub fn requested() -> bool {
    flag().load(Ordering::Relaxed)
}

/// Stops the work at hand if somebody asked for it.
///
/// # Errors
/// [`Failure::Interrupted`] if so.
pub fn check() -> Result<(), Failure> {
    if requested() { Err(Failure::Interrupted) } else { Ok(()) }
}
