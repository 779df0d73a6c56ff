//! One-time codes: how long they live, how often one may ask for one.

use crate::time::{DAY, HOUR, MINUTE, Timestamp};
use crate::typed;
use thiserror::Error;

/// How long a code can be used, in milliseconds.
pub const CODE_LIFETIME: i64 = 5 * MINUTE;
/// How many times a code may be tried.
pub const CODE_TRIES: i64 = 5;
/// How long a session lasts without being used, in milliseconds.
pub const SESSION_LIFETIME: i64 = 30 * DAY;
/// How long what was typed into a form that could not be taken is kept, in milliseconds: long enough to sign in meanwhile.
pub const FORM_STATE_LIFETIME: i64 = 30 * MINUTE;
/// The version of the privacy notice that is consented to at the first sign-in.
pub const PRIVACY_NOTICE: i64 = 5;

/// Codes that one number may ask for: (length of the window, how many).
const NUMBER_LIMITS: [(i64, usize); 3] = [(MINUTE, 1), (HOUR, 5), (DAY, 10)];
/// Codes that one network address may ask for; a community centre shares one among many people.
const NETWORK_LIMITS: [(i64, usize); 2] = [(HOUR, 60), (DAY, 300)];

/// Six digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInCode(String);

impl SignInCode {
    /// From a random number: uniform if `random` is uniform below 1,000,000.
    #[must_use]
    pub fn from_random(random: u32) -> Self {
        Self(format!("{:06}", random % 1_000_000))
    }

    /// As typed: six digits with what people put between them, or pasted with the whole message. `None` if it isn't that.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        typed::code(text, 6).map(Self)
    }

    /// The digits.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }
}

/// Why no code is sent now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CodeRefusal {
    /// This number has asked too often; the wait in milliseconds.
    #[error("验证码要得太频繁了，请过一会儿再试")]
    Number {
        /// Milliseconds until it may ask again.
        wait: i64,
    },
    /// This network address has asked too often.
    #[error("这个网络上要验证码的人太多了，请过一会儿再试")]
    Network {
        /// Milliseconds until it may ask again.
        wait: i64,
    },
}

/// Whether one more code may be sent at `now`, given when codes were sent before, in any order.
///
/// # Errors
/// [`CodeRefusal`] with the time to wait.
pub fn may_ask_for_code(
    by_number: &[Timestamp],
    by_network: &[Timestamp],
    now: Timestamp,
) -> Result<(), CodeRefusal> {
    let wait = longest_wait(&NUMBER_LIMITS, by_number, now);
    if wait > 0 {
        return Err(CodeRefusal::Number { wait });
    }
    let wait = longest_wait(&NETWORK_LIMITS, by_network, now);
    if wait > 0 { Err(CodeRefusal::Network { wait }) } else { Ok(()) }
}

/// When a number was asked for last, if that is so short a time ago that another press of the same button means the code
/// which is on its way.
#[must_use]
pub fn asked_just_now(by_number: &[Timestamp], now: Timestamp) -> Option<Timestamp> {
    by_number.iter().max().copied().filter(|last| now.since(*last) < MINUTE)
}

/// Milliseconds until each window holds fewer than its limit; zero if all do now.
fn longest_wait(limits: &[(i64, usize)], sent: &[Timestamp], now: Timestamp) -> i64 {
    let mut sent = sent.to_vec();
    sent.sort_unstable();
    limits
        .iter()
        .filter_map(|(window, limit)| {
            // The one that must leave the window before another may be sent.
            let oldest = sent.iter().rev().nth(limit - 1)?;
            Some(oldest.plus(*window).since(now))
        })
        .max()
        .unwrap_or(0)
        .max(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_a_minute_five_an_hour_ten_a_day() {
        let now = Timestamp(1_000 * DAY);
        let ago = |minutes: i64| now.plus(-minutes * MINUTE);
        assert_eq!(may_ask_for_code(&[], &[], now), Ok(()));
        assert_eq!(
            may_ask_for_code(&[now.plus(-20_000)], &[], now),
            Err(CodeRefusal::Number { wait: 40_000 })
        );
        let five: Vec<_> = (1..=5).map(|n| ago(n * 10)).collect();
        assert_eq!(may_ask_for_code(&five, &[], now), Err(CodeRefusal::Number { wait: 10 * MINUTE }));
        let ten: Vec<_> = (1..=10).map(|n| ago(n * 120)).collect();
        assert_eq!(may_ask_for_code(&ten, &[], now), Err(CodeRefusal::Number { wait: 4 * HOUR }));
        assert_eq!(may_ask_for_code(&ten[..9], &[], now), Ok(()));
    }

    #[test]
    fn a_network_has_its_limit() {
        let now = Timestamp(1_000 * DAY);
        let many: Vec<_> = (1..=60).map(|n| now.plus(-n * 10_000)).collect();
        assert!(matches!(may_ask_for_code(&[], &many, now), Err(CodeRefusal::Network { .. })));
        assert_eq!(may_ask_for_code(&[], &many[..59], now), Ok(()));
    }

    #[test]
    fn within_a_minute_the_code_is_still_on_its_way() {
        let now = Timestamp(1_000 * DAY);
        let ago = |milliseconds: i64| now.plus(-milliseconds);
        assert_eq!(asked_just_now(&[], now), None);
        assert_eq!(asked_just_now(&[ago(59_999), ago(HOUR)], now), Some(ago(59_999)));
        assert_eq!(asked_just_now(&[ago(MINUTE)], now), None, "then another may be sent");
    }

    #[test]
    fn codes_are_six_digits() {
        assert_eq!(SignInCode::from_random(42).digits(), "000042");
        assert_eq!(SignInCode::parse(" 123 456 ").unwrap().digits(), "123456");
        assert_eq!(SignInCode::parse("１２３４５６").unwrap().digits(), "123456");
        assert_eq!(SignInCode::parse("12345"), None);
        assert_eq!(SignInCode::parse("12345a"), None);
    }

    proptest! {
        /// Whoever waits as long as told is let through, and not a millisecond earlier.
        #[test]
        fn the_wait_is_exact(offsets in proptest::collection::vec(0..2 * DAY, 0..20)) {
            let now = Timestamp(1_000 * DAY);
            let sent: Vec<_> = offsets.iter().map(|offset| now.plus(-offset)).collect();
            if let Err(CodeRefusal::Number { wait }) = may_ask_for_code(&sent, &[], now) {
                prop_assert!(may_ask_for_code(&sent, &[], now.plus(wait)).is_ok());
                let early = may_ask_for_code(&sent, &[], now.plus(wait - 1));
                prop_assert_eq!(early, Err(CodeRefusal::Number { wait: 1 }));
            }
        }
    }
}
