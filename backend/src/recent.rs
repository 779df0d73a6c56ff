//! Answers that anybody may ask for, as often as they like: made once a minute at most, and kept.

use crate::AppError;
use domain::areas::AreaCode;
use domain::time::{MINUTE, Timestamp};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How long an answer is given again, in milliseconds.
const KEPT_FOR: i64 = MINUTE;

/// Answers of one kind that were made a moment ago, by the area that they are about. Cloning shares them.
#[derive(Debug)]
pub struct Recent<T> {
    made: Arc<Mutex<HashMap<AreaCode, (Timestamp, T)>>>,
    /// Held by whoever makes one: those who ask meanwhile wait for it.
    making: Arc<tokio::sync::Mutex<()>>,
}

impl<T: Clone> Recent<T> {
    /// The answer for an area, made only if there is no recent one.
    ///
    /// # Errors
    /// Those of `make`; nothing is kept then.
    pub(crate) async fn get_or_make(
        &self,
        area: &AreaCode,
        now: Timestamp,
        make: impl AsyncFnOnce() -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        if let Some(answer) = self.of(area, now) {
            return Ok(answer);
        }
        let _making = self.making.lock().await;
        if let Some(answer) = self.of(area, now) {
            return Ok(answer);
        }
        let answer = make().await?;
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.insert(area.clone(), (now, answer.clone()));
        Ok(answer)
    }

    fn of(&self, area: &AreaCode, now: Timestamp) -> Option<T> {
        let made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, answer) = made.get(area)?;
        (0..KEPT_FOR).contains(&now.since(*at)).then(|| answer.clone())
    }
}

impl<T> Clone for Recent<T> {
    fn clone(&self) -> Self {
        Self { made: Arc::clone(&self.made), making: Arc::clone(&self.making) }
    }
}

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self { made: Arc::default(), making: Arc::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_answer_is_made_once_a_minute_and_area() {
        let recent = Recent::default();
        let asked = async |area: &str, at: i64, answer: &'static str| {
            let area = AreaCode::parse(area).unwrap();
            recent.get_or_make(&area, Timestamp(at), async || Ok(answer)).await.unwrap()
        };
        assert_eq!(asked("K101", 0, "first").await, "first");
        assert_eq!(asked("K101", KEPT_FOR - 1, "second").await, "first");
        assert_eq!(asked("K102", 0, "other").await, "other");
        assert_eq!(asked("K101", KEPT_FOR, "third").await, "third");
        assert_eq!(asked("K101", 0, "earlier").await, "earlier", "a clock that went back");
    }

    #[tokio::test]
    async fn what_failed_is_made_again() {
        let (recent, area) = (Recent::default(), AreaCode::parse("K101").unwrap());
        let failed = recent.get_or_make(&area, Timestamp(0), async || Err(AppError::denied())).await;
        assert_eq!(failed, Err(AppError::denied()));
        assert_eq!(recent.get_or_make(&area, Timestamp(0), async || Ok(1)).await, Ok(1));
    }
}
