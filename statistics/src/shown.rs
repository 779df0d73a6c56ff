//! A rate as people read it.

use super::Interval;

/// «95.3%». What isn't all never rounds to 100 %, and what isn't nothing never to 0 %: that is «超过 99.9%» and «不到 0.1%».
#[must_use]
pub fn percent(share: f64) -> String {
    let tenths = (share * 1000.0).round();
    if share > 0.0 && tenths < 1.0 {
        format!("不到 {}", written(1.0))
    } else if share < 1.0 && tenths > 999.0 {
        format!("超过 {}", written(999.0))
    } else {
        written(tenths)
    }
}

/// An interval as people read it: «56.5%–100%», its ends rounded away from each other, as in [`shown`].
#[must_use]
pub fn span(interval: Interval) -> String {
    let Interval { lower, upper } = interval;
    format!("{}–{}", written((lower * 1000.0).floor().max(0.0)), written((upper * 1000.0).ceil().min(1000.0)))
}

/// A rate of a sample: «95.3%», but where all said yes «至少 98.1%», and where none did «至多 1.9%».
///
/// Of everybody's 100 % no sample knows more than a lower bound, so that is what is shown. Bounds are rounded away
/// from what was found.
#[must_use]
pub fn shown(share: f64, interval: Interval) -> String {
    if share >= 1.0 && interval.lower < 1.0 {
        format!("至少 {}", written((interval.lower * 1000.0).floor()))
    } else if share <= 0.0 && interval.upper > 0.0 {
        format!("至多 {}", written((interval.upper * 1000.0).ceil()))
    } else {
        percent(share)
    }
}

/// Tenths of a percent, without a needless «.0» at the ends.
fn written(tenths: f64) -> String {
    if tenths == 0.0 || tenths == 1000.0 {
        format!("{:.0}%", tenths / 10.0)
    } else {
        format!("{:.1}%", tenths / 10.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_percent_is_a_lower_bound() {
        let whole = Interval { lower: 0.9819, upper: 1.0 };
        assert_eq!((shown(1.0, whole), span(whole)), ("至少 98.1%".into(), "98.1%–100%".into()));
        assert_eq!(span(Interval { lower: 0.0, upper: 0.0001 }), "0%–0.1%");
        assert_eq!(shown(0.0, Interval { lower: 0.0, upper: 0.0181 }), "至多 1.9%");
        assert_eq!(shown(1.0, Interval::exactly(1.0)), "100%");
        assert_eq!(shown(0.0, Interval::exactly(0.0)), "0%");
        assert_eq!(shown(0.9534, Interval { lower: 0.9, upper: 0.98 }), "95.3%");
    }

    #[test]
    fn one_who_is_not_content_is_not_rounded_away() {
        assert_eq!((percent(0.9999), percent(0.0001)), ("超过 99.9%".into(), "不到 0.1%".into()));
        assert_eq!((percent(0.9994), percent(0.0006)), ("99.9%".into(), "0.1%".into()));
        assert_eq!((percent(1.0), percent(0.0), percent(0.5)), ("100%".into(), "0%".into(), "50.0%".into()));
    }
}
