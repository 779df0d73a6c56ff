//! What keeps a district's database sound over the years: what it is, bringing it up to date, making its sums anew, and
//! backups.

pub mod backup;
pub mod identity;
pub mod recount;
pub mod upgrade;
