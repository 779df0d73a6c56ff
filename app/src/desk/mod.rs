//! The desk of the staff, and of those above them who look.

mod assign;
mod board;
mod detail;
mod filter;
mod lists;
mod new_order;
mod people;
mod plan;

pub use board::BoardPage;
pub use lists::ListsPage;
pub use new_order::NewOrderPage;
pub use people::PeoplePage;
pub use plan::{CarryOutForm, CarryOutPlan, PlanPage, carry_out_plan};
