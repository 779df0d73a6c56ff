//! A community's month.

use crate::assumptions::DAYS_AFTER;
use crate::calendar::Calendar;
use crate::figures::Figures;
use crate::orders::Placed;
use crate::policy::Policy;
use domain::dispatch::{MatchingError, Member, Task, Weights, Why, plan};
use domain::time::{DAY, MINUTE, Timestamp};

/// How often those that wait are looked at.
const BATCH: i64 = 15 * MINUTE;

struct Month<'a> {
    policy: Policy,
    weights: &'a Weights,
    calendars: Vec<Calendar<'a>>,
    waiting: Vec<&'a Placed>,
}

/// Lets a policy give out a community's orders, and adds to the figures what comes of it.
pub fn community(
    policy: Policy,
    orders: &[Placed],
    members: &[Member],
    end: Timestamp,
    weights: &Weights,
    figures: &mut Figures,
) -> Result<(), MatchingError> {
    let calendars = members.iter().map(Calendar::new).collect();
    let mut month = Month { policy, weights, calendars, waiting: Vec::new() };
    let Some(first) = orders.first() else { return Ok(()) };
    let mut arriving = orders.iter().peekable();
    let mut now = Timestamp(first.task.placed_at.0 - first.task.placed_at.0.rem_euclid(BATCH));
    while now <= end.plus(DAYS_AFTER * DAY) {
        while let Some(order) = arriving.next_if(|order| order.task.placed_at <= now) {
            month.arrive(order, figures);
        }
        month.look(now, figures)?;
        now = now.plus(BATCH);
    }
    month.waiting.iter().for_each(|_| figures.unassigned());
    for calendar in &month.calendars {
        figures.member(calendar.account());
    }
    Ok(())
}

impl<'a> Month<'a> {
    fn arrive(&mut self, order: &'a Placed, figures: &mut Figures) {
        if self.policy == Policy::LeastCost || !self.give(order, order.task.placed_at, figures) {
            self.waiting.push(order);
        }
    }

    /// Gives one order to whom the policy chooses; false if there is nobody.
    fn give(&mut self, order: &Placed, now: Timestamp, figures: &mut Figures) -> bool {
        let chosen = self.policy.choose(&order.task, &self.calendars, now, self.weights);
        chosen.is_some_and(|place| self.book(place, order, now, figures))
    }

    fn book(&mut self, place: usize, order: &Placed, now: Timestamp, figures: &mut Figures) -> bool {
        let door = self.calendars.get_mut(place).and_then(|calendar| calendar.take(order, now));
        door.inspect(|door| figures.served(order, *door)).is_some()
    }

    /// Looks once more at all that wait, the oldest first.
    fn look(&mut self, now: Timestamp, figures: &mut Figures) -> Result<(), MatchingError> {
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return Ok(());
        }
        if self.policy == Policy::LeastCost {
            return self.give_all(waiting, now, figures);
        }
        for order in waiting {
            if !self.give(order, now, figures) {
                self.keep_unless_hopeless(order, now, figures);
            }
        }
        Ok(())
    }

    fn give_all(
        &mut self,
        waiting: Vec<&'a Placed>,
        now: Timestamp,
        figures: &mut Figures,
    ) -> Result<(), MatchingError> {
        let members: Vec<_> = self.calendars.iter().map(|calendar| calendar.seen(now)).collect();
        let tasks: Vec<Task> = waiting.iter().map(|order| order.task.clone()).collect();
        let plan = plan(&tasks, &members, now, self.weights)?;
        for order in waiting {
            let chosen = plan.assigned.iter().find(|one| one.order == order.task.number);
            let place = chosen.and_then(|one| members.iter().position(|member| member.id == one.member));
            if !place.is_some_and(|place| self.book(place, order, now, figures)) {
                self.keep_unless_hopeless(order, now, figures);
            }
        }
        Ok(())
    }

    /// What nobody can do or is wished for will not be done later either.
    fn keep_unless_hopeless(&mut self, order: &'a Placed, now: Timestamp, figures: &mut Figures) {
        let members: Vec<&Member> = self.calendars.iter().map(|calendar| calendar.member).collect();
        match Why::of(&order.task, &members, now, self.weights) {
            Why::Nobody | Why::NoSkill { .. } | Why::Preferences { .. } => figures.unassigned(),
            _ => self.waiting.push(order),
        }
    }
}
