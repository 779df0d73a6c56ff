//! Orders as the resident meets them: ordering, following, answering. What is done to an order goes
//! through [`ActForm`], also on the pages of those who serve and dispatch.

mod access_log;
mod act;
mod answer;
mod ask;
mod coming;
mod detail;
mod facts;
mod family;
mod form;
mod late;
mod list;
mod next;
mod nudge;
mod place;
mod reopened;
mod whom;

pub use access_log::AccessLog;
pub use act::{ActErrors, ActForm, ActOnOrder, ActOnOrderForm, act_form_state, act_id, act_on_order};
pub(crate) use ask::PlaceFields;
pub use ask::{KnownPerson, NoteField, PersonFields, WhenFields, WishFields};
pub(crate) use coming::ComingCard;
pub use detail::OrderPage;
pub(crate) use facts::{asked_facts, note_fact};
pub use family::{FamilyPage, ForgetRelative, forget_relative};
pub(crate) use form::{AGAIN, Earlier, OrderDefaults, ServiceOrderForm, ServiceOrderGate};
pub use list::OrdersPage;
pub(crate) use list::order_card;
pub(crate) use next::next_words;
pub(crate) use nudge::Nudge;
pub use place::{OrderForm, PlaceForCaller, PlaceOrder, place_for_caller, place_order};
pub(crate) use reopened::Reopened;
