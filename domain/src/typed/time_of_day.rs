//! Times of day.

use super::folded;
use jiff::civil::Time;

/// A time of day as people write it: «15:00», «１５：００», «15点半», «下午3点», «3点15分». `None` if it isn't that.
///
/// ```
/// use domain::typed::time_of_day;
/// assert_eq!(time_of_day("下午3点半"), Some(jiff::civil::time(15, 30, 0, 0)));
/// assert_eq!(time_of_day("25:00"), None);
/// ```
#[must_use]
pub fn time_of_day(text: &str) -> Option<Time> {
    let text = folded(text).replace(' ', "").replace('時', "点").replace(['时', '點'], "点");
    let after_noon = ["下午", "晚上", "傍晚"].iter().find_map(|word| text.strip_prefix(word));
    let before = ["上午", "早上", "中午"].iter().find_map(|word| text.strip_prefix(word));
    let clock = after_noon.or(before).unwrap_or(&text);
    let (hour, minute) = match clock.split_once([':', '点']) {
        Some((hour, rest)) => (hour, rest),
        None => return None,
    };
    let digits = |text: &str| {
        let plain = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse::<i8>().ok()).flatten()
    };
    let minute = match minute {
        "" | "整" if clock.contains('点') => 0,
        "半" => 30,
        "一刻" => 15,
        "三刻" => 45,
        minute => digits(minute.strip_suffix('分').unwrap_or(minute))?,
    };
    let hour = digits(hour)?;
    let hour = if after_noon.is_some() && hour < 12 { hour + 12 } else { hour };
    Time::new(hour, minute, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::time;

    #[test]
    fn as_people_write_them() {
        for (text, hour, minute) in [
            ("15:00", 15, 0),
            ("9:05", 9, 5),
            (" １５：３０ ", 15, 30),
            ("15点", 15, 0),
            ("15 点整", 15, 0),
            ("下午3点半", 15, 30),
            ("晚上 7:15", 19, 15),
            ("中午12点", 12, 0),
            ("上午9点一刻", 9, 15),
            ("3點20分", 3, 20),
        ] {
            assert_eq!(time_of_day(text), Some(time(hour, minute, 0, 0)), "{text}");
        }
        for text in ["", "15", "25:00", "9:60", "9:5:1", "三点", "下午", "点", ":30", "9:"] {
            assert_eq!(time_of_day(text), None, "{text}");
        }
    }
}
