//! Days of the calendar.

use super::hyphenated;
use jiff::civil::Date;

/// A day as people and spreadsheets write it: 2026-02-16, 2026/2/16, 2026.2.16, 2026年2月16日, in full width as well.
/// `None` without a year of four digits, or if there is no such day.
///
/// ```
/// use domain::typed::day;
/// assert_eq!(day("２０２６年２月６日"), Some(jiff::civil::date(2026, 2, 6)));
/// assert_eq!(day("2月6日"), None);
/// ```
#[must_use]
pub fn day(text: &str) -> Option<Date> {
    let text = hyphenated(text).replace(' ', "");
    let text = text.strip_suffix('日').unwrap_or(&text);
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月']).collect();
    let digits = |part: &&str| part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 && parts.iter().all(digits) => {
            Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
        }
        _ => None,
    }
}
