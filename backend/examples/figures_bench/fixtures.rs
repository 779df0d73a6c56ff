//! What happens to one order, by the rules of `domain::orders`, and who is told meanwhile.

use crate::Failure;
use crate::dice::Dice;
use domain::accounts::{PersonId, TeamId};
use domain::catalogue::{ProviderKind, Service};
use domain::clocks::{Calendar, EscalationDelays, ServiceLevel, order_clocks, to_be_told};
use domain::orders::{
    Acting, Actor, ArrivalProof, Assignee, CancelReason, Command, DeclineReason, DispatchRule, Event,
    EventKind, PauseReason, Rating, Satisfaction, State, transition,
};
use domain::time::{DAY, HOUR, MINUTE, Timestamp};

/// Who orders, who serves, who works at the desk and the property company: put in their places when it is stamped.
pub const RESIDENT: &str = "{resident}";
pub const HELPER: &str = "{helper}";
pub const STAFF: &str = "staff-{community}";
pub const TEAM: &str = "team-{community}";

/// An order under way.
pub struct OrderFixture<'a> {
    dice: &'a Dice,
    service_level: &'a ServiceLevel,
    state: State,
    at: Timestamp,
    pub events: Vec<Event>,
}

fn actor(person: &str, acting: Acting) -> Actor {
    Actor { person: Some(PersonId(person.to_owned())), name: "演示".to_owned(), acting }
}

fn resident() -> Actor {
    actor(RESIDENT, Acting::Resident)
}

fn staff() -> Actor {
    actor(STAFF, Acting::Staff)
}

impl<'a> OrderFixture<'a> {
    /// Lives through an order that is placed at a moment.
    pub fn live(
        dice: &'a Dice,
        service: &Service,
        service_level: &'a ServiceLevel,
        at: Timestamp,
    ) -> Result<Vec<Event>, Failure> {
        let kind = EventKind::Placed { by_telephone: dice.percent(15), recurrence: None };
        let events = vec![Event { at, actor: resident(), kind }];
        let mut fixture = Self { dice, service_level, state: State::Placed, at, events };
        if dice.percent(4) {
            fixture.step(HOUR, &resident(), Command::Cancel { reason: CancelReason::Solved })?;
        } else if dice.percent(2) {
            fixture.step(HOUR, &staff(), Command::Refuse { advice: "请打 12345".to_owned() })?;
        } else {
            let property = service.provider == ProviderKind::PropertyCompany;
            fixture.served(property)?;
            if dice.percent(2) {
                let reason = "没办好".to_owned();
                fixture.step(dice.minutes(60, 3_000), &resident(), Command::Reopen { reason })?;
                fixture.served(property)?;
            }
            fixture.put_away()?;
        }
        Ok(fixture.events)
    }

    /// From the pool to the end of the work, and what the resident says of it.
    fn served(&mut self, property: bool) -> Result<(), Failure> {
        let team = TeamId(TEAM.to_owned());
        let (acting, to) = if property {
            let to = Assignee::Team { id: team.clone(), name: "演示物业".to_owned() };
            (Acting::Property { team }, to)
        } else {
            (Acting::Member, Assignee::Person { id: PersonId(HELPER.to_owned()), name: "演示".to_owned() })
        };
        let helper = actor(HELPER, acting);
        let dispatch = || Command::Dispatch { to: to.clone(), rule: DispatchRule::ByHand };
        let code = || "0427".to_owned();
        // One in twenty waits for more than a day.
        let wait = if self.dice.percent(5) { 26 * HOUR } else { self.dice.minutes(3, 100) };
        if !property && self.dice.percent(30) {
            self.step(wait, &helper, Command::Claim { arrival_code: code() })?;
        } else {
            self.step(wait, &staff(), dispatch())?;
            if self.dice.percent(4) {
                let decline = Command::Decline { reason: DeclineReason::NoTime, note: String::new() };
                self.step(15 * MINUTE, &helper, decline)?;
                self.step(self.dice.minutes(3, 60), &staff(), dispatch())?;
            }
            self.step(self.dice.minutes(2, 40), &helper, Command::Accept { arrival_code: code() })?;
        }
        if self.dice.percent(3) {
            self.step(10 * MINUTE, &helper, Command::Pause { reason: PauseReason::WaitingForParts })?;
            self.step(self.dice.minutes(120, 2_000), &helper, Command::Resume)?;
        }
        let way = if self.dice.percent(8) { 30 * HOUR } else { self.dice.minutes(15, 200) };
        self.step(way, &helper, Command::Arrive { proof: ArrivalProof::Code(code()) })?;
        let finish = Command::Finish { note: "办好了".to_owned(), minutes: 30 };
        self.step(self.dice.minutes(10, 90), &helper, finish)?;
        if self.dice.percent(68) {
            let rating = Rating { level: self.level(property), sentence: String::new() };
            self.step(self.dice.minutes(30, 2_000), &resident(), Command::Rate { rating })?;
        }
        Ok(())
    }

    /// The desk puts away what the resident was heard on, time the rest.
    fn put_away(&mut self) -> Result<(), Failure> {
        if self.state.awaits_closing() {
            self.step(self.dice.minutes(60, 4_000), &staff(), Command::Close)
        } else {
            self.step(7 * DAY + MINUTE, &Actor::system(), Command::Close)
        }
    }

    fn level(&self, property: bool) -> Satisfaction {
        match (self.dice.below(100), property) {
            (0..=54, _) => Satisfaction::VerySatisfied,
            (55..=84, _) => Satisfaction::Satisfied,
            (85..=89, true) | (85..=95, false) => Satisfaction::FairlySatisfied,
            (90..=96, true) | (96..=98, false) => Satisfaction::Dissatisfied,
            _ => Satisfaction::VeryDissatisfied,
        }
    }

    fn step(&mut self, later: i64, actor: &Actor, command: Command) -> Result<(), Failure> {
        let at = self.at.plus(later);
        self.tell_until(at)?;
        let (state, happened) = transition(&self.state, command, actor, at)?;
        (self.state, self.at) = (state, at);
        self.events.extend(happened);
        Ok(())
    }

    /// Tells of clocks that run out before that, as the job does.
    fn tell_until(&mut self, until: Timestamp) -> Result<(), Failure> {
        let (calendar, delays) = (Calendar::default(), EscalationDelays::default());
        loop {
            let last = self.events.last().map_or(self.at, |event| event.at);
            let clocks = order_clocks(self.service_level, &calendar, &delays, &self.events, last)?;
            let due = clocks.iter().filter_map(|clock| clock.next_due).min();
            let Some(due) = due.filter(|due| *due < until) else { return Ok(()) };
            let at = due.max(last);
            let clocks = order_clocks(self.service_level, &calendar, &delays, &self.events, at)?;
            let told = to_be_told(&clocks, |_| true);
            if told.is_empty() {
                return Err("a clock is due and tells nobody".into());
            }
            for (clock, level) in told {
                let kind = EventKind::Escalated { clock, level };
                self.events.push(Event { at, actor: Actor::system(), kind });
            }
        }
    }
}
