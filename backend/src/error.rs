//! The one error that reaches a person: a stable code, a sentence, and what kind it is.

use crate::store::StoreError;
use crate::vault::VaultError;
use domain::orders::OrderError;
use domain::photos::PhotoError;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What kind of error, and so which HTTP status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorKind {
    /// Something that was typed can't be taken: 422.
    Invalid,
    /// Nobody is signed in: 401.
    SignedOut,
    /// The grant doesn't allow it: 403.
    Denied,
    /// There is no such thing, or not for this person: 404.
    NotFound,
    /// It has changed meanwhile: 409.
    Conflict,
    /// Too often: 429.
    TooMany,
    /// A fault of ours: 500.
    Internal,
}

/// The name of a field of a form, from [`field!`](crate::field): one that the form does not have does not compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldName(&'static str);

impl FieldName {
    /// For [`field!`](crate::field) alone, which looks whether there is such a field.
    #[doc(hidden)]
    #[must_use]
    pub const fn of_known_field(name: &'static str) -> Self {
        Self(name)
    }
}

impl From<FieldName> for String {
    fn from(FieldName(name): FieldName) -> Self {
        name.to_owned()
    }
}

/// The name of a field of a form: `field!(PlaceOrder, note)`.
#[macro_export]
macro_rules! field {
    ($form:ty, $field:ident) => {{
        const _: usize = ::std::mem::offset_of!($form, $field);
        $crate::FieldName::of_known_field(stringify!($field))
    }};
}

/// What is wrong with one field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's name in the form.
    pub field: String,
    /// What is wrong, and what to do.
    pub sentence: String,
}

/// An error as a person meets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppError {
    /// What kind.
    pub kind: ErrorKind,
    /// A stable code, for logs and for programs.
    pub code: String,
    /// What a person reads: what happened, and what to do next.
    pub sentence: String,
    /// For [`ErrorKind::Invalid`]: the fields.
    pub fields: Vec<FieldError>,
    /// The number of the order that it is about, where one is to look at that first.
    #[serde(default)]
    pub order: Option<String>,
}

impl AppError {
    /// An error of a kind.
    pub fn new(kind: ErrorKind, code: &str, sentence: impl Into<String>) -> Self {
        Self { kind, code: code.to_owned(), sentence: sentence.into(), fields: Vec::new(), order: None }
    }

    /// Nobody is signed in.
    #[must_use]
    pub fn signed_out() -> Self {
        Self::new(ErrorKind::SignedOut, "account.signed_out", "请先登录")
    }

    /// The grant in use doesn't allow it.
    #[must_use]
    pub fn denied() -> Self {
        Self::new(
            ErrorKind::Denied,
            "account.denied",
            "您现在的身份不能做这件事，请换一个身份，或联系社区书记",
        )
    }

    /// There is no such thing, or it is none of this person's business; both read alike.
    #[must_use]
    pub fn not_found(code: &str, what: &str) -> Self {
        Self::new(ErrorKind::NotFound, code, format!("没有找到{what}，请回上一页再看看"))
    }

    /// Fields that can't be taken.
    #[must_use]
    pub fn invalid(fields: Vec<FieldError>) -> Self {
        let mut error = Self::new(ErrorKind::Invalid, "form.invalid", "有几处没填好，请看标红的地方");
        error.fields = fields;
        error
    }

    /// A fault of ours. What it is stands in the log, not on the screen.
    pub fn internal(cause: &dyn fmt::Display) -> Self {
        tracing::error!(%cause, "internal error");
        Self::new(ErrorKind::Internal, "internal", "系统出了点问题，请过一会儿再试；急事请打社区电话")
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self.kind {
            ErrorKind::Invalid => 422,
            ErrorKind::SignedOut => 401,
            ErrorKind::Denied => 403,
            ErrorKind::NotFound => 404,
            ErrorKind::Conflict => 409,
            ErrorKind::TooMany => 429,
            ErrorKind::Internal => 500,
        }
    }
}

impl FieldError {
    /// What is wrong with a field: the name is from [`field!`](crate::field), or that of a field that is no form's of its own.
    pub fn new(field: impl Into<String>, sentence: impl ToString) -> Self {
        Self { field: field.into(), sentence: sentence.to_string() }
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} ({})", self.sentence, self.code)
    }
}

impl std::error::Error for AppError {}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        if matches!(error, StoreError::Nul) {
            // What comes over the network has lost it before; whatever else brings it isn't our fault.
            return Self::new(ErrorKind::Invalid, "form.nul", "里面有个看不见的字符存不了，请删掉重新打一遍");
        }
        Self::internal(&error)
    }
}

impl From<VaultError> for AppError {
    fn from(error: VaultError) -> Self {
        Self::internal(&error)
    }
}

impl From<OrderError> for AppError {
    fn from(error: OrderError) -> Self {
        let kind = match error {
            OrderError::NotYours
            | OrderError::InOtherHands
            | OrderError::OwnOrder
            | OrderError::OwnService => ErrorKind::Denied,
            OrderError::ReasonMissing
            | OrderError::Minutes
            | OrderError::AgreedTime
            | OrderError::Text(_) => ErrorKind::Invalid,
            OrderError::ArrivalCodeLocked
            | OrderError::NotNow { .. }
            | OrderError::TooLate
            | OrderError::NotLate
            | OrderError::NudgedLately(_)
            | OrderError::AlreadyRated
            | OrderError::NotConfirmed
            | OrderError::ForTheLead
            | OrderError::SameAssignee(_) => ErrorKind::Conflict,
        };
        Self::new(kind, error.code(), error.to_string())
    }
}

impl From<PhotoError> for AppError {
    fn from(error: PhotoError) -> Self {
        let kind = match error {
            PhotoError::NotAPicture
            | PhotoError::Heic
            | PhotoError::Truncated
            | PhotoError::TooLarge
            | PhotoError::TooManyPixels => ErrorKind::Invalid,
            PhotoError::Full | PhotoError::NotNow | PhotoError::Kept => ErrorKind::Conflict,
            PhotoError::TooOften => ErrorKind::TooMany,
        };
        Self::new(kind, error.code(), error.to_string())
    }
}
