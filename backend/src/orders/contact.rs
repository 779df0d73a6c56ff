//! Who is to be reached, and at which door: encrypted at rest, masked on most screens.

use super::Order;
use crate::vault::VaultError;
use crate::{AppError, Backend};
use domain::accounts::{Address, PersonName, Phone};
use domain::areas::AreaCode;
use domain::orders::Acting;
use serde::{Deserialize, Serialize};

/// Additional data of contacts.
pub(super) const PLACE: &str = "orders.contact";

/// Name, phone and door of the person who is served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Their name.
    pub name: PersonName,
    /// Their phone.
    pub phone: Phone,
    /// Their door.
    pub address: Address,
}

/// A contact as one particular person may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactView {
    /// «王秀英» or «王**».
    pub name: String,
    /// The number in full, for those who may call it.
    pub phone: Option<String>,
    /// «138****0427».
    pub phone_masked: String,
    /// «12 幢 2 单元 301 室», or without the room.
    pub place: String,
    /// The same without the room, whoever looks: for what is told to others, such as maps.
    pub stairs: String,
}

impl Contact {
    pub(crate) fn encrypt(&self, backend: &Backend) -> Result<String, AppError> {
        self.encrypt_for(backend, PLACE)
    }

    pub(crate) fn decrypt(backend: &Backend, order: &Order) -> Result<Self, AppError> {
        Self::decrypt_from(backend, PLACE, &order.contact)
    }

    /// Encrypts it with other additional data than that of an order.
    pub(crate) fn encrypt_for(&self, backend: &Backend, aad: &str) -> Result<String, AppError> {
        let text = serde_json::to_string(self).map_err(|error| AppError::internal(&error))?;
        Ok(backend.vault.encrypt(aad, &text, &backend.entropy)?)
    }

    /// Decrypts the result of [`Contact::encrypt_for`] with the same additional data.
    pub(crate) fn decrypt_from(backend: &Backend, aad: &str, encrypted: &str) -> Result<Self, AppError> {
        let text = backend.vault.decrypt(aad, encrypted)?;
        serde_json::from_str(&text).map_err(|_| VaultError.into())
    }

    /// In full.
    pub(crate) fn full(&self) -> ContactView {
        ContactView {
            name: self.name.full().to_owned(),
            phone: Some(self.phone.full().to_owned()),
            phone_masked: self.phone.masked(),
            place: self.address.door_words(),
            stairs: self.address.stairs_words(),
        }
    }

    /// So that one can judge the way, and no more.
    pub(crate) fn masked(&self) -> ContactView {
        ContactView {
            name: self.name.masked(),
            phone: None,
            phone_masked: self.phone.masked(),
            place: self.address.stairs_words(),
            stairs: self.address.stairs_words(),
        }
    }

    /// The estate of the door.
    #[must_use]
    pub fn estate(&self) -> &AreaCode {
        &self.address.estate
    }
}

/// Whether somebody sees phone and door of an order in full: the residents themselves, and whoever
/// serves it, while they serve it, and has shown more than a number if their work asks for it.
pub(super) fn sees_in_full(order: &Order, acting: &Acting, viewer: &crate::accounts::Viewer) -> bool {
    let serves = order.state.is_being_served()
        && order.state.progress().is_some_and(|progress| progress.person == viewer.person);
    *acting == Acting::Resident || (serves && viewer.may_see_contacts().is_ok())
}
