//! Copies in memory of what seldom changes, and the numbers by which every process sees that one is old.

use crate::{FromRow, Numbers, Store, StoreError, Transaction, values};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The tree of areas.
    Areas,
    /// Categories and services.
    Catalogue,
    /// Holidays and moved working days.
    Holidays,
    /// The list of households.
    Households,
    /// What communities publish of the catalogue.
    Publications,
    /// What communities have settled: working hours, and how services are dispatched.
    Settings,
}

impl Subject {
    fn name(self) -> &'static str {
        match self {
            Self::Areas => "areas",
            Self::Catalogue => "catalogue",
            Self::Holidays => "holidays",
            Self::Households => "households",
            Self::Publications => "publications",
            Self::Settings => "settings",
        }
    }
}

/// How often the subject has changed, as this transaction sees it. All numbers are read at the first question.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn number(tx: &mut Transaction, subject: Subject) -> Result<i64, StoreError> {
    #[derive(FromRow)]
    struct Row {
        subject: String,
        number: i64,
    }
    let numbers = match &tx.numbers.read {
        Some(numbers) => Arc::clone(numbers),
        None => {
            let rows: Vec<Row> = tx.all("SELECT subject, number FROM revisions", values![]).await?;
            let numbers: Arc<HashMap<_, _>> =
                Arc::new(rows.into_iter().map(|row| (row.subject, row.number)).collect());
            tx.numbers.read = Some(Arc::clone(&numbers));
            numbers
        }
    };
    Ok(numbers.get(subject.name()).copied().unwrap_or(0))
}

impl Store {
    /// The same store, for what is read in one go, such as a page: all copies in memory are taken as they are at this moment,
    /// and it is asked once whether they are old. What is written asks for itself.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn at_this_moment(&self) -> Result<Self, StoreError> {
        let mut tx = self.read().await?;
        number(&mut tx, Subject::Areas).await?;
        Ok(self.reading_by(tx.numbers.clone()))
    }
}

/// Counts a change, in the transaction that makes it.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn count_change(tx: &mut Transaction, subject: Subject) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO revisions (subject, number) VALUES ($1, 1) \
             ON CONFLICT (subject) DO UPDATE SET number = revisions.number + 1",
        values![subject.name()],
    )
    .await?;
    tx.numbers = Numbers { read: None, counted: true };
    Ok(())
}

/// Waits until no other transaction changes the subject, and keeps others from it until the end of this one.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn hold(tx: &mut Transaction, subject: Subject) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO revisions (subject, number) VALUES ($1, 0) \
             ON CONFLICT (subject) DO UPDATE SET number = revisions.number",
        values![subject.name()],
    )
    .await?;
    tx.numbers.read = None;
    Ok(())
}

/// Which copy in memory a transaction may read or leave behind: that of this number; none, once it has counted a change
/// itself, which others may see only if it is committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CopyNumber(Option<i64>);

/// The number of the copy that this transaction may share. To be asked for before what is copied is read: a copy may be
/// newer than its number says, and is then read once more.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn copy_number(tx: &mut Transaction, subject: Subject) -> Result<CopyNumber, StoreError> {
    let number = number(tx, subject).await?;
    Ok(CopyNumber((!tx.numbers.counted).then_some(number)))
}

/// The newest copy that this process has read. Cloning shares it.
#[derive(Debug)]
pub struct NewestCopy<T>(Arc<RwLock<Option<Numbered<T>>>>);

/// A copy, and the number that it had.
type Numbered<T> = (i64, Arc<T>);

impl<T> NewestCopy<T> {
    /// The copy of just this number.
    #[must_use]
    pub fn get(&self, number: CopyNumber) -> Option<Arc<T>> {
        let newest = self.0.read().unwrap_or_else(PoisonError::into_inner);
        newest.as_ref().filter(|(own, _)| number.0 == Some(*own)).map(|(_, copy)| Arc::clone(copy))
    }

    /// Keeps a copy that was read after its number was; a newer one stays.
    pub fn put(&self, number: CopyNumber, copy: &Arc<T>) {
        let Some(number) = number.0 else { return };
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
        let number = |number| CopyNumber(Some(number));
        let newest = NewestCopy::default();
        assert_eq!(newest.get(number(0)), None);
        newest.put(number(2), &Arc::new("two"));
        newest.clone().put(number(1), &Arc::new("one"));
        assert_eq!(newest.get(number(1)), None);
        assert_eq!(newest.get(number(2)).as_deref(), Some(&"two"));
        newest.put(number(3), &Arc::new("three"));
        assert_eq!(newest.get(number(2)), None);
        assert_eq!(newest.get(number(3)).as_deref(), Some(&"three"));
    }

    #[test]
    fn what_is_not_committed_is_shared_with_nobody() {
        let newest = NewestCopy::default();
        newest.put(CopyNumber(Some(1)), &Arc::new("one"));
        newest.put(CopyNumber(None), &Arc::new("two"));
        assert_eq!(newest.get(CopyNumber(None)), None);
        assert_eq!(newest.get(CopyNumber(Some(1))).as_deref(), Some(&"one"));
    }
}
