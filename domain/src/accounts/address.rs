//! Where somebody lives.

use crate::areas::AreaCode;
use crate::typed::{DoorPart, DoorProblem, folded, says_no_building};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A home: an estate of the tree of areas, and building, unit and room as people write them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// The estate (小区).
    pub estate: AreaCode,
    /// 幢: 1 to 10 characters, such as «12» or «12-A»; empty for a house in a village, or a shop, that stands in none.
    pub building: String,
    /// 单元: at most 10 characters, empty where a building has none.
    pub unit: String,
    /// 室, or without a building the number on the door: 1 to 10 characters.
    pub room: String,
}

/// Which part of an address is wrong, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressError {
    /// `building`, `unit` or `room`.
    pub field: &'static str,
    /// Why.
    pub reason: DoorProblem,
}

impl fmt::Display for AddressError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part =
            PARTS.iter().find(|(field, _)| *field == self.field).map_or(DoorPart::Room, |(_, part)| *part);
        out.write_str(&self.reason.about(part.name()))
    }
}

/// The parts of a door by the names of their fields.
const PARTS: [(&str, DoorPart); 3] =
    [("building", DoorPart::Building), ("unit", DoorPart::Unit), ("room", DoorPart::Room)];

impl Address {
    /// The most characters of building, unit and room each.
    pub const LIMIT: usize = crate::typed::DOOR_LIMIT;

    /// Takes an address as typed; «12幢» and «12» are the same.
    ///
    /// # Errors
    /// All parts that are missing, too long, or no part of a door.
    pub fn parse(
        estate: AreaCode,
        building: &str,
        unit: &str,
        room: &str,
    ) -> Result<Self, Vec<AddressError>> {
        Self::read(estate, [building, unit, room], true)
    }

    /// Takes the address of a door that needs no building. A building that is typed all the same is one, unless it says that
    /// there is none.
    ///
    /// # Errors
    /// As [`Self::parse`], but for a building that is missing.
    pub fn parse_without_building(
        estate: AreaCode,
        building: &str,
        unit: &str,
        room: &str,
    ) -> Result<Self, Vec<AddressError>> {
        let building = if says_no_building(building) { "" } else { building };
        Self::read(estate, [building, unit, room], false)
    }

    fn read(estate: AreaCode, typed: [&str; 3], needs_building: bool) -> Result<Self, Vec<AddressError>> {
        let mut errors = Vec::new();
        let typed = PARTS.into_iter().zip(typed);
        let [building, unit, room] = typed
            .map(|((field, part), typed)| {
                if part == DoorPart::Building && !needs_building && folded(typed).is_empty() {
                    return String::new();
                }
                let read = part.read(typed).and_then(|text| {
                    if part == DoorPart::Building && part.folded(&text) == estate.as_str() {
                        Err(DoorProblem::AreaCode)
                    } else {
                        Ok(text)
                    }
                });
                read.unwrap_or_else(|reason| {
                    errors.push(AddressError { field, reason });
                    String::new()
                })
            })
            .collect::<Vec<_>>()
            .try_into()
            .unwrap_or_default();
        if errors.is_empty() { Ok(Self { estate, building, unit, room }) } else { Err(errors) }
    }

    /// Takes an address out of a table that an office program has written: what it takes for the count of days since
    /// 1900 was a door such as 3-2.
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub fn parse_listed(
        estate: AreaCode,
        building: &str,
        unit: &str,
        room: &str,
    ) -> Result<Self, Vec<AddressError>> {
        let home = Self::parse(estate, building, unit, room)?;
        let parts = PARTS.into_iter().zip([&home.building, &home.unit, &home.room]);
        let serials = parts.filter(|((_, part), text)| part.is_serial(&part.folded(text)));
        let errors: Vec<_> =
            serials.map(|((field, _), _)| AddressError { field, reason: DoorProblem::Day }).collect();
        if errors.is_empty() { Ok(home) } else { Err(errors) }
    }

    /// Building, unit and room for comparing: the same for all ways to write one door.
    #[must_use]
    pub fn folded(&self) -> [String; 3] {
        [
            DoorPart::Building.folded(&self.building),
            DoorPart::Unit.folded(&self.unit),
            DoorPart::Room.folded(&self.room),
        ]
    }

    /// Whether both are one door, in whatever spellings.
    #[must_use]
    pub fn is_same_door(&self, other: &Self) -> bool {
        self.estate == other.estate && self.folded() == other.folded()
    }

    /// «12 幢 2 单元 301 室»; «38 号» where there is no building.
    #[must_use]
    pub fn door_words(&self) -> String {
        if !self.building.is_empty() {
            return format!("{} {} 室", self.stairs_words(), self.room);
        }
        let room =
            if ends_in_a_number(&self.room) { format!("{} 号", self.room) } else { self.room.clone() };
        if self.unit.is_empty() { room } else { format!("{} {room}", self.stairs_words()) }
    }

    /// «12 幢»; empty where there is none.
    #[must_use]
    pub fn building_words(&self) -> String {
        if self.building.is_empty() { String::new() } else { format!("{} 幢", self.building) }
    }

    /// «12 幢 2 单元»: near enough to judge the way, without the door.
    #[must_use]
    pub fn stairs_words(&self) -> String {
        match (self.building.is_empty(), self.unit.is_empty()) {
            (false, true) => self.building_words(),
            (false, false) => format!("{} 幢 {} 单元", self.building, self.unit),
            (true, true) => "没有幢号".to_owned(),
            (true, false) if ends_in_a_number(&self.unit) => format!("{} 单元", self.unit),
            // «3 组» of a village says what it is.
            (true, false) => self.unit.clone(),
        }
    }
}

/// Whether a text doesn't say what it counts: «38», «8A», but not «东头».
fn ends_in_a_number(text: &str) -> bool {
    text.ends_with(|last: char| last.is_numeric() || last.is_ascii_alphabetic())
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

    #[test]
    fn what_is_wrong_with_a_door_reads_well() {
        let estate = AreaCode::parse("K10101").unwrap();
        let told = |building: &str| {
            let errors = Address::parse_listed(estate.clone(), building, "", "101").unwrap_err();
            errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("；")
        };
        assert_eq!(told(""), "请填几幢");
        assert_eq!(told("46083"), told("3月2日"));
        assert_eq!(told("3月2日"), "几幢像是日期（表格软件会把 3-2 这样的门牌改成日期），请改回门牌上写的");
        assert_eq!(told("k10101"), "几幢填的是小区的编码，请填门牌上写的");
        assert_eq!(told("💩"), "几幢只能写字、字母、数字和短横，例如 12 或 12-A");
    }

    #[test]
    fn one_door_in_two_spellings_is_one_door() {
        let estate = AreaCode::parse("K10101").unwrap();
        let one = Address::parse(estate.clone(), "１２号", "02", "３０１").unwrap();
        let other = Address::parse(estate, "12幢", "2单元", "301室").unwrap();
        assert_ne!(one, other);
        assert_eq!(one.folded(), other.folded());
        assert!(one.is_same_door(&other));
        assert!(!one.is_same_door(&Address { room: "302".to_owned(), ..other }));
        assert_eq!(one.door_words(), "１２ 幢 02 单元 ３０１ 室");
    }

    #[test]
    fn a_house_in_a_village_and_a_shop_have_no_building() {
        let estate = AreaCode::parse("K10101").unwrap();
        let door = |building: &str, unit: &str, room: &str| {
            Address::parse_without_building(estate.clone(), building, unit, room).unwrap()
        };
        let house = door("", "", "38号");
        assert_eq!(house.building_words(), "");
        assert_eq!((house.door_words().as_str(), house.stairs_words().as_str()), ("38 号", "没有幢号"));
        assert_eq!(door("", "3组", "12").door_words(), "3组 12 号");
        assert_eq!(door("", "3组", "12").stairs_words(), "3组");
        assert_eq!(door("", "2", "东头").door_words(), "2 单元 东头");
        assert_eq!(door("", "", "商铺 5").door_words(), "商铺 5 号");
        for none in ["无", "没有", " 0 ", "０"] {
            assert!(door(none, "", "３８").is_same_door(&house), "{none}");
        }
        assert_eq!(door("12幢", "", "301").door_words(), "12 幢 301 室", "a building that is typed is one");
        assert!(!door("12", "", "38").is_same_door(&house));
        let wrong = Address::parse_without_building(estate.clone(), "", "", "").unwrap_err();
        assert_eq!(wrong.iter().map(|error| error.field).collect::<Vec<_>>(), ["room"]);
        let wrong = Address::parse_without_building(estate, "💩", "", "1").unwrap_err();
        assert_eq!(wrong[0].field, "building");
    }
}
