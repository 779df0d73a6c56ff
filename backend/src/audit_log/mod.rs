//! The record of security events, as it is read: at a desk by those whose task that is, and at the console by whatever else
//! keeps it. Each time it is looked at is an event, too.

mod export;
mod filter;
mod page;
mod rows;

pub use export::{ExportedEvent, SETTLED, begin_export, first_of_day, settled_events};
pub use filter::AuditFilter;
pub use page::{AUDIT_DOWNLOAD_MOST, AuditPage, audit_download, audit_page, reads_audit};
pub use rows::AuditLine;
