//! Short messages of what happened: written with the notification, sent by a job.
//!
//! A message is a row of `messages`, written in the transaction of the notification that it carries, one for
//! each person who wants its kind (an outbox): what was rolled back is never sent, and what was
//! committed is never forgotten. [`send_due`] takes what is due and hands it to the [`MessageSender`].
//!
//! A message is held back for a minute: what comes to the same person meanwhile, of the same kind, goes out with it as
//! one. The first of them carries the others; their rows name it (`bundle`), and are never due again. How many go to
//! a number and in all in a day is decided when they would go out ([`domain::messages::allowance`]): what is too
//! much stands among the notifications alone, and escalations wait for the next that may go.
//!
//! Of several processes exactly one takes a message, by an optimistic UPDATE that is committed before
//! anything is sent. A process that dies between sending and writing that down leaves a row that
//! another tries again; no program can tell whether the gateway had it. So the row's id goes out with
//! every try, and a gateway that keeps ids sends each message once.
//!
//! What goes out is the service's name, the order's number and [`Notification::message`]: no name, no door,
//! nothing that anybody typed. The phone number is decrypted when it is sent, and stands in no row.
//!
//! [`Notification::message`]: domain::orders::Notification::message

mod due;
mod gateway;
mod insert;
mod said_today;
mod send;
mod sender;
mod switches;

pub use gateway::{MessageGateway, MessageGatewayConfig, MessageTemplates};
pub use send::{Sent, send_due};
pub use sender::{Message, MessageSender, NoMessages};
pub use switches::{Switch, set_switch, switches};

pub(crate) use insert::insert;
