//! An order that was given back too often stops going round: the community's lead decides.

use super::{Acting, OrderError};
use serde::{Deserialize, Serialize};

/// After so many declines nobody but the community's lead dispatches an order. Whoever claims it from
/// the pool still may.
pub const DECLINES_FOR_THE_LEAD: i64 = 2;

/// By which rule somebody was chosen for an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DispatchRule {
    /// Somebody at the desk chose.
    #[default]
    ByHand,
    /// The plan for the whole queue, which somebody at the desk agreed to.
    WholeQueue,
    /// It was declined too often, and the community's lead decided.
    AfterDeclines,
    /// Nobody had taken it for as long as the community settled; whoever fitted best got it.
    AfterWaiting,
    /// The community settled that such things go straight to the property company.
    ToProperty,
}

impl DispatchRule {
    /// The rule by which somebody dispatches an order that was declined so often.
    ///
    /// # Errors
    /// [`OrderError::ForTheLead`] if that is the lead's to decide.
    pub fn of(declines: i64, acting: &Acting, whole_queue: bool) -> Result<Self, OrderError> {
        match (declines >= DECLINES_FOR_THE_LEAD, acting) {
            (true, Acting::CommunityLead) if !whole_queue => Ok(Self::AfterDeclines),
            (true, _) => Err(OrderError::ForTheLead),
            (false, _) if whole_queue => Ok(Self::WholeQueue),
            (false, _) => Ok(Self::ByHand),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_decline_makes_it_the_leads() {
        let rule = |declines, acting, whole_queue| DispatchRule::of(declines, &acting, whole_queue);
        assert_eq!(rule(1, Acting::Staff, false), Ok(DispatchRule::ByHand));
        assert_eq!(rule(1, Acting::Staff, true), Ok(DispatchRule::WholeQueue));
        assert_eq!(rule(2, Acting::Staff, false), Err(OrderError::ForTheLead));
        assert_eq!(rule(2, Acting::CommunityLead, false), Ok(DispatchRule::AfterDeclines));
        assert_eq!(rule(2, Acting::CommunityLead, true), Err(OrderError::ForTheLead), "not unseen");
    }
}
