//! What goes into a statement, and what comes out.

use super::StoreError;
use crate::FromRow;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;

/// A row of a result; derive it with [`FromRow`].
///
/// Columns are `String`, `i64`, or an `Option` of them: the types that both databases agree on.
pub trait Record: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

impl<T> Record for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

/// A value that is bound to `$1`, `$2`, … of a statement.
#[derive(Clone, Debug)]
pub enum Value {
    /// TEXT, or NULL of that type.
    Text(Option<String>),
    /// BIGINT, or NULL of that type.
    Integer(Option<i64>),
}

impl Value {
    /// Refuses texts that only one of the databases could keep.
    pub(super) fn refuse_nul(values: &[Self]) -> Result<(), StoreError> {
        let holds = |value: &Self| matches!(value, Self::Text(Some(text)) if text.contains('\0'));
        if values.iter().any(holds) { Err(StoreError::Nul) } else { Ok(()) }
    }
}

macro_rules! into_value {
    ($($type:ty => |$value:ident| $made:expr;)+) => {
        $(impl From<$type> for Value {
            fn from($value: $type) -> Self { $made }
        })+
    };
}

into_value! {
    &str => |value| Self::Text(Some(value.to_owned()));
    String => |value| Self::Text(Some(value));
    &String => |value| Self::Text(Some(value.clone()));
    Option<String> => |value| Self::Text(value);
    Option<&str> => |value| Self::Text(value.map(str::to_owned));
    i64 => |value| Self::Integer(Some(value));
    Option<i64> => |value| Self::Integer(value);
    bool => |value| Self::Integer(Some(i64::from(value)));
    domain::time::Timestamp => |value| Self::Integer(Some(value.0));
    Option<domain::time::Timestamp> => |value| Self::Integer(value.map(|moment| moment.0));
    &domain::areas::AreaCode => |value| Self::Text(Some(value.to_string()));
    &domain::accounts::PersonId => |value| Self::Text(Some(value.0.clone()));
    Option<&domain::accounts::PersonId> => |value| Self::Text(value.map(|person| person.0.clone()));
    &domain::accounts::TeamId => |value| Self::Text(Some(value.0.clone()));
    Option<&domain::accounts::TeamId> => |value| Self::Text(value.map(|team| team.0.clone()));
    &domain::orders::OrderNumber => |value| Self::Text(Some(value.to_string()));
}

/// The values of a statement, in the order of `$1`, `$2`, …
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => { vec![$($crate::Value::from($value)),*] };
}
