//! How far the application reaches, estate by estate; areas are sums of their estates.

use std::ops::AddAssign;

/// What is known of the households of one estate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Homes {
    /// How many there are by the table of areas; 0 if nobody knows.
    pub stated: i64,
    /// How many stand in the list of households; 0 if none was imported.
    pub listed: i64,
    /// Doors at which somebody is registered.
    pub registered: i64,
    /// Those of them that stand in the list.
    pub found: i64,
}

impl Homes {
    /// So many households registered, of so many; none of none where nobody knows how many there are.
    ///
    /// A list with as many households as the estate is said to have is believed, and then only its doors count. A
    /// shorter one is a part of the estate. Doors are typed by residents: without a list, more of them than there
    /// are households can only be the same homes written in several ways.
    #[must_use]
    pub fn counted(self) -> (i64, i64) {
        if self.listed > 0 && self.listed >= self.stated {
            (self.found.min(self.listed), self.listed)
        } else {
            (self.registered.min(self.stated), self.stated)
        }
    }
}

/// What was counted of an area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Estates.
    pub estates: i64,
    /// Those of them with services of all three lists published.
    pub published: i64,
    /// Households.
    pub households: i64,
    /// Those of them where somebody is registered.
    pub registered: i64,
    /// Communities.
    pub communities: i64,
    /// Those of them that have finished an order lately.
    pub active: i64,
    /// Estates whose poster was opened lately.
    pub poster_estates: i64,
    /// How often posters were opened lately.
    pub poster_scans: i64,
}

impl Coverage {
    /// What an estate adds to its community: whether all three lists are published there, its households, and how
    /// often its poster was opened lately.
    #[must_use]
    pub fn of_estate(published: bool, homes: Homes, scans: i64) -> Self {
        let (registered, households) = homes.counted();
        Self {
            estates: 1,
            published: i64::from(published),
            households,
            registered,
            poster_estates: i64::from(scans > 0),
            poster_scans: scans,
            ..Self::default()
        }
    }

    /// What a community adds beside its estates: whether it has finished an order lately.
    #[must_use]
    pub fn of_community(active: bool) -> Self {
        Self { communities: 1, active: i64::from(active), ..Self::default() }
    }
}

impl AddAssign for Coverage {
    fn add_assign(&mut self, other: Self) {
        self.estates += other.estates;
        self.published += other.published;
        self.households += other.households;
        self.registered += other.registered;
        self.communities += other.communities;
        self.active += other.active;
        self.poster_estates += other.poster_estates;
        self.poster_scans += other.poster_scans;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_whole_list_is_believed_and_a_part_is_not() {
        let homes = Homes { stated: 100, listed: 0, registered: 30, found: 0 };
        assert_eq!(homes.counted(), (30, 100), "no list: as many as the table of areas says");
        let part = Homes { listed: 40, found: 25, ..homes };
        assert_eq!(part.counted(), (30, 100), "a list of a part says nothing of the rest");
        let whole = Homes { listed: 104, found: 25, ..homes };
        assert_eq!(whole.counted(), (25, 104), "five doors are written wrongly");
        let unknown = Homes { stated: 0, ..homes };
        assert_eq!(unknown.counted(), (0, 0), "of nobody knows how many nothing is said");
        assert_eq!(Homes { listed: 104, found: 25, ..unknown }.counted(), (25, 104));
    }

    #[test]
    fn an_area_is_the_sum_of_its_estates() {
        let homes = Homes { stated: 100, listed: 0, registered: 30, found: 0 };
        let mut community = Coverage::of_community(true);
        community += Coverage::of_estate(true, homes, 12);
        community += Coverage::of_estate(false, Homes::default(), 0);
        let whole = Coverage {
            estates: 2,
            published: 1,
            households: 100,
            registered: 30,
            communities: 1,
            active: 1,
            poster_estates: 1,
            poster_scans: 12,
        };
        assert_eq!(community, whole);
    }

    proptest! {
        #[test]
        fn never_more_than_all(stated in 0_i64..50, listed in 0_i64..50, registered in 0_i64..50, found in 0_i64..50) {
            let (counted, households) = Homes { stated, listed, registered, found }.counted();
            prop_assert!((0..=households).contains(&counted));
        }
    }
}
