//! What events are made of, by stable codes.

use crate::accounts::SignInMethod;
use serde::{Deserialize, Serialize};
use strum::{EnumIter, IntoStaticStr};

/// How somebody signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumIter, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
pub enum SignInWay {
    /// By a code that the phone was sent.
    Code,
    /// By the same code once more, in the browser that had used it: the first answer was lost.
    LostAnswer,
    /// By a link that the console made.
    Link,
    /// With a passkey.
    Passkey,
}

impl SignInWay {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Code => "用短信验证码",
            Self::LostAnswer => "用同一个验证码再登一次：上一次没收到回应",
            Self::Link => "用命令行给的登录链接",
            Self::Passkey => "用通行密钥",
        }
    }

    /// What the session that it begins counts as.
    #[must_use]
    pub fn method(self) -> SignInMethod {
        match self {
            Self::Code | Self::LostAnswer => SignInMethod::Sms,
            Self::Link => SignInMethod::Link,
            Self::Passkey => SignInMethod::Passkey,
        }
    }
}

/// What somebody shows that they are who they say, beside the code that their number is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumIter, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
pub enum Factor {
    /// A passkey.
    Passkey,
    /// The code of an authenticator.
    Totp,
    /// One of the codes on paper.
    RecoveryCode,
}

impl Factor {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Passkey => "通行密钥",
            Self::Totp => "动态口令",
            Self::RecoveryCode => "备用码",
        }
    }
}

/// Why somebody was not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumIter, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
pub enum SignInFailure {
    /// The code was wrong.
    WrongCode,
    /// The account is locked.
    Locked,
    /// Whoever signed in could not say whose account it is.
    NotTheirs,
}

impl SignInFailure {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::WrongCode => "验证码不对",
            Self::Locked => "账号已停用",
            Self::NotTheirs => "说不出是谁家的",
        }
    }
}

/// Whose number, or which door, was shown in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumIter, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
pub enum Viewed {
    /// Number and door of whoever is served.
    Resident,
    /// The number of whoever comes.
    Helper,
    /// The door of a household that was drawn for a survey.
    Household,
}

impl Viewed {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Resident => "居民的电话和门牌",
            Self::Helper => "上门的人的电话",
            Self::Household => "调查住户的门牌",
        }
    }
}

/// A file of the reports, or of this record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumIter, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
pub enum DownloadKind {
    /// Comma-separated.
    Csv,
    /// A workbook.
    Xlsx,
    /// JSON lines, at the console.
    Jsonl,
}

impl DownloadKind {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Xlsx => "Excel",
            Self::Jsonl => "JSON",
        }
    }
}

/// A table that is taken in at the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumIter, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
pub enum ImportedTable {
    /// The tree of areas.
    Areas,
    /// The catalogue.
    Services,
    /// Holidays and moved working days.
    Holidays,
    /// The list of households.
    Households,
    /// People and their roles.
    People,
}

impl ImportedTable {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Areas => "区域",
            Self::Services => "服务项目",
            Self::Holidays => "节假日",
            Self::Households => "住户名册",
            Self::People => "人和身份",
        }
    }
}
