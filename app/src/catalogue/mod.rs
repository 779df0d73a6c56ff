//! What can be ordered: the three lists, the categories, the search, and each service with its order form.

mod category;
mod list;
mod local;
mod rows;
mod search;
mod service;
mod suggestions;

pub use category::CategoryPage;
pub use list::ListPage;
pub(crate) use local::{LocalOffer, found_in};
pub(crate) use rows::{category_items, list_icon, list_tone, one_line};
pub use search::SearchPage;
pub use service::ServicePage;
pub use suggestions::suggestions;
