//! The tables themselves, as the databases' own catalogues show them.

mod drift;
mod history;
mod kept;
mod role;
mod shape;
mod upgrade;

pub use shape::{Shape, of_postgres, of_sqlite};
