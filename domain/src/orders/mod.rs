//! An order, from the moment it is placed until it is closed.
//!
//! [`transition`] alone decides what may happen; [`allowed`] tells the screens which buttons to show
//! by asking the same table. What happened is a list of [`Event`]s, and [`replay`] makes the state
//! from them again: the record and the state can't drift apart.

mod actor;
mod agreed;
mod assignee;
mod attention;
mod bounds;
mod command;
mod dispatch_rule;
mod error;
mod event;
mod family;
mod notification;
mod nudge;
mod number;
mod number_look;
mod person_search;
mod priority;
mod rating;
mod reason;
mod rules;
mod state;
mod transition;
mod window;
mod words;
mod work;

pub use actor::{Acting, Actor, Parties, acting_as};
pub use agreed::offered_days;
pub use assignee::{Assignee, AssigneeId, AssigneeIdError};
pub use attention::Attention;
pub use bounds::{
    FOR_OTHERS_A_DAY, OPEN_LIMIT, OPEN_LIMIT_RECURRING, OPEN_LIMIT_TELEPHONED, OWN_A_DAY, OrderedBy,
    OrdersSoFar, PEOPLE_A_DAY, TELEPHONED_A_DAY, TooManyOrders, may_place_one_more,
};
pub use command::{ArrivalProof, Command, CommandKind};
pub use dispatch_rule::{DECLINES_FOR_THE_LEAD, DispatchRule};
pub use error::{OrderError, ReplayError};
pub use event::{ClosedBy, Event, EventKind};
pub use family::{FAMILY_LIMIT, Remembering, remembering};
pub use notification::{
    NEW_ORDER, Notification, Recipient, notification_to_the_lead, notifications, orphaned_notifications,
};
pub use nudge::{NUDGE_INTERVAL, may_nudge, next_nudge};
pub use number::{OrderNumber, OrderNumberError};
pub use number_look::{
    LookReason, NUMBER_LOOK_LIFETIME, NUMBER_LOOKS_AN_HOUR, may_have_to_call, wait_for_number_look,
};
pub use person_search::{
    CALLER_LIFETIME, CALLERS_AN_HOUR, PERSON_SEARCH_LIFETIME, PERSON_SEARCHES_AN_HOUR, SearchReason,
    wait_for_person_search,
};
pub use priority::{Nearness, Priority};
pub use rating::{Rating, Satisfaction};
pub use reason::{CancelReason, DeclineReason, FinishPhrase, PauseReason, ReasonError};
pub use rules::permitted;
pub use state::{Progress, State, StateKind};
pub use transition::{
    ARRIVAL_CODE_TRIES, MINUTES_LIMIT, NOTE_LIMIT, RATING_WINDOW, allowed, replay, transition,
};
pub use window::{Daypart, TimeWindow, WindowError, offered_windows};
pub use words::{StateWords, escalation_words, event_words, event_words_to, state_words};
pub use work::{ASSUMED_WORK_LIMIT, FINISH_NOTE_LIMIT, minutes_worked, worked_since};
