//! The hours in which people sleep.

use super::MessageKind;
use crate::time::Timestamp;
use jiff::civil::time;

/// The hour, on a clock in China, from which no message goes out.
const EVENING: i8 = 22;
/// The hour from which messages go out again.
const MORNING: i8 = 7;

/// Until when a message waits that would go out at `now`: from 22:00 on until 7:00, in China.
/// `None` by day, and always for an escalation: a pipe that leaks does so at night as well.
#[must_use]
pub fn quiet_until(kind: MessageKind, now: Timestamp) -> Option<Timestamp> {
    let civil = now.civil();
    let morning = match civil.hour() {
        _ if kind == MessageKind::Escalation => return None,
        EVENING.. => civil.date().saturating_add(jiff::Span::new().days(1)),
        ..MORNING => civil.date(),
        _ => return None,
    };
    Some(Timestamp::from_civil(morning.to_datetime(time(MORNING, 0, 0, 0))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{DAY, HOUR};
    use proptest::prelude::*;
    use strum::IntoEnumIterator;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_night_begins_at_ten_and_ends_at_seven() {
        let until = |text| quiet_until(MessageKind::Progress, at(text));
        assert_eq!(until("2026-12-31T21:59:59"), None);
        assert_eq!(until("2026-12-31T22:00"), Some(at("2027-01-01T07:00")));
        assert_eq!(until("2027-01-01T00:00"), Some(at("2027-01-01T07:00")));
        assert_eq!(until("2027-01-01T06:59:59"), Some(at("2027-01-01T07:00")));
        assert_eq!(until("2027-01-01T07:00"), None);
    }

    #[test]
    fn an_escalation_waits_for_no_morning() {
        assert_eq!(quiet_until(MessageKind::Escalation, at("2026-11-24T03:00")), None);
    }

    proptest! {
        #[test]
        fn whoever_waits_is_let_out_by_day(moment in 0i64..4_000_000_000_000) {
            for kind in MessageKind::iter() {
                if let Some(until) = quiet_until(kind, Timestamp(moment)) {
                    prop_assert!(until > Timestamp(moment));
                    prop_assert!(until.since(Timestamp(moment)) <= 9 * HOUR);
                    prop_assert_eq!(quiet_until(kind, until), None);
                    prop_assert_eq!(until.since(Timestamp(0)) % DAY, 23 * HOUR, "seven in the morning in China");
                }
            }
        }

        #[test]
        fn never_panics(moment in any::<i64>()) {
            let _ = quiet_until(MessageKind::Work, Timestamp(moment));
        }
    }
}
