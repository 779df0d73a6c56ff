//! People, known by their phone number, whether they ever signed in or not.

use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, values};
use domain::accounts::{PersonId, PersonName, Phone};

/// Additional data of phone numbers.
pub const PHONE_AAD: &str = "people.phone";
/// Additional data of doors: building, unit and room.
pub const DOOR_AAD: &str = "people.door";

/// How to reach a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Their name; empty if they never said it.
    pub name: String,
    /// Their number.
    pub phone: Phone,
}

/// Makes a person known by their number, as an order for a relative or a caller needs it. They have
/// consented to nothing yet. The name is taken only where none is known: nobody renames others.
///
/// # Errors
/// [`AppError`] if the database or the vault fails.
pub async fn ensure_person(
    tx: &mut Transaction,
    backend: &Backend,
    phone: &Phone,
    name: &PersonName,
) -> Result<PersonId, AppError> {
    let person = known(tx, backend, phone).await?;
    tx.run("UPDATE people SET name = $2 WHERE id = $1 AND name = ''", values![&person, name.full()]).await?;
    Ok(person)
}

/// Lets nobody else hold the rows of these people until the transaction ends. Always in one order, so that no two
/// transactions wait for each other.
pub(crate) async fn hold_people(tx: &mut Transaction, people: [&PersonId; 2]) -> Result<(), StoreError> {
    tx.hold("SELECT id FROM people WHERE id IN ($1, $2) ORDER BY id", values![people[0], people[1]]).await
}

/// The person of a number, made if there is none.
pub(crate) async fn known(
    tx: &mut Transaction,
    backend: &Backend,
    phone: &Phone,
) -> Result<PersonId, AppError> {
    if let Some(person) = find_person_by_phone(tx, backend, phone).await? {
        return Ok(person);
    }
    let now = backend.clock.now();
    // If another session has just done the same, its row stays, and is found below.
    tx.run(
        "INSERT INTO people (id, phone, phone_hash, name, created_at) VALUES ($1, $2, $3, '', $4) \
             ON CONFLICT (phone_hash) DO NOTHING",
        values![
            backend.entropy.id(now),
            backend.vault.encrypt(PHONE_AAD, phone.full(), &backend.entropy)?,
            phone_hash(backend, phone),
            now
        ],
    )
    .await?;
    let made = find_person_by_phone(tx, backend, phone).await?;
    Ok(made.ok_or_else(|| StoreError::row("people", phone, "not there after it was written"))?)
}

/// The person of a number, if there is one.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn find_person_by_phone(
    tx: &mut Transaction,
    backend: &Backend,
    phone: &Phone,
) -> Result<Option<PersonId>, AppError> {
    #[derive(FromRow)]
    struct Row {
        id: String,
    }
    let row: Option<Row> =
        tx.one("SELECT id FROM people WHERE phone_hash = $1", values![phone_hash(backend, phone)]).await?;
    Ok(row.map(|row| PersonId(row.id)))
}

/// Name and number of a person, if there is one.
///
/// # Errors
/// [`AppError`] if the database or the vault fails.
pub async fn contact_of(
    tx: &mut Transaction,
    backend: &Backend,
    person: &PersonId,
) -> Result<Option<Contact>, AppError> {
    #[derive(FromRow)]
    struct Row {
        name: String,
        phone: String,
    }
    let row: Option<Row> = tx.one("SELECT name, phone FROM people WHERE id = $1", values![person]).await?;
    row.map(|row| Ok(Contact { name: row.name, phone: decrypt_phone(backend, person, &row.phone)? }))
        .transpose()
}

/// The number in a row of `people`.
pub(crate) fn decrypt_phone(
    backend: &Backend,
    person: impl ToString,
    encrypted: &str,
) -> Result<Phone, AppError> {
    let digits = backend.vault.decrypt(PHONE_AAD, encrypted)?;
    Ok(Phone::parse(&digits).map_err(|error| StoreError::row("people", person, error))?)
}

/// What a number is found by.
pub(crate) fn phone_hash(backend: &Backend, phone: &Phone) -> String {
    backend.vault.fingerprint(PHONE_AAD, phone.full())
}
