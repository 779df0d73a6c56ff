//! How many pictures come in at once: each is held in memory whole before it is decoded.

use backend::{AppError, ErrorKind};
use domain::accounts::PersonId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// How many come in at once, of everybody. With [`domain::photos::UPLOAD_BYTES`] each, that is 192 MiB at most.
const ALL: usize = 16;
/// How many of one person: a browser's script sends one after the other, and two windows may be open.
const OF_ONE: usize = 2;
/// How long one waits for a place before being told to come back.
const WAIT: Duration = Duration::from_secs(10);
/// After how many seconds it is worth another try.
pub(crate) const COME_BACK: &str = "5";
/// The code of the error of those who have to come back.
pub(crate) const BUSY: &str = "photo.busy";

/// The places for pictures that are coming in. Cloning shares them.
#[derive(Clone, Debug)]
pub struct Uploads {
    places: Arc<Semaphore>,
    of: Arc<Mutex<HashMap<PersonId, usize>>>,
    wait: Duration,
}

impl Default for Uploads {
    fn default() -> Self {
        Self::new(ALL, WAIT)
    }
}

impl Uploads {
    /// So many places, each waited for so long.
    #[must_use]
    pub fn new(places: usize, wait: Duration) -> Self {
        Self { places: Arc::new(Semaphore::new(places)), of: Arc::default(), wait }
    }

    /// Takes a place, for as long as what is returned lives. To be called before the first byte is read.
    ///
    /// # Errors
    /// `TooMany`: this person's others are still under way, or everybody's are.
    pub async fn begin(&self, person: &PersonId) -> Result<Upload, AppError> {
        let mine = Mine::begin(self, person)?;
        let place = timeout(self.wait, self.places.clone().acquire_owned()).await.map_err(|_| busy())?;
        Ok(Upload { _mine: mine, _place: place.map_err(|error| AppError::internal(&error))? })
    }
}

/// A place that is taken.
#[derive(Debug)]
pub struct Upload {
    _mine: Mine,
    _place: OwnedSemaphorePermit,
}

/// One more of a person's.
#[derive(Debug)]
struct Mine {
    person: PersonId,
    of: Arc<Mutex<HashMap<PersonId, usize>>>,
}

impl Mine {
    fn begin(uploads: &Uploads, person: &PersonId) -> Result<Self, AppError> {
        let mut of = uploads.of.lock().unwrap_or_else(PoisonError::into_inner);
        let count = of.entry(person.clone()).or_default();
        if *count >= OF_ONE {
            return Err(AppError::new(ErrorKind::TooMany, BUSY, "您前面的照片还在传，请等它传完再加"));
        }
        *count += 1;
        Ok(Self { person: person.clone(), of: Arc::clone(&uploads.of) })
    }
}

impl Drop for Mine {
    fn drop(&mut self) {
        let mut of = self.of.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = of.get_mut(&self.person) {
            *count -= 1;
            if *count == 0 {
                of.remove(&self.person);
            }
        }
    }
}

fn busy() -> AppError {
    AppError::new(ErrorKind::TooMany, BUSY, "现在传照片的人太多，请过一会儿再传")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str) -> PersonId {
        PersonId(name.into())
    }

    #[tokio::test]
    async fn one_person_leaves_places_for_others() {
        let uploads = Uploads::new(3, Duration::ZERO);
        let first = uploads.begin(&person("one")).await.unwrap();
        let _second = uploads.begin(&person("one")).await.unwrap();
        assert!(uploads.begin(&person("one")).await.unwrap_err().sentence.starts_with("您前面的照片"));
        let _other = uploads.begin(&person("other")).await.unwrap();
        assert!(
            uploads.begin(&person("third")).await.unwrap_err().sentence.starts_with("现在传照片的人太多")
        );
        drop(first);
        let _third = uploads.begin(&person("third")).await.unwrap();
    }

    #[tokio::test]
    async fn who_was_refused_takes_no_place() {
        let uploads = Uploads::new(1, Duration::ZERO);
        let held = uploads.begin(&person("one")).await.unwrap();
        for _ in 0..5 {
            let refused = uploads.begin(&person("other")).await.unwrap_err();
            assert!(refused.sentence.starts_with("现在传照片的人太多"), "{}", refused.sentence);
        }
        drop(held);
        let _place = uploads.begin(&person("other")).await.unwrap();
        assert_eq!(uploads.of.lock().unwrap().len(), 1);
    }
}
