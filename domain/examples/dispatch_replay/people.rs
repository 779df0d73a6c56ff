//! Members, invented.

use crate::Month;
use crate::assumptions::HOUSEHOLDS_PER_MEMBER;
use crate::dice::Dice;
use crate::district::{Community, District};
use domain::accounts::PersonId;
use domain::dispatch::{Gender, Member, Period, Shift, Skill, SpokenLanguage, WorkingTimes};
use domain::time::{DAY, Timestamp};
use std::collections::BTreeSet;

/// Those who serve in a community: half have a job of their own, three of ten are retired, two of ten serve as
/// their work.
pub fn invent(community: &Community, district: &District, month: &Month, dice: &mut Dice) -> Vec<Member> {
    let count = (community.households / HOUSEHOLDS_PER_MEMBER).max(8);
    (0..count).filter_map(|number| one(number, community, district, month, dice)).collect()
}

fn one(
    number: i64,
    community: &Community,
    district: &District,
    month: &Month,
    dice: &mut Dice,
) -> Option<Member> {
    let kind = dice.between(0, 10);
    let shifts = match kind {
        0..5 => beside_a_job(dice),
        5..8 => weekdays(&[(510, 690), (840, 1020)]),
        _ => weekdays(&[(510, 720), (780, 1050)]),
    };
    let grids: Vec<_> = community.grids.iter().map(|grid| (grid, grid.households)).collect();
    let home = *dice.weighed(&grids)?;
    // Some look after their grid, some after their estate, some after the whole community.
    let area = match dice.between(0, 10) {
        0..5 => home.code.clone(),
        5..8 => home.estate.clone(),
        _ => community.code.clone(),
    };
    let absences = if dice.percent(30) {
        let from = Timestamp(dice.between(month.start.0, month.end.0));
        vec![Period { from, until: from.plus(dice.between(1, 8) * DAY) }]
    } else {
        Vec::new()
    };
    Some(Member {
        id: PersonId(format!("{}-{number:03}", community.code)),
        name: format!("{number}"),
        area,
        skills: skills(district, dice),
        working_times: WorkingTimes::new(shifts).ok()?,
        absences,
        suspended_until: None,
        limit: if kind < 8 { 3 } else { 6 },
        open: 0,
        taken_this_week: 0,
        taken_in_30_days: 0,
        gender: Some(if dice.percent(50) { Gender::Woman } else { Gender::Man }),
        languages: if dice.percent(40) {
            BTreeSet::from([SpokenLanguage::Kunshanese])
        } else {
            BTreeSet::new()
        },
    })
}

/// Three evenings, and most of Saturday or Sunday.
fn beside_a_job(dice: &mut Dice) -> Vec<Shift> {
    let first = dice.between(1, 4);
    let evenings = (first..first + 3).filter_map(|day| u8::try_from(day).ok());
    let evenings = evenings.map(|weekday| Shift { weekday, from: 1080, until: 1230 });
    let weekend = if dice.percent(50) { 6 } else { 7 };
    let day = [(540, 720), (840, 1020)].map(|(from, until)| Shift { weekday: weekend, from, until });
    evenings.chain(day).collect()
}

fn weekdays(spans: &[(u16, u16)]) -> Vec<Shift> {
    let of = |weekday| spans.iter().map(move |&(from, until)| Shift { weekday, from, until });
    (1..=5).flat_map(of).collect()
}

/// Four to nine subcategories; one in ten also knows a whole category.
fn skills(district: &District, dice: &mut Dice) -> BTreeSet<Skill> {
    let count = dice.between(4, 10);
    let mut skills: BTreeSet<_> = (0..count)
        .filter_map(|_| dice.pick(&district.subcategories))
        .map(|one| Skill::Subcategory(one.code.clone()))
        .collect();
    if dice.percent(10) {
        skills.extend(dice.pick(&district.subcategories).map(|one| Skill::Category(one.category.clone())));
    }
    skills
}
