//! What shows, beside the number, that it is whoever it says: asked of those who work with other people's doors and numbers.

use super::{Role, SignInMethod};
use crate::time::{DAY, HOUR, Timestamp};

/// For how long a new role works without a second factor, in milliseconds: the day on which it is set up.
pub const FIRST_DAY: i64 = DAY;
/// How many recovery codes there are in a set.
pub const RECOVERY_CODES: usize = 10;
/// The digits of a recovery code.
pub const RECOVERY_DIGITS: usize = 10;
/// How many wrong second factors may be typed within [`FACTOR_TRIES_WITHIN`].
pub const FACTOR_TRIES: i64 = 5;
/// The time that wrong second factors are counted for, in milliseconds.
pub const FACTOR_TRIES_WITHIN: i64 = HOUR;
/// How long a code of an authenticator holds, in milliseconds.
const STEP: i64 = 30_000;

/// Whether doors and numbers are withheld from somebody who has signed in so and holds these roles since then.
#[must_use]
pub fn is_withheld(
    method: SignInMethod,
    held: impl IntoIterator<Item = (Role, Timestamp)>,
    now: Timestamp,
) -> bool {
    let works = |(role, since): (Role, Timestamp)| role.asks_second_factor() && now.since(since) >= FIRST_DAY;
    !method.is_strong() && held.into_iter().any(works)
}

/// The steps whose code may be typed now: the current one, the one before and the one after, as clocks differ; none up to
/// `used`, as each code counts once.
pub fn open_steps(used: i64, now: Timestamp) -> impl Iterator<Item = i64> {
    let current = now.0.div_euclid(STEP);
    (current - 1..=current + 1).filter(move |step| *step > used)
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn desks_and_administrators_show_more_than_a_number_after_their_first_day() {
        let since = Timestamp(100 * DAY);
        for role in Role::iter() {
            for method in SignInMethod::iter() {
                let withheld = |later| is_withheld(method, [(role, since)], since.plus(later));
                assert!(!withheld(FIRST_DAY - 1), "{role} {method}");
                let asked = (role.has_desk() || role == Role::Admin) && method == SignInMethod::Sms;
                assert_eq!(withheld(FIRST_DAY), asked, "{role} {method}");
            }
        }
        assert!(!is_withheld(SignInMethod::Sms, [], since));
    }

    #[test]
    fn a_code_holds_for_a_step_before_and_after_and_counts_once() {
        let steps = |used, now| open_steps(used, Timestamp(now)).collect::<Vec<_>>();
        assert_eq!(steps(0, 10 * STEP), [9, 10, 11]);
        assert_eq!(steps(9, 10 * STEP + STEP - 1), [10, 11]);
        assert!(steps(11, 10 * STEP).is_empty());
    }
}
