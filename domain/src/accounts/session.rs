//! How long sessions last, and what browsers are called in them.

use super::Role;
use crate::time::{DAY, HOUR, MINUTE, Timestamp};
use std::net::IpAddr;

/// How long a session lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionLimits {
    /// Without being used, in milliseconds.
    pub idle: i64,
    /// In all, in milliseconds.
    pub absolute: i64,
    /// How often it is written down that it is used, in milliseconds: not at every page.
    pub noted_every: i64,
}

/// Of residents, and of those who serve with their own phones.
const RESIDENTS: SessionLimits = SessionLimits { idle: 30 * DAY, absolute: 180 * DAY, noted_every: HOUR };
/// Of those who see many people's orders: half a day, as computers at desks are shared.
const DESKS: SessionLimits = SessionLimits { idle: 12 * HOUR, absolute: 30 * DAY, noted_every: 10 * MINUTE };

/// How long ago somebody may have signed in who changes by what they do, in milliseconds.
const FRESH: i64 = 10 * MINUTE;

/// Whether a session has begun so lately that it is still whoever signed in who sits there.
#[must_use]
pub fn is_fresh(begun: Timestamp, now: Timestamp) -> bool {
    now.since(begun) < FRESH
}

impl SessionLimits {
    /// The limits of somebody who holds these roles.
    #[must_use]
    pub fn of(roles: impl IntoIterator<Item = Role>) -> Self {
        let desk = roles.into_iter().any(Role::asks_second_factor);
        if desk { DESKS } else { RESIDENTS }
    }

    /// When a session ends that began and was last used then.
    #[must_use]
    pub fn end(self, begun: Timestamp, seen: Timestamp) -> Timestamp {
        seen.plus(self.idle).min(begun.plus(self.absolute))
    }
}

/// What a browser is called, by what it says of itself (`User-Agent`): «微信里，安卓手机».
#[must_use]
pub fn device_words(user_agent: &str) -> String {
    let says = |words: &[&str]| words.iter().any(|word| user_agent.contains(word));
    let machine = if says(&["HarmonyOS", "OpenHarmony"]) {
        "鸿蒙手机"
    } else if says(&["iPad"]) || (says(&["Android"]) && !says(&["Mobile"])) {
        "平板"
    } else if says(&["iPhone"]) {
        "苹果手机"
    } else if says(&["Android"]) {
        "安卓手机"
    } else if says(&["Windows"]) {
        "Windows 电脑"
    } else if says(&["Macintosh"]) {
        "苹果电脑"
    } else if says(&["Linux"]) {
        "Linux 电脑"
    } else {
        return "别的设备".to_owned();
    };
    if says(&["MicroMessenger"]) { format!("微信里，{machine}") } else { machine.to_owned() }
}

/// The network of an address as one may read it: enough to tell home from elsewhere, and no more.
#[must_use]
pub fn network_words(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [first, second, ..] = address.octets();
            format!("{first}.{second}.*.*")
        }
        IpAddr::V6(address) => {
            let [first, second, ..] = address.segments();
            format!("{first:x}:{second:x}:*")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn desks_end_after_half_a_day_residents_after_a_month() {
        for role in Role::iter() {
            let limits = SessionLimits::of([Role::Resident, role]);
            let desk = role.has_desk() || role == Role::Admin;
            assert_eq!(limits.idle, if desk { 12 * HOUR } else { 30 * DAY }, "{role}");
        }
        let limits = SessionLimits::of([]);
        let begun = Timestamp(1_000 * DAY);
        assert_eq!(limits.end(begun, begun), begun.plus(30 * DAY));
        assert_eq!(limits.end(begun, begun.plus(170 * DAY)), begun.plus(180 * DAY), "however it is used");
    }

    #[test]
    fn a_session_is_fresh_for_ten_minutes() {
        let begun = Timestamp(DAY);
        assert!(is_fresh(begun, begun) && is_fresh(begun, begun.plus(10 * MINUTE - 1)));
        assert!(!is_fresh(begun, begun.plus(10 * MINUTE)));
    }

    #[test]
    fn devices_are_called_what_people_call_them() {
        for (agent, words) in [
            ("Mozilla/5.0 (Linux; Android 14; V2309A) Chrome/126.0 Mobile Safari/537.36", "安卓手机"),
            (
                "Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile Safari/537.36 MicroMessenger/8.0.50",
                "微信里，安卓手机",
            ),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Safari/604.1", "苹果手机"),
            ("Mozilla/5.0 (Linux; Android 13; SM-X700) Chrome/126.0 Safari/537.36", "平板"),
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0", "Windows 电脑"),
            ("Mozilla/5.0 (Phone; OpenHarmony 5.0) ArkWeb/4.1 Mobile", "鸿蒙手机"),
            ("curl/8.5.0", "别的设备"),
            ("", "别的设备"),
        ] {
            assert_eq!(device_words(agent), words, "{agent}");
        }
    }

    #[test]
    fn networks_are_shown_by_their_first_half() {
        let words = |address: &str| network_words(address.parse().unwrap());
        assert_eq!(words("58.210.7.9"), "58.210.*.*");
        assert_eq!(words("::ffff:58.210.7.9"), "58.210.*.*");
        assert_eq!(words("2408:8248:1234::1"), "2408:8248:*");
    }
}
