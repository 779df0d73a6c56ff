//! Use cases over SQLite or PostgreSQL.
//!
//! A use case is a function that takes the [`Backend`], who is asking, and what they want; it checks
//! the grant, asks `domain` for the decision, and writes it in one transaction. Folders are cut by
//! the same capabilities as those of `domain` and `app`.

pub mod accounts;
pub mod areas;
pub mod audit;
pub mod audit_log;
pub mod calendar;
pub mod catalogue;
pub mod clock;
pub mod clocks;
pub mod counters;
pub mod demo;
pub mod dispatch;
pub mod error;
mod gateway;
pub mod import;
pub mod maintenance;
pub mod members;
pub mod messages;
mod names;
pub mod notifications;
pub mod orders;
pub mod photos;
pub mod posters;
pub mod rates;
pub mod recent;
pub mod recurring;
pub mod reports;
pub mod return_visits;
pub mod settings;
pub mod simplified;
pub mod spreadsheet;
pub mod star_rating;
pub mod surveys;

pub use ::store;
use ::store::revision;
pub use ::store::{entropy, values, vault};
pub use error::{AppError, ErrorKind, FieldError, FieldName};

use accounts::CodeSender;
use clock::Clock;
use counters::CountsOrders;
use domain::accounts::CODES_A_DAY;
use entropy::Entropy;
use messages::{MessageSender, NoMessages};
use notifications::TellsPeople;
use orders::{Observer, Observers};
use photos::{AttachesPictures, PhotoStore};
use std::sync::Arc;
use store::Store;
use vault::Vault;

/// [`Backend::messages_a_day`] where nothing else is said: a district of a hundred thousand sends some thousand.
pub const MESSAGES_A_DAY: i64 = 20_000;

/// Everything that a use case needs from outside. Cloning shares it.
#[derive(Clone)]
pub struct Backend {
    /// The database.
    pub store: Store,
    /// What time it is.
    pub clock: Clock,
    /// Random numbers.
    pub entropy: Entropy,
    /// Encryption of phone numbers and doors.
    pub vault: Vault,
    /// How one-time codes reach a phone.
    pub sender: Arc<dyn CodeSender>,
    /// How short messages of what happened reach a phone.
    pub messages: Arc<dyn MessageSender>,
    /// How many short messages of what happened may go out in a day.
    pub messages_a_day: i64,
    /// How many codes for signing in may go out in a day.
    pub codes_a_day: i64,
    /// Whether those who work with doors and numbers are asked for a second factor; not in a demo, where codes stand on the page.
    pub asks_second_factor: bool,
    /// Where pictures are kept.
    pub photos: PhotoStore,
    /// The tree of areas, read again when it changes.
    pub areas: areas::Shared,
    /// The services with their search index, and what is published of them, read again when they change.
    pub catalogue: catalogue::Shared,
    /// Holidays and moved working days, read again when they change.
    pub calendar: calendar::Shared,
    /// What communities have settled, read again when it changes.
    pub settings: settings::Shared,
    /// The reports of communities for everybody.
    pub public_reports: recent::Recent<reports::Report>,
    /// The published stars of communities.
    pub published_stars: recent::Recent<Option<star_rating::FinalStars>>,
    /// Frames of survey waves that were asked for a moment ago.
    pub frames: surveys::Frames,
    /// From where posters were opened today.
    pub scans: posters::ScansToday,
    /// What this process calls itself where several share a database.
    pub process: Arc<str>,
    /// Whoever is told of what happens to orders, in this order.
    pub observers: Observers,
}

impl Backend {
    /// A backend over a database whose tables are up to date. No messages are written or sent until
    /// [`Backend::messages`] is set, and no pictures taken until [`Backend::photos`] is.
    #[must_use]
    pub fn new(
        store: Store,
        clock: Clock,
        entropy: Entropy,
        vault: Vault,
        sender: Arc<dyn CodeSender>,
    ) -> Self {
        let process = entropy.token().into();
        Self {
            store,
            clock,
            entropy,
            vault,
            sender,
            messages: Arc::new(NoMessages),
            messages_a_day: MESSAGES_A_DAY,
            codes_a_day: CODES_A_DAY,
            asks_second_factor: true,
            photos: PhotoStore::default(),
            areas: areas::Shared::default(),
            catalogue: catalogue::Shared::default(),
            calendar: calendar::Shared::default(),
            settings: settings::Shared::default(),
            scans: posters::ScansToday::default(),
            public_reports: recent::Recent::default(),
            published_stars: recent::Recent::default(),
            frames: surveys::Frames::default(),
            process,
            observers: Observers::new([
                Box::new(TellsPeople) as Box<dyn Observer>,
                Box::new(CountsOrders),
                Box::new(AttachesPictures),
            ]),
        }
    }

    /// The same use cases, for what is read in one go, such as a page: all copies in memory are taken as they are at this
    /// moment, and it is asked once whether they are old. What is written asks for itself.
    ///
    /// # Errors
    /// [`AppError::internal`] if the database fails.
    pub async fn at_this_moment(&self) -> Result<Self, AppError> {
        Ok(Self { store: self.store.at_this_moment().await?, ..self.clone() })
    }
}
