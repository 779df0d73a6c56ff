//! What a door is found by, though it stays encrypted.

use crate::Backend;
use domain::accounts::Address;

/// Additional data of the doors of the list of households, and label of the hashes of doors.
pub(crate) const HOUSEHOLD_AAD: &str = "households.door";

/// The rule by which [`door_hash`] folds a door. One that folds otherwise gets the next number, and a migration.
pub(crate) const DOOR_RULE: i64 = 2;

/// What an address is found by: estate, building, unit and room, folded, so that all spellings of a door meet.
pub(crate) fn door_hash(backend: &Backend, home: &Address) -> String {
    let [building, unit, room] = home.folded();
    let text = [home.estate.as_str(), &building, &unit, &room].join("\0");
    backend.vault.fingerprint(HOUSEHOLD_AAD, &text)
}
