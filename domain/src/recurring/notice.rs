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
    let (sentence, to_desk) = match setback {
        Setback::Skipped(reason) => (format!("定期点单：{day}{reason}"), None),
        Setback::Failed(reason) => (
            format!("定期点单：{day}没有点上，{reason}"),
            Some(format!("定期点单{day}没有点上：{reason}，请联系居民")),
        ),
    };
    let told = |to, kind, sentence| Notice { to, kind, sentence, short: None };
    let Parties { resident, placed_by, .. } = parties;
    let both = [Some(resident), Some(placed_by).filter(|person| *person != resident)];
    let person =
        |person: &PersonId| told(Recipient::Person(person.clone()), MessageKind::Progress, sentence.clone());
    let mut notices: Vec<_> = both.into_iter().flatten().map(person).collect();
    let desk = to_desk.map(|sentence| told(Recipient::Desk(community.clone()), MessageKind::Desk, sentence));
    notices.extend(desk);
    notices
}
