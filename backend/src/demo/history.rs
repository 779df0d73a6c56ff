//! Orders that were finished in the months before, so that the reports have something to say. Each is made by the
//! rules of `domain::orders`, at random; whoever is in them is invented and never signs in.

use crate::accounts::ensure_person;
use crate::areas::{self, AreaTree};
use crate::catalogue::{self, Catalogue};
use crate::orders::{Contact, Details, NewOrder, Order, backfill, next_number};
use crate::settings::settings;
use crate::store::Transaction;
use crate::{AppError, Backend};
use domain::accounts::{Address, PersonId, PersonName, Phone, TeamId};
use domain::areas::{Area, AreaKind};
use domain::catalogue::{ProviderKind, Service};
use domain::counters::Month;
use domain::orders::{
    Acting, Actor, ArrivalProof, Assignee, CancelReason, Command, DispatchRule, Event, EventKind, Parties,
    RATING_WINDOW, Rating, Satisfaction, State, transition,
};
use domain::time::{DAY, HOUR, MINUTE, Timestamp};

/// In how many communities.
const COMMUNITIES: usize = 24;
/// How many of them are large, with thrice as many orders.
const LARGE: usize = 6;
/// Over how many months.
const MONTHS: i32 = 12;

/// Who is in the history of one community.
struct People {
    resident: PersonId,
    helper: PersonId,
    staff: PersonId,
    phone: Phone,
}

/// Writes about `each` orders for each community and month; none if `each` is 0.
pub(super) async fn insert(backend: &Backend, now: Timestamp, each: u32) -> Result<(), AppError> {
    if each == 0 {
        return Ok(());
    }
    let tree = areas::tree(backend).await?;
    let communities = tree.of_kind(AreaKind::Community).into_iter().take(COMMUNITIES);
    for (place, community) in communities.enumerate() {
        let mut tx = backend.store.write().await?;
        let catalogue = catalogue::current(&mut tx, backend).await?;
        let people = people(&mut tx, backend, place).await?;
        // Communities are not all alike: of the smallest there is too little to say anything.
        let each = if place < LARGE { each * 3 } else { each * 3 / 4 };
        let mut days = days(backend, now, each);
        days.sort_unstable();
        for at in days {
            one(&mut tx, backend, (&tree, &catalogue), (community, &people), at, now).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// When the orders were placed: in the months before this one, growing more.
fn days(backend: &Backend, now: Timestamp, each: u32) -> Vec<Timestamp> {
    let last = Month::of(now).plus(-1);
    let mut days = Vec::new();
    for (age, month) in (1..).zip(last.plus(1 - MONTHS).to(last)) {
        let begin = Timestamp::from_civil(month.first_day().at(7, 30, 0, 0));
        let count = each / 2 + backend.entropy.below(each) + each * age / 24;
        for _ in 0..count {
            let (day, minute) = (backend.entropy.below(28), backend.entropy.below(13 * 60));
            days.push(begin.plus(i64::from(day) * DAY + i64::from(minute) * MINUTE));
        }
    }
    days
}

async fn people(tx: &mut Transaction, backend: &Backend, place: usize) -> Result<People, AppError> {
    let person = async |tx: &mut Transaction, kind: usize, name: &str| {
        let phone = Phone::parse(&format!("138{:08}", 90_000_000 + place * 10 + kind));
        let phone = phone.map_err(|error| AppError::internal(&error))?;
        let name = PersonName::parse(name).map_err(|error| AppError::internal(&error))?;
        Ok::<_, AppError>((ensure_person(tx, backend, &phone, &name).await?, phone))
    };
    let (resident, phone) = person(tx, 1, "演示居民").await?;
    let (helper, _) = person(tx, 2, "演示师傅").await?;
    let (staff, _) = person(tx, 3, "演示社工").await?;
    Ok(People { resident, helper, staff, phone })
}

/// One order and all that happened to it.
async fn one(
    tx: &mut Transaction,
    backend: &Backend,
    (tree, catalogue): (&AreaTree, &Catalogue),
    (community, people): (&Area, &People),
    at: Timestamp,
    now: Timestamp,
) -> Result<(), AppError> {
    let pick = |count: usize| backend.entropy.below(u32::try_from(count).unwrap_or(1)) as usize;
    let service = catalogue.services.get(pick(catalogue.services.len()));
    let estates = tree.children(&community.code);
    let estate = estates.get(pick(estates.len()));
    let (Some(service), Some(estate)) = (service, estate) else { return Ok(()) };
    let number = next_number(tx, &community.code).await?;
    let room = (2 + pick(8)) * 100 + 1 + pick(4);
    let address = Address::parse(estate.code.clone(), &(1 + pick(18)).to_string(), "", &room.to_string());
    let name = PersonName::parse("演示居民").map_err(|error| AppError::internal(&error))?;
    let address = address.map_err(|_| AppError::internal(&"an address of the demo"))?;
    let contact = Contact { name, phone: people.phone.clone(), address };
    let resident = &people.resident;
    let new = NewOrder {
        parties: Parties {
            placed_by: resident.clone(),
            resident: resident.clone(),
            estate: estate.code.clone(),
        },
        service: service.clone(),
        entered_by: None,
        contact,
        details: Details::default(),
        by: actor(resident, "演示居民", Acting::Resident),
        placed: EventKind::Placed { by_telephone: false, recurrence: None },
    };
    let settings = settings(tx, backend).await?;
    let (order, placed) = new.placed(backend, (tree, settings.hours(&community.code)), number, at)?;
    let (state, events) = lived(backend, service, people, placed, now)?;
    let order = Order {
        declines: count(&events, |kind| matches!(kind, EventKind::Declined { .. })),
        reopened: count(&events, |kind| matches!(kind, EventKind::Reopened { .. })),
        state,
        version: i64::try_from(events.len()).unwrap_or(i64::MAX),
        changed_at: events.last().map_or(at, |event| event.at),
        ..order
    };
    backfill(tx, backend, &order, &order.number.to_string(), &events).await
}

fn count(events: &[Event], of: impl Fn(&EventKind) -> bool) -> i64 {
    i64::try_from(events.iter().filter(|event| of(&event.kind)).count()).unwrap_or(i64::MAX)
}

fn actor(person: &PersonId, name: &str, acting: Acting) -> Actor {
    Actor { person: Some(person.clone()), name: name.to_owned(), acting }
}

/// What happened to an order, by the rules.
fn lived(
    backend: &Backend,
    service: &Service,
    people: &People,
    placed: Event,
    now: Timestamp,
) -> Result<(State, Vec<Event>), AppError> {
    let chance = |percent: u32| backend.entropy.below(100) < percent;
    let property = service.provider == ProviderKind::PropertyCompany;
    let team = TeamId(format!("demo-{}", people.helper));
    let acting = if property { Acting::Property { team: team.clone() } } else { Acting::Member };
    let to = if property {
        Assignee::Team { id: team, name: "演示物业".to_owned() }
    } else {
        Assignee::Person { id: people.helper.clone(), name: "演示师傅".to_owned() }
    };
    let staff = actor(&people.staff, "演示社工", Acting::Staff);
    let helper = actor(&people.helper, "演示师傅", acting);
    let resident = placed.actor.clone();
    let mut steps: Vec<(i64, &Actor, Command)> = Vec::new();
    let dispatch = Command::Dispatch { to, rule: DispatchRule::ByHand };
    if chance(4) {
        steps.push((HOUR, &resident, Command::Cancel { reason: CancelReason::Solved }));
    } else if chance(2) {
        steps.push((HOUR, &staff, Command::Refuse { advice: "请打 12345".to_owned() }));
    } else {
        // One in twenty waits for more than a day.
        let wait = if chance(5) { 26 * HOUR } else { i64::from(5 + backend.entropy.below(90)) * MINUTE };
        let way = if chance(8) { 30 * HOUR } else { i64::from(20 + backend.entropy.below(160)) * MINUTE };
        steps.push((wait, &staff, dispatch));
        steps.push((20 * MINUTE, &helper, Command::Accept { arrival_code: "0000".to_owned() }));
        steps.push((way, &helper, Command::Arrive { proof: ArrivalProof::NoDoor }));
        let finish = Command::Finish { note: "办好了".to_owned(), minutes: 30 };
        steps.push((40 * MINUTE, &helper, finish));
        if chance(68) {
            let rating = Rating { level: level(backend, property), sentence: String::new() };
            steps.push((3 * HOUR, &resident, Command::Rate { rating }));
        }
    }
    let mut at = placed.at;
    let mut state = State::Placed;
    let mut events = vec![placed];
    for (later, actor, command) in steps {
        at = at.plus(later).min(now);
        let (next, happened) =
            transition(&state, command, actor, at).map_err(|error| AppError::internal(&error))?;
        state = next;
        events.extend(happened);
    }
    let closed = at.plus(8 * DAY).min(now);
    // What was finished of late still waits for the resident, as it would.
    if matches!(state, State::Done { .. }) && closed.since(at) >= RATING_WINDOW {
        let (next, happened) = transition(&state, Command::Close, &Actor::system(), closed)
            .map_err(|error| AppError::internal(&error))?;
        state = next;
        events.extend(happened);
    }
    Ok((state, events))
}

/// How content somebody is: of a hundred about ninety-six, of property companies somewhat fewer.
fn level(backend: &Backend, property: bool) -> Satisfaction {
    match (backend.entropy.below(100), property) {
        (0..=54, _) => Satisfaction::VerySatisfied,
        (55..=84, _) => Satisfaction::Satisfied,
        (85..=89, true) | (85..=95, false) => Satisfaction::FairlySatisfied,
        (90..=96, true) | (96..=98, false) => Satisfaction::Dissatisfied,
        _ => Satisfaction::VeryDissatisfied,
    }
}
