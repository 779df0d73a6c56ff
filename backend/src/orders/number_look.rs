//! Numbers at a community's desk: whoever has to call about an order looks at one with a reason, on record.
//!
//! Once looked at, the number stands on the page of whoever looked for a while, and so many are looked at in an hour. Those
//! whose number it is read who looked, and why.

use super::Order;
use super::access_log::Whose;
use super::view::{Viewpoint, load};
use crate::accounts::{Viewer, decrypt_phone, hold_people};
use crate::names::name_then_sql;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, FieldError, audit, field, values};
use domain::accounts::PersonId;
use domain::orders::{
    Acting, Actor, Assignee, LookReason, NUMBER_LOOK_LIFETIME, may_have_to_call, wait_for_number_look,
};
use domain::rate_limit::wait_words;
use domain::time::{DAY, Timestamp};
use serde::{Deserialize, Serialize};

/// How many people of a team are shown, any of whom may answer.
const OF_A_TEAM: i64 = 5;
/// How many looks at their own number somebody reads.
const SHOWN: i64 = 20;

/// At whose number of which order somebody looks, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NumberLookForm {
    /// The order's number.
    pub number: String,
    /// One of [`Whose`].
    pub whose: String,
    /// One of [`LookReason`].
    pub reason: String,
}

/// What a community's desk may call about an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskNumbers {
    /// Until when the number of whoever is served stands there, if it was looked at.
    pub resident_until: Option<Timestamp>,
    /// Who else has the order in hand: a person, or a team whose people may be called.
    pub helper: Option<String>,
    /// The numbers of those who have it in hand, if they were looked at.
    pub helpers: Vec<HelperNumber>,
    /// Until when those stand there.
    pub helpers_until: Option<Timestamp>,
}

/// The number of somebody who has an order in hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelperNumber {
    /// Their name.
    pub name: String,
    /// The number in full.
    pub phone: String,
}

/// A look at the viewer's own number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberLook {
    /// When.
    pub at: Timestamp,
    /// By whom, as they were called then.
    pub name: String,
    /// The community at whose desk.
    pub community: String,
    /// The order's number.
    pub number: String,
    /// Why.
    pub reason: LookReason,
}

/// Writes a look down: from then on the number stands on the viewer's page of the order. While it does, another look is
/// the same.
///
/// # Errors
/// [`AppError::denied`] to everybody but the community's desk; that of [`Viewer::may_see_contacts`]; not found as for [`super::view`]; `number_look.over` for an
/// order that has long been over, `number_look.nobody` where nobody has it in hand; `number_look.limit` with the time to
/// wait.
pub async fn look_at_number(
    backend: &Backend,
    viewer: &Viewer,
    form: &NumberLookForm,
) -> Result<(), AppError> {
    let unknown = |field| AppError::invalid(vec![FieldError::new(field, "请选为什么看")]);
    let reason: LookReason = form.reason.parse().map_err(|_| unknown(field!(NumberLookForm, reason)))?;
    let whose: Whose = form.whose.parse().map_err(|_| unknown(field!(NumberLookForm, whose)))?;
    let now = backend.clock.now();
    let mut tx = backend.store.write().await?;
    // Of two at once the second is counted after the first.
    hold_people(&mut tx, [&viewer.person; 2]).await?;
    let (order, actor) = load(&mut tx, viewer, &form.number, Viewpoint::Role).await?;
    if !is_of_desk(&order, &actor) {
        return Err(AppError::denied());
    }
    viewer.may_see_contacts()?;
    if !may_have_to_call(&order.state, order.changed_at, now) {
        let sentence = "这一单办完超过 7 天了，号码看不到了";
        return Err(AppError::new(ErrorKind::Conflict, "number_look.over", sentence));
    }
    let subjects: Vec<String> = match whose {
        Whose::Resident => vec![order.parties.resident.to_string()],
        Whose::Helper => helpers(&mut tx, &order, viewer).await?.into_iter().map(|row| row.id).collect(),
    };
    if subjects.is_empty() {
        let sentence = "现在没有别人在办这一单";
        return Err(AppError::new(ErrorKind::Conflict, "number_look.nobody", sentence));
    }
    let standing = standing(&mut tx, &order, viewer, now).await?;
    if subjects.iter().all(|subject| standing.iter().any(|row| row.is(whose, subject))) {
        return Ok(());
    }
    let wait = wait_for_number_look(&before(&mut tx, viewer, now).await?, now);
    if wait > 0 {
        tracing::warn!(person = %viewer.person, "too many looks at numbers by person");
        let sentence = format!("看号码的次数到了上限，请过 {}再看", wait_words(wait));
        return Err(AppError::new(ErrorKind::TooMany, "number_look.limit", sentence));
    }
    for subject in subjects {
        tx.run(
            "INSERT INTO access_log (community, number, id, person, acting, whose, at, reason, subject) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            values![
                order.number.community(),
                &order.number,
                backend.entropy.id(now),
                &viewer.person,
                Viewpoint::Role.name(),
                whose.name(),
                now,
                <&str>::from(reason),
                subject
            ],
        )
        .await?;
        audit::record(&mut tx, backend, viewer, whose.viewed(&order.number)).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// What the viewer may call about an order; `None` to everybody but its community's desk.
pub(super) async fn desk_numbers(
    tx: &mut Transaction,
    backend: &Backend,
    order: &Order,
    (viewer, actor): (&Viewer, &Actor),
    now: Timestamp,
) -> Result<Option<DeskNumbers>, AppError> {
    if !is_of_desk(order, actor) || !may_have_to_call(&order.state, order.changed_at, now) {
        return Ok(None);
    }
    let mut standing = standing(tx, order, viewer, now).await?;
    standing.retain(|_| viewer.may_see_contacts().is_ok());
    let until = |row: &Standing| Timestamp(row.at).plus(NUMBER_LOOK_LIFETIME);
    let resident = standing.iter().find(|row| row.is(Whose::Resident, &order.parties.resident.0));
    let mut numbers = DeskNumbers {
        resident_until: resident.map(until),
        helper: helper_name(order, &viewer.person),
        ..DeskNumbers::default()
    };
    let looked: Vec<_> = standing.iter().filter(|row| row.whose == Whose::Helper.name()).collect();
    if looked.is_empty() {
        return Ok(Some(numbers));
    }
    for row in helpers(tx, order, viewer).await? {
        let Some(look) = looked.iter().find(|look| look.subject == row.id) else { continue };
        let phone = decrypt_phone(backend, &row.id, &row.phone)?.full().to_owned();
        numbers.helpers.push(HelperNumber { name: row.name, phone });
        numbers.helpers_until = Some(until(look));
    }
    Ok(Some(numbers))
}

/// The newest looks at the viewer's own number from desks.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn looks_at_own_number(backend: &Backend, viewer: &Viewer) -> Result<Vec<NumberLook>, AppError> {
    #[derive(FromRow)]
    struct Row {
        at: i64,
        name: String,
        community: String,
        number: String,
        reason: String,
    }
    let sql = concat!(
        "SELECT l.at, ",
        name_then_sql!("l.person", "l.at"),
        " AS name, a.name AS community, l.number, l.reason FROM access_log l \
         JOIN people p ON p.id = l.person JOIN areas a ON a.code = l.community \
         WHERE l.subject = $1 AND l.reason IS NOT NULL ORDER BY l.at DESC, l.id DESC LIMIT $2"
    );
    let rows: Vec<Row> = backend.store.read().await?.all(sql, values![&viewer.person, SHOWN]).await?;
    let read = |row: Row| {
        let reason = row.reason.parse();
        let reason = reason.map_err(|error| StoreError::row("access_log", &row.number, error))?;
        let Row { name, community, number, .. } = row;
        Ok(NumberLook { at: Timestamp(row.at), name, community, number, reason })
    };
    rows.into_iter().map(read).collect()
}

/// Whether somebody works at the desk of the order's community, and it isn't their own.
fn is_of_desk(order: &Order, actor: &Actor) -> bool {
    matches!(actor.acting, Acting::Staff | Acting::CommunityLead) && !order.parties.are_for_others(actor)
}

/// Who else has the order in hand with a role that holds.
fn helper_name(order: &Order, viewer: &PersonId) -> Option<String> {
    let progress = order.state.progress().map(|progress| (Some(&progress.person), progress.name.as_str()));
    let assignee = order.state.assignee().map(|assignee| match assignee {
        Assignee::Person { id, name } => (Some(id), name.as_str()),
        Assignee::Team { name, .. } => (None, name.as_str()),
    });
    let (person, name) = progress.or(assignee).filter(|_| order.helper_holds)?;
    (person != Some(viewer)).then(|| name.to_owned())
}

/// Somebody who has an order in hand.
#[derive(FromRow)]
struct Helper {
    id: String,
    name: String,
    phone: String,
}

/// Those who have the order in hand, without the viewer: one person, or those of the team that hasn't answered yet.
async fn helpers(tx: &mut Transaction, order: &Order, viewer: &Viewer) -> Result<Vec<Helper>, StoreError> {
    if helper_name(order, &viewer.person).is_none() {
        return Ok(Vec::new());
    }
    let (person, team) = match (order.state.progress(), order.state.assignee()) {
        (Some(progress), _) => (progress.person.to_string(), String::new()),
        (None, Some(Assignee::Person { id, .. })) => (id.to_string(), String::new()),
        (None, Some(Assignee::Team { id, .. })) => (String::new(), id.0.clone()),
        (None, None) => return Ok(Vec::new()),
    };
    tx.all(
        "SELECT p.id, p.name, p.phone FROM people p WHERE p.id <> $1 AND p.locked_at IS NULL AND (p.id = $2 \
         OR p.id IN (SELECT g.person FROM grants g WHERE g.team = $3 AND g.revoked_at IS NULL)) \
         ORDER BY p.name, p.id LIMIT $4",
        values![&viewer.person, person, team, OF_A_TEAM],
    )
    .await
}

/// A look of the viewer's that still stands.
#[derive(FromRow)]
struct Standing {
    whose: String,
    subject: String,
    at: i64,
}

impl Standing {
    fn is(&self, whose: Whose, subject: &str) -> bool {
        self.whose == whose.name() && self.subject == subject
    }
}

async fn standing(
    tx: &mut Transaction,
    order: &Order,
    viewer: &Viewer,
    now: Timestamp,
) -> Result<Vec<Standing>, StoreError> {
    tx.all(
        "SELECT whose, subject, max(at) AS at FROM access_log WHERE community = $1 AND number = $2 \
         AND person = $3 AND reason IS NOT NULL AND at > $4 GROUP BY whose, subject",
        values![order.number.community(), &order.number, &viewer.person, now.plus(-NUMBER_LOOK_LIFETIME)],
    )
    .await
}

/// When the viewer looked within the last day.
async fn before(tx: &mut Transaction, viewer: &Viewer, now: Timestamp) -> Result<Vec<Timestamp>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        at: i64,
    }
    // The people of a team are looked at together.
    let sql = "SELECT DISTINCT community, number, whose, at FROM access_log \
               WHERE person = $1 AND reason IS NOT NULL AND at > $2";
    let rows: Vec<Row> = tx.all(sql, values![&viewer.person, now.plus(-DAY)]).await?;
    Ok(rows.into_iter().map(|row| Timestamp(row.at)).collect())
}
