//! Return visits: whom to call, and what they said.

mod list;
mod visit;

pub use list::ReturnsPage;
pub use visit::{RecordCall, ReturnForm, ReturnPage, record_call};
