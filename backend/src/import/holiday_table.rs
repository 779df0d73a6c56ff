//! Reading a table of holidays.

use super::table::{Columns, Table};
use super::{ImportFailure, ImportFile};
use domain::clocks::{Calendar, HolidayRecord, parse_holidays};

const COLUMNS: Columns = Columns { needed: &["date", "kind", "name"], optional: &[] };
const SHIPPED: &str = include_str!("../../../data/holidays.csv");

/// The calendar that a table makes.
///
/// # Errors
/// [`ImportFailure::Rows`] with everything that is wrong.
pub fn read_holidays(file: ImportFile<'_>) -> Result<Calendar, ImportFailure> {
    let table: Table<HolidayRecord> = Table::read(file, &COLUMNS)?;
    let days = parse_holidays(&table.records).map_err(|problems| table.failure(&problems))?;
    Ok(Calendar::new(days))
}

/// The calendar that is shipped.
///
/// # Errors
/// [`ImportFailure::Rows`] if the program was built with a wrong table.
pub fn shipped_holidays() -> Result<Calendar, ImportFailure> {
    read_holidays(ImportFile { name: "holidays.csv", bytes: SHIPPED.as_bytes() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_table_is_sound() {
        let calendar = shipped_holidays().unwrap();
        assert_eq!(calendar.days().count(), 100);
        assert!((2023..=2026).all(|year| calendar.knows(year)));
    }

    #[test]
    fn wrong_rows_are_told_with_line_and_column() {
        let table = "date,kind,name\n2027-01-01,holiday,元旦\n2027-01-01,workday,元旦\n";
        let failure = read_holidays(ImportFile { name: "h.csv", bytes: table.as_bytes() }).unwrap_err();
        assert_eq!(failure.to_string(), "h.csv 第 3 行，date 列：2027-01-01 前面已经写过，请删掉一行");
    }
}
