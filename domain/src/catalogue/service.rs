//! What a resident can order.

use super::{
    FeeWords, ServiceCode, SubcategoryCode, TimeLimits, fee_words, minutes_words, round_the_clock_words,
};
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// The three lists that are published in every estate.
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
pub enum ServiceList {
    /// 常规: what the community owes.
    Routine,
    /// 代办: done on the resident's behalf.
    Agency,
    /// 志愿: what neighbours do for each other.
    Volunteer,
}

impl ServiceList {
    /// As it stands in front of «服务» and «清单».
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Routine => "常规",
            Self::Agency => "代办",
            Self::Volunteer => "志愿",
        }
    }

    /// One line that says what to expect of the list.
    #[must_use]
    pub fn motto(self) -> &'static str {
        match self {
            Self::Routine => "社区该做的事，点了就来",
            Self::Agency => "跑腿的事，交给我们",
            Self::Volunteer => "邻里搭把手，不花钱",
        }
    }
}

/// Who usually does it.
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
pub enum ProviderKind {
    /// 党员.
    PartyMember,
    /// 志愿者队伍.
    VolunteerTeam,
    /// 社区工作者.
    CommunityStaff,
    /// 物业.
    PropertyCompany,
    /// A department or institution outside the community: clinic, lawyers, labour office.
    Department,
}

impl ProviderKind {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::PartyMember => "党员",
            Self::VolunteerTeam => "志愿者队伍",
            Self::CommunityStaff => "社区工作者",
            Self::PropertyCompany => "物业",
            Self::Department => "相关单位",
        }
    }
}

/// 服务项目.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Its code.
    pub code: ServiceCode,
    /// Its name, at most [`Service::NAME_LIMIT`] characters.
    pub name: String,
    /// The list that it stands on.
    pub list: ServiceList,
    /// The subcategory that it belongs to.
    pub subcategory: SubcategoryCode,
    /// What is done, in words for residents.
    pub description: String,
    /// Who usually does it.
    pub provider: ProviderKind,
    /// What it costs at least, in 分; 0 where nothing is to be paid for the work.
    pub fee_cents: i64,
    /// The price in words for residents: what is free, what isn't.
    pub fee_note: String,
    /// What to prepare; empty where nothing is needed.
    pub materials: Vec<String>,
    /// Whether a photo helps whoever comes.
    pub needs_photo: bool,
    /// Whether somebody comes to the home or its door.
    pub doorstep: bool,
    /// Whether its time limits run by the clock, day and night, and not in working time.
    pub urgent: bool,
    /// How long each step may take.
    pub limits: TimeLimits,
    /// For how many minutes an order of it may be paused in all; of working time or by the clock, as
    /// its limits are.
    pub pause_minutes: u32,
    /// Whether only somebody who has the skill of its subcategory may do it.
    pub skill_required: bool,
    /// How many minutes such a job usually takes.
    pub usual_minutes: u32,
    /// What people say when they need it: for the search.
    pub keywords: Vec<String>,
}

impl Service {
    /// The most characters of a name.
    pub const NAME_LIMIT: usize = 20;
    /// The most characters of a description.
    pub const DESCRIPTION_LIMIT: usize = 200;
    /// The highest fee, in 分: 100 000 元.
    pub const FEE_LIMIT: i64 = 10_000_000;
    /// The most characters of the price in words.
    pub const FEE_NOTE_LIMIT: usize = 60;
    /// The most things to prepare.
    pub const MATERIALS_LIMIT: usize = 12;
    /// The most characters of one thing to prepare.
    pub const MATERIAL_LIMIT: usize = 30;
    /// The most keywords.
    pub const KEYWORDS_LIMIT: usize = 40;
    /// Minutes that an order may be paused where the table doesn't say: five working days, or one day
    /// and night where it is urgent. The figures are ours, not the policy's.
    #[must_use]
    pub fn usual_pause_minutes(urgent: bool) -> u32 {
        if urgent { 24 * 60 } else { 5 * 480 }
    }

    /// Minutes that a job takes where the table doesn't say. The figure is ours.
    pub const USUAL_MINUTES: u32 = 30;
    /// The most minutes that a job may usually take: a working day.
    pub const USUAL_MINUTES_LIMIT: u32 = 480;
    /// The most characters of one keyword.
    pub const KEYWORD_LIMIT: usize = 16;

    /// A limit of this service as one says it: «2 小时内», «1 个工作日左右».
    #[must_use]
    pub fn limit_words(&self, minutes: u32) -> String {
        if self.urgent { round_the_clock_words(minutes) } else { minutes_words(minutes) }
    }

    /// What it costs as one says it.
    #[must_use]
    pub fn fee_words(&self) -> FeeWords {
        fee_words(self.fee_cents, &self.fee_note)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn words_of_the_tables_are_read_back() {
        for list in ServiceList::iter() {
            assert_eq!(list.to_string().parse(), Ok(list));
            assert_eq!(serde_json::to_string(&list).unwrap(), format!("\"{list}\""));
        }
        for provider in ProviderKind::iter() {
            assert_eq!(provider.to_string().parse(), Ok(provider));
        }
        assert_eq!("party_member".parse(), Ok(ProviderKind::PartyMember));
    }
}
