//! Where somebody lives.

use crate::areas::AreaCode;
use crate::text::{self, TextError};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A home: an estate of the tree of areas, and building, unit and room as people write them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// The estate (小区).
    pub estate: AreaCode,
    /// 幢: 1 to 10 characters, such as «12» or «12-A».
    pub building: String,
    /// 单元: at most 10 characters, empty where a building has none.
    pub unit: String,
    /// 室: 1 to 10 characters.
    pub room: String,
}

/// Which part of an address is wrong, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressError {
    /// `building`, `unit` or `room`.
    pub field: &'static str,
    /// Why.
    pub reason: TextError,
}

impl fmt::Display for AddressError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.field {
            "building" => "几幢",
            "unit" => "几单元",
            _ => "几室",
        };
        out.write_str(&self.reason.about(what))
    }
}

impl Address {
    /// The most characters of building, unit and room each.
    pub const LIMIT: usize = 10;

    /// Takes an address as typed; «12幢» and «12» are the same.
    ///
    /// # Errors
    /// All parts that are missing or too long.
    pub fn parse(
        estate: AreaCode,
        building: &str,
        unit: &str,
        room: &str,
    ) -> Result<Self, Vec<AddressError>> {
        let mut errors = Vec::new();
        let mut part = |field, typed: &str, endings: &[&str], needed: bool| {
            let bare = endings.iter().fold(typed.trim(), |text, ending| text.trim_end_matches(ending)).trim();
            let checked =
                if needed { text::required(bare, Self::LIMIT) } else { text::optional(bare, Self::LIMIT) };
            checked.unwrap_or_else(|reason| {
                errors.push(AddressError { field, reason });
                String::new()
            })
        };
        let building = part("building", building, &["号楼", "幢", "栋", "楼"], true);
        let unit = part("unit", unit, &["单元"], false);
        let room = part("room", room, &["室"], true);
        if errors.is_empty() { Ok(Self { estate, building, unit, room }) } else { Err(errors) }
    }

    /// «12 幢 2 单元 301 室».
    #[must_use]
    pub fn door_words(&self) -> String {
        format!("{} {} 室", self.stairs_words(), self.room)
    }

    /// «12 幢 2 单元»: near enough to judge the way, without the door.
    #[must_use]
    pub fn stairs_words(&self) -> String {
        if self.unit.is_empty() {
            format!("{} 幢", self.building)
        } else {
            format!("{} 幢 {} 单元", self.building, self.unit)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_people_write() {
        let estate = AreaCode::parse("K10101").unwrap();
        let address = Address::parse(estate.clone(), "12幢", "2 单元", " 301室").unwrap();
        assert_eq!(address.door_words(), "12 幢 2 单元 301 室");
        assert_eq!(Address::parse(estate, "3号楼", "", "1502").unwrap().door_words(), "3 幢 1502 室");
    }

    #[test]
    fn names_every_wrong_part() {
        let estate = AreaCode::parse("K10101").unwrap();
        let errors = Address::parse(estate, "幢", &"长".repeat(11), "").unwrap_err();
        let fields: Vec<_> = errors.iter().map(|error| error.field).collect();
        assert_eq!(fields, ["building", "unit", "room"]);
    }
}
