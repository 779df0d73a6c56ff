//! Relatives whom somebody remembers, so that they need not be typed again.

use crate::accounts::{Address, Phone};

/// How many relatives one person remembers.
pub const FAMILY_LIMIT: usize = 10;

/// What becomes of one more relative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remembering {
    /// A new one.
    Anew,
    /// One that is remembered already, by their place among them: the same number at the same door.
    Again(usize),
    /// There are as many as one may remember.
    Full,
}

/// What becomes of a relative, given those who are remembered. Whoever has moved is another one: the door that was typed
/// stays as it was typed.
#[must_use]
pub fn remembering<'a>(
    known: impl IntoIterator<Item = (&'a Phone, &'a Address)>,
    phone: &Phone,
    address: &Address,
) -> Remembering {
    let mut count = 0;
    for (place, (known_phone, known_address)) in known.into_iter().enumerate() {
        if known_phone == phone && known_address.is_same_door(address) {
            return Remembering::Again(place);
        }
        count = place + 1;
    }
    if count < FAMILY_LIMIT { Remembering::Anew } else { Remembering::Full }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::areas::AreaCode;

    fn phone(last: usize) -> Phone {
        Phone::parse(&format!("138000000{last:02}")).unwrap()
    }

    fn door(room: &str) -> Address {
        Address::parse(AreaCode::parse("K10102").unwrap(), "3", "", room).unwrap()
    }

    #[test]
    fn the_same_number_at_the_same_door_is_one_relative() {
        let known = [(phone(1), door("502")), (phone(2), door("502"))];
        let of = |phone: &Phone, room: &str| {
            remembering(known.iter().map(|(phone, door)| (phone, door)), phone, &door(room))
        };
        assert_eq!(of(&phone(2), "５０２室"), Remembering::Again(1));
        assert_eq!(of(&phone(1), "503"), Remembering::Anew, "they have moved");
        assert_eq!(of(&phone(3), "502"), Remembering::Anew, "somebody else who lives there");
    }

    #[test]
    fn there_are_ten_at_most() {
        let known: Vec<_> = (0..FAMILY_LIMIT).map(|last| (phone(last), door("502"))).collect();
        let of = |known: &[(Phone, Address)], last: usize| {
            remembering(known.iter().map(|(phone, door)| (phone, door)), &phone(last), &door("502"))
        };
        assert_eq!(of(&known, 10), Remembering::Full);
        assert_eq!(of(&known[1..], 10), Remembering::Anew);
        assert_eq!(of(&known, 9), Remembering::Again(9), "who is among them is not one more");
    }
}
