//! What a community offers: three lists, ten categories, and the services in them.

mod category;
mod check;
mod code;
mod own_text;
mod record;
#[cfg(feature = "search")]
pub mod search;
mod service;
#[cfg(test)]
mod shipped;
mod time_limits;
mod words;

pub use category::{Category, Subcategory};
pub use check::{CatalogueProblem, CatalogueReason, check_categories, check_services};
pub use code::{CategoryCode, CodeError, ServiceCode, SubcategoryCode};
pub use own_text::OwnText;
pub use record::{CategoryRecord, CategoryRow, ServiceRecord, parse_categories, parse_services};
pub use service::{ProviderKind, Service, ServiceList};
pub use time_limits::{TimeLimits, TimeLimitsError};
pub use words::{CLOCK_NOTE, FeeWords, fee_words, minutes_words, round_the_clock_words};
