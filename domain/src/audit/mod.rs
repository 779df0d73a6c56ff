//! The record of security events: who did what that others must be able to answer for. It holds ids and codes, and neither
//! names nor numbers, doors or what somebody typed.

mod denied;
mod doer;
mod event;
mod parts;
mod reader;

pub use denied::{DENIED_A_MINUTE, DENIED_SPAN};
pub use doer::Doer;
pub use event::{SecurityEvent, SecurityEventKind};
pub use parts::{DownloadKind, Factor, ImportedTable, SignInFailure, SignInWay, Viewed};
pub use reader::{AuditReach, audit_reach};
