//! What time it is: the only place that asks the system.

use domain::time::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// A clock: the system's, or one that a test sets.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The system's.
    System,
    /// Stands still until it is set.
    Set(Arc<AtomicI64>),
    /// Runs as the system's does, so many milliseconds ahead of it.
    Ahead(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that shows `moment` until it is set anew.
    #[must_use]
    pub fn set_to(moment: Timestamp) -> Self {
        Self::Set(Arc::new(AtomicI64::new(moment.0)))
    }

    /// A clock that runs, and can be moved on.
    #[must_use]
    pub fn ahead() -> Self {
        Self::Ahead(Arc::default())
    }

    /// What it shows.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => Timestamp(system_milliseconds()),
            Self::Set(moment) => Timestamp(moment.load(Ordering::SeqCst)),
            Self::Ahead(by) => Timestamp(system_milliseconds()).plus(by.load(Ordering::SeqCst)),
        }
    }

    /// Whether it can be moved.
    #[must_use]
    pub fn can_be_moved(&self) -> bool {
        !matches!(self, Self::System)
    }

    /// Moves it to `moment`, forward or back; the system's can't be moved.
    pub fn set(&self, moment: Timestamp) {
        match self {
            Self::System => {}
            Self::Set(shown) => shown.store(moment.0, Ordering::SeqCst),
            Self::Ahead(by) => by.store(moment.since(Timestamp(system_milliseconds())), Ordering::SeqCst),
        }
    }

    /// Moves it on, by milliseconds; the system's can't be moved.
    pub fn advance(&self, milliseconds: i64) {
        if let Self::Set(moved) | Self::Ahead(moved) = self {
            moved.fetch_add(milliseconds, Ordering::SeqCst);
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "the one place that may")]
fn system_milliseconds() -> i64 {
    let since_epoch = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX)
}
