//! Letting an order come again.

use super::decide::decide;
use super::form::RecurrenceForm;
use super::of_order::may_start;
use super::stored::{CONTACT_AAD, Stored, list, recurrences_sql};
use crate::accounts::{Viewer, hold_people, home_of};
use crate::catalogue::offer_in;
use crate::orders::{self, Contact, Order, Viewpoint};
use crate::store::{FromRow, Transaction};
use crate::{AppError, Backend, ErrorKind, values};
use domain::accounts::PersonId;
use domain::catalogue::ServiceCode;
use domain::orders::{Acting, OrderError, OrderNumber, Parties};
use domain::recurring::{Recurrence, RecurrenceId};
use domain::time::Timestamp;
use jiff::ToSpan;

/// How many recurrences of one resident may run at the same time, and as many that one person has set up for others: what
/// others set up leaves room for one's own.
pub const RUNNING_LIMIT: i64 = 5;
/// How many recurrences one person starts in a day, those that they stopped again among them.
pub const STARTED_A_DAY: i64 = 20;

/// Lets an order come again by the form. The same form sent twice starts one recurrence.
///
/// # Errors
/// [`AppError`]: the order is none of the viewer's, or the viewer's own and looked at in a role; wrong fields; it runs
/// already; too many run, or were started today.
pub async fn start(
    backend: &Backend,
    viewer: &Viewer,
    number: &str,
    viewpoint: Viewpoint,
    form: &RecurrenceForm,
) -> Result<RecurrenceId, AppError> {
    let now = backend.clock.now();
    let mut tx = backend.store.write().await?;
    if let Ok(number) = OrderNumber::parse(number) {
        orders::lock(&mut tx, &number).await?;
    }
    let (order, actor) = orders::load(&mut tx, viewer, number, viewpoint).await?;
    if !orders::is_open_to(&order, &actor) {
        return Err(orders::missing());
    }
    if order.parties.are_for_others(&actor) {
        return Err(OrderError::OwnOrder.into());
    }
    let by_desk = actor.acting != Acting::Resident;
    match actor.acting {
        Acting::Resident => {}
        Acting::Staff | Acting::CommunityLead if order.entered_by.is_some() => {}
        _ => return Err(AppError::denied()),
    }
    if !may_start(&order) {
        return Err(AppError::new(
            ErrorKind::Conflict,
            "recurring.not_this_order",
            "急事、取消了的和没受理的工单不能定期点，要人来请直接点单",
        ));
    }
    let rule = form.rule(ordered_for(&order), now.date())?;
    if let Some(running) = running_from(&mut tx, &order.number).await? {
        return if running.rule == rule { Ok(running.id) } else { Err(running_already()) };
    }
    let community = order.number.community();
    let service = ServiceCode::parse(&order.service).map_err(|_| orders::not_offered())?;
    offer_in(&mut tx, backend, community).await?.service(&service).ok_or_else(orders::not_offered)?;
    // Of two at once the second is counted after the first.
    hold_people(&mut tx, [&viewer.person, &order.parties.placed_by]).await?;
    room_for_one(&mut tx, &order.parties, by_desk, (&viewer.person, now)).await?;
    let id = RecurrenceId::new(community.clone(), backend.entropy.id(now));
    insert(&mut tx, backend, &order, (&id, &rule), &viewer.person, now).await?;
    tx.commit().await?;
    // What is wanted within the next days is there at once; if that fails, the job makes it.
    if let Err(error) = decide(backend, &id, now).await {
        tracing::error!(%id, code = error.code, "the first days of a recurrence could not be decided");
    }
    Ok(id)
}

/// The day that an order was for, or else on which it was placed.
fn ordered_for(order: &Order) -> jiff::civil::Date {
    order.details.preferred.map_or_else(|| order.placed_at.date(), |window| window.day)
}

async fn insert(
    tx: &mut Transaction,
    backend: &Backend,
    order: &Order,
    (id, rule): (&RecurrenceId, &Recurrence),
    by: &PersonId,
    now: Timestamp,
) -> Result<(), AppError> {
    let contact = Contact::decrypt(backend, order)?;
    let home = if order.parties.may_follow_home() {
        home_of(tx, backend, &order.parties.resident).await?
    } else {
        None
    };
    tx.run(
        "INSERT INTO recurrences (community, id, number, service, service_name, placed_by, resident, \
             entered_by, contact, at_home, rule, looked_until, next_at, created_at, created_by) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14)",
        values![
            id.community(),
            id.to_string(),
            &order.number,
            &order.service,
            &order.service_name,
            &order.parties.placed_by,
            &order.parties.resident,
            order.entered_by.as_ref(),
            contact.encrypt_for(backend, CONTACT_AAD)?,
            home.is_some_and(|home| home.is_same_door(&contact.address)),
            serde_json::to_string(rule).map_err(|error| AppError::internal(&error))?,
            rule.first.saturating_sub(1.day()).to_string(),
            now,
            by
        ],
    )
    .await?;
    Ok(())
}

/// The recurrence that runs from an order, if one does.
async fn running_from(tx: &mut Transaction, number: &OrderNumber) -> Result<Option<Stored>, AppError> {
    let sql = recurrences_sql!("WHERE r.community = $1 AND r.number = $2 AND r.next_at IS NOT NULL");
    Ok(list(tx, sql, values![number.community(), number]).await?.pop())
}

/// Whether one more recurrence may run: of a resident, or of those that somebody has set up for others.
async fn room_for_one(
    tx: &mut Transaction,
    parties: &Parties,
    by_desk: bool,
    (by, now): (&PersonId, Timestamp),
) -> Result<(), AppError> {
    #[derive(FromRow)]
    struct Row {
        running: i64,
        started: i64,
    }
    let own = parties.placed_by == parties.resident;
    let sql = if own {
        "SELECT count(*) AS running, (SELECT count(*) FROM recurrences WHERE created_by = $2 AND created_at >= $3) \
         AS started FROM recurrences WHERE resident = $1 AND placed_by = resident AND next_at IS NOT NULL"
    } else {
        "SELECT count(*) AS running, (SELECT count(*) FROM recurrences WHERE created_by = $2 AND created_at >= $3) \
         AS started FROM recurrences WHERE placed_by = $1 AND resident <> placed_by AND next_at IS NOT NULL"
    };
    let row: Option<Row> = tx.one(sql, values![&parties.placed_by, by, now.day_start()]).await?;
    let Row { running, started } = row.unwrap_or(Row { running: 0, started: 0 });
    let full = |code, sentence| Err(AppError::new(ErrorKind::Conflict, code, sentence));
    // The desk starts them for all who telephone.
    if !by_desk && started >= STARTED_A_DAY {
        return full("recurring.too_many_today", format!("一天最多设 {STARTED_A_DAY} 次定期点单，明天再设"));
    }
    if running < RUNNING_LIMIT {
        return Ok(());
    }
    let sentence = if own {
        format!("一位居民最多 {RUNNING_LIMIT} 个定期点单，请先停掉一个")
    } else {
        format!("替别人最多设 {RUNNING_LIMIT} 个定期点单，请先停掉一个")
    };
    full("recurring.too_many", sentence)
}

fn running_already() -> AppError {
    AppError::new(
        ErrorKind::Conflict,
        "recurring.running",
        "这一单已经在定期点了；想换日子，请先到“定期点单”里停掉原来的",
    )
}
