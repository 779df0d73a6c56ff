//! What a member says of themselves.

use super::{Gender, Shift, Skill, SpokenLanguage, WorkingTimes};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a member says of themselves, and who keeps the record of the members says of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// What they can do.
    pub skills: BTreeSet<Skill>,
    /// When they have time for jobs.
    pub working_times: WorkingTimes,
    /// How many open jobs they may have at once: 1 to [`Profile::LIMIT_MOST`].
    pub limit: u32,
    /// For residents who wish for a woman or a man; `None` if they don't say.
    pub gender: Option<Gender>,
    /// What they speak besides Mandarin.
    pub languages: BTreeSet<SpokenLanguage>,
}

impl Profile {
    /// The most open jobs that somebody may allow themselves.
    pub const LIMIT_MOST: u32 = 20;
}

impl Default for Profile {
    /// Of whoever has said nothing yet: any time from 8 to 20 o'clock, five jobs, no particular skill.
    fn default() -> Self {
        let shifts = (1..=7).map(|weekday| Shift { weekday, from: 8 * 60, until: 20 * 60 });
        Self {
            skills: BTreeSet::new(),
            working_times: WorkingTimes::new(shifts.collect()).unwrap_or_default(),
            limit: 5,
            gender: None,
            languages: BTreeSet::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_said_nothing_may_still_be_asked() {
        let silent = Profile::default();
        assert_eq!((silent.working_times.shifts().len(), silent.limit), (7, 5));
        let json = serde_json::to_string(&silent).unwrap();
        assert_eq!(serde_json::from_str::<Profile>(&json).unwrap(), silent);
    }
}
