//! The record of security events, for those above communities: who signed in, who was given which role, who looked at what,
//! took it away or changed it.

mod file;
mod filter;
mod page;
mod words;

pub use file::audit_table;
pub use filter::audit_filter;
pub use page::AuditPage;
