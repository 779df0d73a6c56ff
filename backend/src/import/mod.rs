//! Taking in areas, services and people from tables.
//!
//! All of a table is taken, or nothing. The same table twice changes nothing the second time. What the
//! database has and the table hasn't stays: nobody's home, order or role hangs in the air.

mod area_import;
mod encoding;
mod error;
mod frame_table;
mod holiday_import;
mod holiday_table;
mod household_import;
mod people_import;
mod service_import;
mod table;

pub use area_import::{NameSwaps, import_areas, import_areas_swapping};
pub use encoding::{FileEncoding, Recoded, recode};
pub use error::{ERRORS_LIMIT, ImportError, ImportFailure};
pub use frame_table::{read_draw, read_frame};
pub use holiday_import::import_holidays;
pub use holiday_table::{read_holidays, shipped_holidays};
pub use household_import::import_households;
pub use people_import::import_people;
pub use service_import::import_services;

pub(crate) use table::{Columns, Table};

use crate::store::{StoreError, Transaction};
use crate::{Backend, audit};
use domain::audit::{Doer, ImportedTable, SecurityEvent};

/// A table that somebody hands over: comma-separated, with a header, in UTF-8 or UTF-16; see [`recode`] for others.
#[derive(Clone, Copy, Debug)]
pub struct ImportFile<'a> {
    /// Its name, for the errors.
    pub name: &'a str,
    /// All of it.
    pub bytes: &'a [u8],
}

/// What an import did, in rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// New in the database.
    pub added: usize,
    /// Known, and different now.
    pub changed: usize,
    /// Known, and as they were.
    pub unchanged: usize,
    /// In the database and not in the table: left as they were.
    pub kept: usize,
    /// Households that were listed besides one of the same door, in another spelling, and are no more.
    pub twins: usize,
}

impl Imported {
    /// Counts a row by what is known of it.
    fn count<T: PartialEq>(&mut self, known: Option<&T>, row: &T) -> bool {
        match known {
            None => self.added += 1,
            Some(known) if known == row => self.unchanged += 1,
            Some(_) => self.changed += 1,
        }
        known != Some(row)
    }

    /// Records that the console has taken in a table, in the transaction that does.
    async fn record(
        &self,
        tx: &mut Transaction,
        backend: &Backend,
        table: ImportedTable,
    ) -> Result<(), StoreError> {
        let rows = (self.added + self.changed) as u64;
        audit::record(tx, backend, Doer::Console, SecurityEvent::Imported { table, rows }).await
    }
}
