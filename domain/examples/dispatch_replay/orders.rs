//! Orders, invented.

use crate::Month;
use crate::assumptions::{
    GENDER_PERCENT, HOURS, HOUSEHOLDS_PER_ORDER, LANGUAGE_PERCENT, WINDOW_PERCENT, usual_minutes,
};
use crate::dice::Dice;
use crate::district::{Community, District};
use domain::catalogue::{Service, ServiceList};
use domain::dispatch::{Demand, Gender, Preferences, SpokenLanguage, Task};
use domain::orders::{OrderNumber, offered_windows};
use domain::time::{DAY, HOUR, MINUTE, Timestamp};

/// An order, with what dispatch doesn't know.
#[derive(Clone, Debug)]
pub struct Placed {
    pub task: Task,
    /// How long it will really take, in milliseconds.
    pub length: i64,
    /// Until when somebody is to be at the door, in minutes of working time, by the clock for an urgent one.
    pub limit: i64,
}

impl Placed {
    /// The moment that waiting is counted from: when it was placed, or when the wished window begins.
    pub fn awaited_from(&self) -> Timestamp {
        let window = self.task.window.map(|window| window.start());
        window.map_or(self.task.placed_at, |start| start.max(self.task.placed_at))
    }
}

/// The orders of a community, in the order in which they come.
///
/// So many a day as its households make, more by day than by night; some services are wanted more than
/// others, and which is chance as well.
pub fn invent(community: &Community, district: &District, month: &Month, dice: &mut Dice) -> Vec<Placed> {
    let days = month.days();
    let count = community.households * days * month.load / (100 * 30 * HOUSEHOLDS_PER_ORDER);
    let mut shuffled: Vec<_> = district.services.iter().map(|one| (dice.between(0, 1 << 40), one)).collect();
    shuffled.sort_by_key(|(place, _)| *place);
    let popular: Vec<_> = (5..).zip(shuffled).map(|(rank, (_, one))| (one, 10_000 / rank)).collect();
    let hours: Vec<_> = (0..).zip(HOURS).collect();

    let mut moments: Vec<_> = (0..count)
        .filter_map(|_| {
            let day = dice.between(0, days);
            let hour: i64 = *dice.weighed(&hours)?;
            Some(month.start.plus(day * DAY + hour * HOUR + dice.between(0, HOUR)))
        })
        .collect();
    moments.sort_unstable();
    (1..)
        .zip(moments)
        .filter_map(|(number, moment)| {
            let service = *dice.weighed(&popular)?;
            one(OrderNumber::new(community.code.clone(), number), moment, service, community, district, dice)
        })
        .collect()
}

fn one(
    number: OrderNumber,
    placed_at: Timestamp,
    service: &Service,
    community: &Community,
    district: &District,
    dice: &mut Dice,
) -> Option<Placed> {
    let grids: Vec<_> = community.grids.iter().map(|grid| (grid, grid.households)).collect();
    let grid = *dice.weighed(&grids)?;
    // Neighbours help each other without having learned it.
    let required = service.list != ServiceList::Volunteer;
    let demand = Demand::of(service, district.subcategory(service)?, required);
    let minutes = usual_minutes(demand.category.as_str());
    let length = i64::from(minutes) * MINUTE * dice.between(50, 151) / 100;
    let window = if dice.percent(WINDOW_PERCENT) && !service.urgent {
        let next: Vec<_> = offered_windows(placed_at).take(6).collect();
        dice.pick(&next).copied()
    } else {
        None
    };
    let gender = dice
        .percent(GENDER_PERCENT)
        .then(|| *dice.pick(&[Gender::Woman, Gender::Man]).unwrap_or(&Gender::Woman));
    let language = dice.percent(LANGUAGE_PERCENT).then_some(SpokenLanguage::Kunshanese);
    let task = Task {
        number,
        estate: grid.estate.clone(),
        grid: Some(grid.code.clone()),
        demand,
        doorstep: service.doorstep,
        window,
        urgent: service.urgent,
        preferences: Preferences { gender, language },
        minutes,
        placed_at,
        own: Vec::new(),
        declined_by: Vec::new(),
    };
    Some(Placed { task, length, limit: i64::from(service.limits.onsite) })
}
