//! Orders: placing, everything done to them, and the lists of them.
//!
//! Reading and writing go through the same question, [`domain::orders::acting_as`]: whoever has no
//! part in an order does not learn that it exists.

mod access_log;
mod act;
mod apply;
mod appointment;
mod arrival_code;
mod assignee;
mod backfill;
mod bounds;
mod building;
mod cancel;
mod change;
mod clocks;
mod close;
mod columns;
mod coming;
mod command_form;
mod contact;
mod counting;
mod create;
mod desk;
mod desk_rows;
mod desk_search;
mod family;
mod helper;
mod jobs;
mod number_look;
mod observer;
mod once;
mod order;
mod orphaned;
mod own;
mod person_search;
mod place;
mod place_order;
mod priority;
mod released;
mod schedule;
mod so_far;
mod to_do;
mod view;
mod work;

pub use access_log::{AccessLogEntry, Whose};
pub use act::{Acted, act};
pub use appointment::{appointed, appointment};
pub use building::hash_buildings;
pub use change::{Changes, changes};
pub use close::close_overdue;
pub use coming::{Coming, coming};
pub use command_form::CommandForm;
pub use contact::{Contact, ContactView};
pub use desk::{Desk, DeskFilter, DeskGroup, DeskScope, desk};
pub use family::{Relative, family, forget_relative};
pub use helper::HelperView;
pub use jobs::{Jobs, JobsTab, jobs, next_job};
pub use number_look::{
    DeskNumbers, HelperNumber, NumberLook, NumberLookForm, look_at_number, looks_at_own_number,
};
pub use observer::Observers;
pub use once::FORM_USED;
pub use order::{Details, NearestDeadline, Order};
pub use orphaned::{end_due_grants, revoke_role};
pub use own::{OwnOrders, OwnTab, open_at, open_orders, own_orders};
pub use person_search::{
    Caller, CallerForm, FoundPerson, KnownCaller, PersonSearchForm, SearchedFor, caller, find_caller,
    find_person, found_person, searched_for,
};
pub use place::{Placed, place};
pub use place_order::{ONCE, OTHER, OrderFor, PlaceOrder, SOON};
pub use released::{Released, released};
pub use view::{OrderView, Viewpoint, view};

pub(crate) use access_log::{RETURN_VISIT, record as record_access};
pub(crate) use act::act_in_plan;
pub(crate) use apply::{Performed, noted, perform};
pub(crate) use backfill::backfill;
pub(crate) use bounds::open_of;
pub(crate) use cancel::cancel_made;
pub(crate) use change::announce;
pub(crate) use clocks::{clocks_of, moved, recompute_deadlines};
pub(crate) use counting::counting;
pub(crate) use create::{NewOrder, create, next_number};
pub(crate) use desk::{QUEUE_LIMIT, placed_orders, waiting_for};
pub(crate) use observer::{Observer, Observing, OrderChange, Orphaned};
pub(crate) use once::{FormKey, form_token};
pub(crate) use order::{find, lock};
pub(crate) use place::not_offered;
pub(crate) use schedule::{put_off, reschedule};
pub(crate) use to_do::{LATE_SQL, TO_DO_SQL};
pub(crate) use view::{events, is_open_to, load, missing};
pub(crate) use work::{OpenWork, open_work};
