//! How many one-time codes may be sent, to whom, and how often they may be tried.
//!
//! A number's codes are counted by who asked for them, so that nobody keeps a number's owner out by asking for codes in their
//! name: what strangers use up is the strangers'.

use crate::rate_limit::{self, RateLimit};
use crate::time::{DAY, HOUR, MINUTE, Timestamp};
use thiserror::Error;

/// How many codes go out in a day of the calendar in China where nothing else is said.
pub const CODES_A_DAY: i64 = 10_000;
/// How many times a code may be tried.
pub const CODE_TRIES: i64 = 5;
/// From how many wrong tries within an hour on, of all numbers together, somebody is taken to be guessing.
pub const GUESSING: i64 = 300;
/// How many times strangers may try a code while somebody is guessing.
const TRIES_WHILE_GUESSING: i64 = 2;

/// Codes of a number for one browser that it has signed in from, or for all browsers of a network that it has.
const OWNERS_LIMITS: [RateLimit; 3] = [(MINUTE, 1), (HOUR, 5), (DAY, 10)];
/// Codes of a number for strangers on one network.
const STRANGERS_NETWORK_LIMITS: [RateLimit; 3] = [(MINUTE, 1), (HOUR, 4), (DAY, 8)];
/// Codes of a number for all strangers together.
const STRANGERS_LIMITS: [RateLimit; 2] = [(HOUR, 6), (DAY, 12)];
/// Codes of all numbers for one network; a community centre shares one among many people.
const NETWORK_LIMITS: [RateLimit; 2] = [(HOUR, 60), (DAY, 300)];

/// Who asks for a code of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// A browser in which the number has signed in before.
    OwnBrowser,
    /// Another browser, on a network from which the number has signed in before.
    OwnNetwork,
    /// Nobody who is known of it: somebody with a new phone, or somebody else.
    Stranger,
}

impl Asker {
    /// Whether the number has signed in from there before.
    #[must_use]
    pub fn is_known(self) -> bool {
        self != Self::Stranger
    }
}

/// A code that a number was sent within the last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// When.
    pub at: Timestamp,
    /// Whether by the browser that asks now.
    pub same_browser: bool,
    /// Whether from the network that asks now.
    pub same_network: bool,
    /// Whether by a stranger, as of then.
    pub by_stranger: bool,
}

/// What has been asked for before.
#[derive(Clone, Debug, Default)]
pub struct AskedSoFar {
    /// Codes of this number within a day, in any order.
    pub of_number: Vec<Asked>,
    /// When this network asked for codes of any number within a day, in any order; nothing where it isn't known.
    pub of_network: Vec<Timestamp>,
    /// How many codes went out since midnight, of all numbers.
    pub today: i64,
}

/// Why no code is sent now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CodeRefusal {
    /// The number was asked for too often.
    #[error("验证码要得太频繁了，请过一会儿再试")]
    Number {
        /// Milliseconds until it may be asked for again.
        wait: i64,
    },
    /// The network has asked too often.
    #[error("这个网络上要验证码的人太多了，请过一会儿再试")]
    Network {
        /// Milliseconds until it may ask again.
        wait: i64,
    },
    /// What a day may cost is used up, or what of it is kept for those who have signed in before is all that is left.
    #[error("今天的验证码短信已经发完了，请明天再来")]
    Budget,
}

/// Whether one more code may be sent at `now`, where `budget` may go out in a day.
///
/// # Errors
/// [`CodeRefusal`] with the time to wait.
pub fn may_ask_for_code(
    asker: Asker,
    so_far: &AskedSoFar,
    budget: i64,
    now: Timestamp,
) -> Result<(), CodeRefusal> {
    let wait = wait_for_number(asker, &so_far.of_number, now);
    if wait > 0 {
        return Err(CodeRefusal::Number { wait });
    }
    let wait = rate_limit::wait(&NETWORK_LIMITS, so_far.of_network.iter().copied(), now);
    if wait > 0 && asker != Asker::OwnBrowser {
        return Err(CodeRefusal::Network { wait });
    }
    let left = if asker.is_known() { budget } else { strangers_share(budget) };
    if so_far.today >= left { Err(CodeRefusal::Budget) } else { Ok(()) }
}

/// How many of a day's codes strangers may have: four fifths; the rest is kept for those who have signed in before.
#[must_use]
pub fn strangers_share(budget: i64) -> i64 {
    budget - budget / 5
}

/// How many times a code may be tried that was asked for so, where so many wrong tries were made within the hour.
#[must_use]
pub fn code_tries(asked_by_stranger: bool, wrong_within_hour: i64) -> i64 {
    if asked_by_stranger && wrong_within_hour >= GUESSING { TRIES_WHILE_GUESSING } else { CODE_TRIES }
}

/// When this browser asked for the number last, if that is so short a time ago that another press of the same button means
/// the code which is on its way.
#[must_use]
pub fn asked_just_now(of_number: &[Asked], now: Timestamp) -> Option<Timestamp> {
    let own = of_number.iter().filter(|asked| asked.same_browser).map(|asked| asked.at);
    own.max().filter(|last| now.since(*last) < MINUTE)
}

/// Milliseconds until the number's own limits let this asker have one more.
fn wait_for_number(asker: Asker, of_number: &[Asked], now: Timestamp) -> i64 {
    let wait = |limits: &[RateLimit], counts: fn(&Asked) -> bool| {
        rate_limit::wait(limits, of_number.iter().filter(|asked| counts(asked)).map(|asked| asked.at), now)
    };
    match asker {
        Asker::OwnBrowser => wait(&OWNERS_LIMITS, |asked| asked.same_browser),
        Asker::OwnNetwork => wait(&OWNERS_LIMITS, |asked| asked.same_network),
        Asker::Stranger => wait(&STRANGERS_NETWORK_LIMITS, |asked| asked.same_network || asked.same_browser)
            .max(wait(&STRANGERS_LIMITS, |asked| asked.by_stranger)),
    }
}

#[cfg(test)]
mod tests;
