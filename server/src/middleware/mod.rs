//! Middleware: what every request and every answer goes through.

pub mod failures;
pub mod headers;
pub mod observe;
pub mod origin;
