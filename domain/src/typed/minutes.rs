//! How long something took.

use super::{folded, whole};

/// What may stand behind minutes.
const MINUTES: [&str; 7] = ["分钟", "分鐘", "分", "minutes", "minute", "mins", "min"];
/// What stands behind hours.
const HOURS: [&str; 7] = ["个小时", "個小時", "小时", "小時", "hours", "hour", "h"];

/// Minutes as people write them: «25», «２５ 分钟», «约 1 小时 20 分», «半小时». `None` if it isn't that.
#[must_use]
pub fn minutes(text: &str) -> Option<u32> {
    let text = folded(text).to_lowercase().replace(' ', "");
    let text = ["大约", "大概", "大約", "约", "約", "about"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(&text);
    let text = ["左右", "上下"].iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text);
    let Some((hours, rest)) = HOURS.iter().find_map(|unit| text.split_once(unit)) else {
        return whole(text, &MINUTES);
    };
    let hours = match hours {
        "半" => 30,
        _ => match hours.strip_suffix(".5").or_else(|| hours.strip_suffix('半')) {
            Some(hours) => 60 * whole::<u32>(hours, &["个", "個"])?.min(1_000) + 30,
            None => 60 * whole::<u32>(hours, &[])?.min(1_000),
        },
    };
    match rest {
        "" => Some(hours),
        "半" => Some(hours + 30),
        minutes => Some(hours + whole::<u32>(minutes, &MINUTES)?.min(1_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_people_write_them() {
        for (text, read) in [
            ("25", 25),
            (" ２５ ", 25),
            ("25 分钟", 25),
            ("约25分钟左右", 25),
            ("25\u{200b}min", 25),
            ("半小时", 30),
            ("半个小时", 30),
            ("1小时", 60),
            ("1.5 小时", 90),
            ("1 小时 20 分", 80),
            ("2h", 120),
        ] {
            assert_eq!(minutes(text), Some(read), "{text}");
        }
        for text in ["", "很久", "-5", "25.5", "小时", "1小时多"] {
            assert_eq!(minutes(text), None, "{text}");
        }
    }
}
