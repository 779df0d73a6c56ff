//! Which streams are open: so many of a person, so many in all.

use domain::accounts::PersonId;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;

/// How many streams there may be, and how often each is asked whether it may go on.
#[derive(Clone, Copy, Debug)]
pub struct StreamLimits {
    /// Of one person: one fewer than a browser opens to a host over HTTP/1.1, so that pages still load. One more
    /// closes the oldest.
    pub of_one: usize,
    /// In all. One more is refused.
    pub all: usize,
    /// How long after a session or a grant has ended a stream may go on.
    pub looks_again: Duration,
}

impl Default for StreamLimits {
    fn default() -> Self {
        Self { of_one: 5, all: 2_000, looks_again: Duration::from_secs(20) }
    }
}

/// The streams that are open. Cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Streams {
    limits: StreamLimits,
    open: Arc<Mutex<Open>>,
}

#[derive(Debug, Default)]
struct Open {
    /// The number of the next.
    next: u64,
    all: usize,
    /// Those of each person, the oldest first.
    of: HashMap<PersonId, VecDeque<(u64, Arc<Notify>)>>,
}

impl Streams {
    /// None is open yet.
    #[must_use]
    pub fn new(limits: StreamLimits) -> Self {
        Self { limits, open: Arc::default() }
    }

    /// How often a stream is asked whether it may go on.
    #[must_use]
    pub fn looks_again(&self) -> Duration {
        self.limits.looks_again
    }

    /// One more of a person, for as long as what is returned lives; `None` where there are too many.
    #[must_use]
    pub fn open(&self, person: &PersonId) -> Option<Stream> {
        let mut open = held(&self.open);
        let own = open.of.get(person).map_or(0, VecDeque::len);
        if own < self.limits.of_one && open.all >= self.limits.all {
            return None;
        }
        let (number, closed) = (open.next, Arc::new(Notify::new()));
        open.next += 1;
        let streams = open.of.entry(person.clone()).or_default();
        streams.push_back((number, Arc::clone(&closed)));
        let oldest = if own < self.limits.of_one { None } else { streams.pop_front() };
        match oldest {
            Some((_, oldest)) => oldest.notify_one(),
            None => open.all += 1,
        }
        Some(Stream { number, person: person.clone(), closed, open: Arc::clone(&self.open) })
    }
}

/// A stream that is open.
#[derive(Debug)]
pub struct Stream {
    number: u64,
    person: PersonId,
    closed: Arc<Notify>,
    open: Arc<Mutex<Open>>,
}

impl Stream {
    /// Waits until a newer one has taken its place.
    pub async fn closed(&self) {
        self.closed.notified().await;
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        let mut open = held(&self.open);
        let Some(own) = open.of.get_mut(&self.person) else { return };
        let before = own.len();
        own.retain(|(number, _)| *number != self.number);
        let (gone, none) = (before - own.len(), own.is_empty());
        if none {
            open.of.remove(&self.person);
        }
        open.all -= gone;
    }
}

fn held(open: &Mutex<Open>) -> MutexGuard<'_, Open> {
    open.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt;

    fn person(name: &str) -> PersonId {
        PersonId(name.into())
    }

    fn streams(of_one: usize, all: usize) -> Streams {
        Streams::new(StreamLimits { of_one, all, ..StreamLimits::default() })
    }

    #[test]
    fn one_more_closes_the_oldest_of_the_same_person() {
        let streams = streams(2, 10);
        let first = streams.open(&person("one")).unwrap();
        let second = streams.open(&person("one")).unwrap();
        let other = streams.open(&person("other")).unwrap();
        assert!(first.closed().now_or_never().is_none());
        let third = streams.open(&person("one")).unwrap();
        assert!(first.closed().now_or_never().is_some());
        for stays in [&second, &third, &other] {
            assert!(stays.closed().now_or_never().is_none());
        }
        drop((first, second, third, other));
        let open = held(&streams.open);
        assert_eq!((open.all, open.of.len()), (0, 0));
    }

    #[test]
    fn there_are_so_many_in_all() {
        let streams = streams(2, 2);
        let held = [streams.open(&person("one")).unwrap(), streams.open(&person("one")).unwrap()];
        assert!(streams.open(&person("other")).is_none());
        let newer = streams.open(&person("one"));
        assert!(newer.is_some(), "it takes the place of the person's own");
        drop((held, newer));
        assert!(streams.open(&person("other")).is_some());
    }
}
