//! The roles of the district.

use crate::areas::AreaKind;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// What a grant allows its holder to be in an area.
///
/// Everybody who is signed in is a [`Role::Resident`]; every other role is granted.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// 居民: orders, rates.
    Resident,
    /// 党员: claims from the pool, accepts, serves.
    Member,
    /// 志愿者队伍: belongs to a team that orders are dispatched to.
    VolunteerTeam,
    /// 物业: belongs to a company that orders are dispatched to.
    PropertyCompany,
    /// 社区工作者: dispatches at the desk of a community.
    Staff,
    /// 社区书记: staff, and grants roles within the community.
    CommunityLead,
    /// 办事处: reads the desks of its communities.
    OfficeLead,
    /// 区: reads the desks of all communities.
    DistrictLead,
    /// 管理员: imports and grants; sees no orders.
    Admin,
}

impl Role {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Resident => "居民",
            Self::Member => "党员",
            Self::VolunteerTeam => "志愿者队伍",
            Self::PropertyCompany => "物业",
            Self::Staff => "社区工作者",
            Self::CommunityLead => "社区书记",
            Self::OfficeLead => "办事处",
            Self::DistrictLead => "区",
            Self::Admin => "管理员",
        }
    }

    /// Whether a grant of this role names a team.
    #[must_use]
    pub fn needs_team(self) -> bool {
        matches!(self, Self::VolunteerTeam | Self::PropertyCompany)
    }

    /// Whether the holder goes to the door: has a list of jobs.
    #[must_use]
    pub fn serves(self) -> bool {
        matches!(self, Self::Member | Self::VolunteerTeam | Self::PropertyCompany)
    }

    /// Whether the holder works at a desk of orders, be it only to read.
    #[must_use]
    pub fn has_desk(self) -> bool {
        matches!(self, Self::Staff | Self::CommunityLead | Self::OfficeLead | Self::DistrictLead)
    }

    /// Whether the holder works at the desk of a community: dispatches, and keeps what the community settles.
    #[must_use]
    pub fn is_of_community_desk(self) -> bool {
        matches!(self, Self::Staff | Self::CommunityLead)
    }

    /// Whether the holder, who works with the doors and numbers of many, shows more than that they have their own number.
    #[must_use]
    pub fn asks_second_factor(self) -> bool {
        self.has_desk() || self == Self::Admin
    }

    /// Whether the holder leads an area: is told what runs late there.
    #[must_use]
    pub fn leads(self) -> bool {
        matches!(self, Self::CommunityLead | Self::OfficeLead | Self::DistrictLead)
    }

    /// Whether the holder reads the desks of several communities, and dispatches at none.
    #[must_use]
    pub fn reads_desks(self) -> bool {
        self.has_desk() && !self.is_of_community_desk()
    }

    /// Whether the role can be granted for an area of this kind.
    #[must_use]
    pub fn fits(self, kind: AreaKind) -> bool {
        match self {
            Self::Resident => false,
            Self::Member => matches!(kind, AreaKind::Community | AreaKind::Estate | AreaKind::Grid),
            Self::VolunteerTeam | Self::PropertyCompany => {
                matches!(kind, AreaKind::Community | AreaKind::Estate)
            }
            Self::Staff | Self::CommunityLead => kind == AreaKind::Community,
            Self::OfficeLead => kind == AreaKind::Office,
            Self::DistrictLead | Self::Admin => kind == AreaKind::District,
        }
    }
}
