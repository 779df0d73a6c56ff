//! Where the days of the lunar calendar fall that are holidays by law.
//!
//! A table rather than an astronomical calculation: new moons near midnight make general libraries differ by a day
//! (ICU has 2027-02-07 and 2030-02-02 for the Spring Festival). Source: the Gregorian-Lunar conversion tables of the
//! Hong Kong Observatory as PyPI `LunarCalendar` 0.0.9 has them, equal day by day to PyPI `lunar_python`.

use jiff::civil::{Date, date};

/// The first year of the table.
const FIRST: i16 = 2023;

/// Month and day of 正月初一, 五月初五 and 八月十五, a row a year.
#[rustfmt::skip]
const DAYS: [[(i8, i8); 3]; 38] = [
    [(1, 22), (6, 22), (9, 29)], // 2023
    [(2, 10), (6, 10), (9, 17)], // 2024
    [(1, 29), (5, 31), (10, 6)], // 2025
    [(2, 17), (6, 19), (9, 25)], // 2026
    [(2, 6), (6, 9), (9, 15)], // 2027
    [(1, 26), (5, 28), (10, 3)], // 2028
    [(2, 13), (6, 16), (9, 22)], // 2029
    [(2, 3), (6, 5), (9, 12)], // 2030
    [(1, 23), (6, 24), (10, 1)], // 2031
    [(2, 11), (6, 12), (9, 19)], // 2032
    [(1, 31), (6, 1), (9, 8)], // 2033
    [(2, 19), (6, 20), (9, 27)], // 2034
    [(2, 8), (6, 10), (9, 16)], // 2035
    [(1, 28), (5, 30), (10, 4)], // 2036
    [(2, 15), (6, 18), (9, 24)], // 2037
    [(2, 4), (6, 7), (9, 13)], // 2038
    [(1, 24), (5, 27), (10, 2)], // 2039
    [(2, 12), (6, 14), (9, 20)], // 2040
    [(2, 1), (6, 3), (9, 10)], // 2041
    [(1, 22), (6, 22), (9, 28)], // 2042
    [(2, 10), (6, 11), (9, 17)], // 2043
    [(1, 30), (5, 31), (10, 5)], // 2044
    [(2, 17), (6, 19), (9, 25)], // 2045
    [(2, 6), (6, 8), (9, 15)], // 2046
    [(1, 26), (5, 29), (10, 4)], // 2047
    [(2, 14), (6, 15), (9, 22)], // 2048
    [(2, 2), (6, 4), (9, 11)], // 2049
    [(1, 23), (6, 23), (9, 30)], // 2050
    [(2, 11), (6, 13), (9, 19)], // 2051
    [(2, 1), (6, 1), (9, 7)], // 2052
    [(2, 19), (6, 20), (9, 26)], // 2053
    [(2, 8), (6, 10), (9, 16)], // 2054
    [(1, 28), (5, 30), (10, 5)], // 2055
    [(2, 15), (6, 17), (9, 24)], // 2056
    [(2, 4), (6, 6), (9, 13)], // 2057
    [(1, 24), (6, 25), (10, 2)], // 2058
    [(2, 12), (6, 14), (9, 21)], // 2059
    [(2, 2), (6, 3), (9, 9)], // 2060
];

/// The days of the lunar calendar that the holidays of a year are counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LunarDays {
    /// 正月初一.
    pub spring_festival: Date,
    /// 五月初五.
    pub dragon_boat: Date,
    /// 八月十五.
    pub mid_autumn: Date,
}

/// Those of a year; `None` outside the table (2023 to 2060).
pub(super) fn lunar_days(year: i16) -> Option<LunarDays> {
    let row = usize::try_from(year.checked_sub(FIRST)?).ok()?;
    let [spring, boat, autumn] = DAYS.get(row)?.map(|(month, day)| date(year, month, day));
    Some(LunarDays { spring_festival: spring, dragon_boat: boat, mid_autumn: autumn })
}
