//! The holidays that the law names, for years whose arrangement has not been published.
//!
//! Source: 全国年节及纪念日放假办法 (State Council, in force since 2014-01-01; revised by order 795, in force since 2025-01-01,
//! which added 除夕 and 2 May). The days that are moved for a longer holiday, or given for one that falls on a weekend,
//! are known only from the yearly announcement.

use super::lunar_days::lunar_days;
use super::{SpecialDay, SpecialKind};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The first year in which 除夕 and 2 May are holidays.
const REVISED: i16 = 2025;

/// The days off by law in a year, by date; those of the lunar calendar only from 2023 to 2060.
#[must_use]
pub fn statutory_holidays(year: i16) -> Vec<SpecialDay> {
    let revised = year >= REVISED;
    let mut days = vec![
        ("元旦", date(year, 1, 1)),
        ("清明节", qingming(year)),
        ("劳动节", date(year, 5, 1)),
        ("国庆节", date(year, 10, 1)),
        ("国庆节", date(year, 10, 2)),
        ("国庆节", date(year, 10, 3)),
    ];
    if revised {
        days.push(("劳动节", date(year, 5, 2)));
    }
    if let Some(lunar) = lunar_days(year) {
        let first = if revised { -1 } else { 0 };
        days.extend((first..=2).map(|day: i32| ("春节", lunar.spring_festival.saturating_add(day.days()))));
        days.push(("端午节", lunar.dragon_boat));
        days.push(("中秋节", lunar.mid_autumn));
    }
    days.sort_by_key(|(_, date)| *date);
    // 中秋 may fall on 国庆: one day, one name.
    days.dedup_by_key(|(_, date)| *date);
    let holiday =
        |(name, date): (&str, Date)| SpecialDay { date, kind: SpecialKind::Holiday, name: name.to_owned() };
    days.into_iter().map(holiday).collect()
}

/// 清明, the day on which the sun's longitude reaches 15°: by the usual formula, right from 2000 to 2099.
fn qingming(year: i16) -> Date {
    let of_century = year.rem_euclid(100);
    // In ten-thousandths of a day, so that nothing depends on rounding: 0.2422 a year, 4.81 at the century's beginning.
    let day = (i32::from(of_century) * 2422 + 48_100) / 10_000 - i32::from(of_century / 4);
    date(year, 4, i8::try_from(day).unwrap_or(5))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(year: i16) -> Vec<String> {
        let day = |day: SpecialDay| format!("{} {}", day.date.strftime("%m-%d"), day.name);
        statutory_holidays(year).into_iter().map(day).collect()
    }

    #[test]
    fn the_law_names_thirteen_days() {
        let expected = [
            "01-01 元旦",
            "02-05 春节",
            "02-06 春节",
            "02-07 春节",
            "02-08 春节",
            "04-05 清明节",
            "05-01 劳动节",
            "05-02 劳动节",
            "06-09 端午节",
            "09-15 中秋节",
            "10-01 国庆节",
            "10-02 国庆节",
            "10-03 国庆节",
        ];
        assert_eq!(dates(2027), expected);
    }

    #[test]
    fn before_2025_there_were_eleven() {
        assert_eq!(dates(2024).len(), 11);
        assert!(!dates(2024).contains(&"02-09 春节".to_owned()), "除夕 was no holiday");
        assert!(!dates(2024).contains(&"05-02 劳动节".to_owned()));
    }

    #[test]
    fn two_holidays_on_one_day_are_one_day() {
        // 2031: 八月十五 is 1 October.
        assert_eq!(dates(2031).iter().filter(|day| day.starts_with("10-01")).count(), 1);
    }

    #[test]
    fn outside_the_table_the_days_of_the_sun_remain() {
        assert_eq!(dates(2061).len(), 7);
        assert_eq!(dates(2022).len(), 6);
    }

    #[test]
    fn qingming_is_the_fourth_or_fifth_of_april() {
        let days = [2023, 2024, 2025, 2026, 2027, 2028, 2044, 2060, 2099].map(|year| qingming(year).day());
        assert_eq!(days, [5, 4, 4, 5, 5, 4, 4, 4, 4]);
    }
}
