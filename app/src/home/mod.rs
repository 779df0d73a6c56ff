//! The first page: what is under way, and the ways to order something.

mod elder;
mod open;
mod page;

pub use page::HomePage;
