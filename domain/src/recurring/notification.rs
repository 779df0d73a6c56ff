//! Who is told of a day on which nobody will come.

use crate::accounts::PersonId;
use crate::areas::AreaCode;
use crate::messages::MessageKind;
use crate::orders::{Notification, Parties, Recipient};
use jiff::civil::Date;

/// How many days are named one by one.
const NAMED: usize = 4;

/// Why nobody comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setback {
    /// The calendar says so; in the words of [`super::Fate::reason`].
    Skipped(String),
    /// No order could be made, for this reason.
    Failed(String),
}

/// Whom to tell that nobody comes on some days, for one reason: the residents always, the desk if
/// somebody has to see to it.
#[must_use]
pub fn setback_notifications(
    setback: &Setback,
    dates: &[Date],
    parties: &Parties,
    community: &AreaCode,
) -> Vec<Notification> {
    let days = days_words(dates);
    match setback {
        Setback::Skipped(reason) => to_residents(parties, &format!("定期点单：{days}{reason}")),
        Setback::Failed(reason) => {
            let mut notifications = to_residents(parties, &format!("定期点单：{days}没有点上，{reason}"));
            let sentence = format!("定期点单{days}没有点上：{reason}，请联系居民");
            let to = Recipient::Desk(community.clone());
            notifications.push(Notification { to, kind: MessageKind::Desk, sentence, short: None });
            notifications
        }
    }
}

/// «3月3日、3月10日», «3月3日起的 9 次».
fn days_words(dates: &[Date]) -> String {
    let day = |date: &Date| format!("{}月{}日", date.month(), date.day());
    match dates {
        [first, ..] if dates.len() > NAMED => format!("{}起的 {} 次", day(first), dates.len()),
        _ => dates.iter().map(day).collect::<Vec<_>>().join("、"),
    }
}

/// Whom to tell that the desk has stopped a recurrence.
#[must_use]
pub fn stop_notifications(parties: &Parties) -> Vec<Notification> {
    to_residents(parties, "定期点单停了：社区替您停的，以后不再自动点单")
}

/// The resident, and whoever ordered for them.
fn to_residents(parties: &Parties, sentence: &str) -> Vec<Notification> {
    let Parties { resident, placed_by, .. } = parties;
    let both = [Some(resident), Some(placed_by).filter(|person| *person != resident)];
    let told = |person: &PersonId| Notification {
        to: Recipient::Person(person.clone()),
        kind: MessageKind::Progress,
        sentence: sentence.to_owned(),
        short: None,
    };
    both.into_iter().flatten().map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn told(setback: &Setback, dates: &[Date]) -> Vec<String> {
        let person = |name: &str| PersonId(name.into());
        let area = |code: &str| AreaCode::parse(code).unwrap();
        let parties =
            Parties { placed_by: person("daughter"), resident: person("mother"), estate: area("K10101") };
        let notifications = setback_notifications(setback, dates, &parties, &area("K101"));
        notifications.into_iter().map(|notification| notification.sentence).collect()
    }

    #[test]
    fn both_residents_are_told_and_the_desk_if_it_has_to_see_to_it() {
        let skipped = Setback::Skipped("春节放假，这次不来".into());
        let one = "定期点单：2月17日春节放假，这次不来";
        assert_eq!(told(&skipped, &[date(2026, 2, 17)]), [one, one]);
        let failed = Setback::Failed("社区现在没有这项服务了".into());
        let told = told(&failed, &[date(2026, 3, 3), date(2026, 3, 10)]);
        assert_eq!(told[0], "定期点单：3月3日、3月10日没有点上，社区现在没有这项服务了");
        assert_eq!(told[2], "定期点单3月3日、3月10日没有点上：社区现在没有这项服务了，请联系居民");
    }

    #[test]
    fn many_days_are_one_notice() {
        let days: Vec<_> = (1..=9).map(|day| date(2026, 3, day)).collect();
        let told = told(&Setback::Failed("系统那几天停过".into()), &days);
        assert_eq!(told[1], "定期点单：3月1日起的 9 次没有点上，系统那几天停过");
    }
}
