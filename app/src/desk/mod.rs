//! The desk of the staff, and of those above them who look.

mod assign;
mod board;
mod caller;
mod detail;
mod filter;
mod find;
mod lists;
mod more;
mod new_order;
mod numbers;
mod people;
mod plan;
mod rows;
mod rules;
mod service_choice;

pub use board::BoardPage;
pub use caller::{FindCaller, FindCallerForm, find_caller};
pub(crate) use filter::group_href;
pub use find::{FindPerson, FindPersonPage, FoundPersonPage, find_person};
pub use lists::ListsPage;
pub use more::MorePage;
pub use new_order::NewOrderPage;
pub use numbers::{LookAtNumber, LookAtNumberForm, look_at_number};
pub use people::PeoplePage;
pub use plan::{CarryOutForm, CarryOutPlan, PlanPage, carry_out_plan};
pub(crate) use rows::assignee_words;
pub use rules::{
    RepairsForm, RulesPage, SendRepairs, ServiceRuleForm, SetServiceRule, send_repairs, set_service_rule,
};
