//! What is recorded.

use super::{DownloadKind, Factor, ImportedTable, SignInFailure, SignInWay, Viewed};
use crate::accounts::{PersonId, Role, TeamId};
use crate::areas::AreaCode;
use crate::orders::SearchReason;
use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, EnumIter, EnumString, IntoStaticStr};

/// Something that was done, with the ids of what it was done to. `subject` is the person whom it was done to, `area` where it
/// belongs, if that is another area than the one that the doer acts for.
///
/// The codes of variants and fields are stored and handed out: they are never renamed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(rename_all = "snake_case", tag = "event")]
#[strum_discriminants(name(SecurityEventKind), doc = "What kind of event it is.")]
#[strum_discriminants(derive(PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr))]
#[strum_discriminants(strum(serialize_all = "snake_case"))]
#[strum_discriminants(allow(missing_docs))]
#[allow(missing_docs, reason = "the fields are ids, named as everywhere")]
pub enum SecurityEvent {
    /// Somebody signed in; `new_device` if the number had signed in before, and never in this browser.
    SignedIn { way: SignInWay, new_device: bool },
    /// Somebody was not let in; the subject is whose number it is, if it is anybody's.
    SignInFailed { subject: Option<PersonId>, reason: SignInFailure },
    /// Somebody signed out.
    SignedOut,
    /// Somebody ended so many other sessions of their own.
    SessionsEnded { sessions: u64 },
    /// Somebody added what they show beside the code of a message, or a new set of it.
    FactorAdded { factor: Factor },
    /// Somebody removed one.
    FactorRemoved { factor: Factor },
    /// Somebody who had signed in by message showed it.
    FactorProved { factor: Factor },
    /// What they showed was wrong.
    FactorFailed { factor: Factor },
    /// The console made a link to sign in.
    SignInLinkMade { subject: PersonId },
    /// A role was granted.
    RoleGranted { grant: String, subject: PersonId, role: Role, area: AreaCode },
    /// A role was taken back.
    RoleRevoked { grant: String, subject: PersonId, role: Role, area: AreaCode },
    /// A role ended by itself on its last day.
    RoleEnded { grant: String, subject: PersonId, role: Role, area: AreaCode },
    /// An account was locked, and its sessions ended.
    AccountLocked { subject: PersonId, area: AreaCode },
    /// An account was unlocked.
    AccountUnlocked { subject: PersonId, area: AreaCode },
    /// Somebody said what another person is called.
    NameSet { subject: PersonId, area: AreaCode },
    /// A number, or a door, was shown in full. The number is that of the order, or wave and household.
    NumberViewed { number: String, whose: Viewed, area: AreaCode },
    /// The doors of a survey wave were shown, with the links by which they answer.
    DoorsViewed { wave: String, area: AreaCode },
    /// Somebody was looked for by their whole name or number.
    PersonSearched { search: String, reason: SearchReason, area: AreaCode },
    /// The tables of a report were fetched, for these months.
    ReportExported { file: DownloadKind, from: String, to: String, area: AreaCode },
    /// Files of a closed survey wave were fetched: one, or at the console all of them.
    SurveyExported { wave: String, file: String, area: AreaCode },
    /// Somebody looked at this record, narrowed to a kind, a person or a day.
    AuditViewed { kind: Option<String>, about: Option<PersonId>, day: Option<String> },
    /// This record was fetched as a file, narrowed in the same way.
    AuditExported { file: DownloadKind, kind: Option<String>, about: Option<PersonId>, day: Option<String> },
    /// The telephone of a community or an office was set or taken away.
    TelephoneSet { area: AreaCode },
    /// The telephone of a team, or of a property company, was set or taken away by its own people.
    TeamTelephoneSet { team: TeamId },
    /// The working hours of a community were set.
    HoursSet { area: AreaCode },
    /// How a service finds a hand was settled.
    ServiceRuleSet { service: String, rule: String, area: AreaCode },
    /// From a month on so many levels count as satisfied.
    SatisfactionRuleSet { from: String, levels: u8 },
    /// A community publishes a service, or no longer.
    ServicePublished { service: String, published: bool, area: AreaCode },
    /// A community publishes so many more services of a list, or so many fewer.
    ListPublished { list: String, published: bool, services: u64, area: AreaCode },
    /// A community has other words of its own about a service.
    OwnTextSet { service: String, area: AreaCode },
    /// A table was taken in; how many rows were new or changed.
    Imported { table: ImportedTable, rows: u64 },
    /// The tables of the database were brought up to date.
    Migrated { migrations: u64 },
    /// The sums of the reports were made anew from the orders of a community.
    Recounted { area: AreaCode },
    /// A copy of database and pictures was made.
    BackedUp,
    /// A backup was put back.
    Restored,
    /// Somebody who is signed in asked for what their role does not allow: where, by the pattern of the address, and why not.
    AccessDenied { place: String, code: String },
}

impl SecurityEvent {
    /// Which kind.
    #[must_use]
    pub fn kind(&self) -> SecurityEventKind {
        self.into()
    }

    /// The person whom it was done to, or about whom something was asked.
    #[must_use]
    pub fn subject(&self) -> Option<&PersonId> {
        match self {
            Self::SignInFailed { subject, .. } => subject.as_ref(),
            Self::SignInLinkMade { subject }
            | Self::RoleGranted { subject, .. }
            | Self::RoleRevoked { subject, .. }
            | Self::RoleEnded { subject, .. }
            | Self::AccountLocked { subject, .. }
            | Self::AccountUnlocked { subject, .. }
            | Self::NameSet { subject, .. } => Some(subject),
            Self::AuditViewed { about, .. } | Self::AuditExported { about, .. } => about.as_ref(),
            _ => None,
        }
    }

    /// The area where it belongs; none where that is the one that the doer acts for, or the whole district.
    #[must_use]
    pub fn area(&self) -> Option<&AreaCode> {
        match self {
            Self::RoleGranted { area, .. }
            | Self::RoleRevoked { area, .. }
            | Self::RoleEnded { area, .. }
            | Self::AccountLocked { area, .. }
            | Self::AccountUnlocked { area, .. }
            | Self::NameSet { area, .. }
            | Self::NumberViewed { area, .. }
            | Self::DoorsViewed { area, .. }
            | Self::PersonSearched { area, .. }
            | Self::ReportExported { area, .. }
            | Self::SurveyExported { area, .. }
            | Self::TelephoneSet { area }
            | Self::HoursSet { area }
            | Self::ServiceRuleSet { area, .. }
            | Self::ServicePublished { area, .. }
            | Self::ListPublished { area, .. }
            | Self::OwnTextSet { area, .. }
            | Self::Recounted { area } => Some(area),
            _ => None,
        }
    }
}

impl SecurityEventKind {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SignedIn => "登录",
            Self::SignInFailed => "没登录成",
            Self::SignedOut => "退出登录",
            Self::SessionsEnded => "让别的设备退出",
            Self::FactorAdded => "添加登录凭证",
            Self::FactorRemoved => "删除登录凭证",
            Self::FactorProved => "核对登录凭证",
            Self::FactorFailed => "登录凭证没核对上",
            Self::SignInLinkMade => "开登录链接",
            Self::RoleGranted => "授予身份",
            Self::RoleRevoked => "收回身份",
            Self::RoleEnded => "身份到期",
            Self::AccountLocked => "停用账号",
            Self::AccountUnlocked => "恢复账号",
            Self::NameSet => "改别人的姓名",
            Self::NumberViewed => "看电话、门牌",
            Self::DoorsViewed => "看抽中住户的门牌",
            Self::PersonSearched => "按姓名、手机找人",
            Self::ReportExported => "下载统计表",
            Self::SurveyExported => "下载调查数据",
            Self::AuditViewed => "看安全记录",
            Self::AuditExported => "下载安全记录",
            Self::TelephoneSet => "改电话",
            Self::TeamTelephoneSet => "改队伍、物业的电话",
            Self::HoursSet => "改上班时间",
            Self::ServiceRuleSet => "改派单办法",
            Self::SatisfactionRuleSet => "改满意的算法",
            Self::ServicePublished => "上架、下架服务",
            Self::ListPublished => "整张清单上架、下架",
            Self::OwnTextSet => "改服务的补充说明",
            Self::Imported => "导入表格",
            Self::Migrated => "更新数据库",
            Self::Recounted => "重新计数",
            Self::BackedUp => "备份",
            Self::Restored => "从备份恢复",
            Self::AccessDenied => "没有权限被拦下",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use strum::IntoEnumIterator;

    #[test]
    fn an_event_is_stored_under_the_code_of_its_kind() {
        let event = SecurityEvent::SignedIn { way: SignInWay::LostAnswer, new_device: true };
        let stored = serde_json::to_string(&event).unwrap();
        assert_eq!(stored, r#"{"event":"signed_in","way":"lost_answer","new_device":true}"#);
        assert_eq!(<&str>::from(event.kind()), "signed_in");
        assert_eq!(serde_json::from_str::<SecurityEvent>(&stored).unwrap(), event);
        let event = SecurityEvent::SignedOut;
        assert_eq!(serde_json::to_string(&event).unwrap(), r#"{"event":"signed_out"}"#);
    }

    #[test]
    fn each_kind_has_a_name_of_its_own() {
        let names: BTreeSet<_> = SecurityEventKind::iter().map(SecurityEventKind::name).collect();
        assert_eq!(names.len(), SecurityEventKind::iter().count());
    }
}
