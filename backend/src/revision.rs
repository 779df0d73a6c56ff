//! Copies in memory of what seldom changes, and the numbers by which every process sees that one is old.

use crate::store::{FromRow, Session, StoreError};
use crate::values;
use std::sync::{Arc, PoisonError, RwLock};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// The tree of areas.
    Areas,
    /// Categories and services.
    Catalogue,
    /// Holidays and moved working days.
    Holidays,
    /// The list of households.
    Households,
}

impl Subject {
    fn name(self) -> &'static str {
        match self {
            Self::Areas => "areas",
            Self::Catalogue => "catalogue",
            Self::Holidays => "holidays",
            Self::Households => "households",
        }
    }
}

/// How often the subject has changed, as this session sees it.
pub(crate) async fn number(session: &mut Session, subject: Subject) -> Result<i64, StoreError> {
    #[derive(FromRow)]
    struct Row {
        number: i64,
    }
    let row: Option<Row> =
        session.one("SELECT number FROM revisions WHERE subject = $1", values![subject.name()]).await?;
    Ok(row.map_or(0, |row| row.number))
}

/// Counts a change, in the transaction that makes it.
pub(crate) async fn count_change(session: &mut Session, subject: Subject) -> Result<(), StoreError> {
    session
        .run(
            "INSERT INTO revisions (subject, number) VALUES ($1, 1) \
             ON CONFLICT (subject) DO UPDATE SET number = revisions.number + 1",
            values![subject.name()],
        )
        .await?;
    Ok(())
}

/// Waits until no other session changes the subject, and keeps others from it until the end of this one.
pub(crate) async fn hold(session: &mut Session, subject: Subject) -> Result<(), StoreError> {
    session
        .run(
            "INSERT INTO revisions (subject, number) VALUES ($1, 0) \
             ON CONFLICT (subject) DO UPDATE SET number = revisions.number",
            values![subject.name()],
        )
        .await?;
    Ok(())
}

/// The newest copy that this process has read. Cloning shares it.
#[derive(Debug)]
pub(crate) struct NewestCopy<T>(Arc<RwLock<Option<Numbered<T>>>>);

/// A copy, and the number that it had.
type Numbered<T> = (i64, Arc<T>);

impl<T> NewestCopy<T> {
    /// The copy of just this number.
    pub(crate) fn get(&self, number: i64) -> Option<Arc<T>> {
        let newest = self.0.read().unwrap_or_else(PoisonError::into_inner);
        newest.as_ref().filter(|(own, _)| *own == number).map(|(_, copy)| Arc::clone(copy))
    }

    /// Keeps a copy that was read after its number was; a newer one stays.
    pub(crate) fn put(&self, number: i64, copy: &Arc<T>) {
        let mut newest = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if newest.as_ref().is_none_or(|(own, _)| *own < number) {
            *newest = Some((number, Arc::clone(copy)));
        }
    }
}

impl<T> Clone for NewestCopy<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Default for NewestCopy<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newer_copy_stays() {
        let newest = NewestCopy::default();
        assert_eq!(newest.get(0), None);
        newest.put(2, &Arc::new("two"));
        newest.clone().put(1, &Arc::new("one"));
        assert_eq!(newest.get(1), None);
        assert_eq!(newest.get(2).as_deref(), Some(&"two"));
        newest.put(3, &Arc::new("three"));
        assert_eq!(newest.get(2), None);
        assert_eq!(newest.get(3).as_deref(), Some(&"three"));
    }
}
