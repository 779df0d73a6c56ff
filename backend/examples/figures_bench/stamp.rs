//! Templates in the database, stamped there: an order is its template with other people, another place, another
//! number, and so many weeks later.

use crate::Failure;
use crate::fixtures::{HELPER, TEAM};
use crate::insert::Rows;
use crate::template::Kept;
use backend::store::{Transaction, Value, values};
use domain::accounts::PersonId;
use domain::clocks::DeadlineStatus;
use domain::dispatch::Preferences;
use domain::orders::{Assignee, EventKind, State};
use domain::time::Timestamp;

const TABLES: [&str; 3] = [
    "CREATE TABLE bench_templates (id BIGINT PRIMARY KEY, service TEXT NOT NULL, service_name TEXT NOT NULL, \
     list TEXT NOT NULL, doorstep BIGINT NOT NULL, urgent BIGINT NOT NULL, service_level TEXT NOT NULL, \
     state TEXT NOT NULL, detail TEXT NOT NULL, detail_at BIGINT, detail_rest TEXT NOT NULL, person TEXT, \
     team TEXT, helper TEXT, version BIGINT NOT NULL, declines BIGINT NOT NULL, reopened BIGINT NOT NULL, \
     placed_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, done_at BIGINT)",
    "CREATE TABLE bench_events (template BIGINT NOT NULL, sequence BIGINT NOT NULL, at BIGINT NOT NULL, \
     kind TEXT NOT NULL, person TEXT, event TEXT NOT NULL, event_rest TEXT NOT NULL, \
     PRIMARY KEY (template, sequence))",
    "CREATE TABLE bench_clocks (template BIGINT NOT NULL, kind TEXT NOT NULL, started_at BIGINT NOT NULL, \
     deadline BIGINT, stopped_at BIGINT, met BIGINT NOT NULL, late BIGINT NOT NULL, next_at BIGINT, \
     PRIMARY KEY (template, kind))",
];
const BATCH: &str = "CREATE TABLE bench_batch (template BIGINT NOT NULL, later BIGINT NOT NULL, \
                     community TEXT NOT NULL, estate TEXT NOT NULL, number TEXT NOT NULL, \
                     resident TEXT NOT NULL, helper TEXT NOT NULL)";
/// CROSS JOIN keeps SQLite to this order of the tables.
const ORDERS: &str = "INSERT INTO orders (community, number, estate, service, service_name, list, doorstep, urgent, \
     placed_by, resident, contact, note, state, detail, version, placed_at, changed_at, token, service_level, preferences, \
     assignee_person, assignee_team, helper, declines, reopened, done_at) \
     SELECT b.community, b.number, b.estate, t.service, t.service_name, t.list, t.doorstep, t.urgent, \
     b.resident, b.resident, $1, '', t.state, \
     replace(replace(replace(t.detail || COALESCE(CAST(t.detail_at + b.later AS TEXT), '') || t.detail_rest, \
     '{resident}', b.resident), '{helper}', b.helper), '{community}', b.community), \
     t.version, t.placed_at + b.later, t.changed_at + b.later, b.number, t.service_level, $2, \
     replace(t.person, '{helper}', b.helper), replace(t.team, '{community}', b.community), \
     replace(t.helper, '{helper}', b.helper), t.declines, t.reopened, t.done_at + b.later \
     FROM bench_batch b CROSS JOIN bench_templates t WHERE t.id = b.template";
const EVENTS: &str = "INSERT INTO order_events (community, number, sequence, at, kind, person, event) \
     SELECT b.community, b.number, t.sequence, t.at + b.later, t.kind, \
     replace(replace(replace(t.person, '{resident}', b.resident), '{helper}', b.helper), \
     '{community}', b.community), \
     replace(replace(replace(t.event || CAST(t.at + b.later AS TEXT) || t.event_rest, '{resident}', b.resident), \
     '{helper}', b.helper), '{community}', b.community) \
     FROM bench_batch b CROSS JOIN bench_events t WHERE t.template = b.template";
const CLOCKS: &str = "INSERT INTO order_clocks \
     (community, number, kind, started_at, deadline, stopped_at, met, late, next_at) \
     SELECT b.community, b.number, t.kind, t.started_at + b.later, t.deadline + b.later, t.stopped_at + b.later, \
     t.met, t.late, t.next_at + b.later \
     FROM bench_batch b CROSS JOIN bench_clocks t WHERE t.template = b.template";

/// Writes the templates down; each is known by its place.
pub async fn keep(tx: &mut Transaction, kept: &[Kept<'_>]) -> Result<(), Failure> {
    for table in TABLES {
        tx.run(table, values![]).await?;
    }
    let mut templates = Rows::new(
        "bench_templates (id, service, service_name, list, doorstep, urgent, service_level, state, detail, detail_at, \
         detail_rest, person, team, helper, version, declines, reopened, placed_at, changed_at, done_at)",
    );
    let mut events = Rows::new("bench_events (template, sequence, at, kind, person, event, event_rest)");
    let mut clocks =
        Rows::new("bench_clocks (template, kind, started_at, deadline, stopped_at, met, late, next_at)");
    for (id, one) in (0_i64..).zip(kept) {
        templates.add(tx, template(id, one)?).await?;
        for (sequence, event) in (1_i64..).zip(one.events) {
            let (text, rest) = around(&serde_json::to_string(event)?, Some(event.at));
            let kind = <&'static str>::from(&event.kind);
            let row = values![id, sequence, event.at, kind, event.actor.person.as_ref(), text, rest];
            events.add(tx, row).await?;
        }
        for clock in &one.clocks {
            let (deadline, late) = match clock.status {
                DeadlineStatus::Running(due) => (Some(due.deadline), false),
                DeadlineStatus::Met { deadline, late, .. } | DeadlineStatus::Ended { deadline, late, .. } => {
                    (Some(deadline), late)
                }
                DeadlineStatus::StandingStill { .. } => (None, false),
            };
            let met = matches!(clock.status, DeadlineStatus::Met { .. });
            let (kind, stopped) = (<&'static str>::from(clock.run.kind), clock.run.stopped_at());
            let row = values![id, kind, clock.run.round_start, deadline, stopped, met, late, clock.next_due];
            clocks.add(tx, row).await?;
        }
    }
    templates.write(tx).await?;
    events.write(tx).await?;
    clocks.write(tx).await
}

fn template(id: i64, one: &Kept<'_>) -> Result<Vec<Value>, Failure> {
    let (service, state) = (&one.of.service, &one.state);
    let moment = match state {
        State::Paused { since, .. } => Some(*since),
        other => other.done_at(),
    };
    let (detail, rest) = around(&serde_json::to_string(state)?, moment);
    let (person, team) = match state.assignee() {
        Some(Assignee::Person { .. }) => (Some(HELPER), None),
        Some(Assignee::Team { .. }) => (None, Some(TEAM)),
        None => (None, None),
    };
    let helper = state.progress().map(|progress| &progress.person);
    debug_assert!(helper.is_none_or(|helper| *helper == PersonId(HELPER.to_owned())));
    let changed = one.events.iter().rev().find(|event| !event.kind.only_tells());
    Ok(values![
        id,
        service.code.as_str(),
        &service.name,
        service.list.to_string(),
        service.doorstep,
        service.urgent,
        serde_json::to_string(&one.of.service_level)?,
        <&'static str>::from(state.kind()),
        detail,
        moment,
        rest,
        person,
        team,
        helper,
        one.count(|_| true),
        one.count(|kind| matches!(kind, EventKind::Declined { .. })),
        one.count(|kind| matches!(kind, EventKind::Reopened { .. })),
        one.of.placed_at(),
        changed.map(|event| event.at),
        state.done_at()
    ])
}

/// What stands before and after a moment in a text that holds it once.
fn around(text: &str, moment: Option<Timestamp>) -> (String, String) {
    let found = moment.and_then(|moment| {
        let digits = moment.0.to_string();
        text.split_once(&digits).map(|(before, after)| (before.to_owned(), after.to_owned()))
    });
    found.unwrap_or_else(|| (text.to_owned(), String::new()))
}

/// What is stamped next.
pub fn batch() -> Rows {
    Rows::new("bench_batch (template, later, community, estate, number, resident, helper)")
}

/// Makes room for a batch.
pub async fn begin(tx: &mut Transaction) -> Result<(), Failure> {
    tx.run(BATCH, values![]).await?;
    Ok(())
}

/// Stamps a batch.
pub async fn stamp(tx: &mut Transaction, contact: &str, with_events: bool) -> Result<(), Failure> {
    let preferences = serde_json::to_string(&Preferences::default())?;
    tx.run(ORDERS, values![contact, preferences]).await?;
    tx.run(CLOCKS, values![]).await?;
    if with_events {
        tx.run(EVENTS, values![]).await?;
    }
    tx.run("DROP TABLE bench_batch", values![]).await?;
    Ok(())
}

/// Takes the templates away.
pub async fn end(tx: &mut Transaction) -> Result<(), Failure> {
    for table in ["DROP TABLE bench_templates", "DROP TABLE bench_events", "DROP TABLE bench_clocks"] {
        tx.run(table, values![]).await?;
    }
    Ok(())
}
