//! By which building of which estate an order is found, though doors stay encrypted. A desk sees the building and not the room:
//! what is searched for tells no more.

use super::Contact;
use super::contact::PLACE;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, values};
use domain::accounts::Address;
use domain::areas::AreaCode;
use domain::typed::DoorPart;

/// Label of the hashes of buildings.
const LABEL: &str = "orders.building";
/// Orders that are looked at together.
const BATCH: i64 = 500;

/// What the orders of a building are found by, in whatever way it is written.
pub(super) fn building_hash(backend: &Backend, estate: &AreaCode, building: &str) -> String {
    let folded = DoorPart::Building.folded(building);
    backend.vault.fingerprint(LABEL, &[estate.as_str(), &folded].join("\0"))
}

/// The same of an address.
pub(super) fn hash_of(backend: &Backend, address: &Address) -> String {
    building_hash(backend, &address.estate, &address.building)
}

/// Makes the hashes of orders from before there were any. With nothing to do, it is done at once.
///
/// # Errors
/// [`AppError`] if the database or the vault fails; what was done until then stays.
pub async fn hash_buildings(backend: &Backend) -> Result<(), AppError> {
    loop {
        let mut tx = backend.store.write().await?;
        if hash_some(&mut tx, backend).await? == 0 {
            return Ok(());
        }
        tx.commit().await?;
    }
}

/// How many orders of a batch got their hash.
async fn hash_some(tx: &mut Transaction, backend: &Backend) -> Result<usize, AppError> {
    #[derive(FromRow)]
    struct Row {
        community: String,
        number: String,
        contact: String,
    }
    let sql = "SELECT community, number, contact FROM orders WHERE building_hash IS NULL LIMIT $1";
    let rows: Vec<Row> = tx.all(sql, values![BATCH]).await?;
    for Row { community, number, contact } in &rows {
        let contact = Contact::decrypt_from(backend, PLACE, contact)?;
        let sql = "UPDATE orders SET building_hash = $3 WHERE community = $1 AND number = $2";
        if tx.run(sql, values![community, number, hash_of(backend, &contact.address)]).await? == 0 {
            Err(StoreError::row("orders", number, "is gone while it is read"))?;
        }
    }
    Ok(rows.len())
}
