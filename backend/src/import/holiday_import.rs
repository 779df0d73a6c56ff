//! Taking in holidays and moved working days.

use super::{ImportFailure, ImportFile, Imported, read_holidays};
use crate::calendar::special_days;
use crate::revision::{self, Subject};
use crate::store::{StoreError, Transaction};
use crate::{Backend, values};
use domain::audit::ImportedTable;
use domain::clocks::SpecialDay;
use std::collections::{BTreeMap, HashSet};

/// Takes in holidays. Years that the table has days of are taken whole: a day of such a year that is
/// missing is no special day any more. Other years stay.
///
/// Deadlines that are still to come are reckoned anew at the next look.
///
/// # Errors
/// [`ImportFailure`]; then nothing has changed.
pub async fn import_holidays(backend: &Backend, file: ImportFile<'_>) -> Result<Imported, ImportFailure> {
    let calendar = read_holidays(file)?;
    let mut tx = backend.store.write().await?;
    // First of all: of two imports at once, the second waits here for the end of the first.
    revision::count_change(&mut tx, Subject::Holidays).await?;
    let known: BTreeMap<_, _> = special_days(&mut tx).await?.into_iter().map(|day| (day.date, day)).collect();
    let mut imported = Imported::default();
    for day in calendar.days() {
        if imported.count(known.get(&day.date), day) {
            write(&mut tx, day).await?;
        }
    }
    let listed: HashSet<_> = calendar.days().map(|day| day.date).collect();
    for date in known.keys().filter(|date| !listed.contains(date)) {
        if calendar.mentions(date.year()) {
            tx.run("DELETE FROM holidays WHERE date = $1", values![date.to_string()]).await?;
            imported.changed += 1;
        } else {
            imported.kept += 1;
        }
    }
    if imported.added + imported.changed > 0 {
        tx.run("UPDATE order_clocks SET next_at = $1 WHERE stopped_at IS NULL", values![backend.clock.now()])
            .await?;
    }
    imported.record(&mut tx, backend, ImportedTable::Holidays).await?;
    tx.commit().await?;
    Ok(imported)
}

async fn write(tx: &mut Transaction, day: &SpecialDay) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO holidays (date, kind, name) VALUES ($1, $2, $3) \
             ON CONFLICT (date) DO UPDATE SET kind = excluded.kind, name = excluded.name",
        values![day.date.to_string(), <&'static str>::from(day.kind), &day.name],
    )
    .await?;
    Ok(())
}
