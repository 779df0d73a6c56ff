//! The record of security events, as it is written: within the transaction of what it tells, so that neither is there
//! without the other. Once that is committed the event stands in the log as well, at the target `audit`.
//!
//! There is one way: `audit::record(&mut tx, backend, viewer, SecurityEvent::…)`. It is read by `audit_log`.

mod denied;
mod write;

pub use denied::record_denied;
pub(crate) use write::{NETWORK_AAD, record, record_at};
