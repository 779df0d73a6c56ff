//! How many orders one person may have under way, and place for others: far more than a household ever needs, and
//! few enough that nobody drowns a desk, or somebody else's phone.

use thiserror::Error;

/// How many orders that one person placed may be under way.
pub const OPEN_LIMIT: i64 = 30;
/// As [`OPEN_LIMIT`], where the order comes of a recurrence: what was asked for once and for all goes on for longer.
pub const OPEN_LIMIT_RECURRING: i64 = 60;
/// As [`OPEN_LIMIT`], where the desk types in what somebody telephones.
pub const OPEN_LIMIT_TELEPHONED: i64 = 60;
/// How many orders one person places for themselves in a day, those that they cancelled again among them: only what is
/// placed and cancelled in a circle comes to so many.
pub const OWN_A_DAY: i64 = 200;
/// How many orders one person places for others in a day.
pub const FOR_OTHERS_A_DAY: i64 = 10;
/// For how many different people one person orders in a day.
pub const PEOPLE_A_DAY: i64 = 5;
/// How many orders one member of the staff types in for others in a day.
pub const TELEPHONED_A_DAY: i64 = 200;

/// By which way an order comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderedBy {
    /// A form, by somebody for themselves.
    Oneself,
    /// A form, by somebody for another.
    Relative,
    /// The desk, for somebody who telephones.
    Desk,
    /// The program, for a day of a recurrence.
    Recurrence,
}

/// What there is before an order is placed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OrdersSoFar {
    /// Orders under way that the same person placed.
    pub open: i64,
    /// Orders that they placed for themselves today, cancelled ones among them.
    pub own: i64,
    /// Orders that they placed for others today.
    pub for_others: i64,
    /// For how many different others; the one of this order not among them.
    pub people: i64,
    /// Orders that the same member of the staff typed in today.
    pub telephoned: i64,
}

/// Too much of something. What is read goes on with whom to call instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TooManyOrders {
    /// Under way.
    #[error("已经有 {0} 单还没办完，等办好几单再点")]
    Open(i64),
    /// For oneself, in a day.
    #[error("一天最多点 {0} 单，明天再点")]
    Own(i64),
    /// For others, in a day.
    #[error("一天最多替别人点 {0} 单，明天再点")]
    ForOthers(i64),
    /// For different people, in a day.
    #[error("一天最多替 {0} 个人点单，明天再点")]
    People(i64),
    /// Typed in by one member of the staff, in a day.
    #[error("一天最多替来电的居民点 {0} 单，请换一位同事来点")]
    Telephoned(i64),
}

/// Whether one more order may be placed.
///
/// # Errors
/// [`TooManyOrders`].
pub fn may_place_one_more(by: OrderedBy, so_far: &OrdersSoFar) -> Result<(), TooManyOrders> {
    let limit = match by {
        OrderedBy::Oneself | OrderedBy::Relative => OPEN_LIMIT,
        OrderedBy::Desk => OPEN_LIMIT_TELEPHONED,
        OrderedBy::Recurrence => OPEN_LIMIT_RECURRING,
    };
    if so_far.open >= limit {
        return Err(TooManyOrders::Open(so_far.open));
    }
    match by {
        OrderedBy::Oneself if so_far.own >= OWN_A_DAY => Err(TooManyOrders::Own(OWN_A_DAY)),
        OrderedBy::Relative if so_far.for_others >= FOR_OTHERS_A_DAY => {
            Err(TooManyOrders::ForOthers(FOR_OTHERS_A_DAY))
        }
        OrderedBy::Relative if so_far.people >= PEOPLE_A_DAY => Err(TooManyOrders::People(PEOPLE_A_DAY)),
        OrderedBy::Desk if so_far.telephoned >= TELEPHONED_A_DAY => {
            Err(TooManyOrders::Telephoned(TELEPHONED_A_DAY))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_has_its_own_bounds() {
        use OrderedBy::{Desk, Oneself, Recurrence, Relative};
        let open = |open| OrdersSoFar { open, ..OrdersSoFar::default() };
        for (by, limit) in [
            (Oneself, OPEN_LIMIT),
            (Relative, OPEN_LIMIT),
            (Desk, OPEN_LIMIT_TELEPHONED),
            (Recurrence, OPEN_LIMIT_RECURRING),
        ] {
            assert_eq!(may_place_one_more(by, &open(limit - 1)), Ok(()), "{by:?}");
            assert_eq!(may_place_one_more(by, &open(limit)), Err(TooManyOrders::Open(limit)), "{by:?}");
        }
    }

    #[test]
    fn what_was_ordered_for_others_binds_only_what_is_ordered_for_others() {
        use OrderedBy::{Desk, Oneself, Recurrence, Relative};
        let orders = OrdersSoFar { for_others: FOR_OTHERS_A_DAY, ..OrdersSoFar::default() };
        let people = OrdersSoFar { people: PEOPLE_A_DAY, ..OrdersSoFar::default() };
        let told = |so_far| may_place_one_more(Relative, so_far).unwrap_err().to_string();
        assert_eq!(told(&orders), "一天最多替别人点 10 单，明天再点");
        assert_eq!(told(&people), "一天最多替 5 个人点单，明天再点");
        for by in [Oneself, Desk, Recurrence] {
            assert_eq!(may_place_one_more(by, &orders), Ok(()), "{by:?}");
            assert_eq!(may_place_one_more(by, &people), Ok(()), "{by:?}");
        }
        let typed = OrdersSoFar { telephoned: TELEPHONED_A_DAY, ..OrdersSoFar::default() };
        assert_eq!(may_place_one_more(Desk, &typed), Err(TooManyOrders::Telephoned(TELEPHONED_A_DAY)));
        assert_eq!(may_place_one_more(Relative, &typed), Ok(()));
    }

    #[test]
    fn orders_that_are_cancelled_again_and_again_end_too() {
        use OrderedBy::{Desk, Oneself, Recurrence, Relative};
        let own = |own| OrdersSoFar { own, ..OrdersSoFar::default() };
        assert_eq!(may_place_one_more(Oneself, &own(OWN_A_DAY - 1)), Ok(()));
        let told = may_place_one_more(Oneself, &own(OWN_A_DAY)).unwrap_err().to_string();
        assert_eq!(told, "一天最多点 200 单，明天再点");
        for by in [Relative, Desk, Recurrence] {
            assert_eq!(may_place_one_more(by, &own(OWN_A_DAY)), Ok(()), "{by:?}");
        }
    }
}
