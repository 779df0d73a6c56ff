//! Somebody to whom an order may go.

use super::{Gender, Period, Skill, SpokenLanguage, WorkingTimes};
use crate::accounts::PersonId;
use crate::areas::AreaCode;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A party member, as dispatch sees them at one moment.
///
/// A list of members names each person once, whatever grants they hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their grid, estate or community.
    pub area: AreaCode,
    /// What they can do.
    pub skills: BTreeSet<Skill>,
    /// When they work.
    pub working_times: WorkingTimes,
    /// When they don't, in any order.
    pub absences: Vec<Period>,
    /// Until when nothing is dispatched to them, whatever the reason.
    pub suspended_until: Option<Timestamp>,
    /// How many open jobs they may have at once.
    pub limit: u32,
    /// Open jobs in their hands.
    pub open: u32,
    /// Jobs taken since Monday, open or done.
    pub taken_this_week: u32,
    /// Jobs taken in the last 30 days, open or done.
    pub taken_in_30_days: u32,
    /// For residents who wish for a woman or a man; `None` if it isn't known.
    pub gender: Option<Gender>,
    /// What they speak besides Mandarin.
    pub languages: BTreeSet<SpokenLanguage>,
}

impl Member {
    /// How many more jobs they may take.
    #[must_use]
    pub fn free_places(&self) -> u32 {
        self.limit.saturating_sub(self.open)
    }

    /// Their working time within a period, less their absences, soonest first.
    pub fn free(&self, period: Period) -> impl Iterator<Item = Period> {
        self.working_times.within(period).flat_map(|shift| {
            self.absences.iter().fold(vec![shift], |left, absence| {
                left.into_iter().flat_map(|part| part.without(*absence)).collect()
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Shift;
    use super::super::fixtures::{at, member, period};
    use super::*;

    #[test]
    fn is_free_when_working_and_not_away() {
        let shift = |from, until| Shift { weekday: 2, from, until };
        let times = WorkingTimes::new(vec![shift(540, 720), shift(840, 1020)]).unwrap();
        let absences = vec![
            period("2026-11-24T16:00:00", "2026-11-26T00:00:00"),
            period("2026-11-24T10:00:00", "2026-11-24T15:00:00"),
        ];
        let member = Member { working_times: times, absences, ..member("张建国") };
        let week = Period { from: at("2026-11-23T00:00:00"), until: at("2026-11-30T00:00:00") };
        assert_eq!(
            member.free(week).collect::<Vec<_>>(),
            [
                period("2026-11-24T09:00:00", "2026-11-24T10:00:00"),
                period("2026-11-24T15:00:00", "2026-11-24T16:00:00")
            ]
        );
    }
}
