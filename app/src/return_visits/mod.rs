//! Return visits: whom to call, and what they said.

mod list;
mod visit;

pub use list::ReturnVisitsPage;
pub use visit::{RecordCall, ReturnForm, ReturnVisitPage, record_call};
