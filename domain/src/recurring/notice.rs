//! Who is told of a day on which nobody will come.

use crate::accounts::PersonId;
use crate::areas::AreaCode;
use crate::messages::MessageKind;
use crate::orders::{Notice, Parties, Recipient};
use jiff::civil::Date;

/// Why nobody comes on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setback<'a> {
    /// The calendar says so; in the words of [`super::Fate::reason`].
    Skipped(&'a str),
    /// No order could be made, for this reason.
    Failed(&'a str),
}

/// Whom to tell that nobody comes on a day: the residents always, the desk if somebody has to see to it.
#[must_use]
pub fn setback_notices(
    setback: Setback<'_>,
    date: Date,
    parties: &Parties,
    community: &AreaCode,
) -> Vec<Notice> {
    let day = format!("{}月{}日", date.month(), date.day());
    match setback {
        Setback::Skipped(reason) => to_residents(parties, &format!("定期点单：{day}{reason}")),
        Setback::Failed(reason) => {
            let mut notices = to_residents(parties, &format!("定期点单：{day}没有点上，{reason}"));
            let sentence = format!("定期点单{day}没有点上：{reason}，请联系居民");
            let to = Recipient::Desk(community.clone());
            notices.push(Notice { to, kind: MessageKind::Desk, sentence, short: None });
            notices
        }
    }
}

/// Whom to tell that the desk has stopped a recurrence.
#[must_use]
pub fn stop_notices(parties: &Parties) -> Vec<Notice> {
    to_residents(parties, "定期点单停了：社区替您停的，以后不再自动点单")
}

/// The resident, and whoever ordered for them.
fn to_residents(parties: &Parties, sentence: &str) -> Vec<Notice> {
    let Parties { resident, placed_by, .. } = parties;
    let both = [Some(resident), Some(placed_by).filter(|person| *person != resident)];
    let told = |person: &PersonId| Notice {
        to: Recipient::Person(person.clone()),
        kind: MessageKind::Progress,
        sentence: sentence.to_owned(),
        short: None,
    };
    both.into_iter().flatten().map(told).collect()
}
