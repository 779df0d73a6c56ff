//! Orders: placing, everything done to them, and the lists of them.
//!
//! Reading and writing go through the same question, [`domain::orders::acting_as`]: whoever has no
//! part in an order does not learn that it exists.

mod act;
mod bounds;
mod cancel;
mod candidate_rows;
mod candidates;
mod change;
mod close;
mod contact;
mod counting;
mod desk;
mod desk_rows;
mod desk_search;
mod gone;
mod insert;
mod jobs;
mod left_behind;
mod looks;
mod make;
mod once;
mod order;
mod own;
mod past;
mod place;
mod server;
mod view;
mod wish;
mod write;

pub use act::{ActRequest, Acted, act};
pub use candidates::{Candidate, CandidateKind, candidates};
pub use change::{Changes, changes};
pub use close::close_overdue;
pub use contact::{Contact, ContactView};
pub use desk::{Desk, DeskFilter, DeskGroup, DeskScope, desk};
pub use gone::{Gone, gone};
pub use jobs::{Jobs, JobsTab, jobs};
pub(crate) use left_behind::{left_behind, tell_desks};
pub use looks::{NumberLooks, Whose};
pub(crate) use looks::{RETURN_VISIT, record as record_looks};
pub use once::FORM_USED;
pub use order::{NearestDeadline, Order};
pub use own::{OwnOrders, open_orders, own_orders};
pub use place::{OrderFor, PlaceRequest, Placed, place};
pub use server::ServerView;
pub use view::{OrderView, Viewpoint, view};
pub use wish::Wish;

pub(crate) use bounds::open_of;
pub(crate) use cancel::cancel_made;
pub(crate) use candidate_rows::teams_in;
pub(crate) use change::announce;
pub(crate) use counting::counting;
pub(crate) use desk::{QUEUE_LIMIT, placed_orders, waiting_for};
pub(crate) use insert::next_number;
pub(crate) use make::{NewOrder, make};
pub(crate) use once::{FormKey, form_token};
pub(crate) use order::{find, lock};
pub(crate) use own::open_at;
pub(crate) use past::write_past;
pub(crate) use place::not_offered;
pub(crate) use view::{events, is_open_to, load, missing};
pub(crate) use write::{noted, transitioned};
