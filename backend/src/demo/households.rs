//! The invented households of the demo, so that a survey can be tried.

use super::broken;
use crate::import::{ImportFile, import_households};
use crate::{AppError, Backend};
use std::fmt::Write;

/// Grid and the buildings in it; each has two entrances of six floors with two doors.
const BUILDINGS: [(&str, std::ops::RangeInclusive<u32>); 2] = [("K1010201", 1..=2), ("K1010301", 1..=2)];

/// A small list of households: a part of 书香名邸 and of 荷香佳苑. All of it is made up.
pub(super) async fn list(backend: &Backend) -> Result<(), AppError> {
    let mut table = String::from("area,building,unit,room\n");
    for (grid, buildings) in BUILDINGS {
        for building in buildings {
            for (unit, floor) in (1..=2).flat_map(|unit| (1..=6).map(move |floor| (unit, floor))) {
                for door in 1..=2 {
                    // Writing into a String never fails.
                    let _ = writeln!(table, "{grid},{building},{unit},{floor}0{door}");
                }
            }
        }
    }
    let file = ImportFile { name: "households.csv", bytes: table.as_bytes() };
    import_households(backend, file).await.map_err(broken)?;
    Ok(())
}
