//! Relatives whom somebody remembers: offered at their next order, with nothing to be typed.
//!
//! They belong to whoever has remembered them, who alone reads them and takes them off again. What is remembered is what
//! was typed, and follows nobody to another door.

use super::{Contact, PlaceOrder};
use crate::accounts::Viewer;
use crate::store::{FromRow, Transaction};
use crate::{AppError, Backend, FieldError, field, values};
use domain::accounts::PersonId;
use domain::orders::{FAMILY_LIMIT, Remembering, remembering};

/// Additional data of the contacts of relatives.
const CONTACT_AAD: &str = "family.contact";

/// A relative whom the viewer remembers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relative {
    /// What an order form names them by.
    pub id: String,
    /// Who they are, and where.
    pub contact: Contact,
}

/// The relatives whom the viewer remembers, whoever was remembered last first; [`FAMILY_LIMIT`] at most.
///
/// # Errors
/// [`AppError::internal`] if the database or the vault fails.
pub async fn family(backend: &Backend, viewer: &Viewer) -> Result<Vec<Relative>, AppError> {
    of(&mut backend.store.read().await?, backend, &viewer.person).await
}

/// Forgets a relative; one who isn't remembered is none to complain of.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn forget_relative(backend: &Backend, viewer: &Viewer, id: &str) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    tx.run("DELETE FROM family WHERE person = $1 AND id = $2", values![&viewer.person, id]).await?;
    tx.commit().await?;
    Ok(())
}

/// Who and where a relative of the viewer is; `None` if they don't remember one by that id.
pub(super) async fn relative(
    backend: &Backend,
    viewer: &Viewer,
    id: &str,
) -> Result<Option<Contact>, AppError> {
    #[derive(FromRow)]
    struct Row {
        contact: String,
    }
    let mut tx = backend.store.read().await?;
    let sql = "SELECT contact FROM family WHERE person = $1 AND id = $2";
    let row: Option<Row> = tx.one(sql, values![&viewer.person, id]).await?;
    row.map(|row| Contact::decrypt_from(backend, CONTACT_AAD, &row.contact)).transpose()
}

/// Remembers a relative; whoever is remembered already is called as they were called now. The caller holds the person's
/// row.
///
/// # Errors
/// [`AppError::invalid`] if there are as many as one may remember.
pub(super) async fn remember(
    tx: &mut Transaction,
    backend: &Backend,
    person: &PersonId,
    contact: &Contact,
) -> Result<(), AppError> {
    let known = of(tx, backend, person).await?;
    let doors = known.iter().map(|relative| (&relative.contact.phone, &relative.contact.address));
    let now = backend.clock.now();
    let id = match remembering(doors, &contact.phone, &contact.address) {
        Remembering::Again(place) => known.get(place).map(|relative| relative.id.clone()),
        Remembering::Anew => None,
        Remembering::Full => return Err(full()),
    };
    tx.run(
        "INSERT INTO family (person, id, contact, remembered_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (person, id) DO UPDATE SET contact = excluded.contact, remembered_at = excluded.remembered_at",
        values![
            person,
            id.unwrap_or_else(|| backend.entropy.id(now)),
            contact.encrypt_for(backend, CONTACT_AAD)?,
            now
        ],
    )
    .await?;
    Ok(())
}

async fn of(tx: &mut Transaction, backend: &Backend, person: &PersonId) -> Result<Vec<Relative>, AppError> {
    #[derive(FromRow)]
    struct Row {
        id: String,
        contact: String,
    }
    let sql = "SELECT id, contact FROM family WHERE person = $1 ORDER BY remembered_at DESC, id DESC";
    let rows: Vec<Row> = tx.all(sql, values![person]).await?;
    let relative = |row: Row| {
        let contact = Contact::decrypt_from(backend, CONTACT_AAD, &row.contact)?;
        Ok(Relative { id: row.id, contact })
    };
    rows.into_iter().map(relative).collect()
}

fn full() -> AppError {
    let sentence = format!("已经记住 {FAMILY_LIMIT} 位家人了，请先在“我的”里删掉一位，或者不勾这里");
    AppError::invalid(vec![FieldError::new(field!(PlaceOrder, remember), sentence)])
}
