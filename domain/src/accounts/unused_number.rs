//! Numbers that operators give to somebody else: whoever has one now is not whoever had it then.

use crate::time::{DAY, MINUTE, Timestamp};
use crate::typed::{DoorPart, folded};

/// After how long without signing in a number may be somebody else's, in milliseconds: operators wait three months and more.
pub const UNUSED_NUMBER: i64 = 180 * DAY;
/// How long after the code somebody may still say whose account it is, in milliseconds.
pub const CLAIM_PATIENCE: i64 = 10 * MINUTE;

/// Whether somebody who has signed in with a code is asked whose account it is, where the number was last used then.
#[must_use]
pub fn may_be_anothers(last_used: Timestamp, now: Timestamp) -> bool {
    now.since(last_used) >= UNUSED_NUMBER
}

/// What an account knows of its owner: who says one of both is taken to be them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownOwner {
    /// Their name.
    pub name: String,
    /// The name of the estate that they live in, and which building, if they have said it.
    pub home: Option<(String, String)>,
}

impl KnownOwner {
    /// Whether somebody knows it: the name, or estate and building.
    #[must_use]
    pub fn is_said_by(&self, name: &str, estate: &str, building: &str) -> bool {
        let same = |one: &str, other: &str| !folded(one).is_empty() && plain(one) == plain(other);
        let building_of = |text: &str| DoorPart::Building.folded(text);
        let at_home = self.home.as_ref().is_some_and(|(known, number)| {
            same(known, estate)
                && !folded(building).is_empty()
                && building_of(number) == building_of(building)
        });
        same(&self.name, name) || at_home
    }
}

/// Without the spaces that people put between.
fn plain(text: &str) -> String {
    folded(text).replace(' ', "").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_year_without_use_is_long() {
        let used = Timestamp(1_000 * DAY);
        assert!(!may_be_anothers(used, used.plus(180 * DAY - 1)));
        assert!(may_be_anothers(used, used.plus(180 * DAY)));
    }

    #[test]
    fn the_name_or_estate_and_building_are_enough() {
        let known = KnownOwner { name: "王秀英".into(), home: Some(("中华园".into(), "12-A".into())) };
        assert!(known.is_said_by(" 王 秀英 ", "", ""));
        assert!(known.is_said_by("", "中华园", "12-A幢") && known.is_said_by("谁", "中华园", "12-a"));
        for (name, estate, building) in
            [("", "", ""), ("王秀", "", ""), ("", "中华园", ""), ("", "", "12-A"), ("", "书香名邸", "12-A")]
        {
            assert!(!known.is_said_by(name, estate, building), "{name} {estate} {building}");
        }
        assert!(!KnownOwner::default().is_said_by("", "", ""));
    }
}
