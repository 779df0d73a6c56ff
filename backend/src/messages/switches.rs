//! What everybody wants to be told by a message.

use crate::accounts::Viewer;
use crate::store::FromRow;
use crate::{AppError, Backend, values};
use domain::accounts::Role;
use domain::messages::MessageKind;
use strum::IntoEnumIterator;

/// Whether a person gets a kind of message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Switch {
    /// The kind.
    pub kind: MessageKind,
    /// Whether it is switched on.
    pub on: bool,
}

/// The kinds that are sent here and may concern the viewer in any of their roles.
fn own_kinds(backend: &Backend, viewer: &Viewer) -> impl Iterator<Item = MessageKind> {
    let roles = viewer.grants.iter().map(|held| held.grant.role).chain([Role::Resident]);
    let roles: Vec<_> = roles.collect();
    MessageKind::iter()
        .filter(|kind| backend.messages.sends(*kind))
        .filter(move |kind| roles.iter().any(|role| kind.concerns(*role)))
}

/// The viewer's switches, in the order of [`MessageKind`]; none where no messages are sent.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn switches(backend: &Backend, viewer: &Viewer) -> Result<Vec<Switch>, AppError> {
    #[derive(FromRow)]
    struct Row {
        kind: String,
        switched_on: i64,
    }
    let mut tx = backend.store.read().await?;
    let rows: Vec<Row> = tx
        .all("SELECT kind, switched_on FROM message_switches WHERE person = $1", values![&viewer.person])
        .await?;
    let said = |kind: MessageKind| {
        let row = rows.iter().find(|row| row.kind == <&'static str>::from(kind));
        row.map_or(kind.on_by_default(), |row| row.switched_on != 0)
    };
    Ok(own_kinds(backend, viewer).map(|kind| Switch { kind, on: said(kind) }).collect())
}

/// Switches a kind on or off for the viewer; what already waits to be sent is bound by it too.
///
/// # Errors
/// [`AppError`]: not found unless the kind is one of the viewer's [`switches`].
pub async fn set_switch(backend: &Backend, viewer: &Viewer, kind: &str, on: bool) -> Result<(), AppError> {
    let kind = own_kinds(backend, viewer)
        .find(|own| <&'static str>::from(own) == kind)
        .ok_or_else(|| AppError::not_found("message.kind_not_found", "这种短信"))?;
    let mut tx = backend.store.write().await?;
    tx.run(
        "INSERT INTO message_switches (person, kind, switched_on, changed_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (person, kind) DO UPDATE SET switched_on = excluded.switched_on, \
             changed_at = excluded.changed_at",
        values![&viewer.person, <&'static str>::from(kind), on, backend.clock.now()],
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
