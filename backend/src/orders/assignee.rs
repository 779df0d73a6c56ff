//! To whom an order can be dispatched.

use super::{CommandForm, Order};
use crate::store::{FromRow, Transaction};
use crate::{AppError, FieldError, field, values};
use domain::orders::{Actor, Assignee, AssigneeId};

/// The assignee that a form names: a member or a team of the order's community, or whoever dispatches.
pub(super) async fn assignee(
    tx: &mut Transaction,
    actor: &Actor,
    order: &Order,
    typed: &str,
) -> Result<Assignee, AppError> {
    #[derive(FromRow)]
    struct Row {
        name: String,
    }
    let missing = || {
        AppError::invalid(vec![FieldError::new(
            field!(CommandForm, to),
            "请选一个派给谁；这个人可能刚被收回身份",
        )])
    };
    let id: AssigneeId = typed.parse().map_err(|_| missing())?;
    let (sql, values) = match &id {
        AssigneeId::Person(person) if actor.is(person) => {
            ("SELECT name FROM people WHERE id = $1", values![person])
        }
        AssigneeId::Person(person) => (
            "SELECT p.name FROM people p WHERE p.id = $1 AND EXISTS (SELECT 1 FROM grants g WHERE g.person = p.id \
             AND g.role = 'member' AND g.revoked_at IS NULL AND substr(g.area, 1, length($2)) = $2)",
            values![person, order.number.community()],
        ),
        AssigneeId::Team(team) => (
            "SELECT t.name FROM teams t WHERE t.id = $1 AND substr(t.area, 1, length($2)) = $2 AND EXISTS \
             (SELECT 1 FROM grants g WHERE g.team = t.id AND g.revoked_at IS NULL)",
            values![team, order.number.community()],
        ),
    };
    let row: Option<Row> = tx.one(sql, values).await?;
    Ok(id.named(row.ok_or_else(missing)?.name))
}
