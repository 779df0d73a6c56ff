//! What a short message is about.

use crate::accounts::Role;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// What a message is about. Everybody switches each kind on or off for themselves.
///
/// To people and teams all messages go unless they are switched off. Staff sit at their desk, where
/// the count in the bar tells them of new orders: [`MessageKind::Desk`] goes only to those who ask for
/// it. A clock that runs out reaches everybody whom the escalation names, be it the desk: nobody has
/// looked there.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Display, EnumString, EnumIter, IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum MessageKind {
    /// How an order goes on, for the resident and whoever ordered for them.
    Progress,
    /// What is to be done, for whoever serves.
    Work,
    /// What has come in, for the staff of a community.
    Desk,
    /// A clock runs out, for whoever is to see to it.
    Escalation,
}

impl MessageKind {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Progress => "工单进展",
            Self::Work => "派给我的单",
            Self::Desk => "派单台有新情况",
            Self::Escalation => "超时提醒",
        }
    }

    /// What it is for, as it stands on the screen.
    #[must_use]
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Progress => "您点的单有人接了、有人到了、办完了",
            Self::Work => "派给您、转给您，或者不用去了",
            Self::Desk => "有新工单、有人退单、居民重开",
            Self::Escalation => "快到时限、已经超时，夜里也发",
        }
    }

    /// Whether it goes to people who never said whether they want it.
    #[must_use]
    pub fn on_by_default(self) -> bool {
        self != Self::Desk
    }

    /// Whether the holder of a role may get it. Everybody may order, and so be told of the progress;
    /// staff may take an order into their own hands.
    #[must_use]
    pub fn concerns(self, role: Role) -> bool {
        let staff = matches!(role, Role::Staff | Role::CommunityLead);
        match self {
            Self::Progress => true,
            Self::Work => role.serves() || staff,
            Self::Desk => staff,
            Self::Escalation => role.serves() || role.has_desk(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn kinds_have_names_for_the_database() {
        let names: Vec<_> = MessageKind::iter().map(<&'static str>::from).collect();
        assert_eq!(names, ["progress", "work", "desk", "escalation"]);
        for kind in MessageKind::iter() {
            assert_eq!(kind.to_string().parse(), Ok(kind));
        }
    }

    #[test]
    fn everybody_is_asked_about_what_may_reach_them_only() {
        let kinds = |role| MessageKind::iter().filter(|kind| kind.concerns(role)).collect::<Vec<_>>();
        use MessageKind::{Desk, Escalation, Progress, Work};
        assert_eq!(kinds(Role::Resident), [Progress]);
        assert_eq!(kinds(Role::Admin), [Progress]);
        assert_eq!(kinds(Role::Member), [Progress, Work, Escalation]);
        assert_eq!(kinds(Role::PropertyCompany), [Progress, Work, Escalation]);
        assert_eq!(kinds(Role::Staff), [Progress, Work, Desk, Escalation]);
        assert_eq!(kinds(Role::OfficeLead), [Progress, Escalation]);
    }

    #[test]
    fn only_the_desk_is_asked_first() {
        let asked: Vec<_> = MessageKind::iter().filter(|kind| !kind.on_by_default()).collect();
        assert_eq!(asked, [MessageKind::Desk]);
    }
}
