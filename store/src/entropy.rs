//! Random numbers: the system's, or a fixed sequence for tests.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::time::Timestamp;
use rand::rngs::StdRng;
use rand::{Rng, RngExt, SeedableRng};
use std::sync::{Arc, Mutex, PoisonError};

/// A cryptographically strong source, seeded by the system or by a test.
#[derive(Clone)]
pub struct Entropy(Arc<Mutex<StdRng>>);

impl Entropy {
    /// Seeded by the system.
    #[must_use]
    pub fn system() -> Self {
        Self(Arc::new(Mutex::new(rand::make_rng())))
    }

    /// The same sequence for the same seed: for tests and demo data.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    fn with<T>(&self, draw: impl FnOnce(&mut StdRng) -> T) -> T {
        draw(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A number from 0 to `below` − 1, each as likely as the other. `below` must be more than 0.
    #[must_use]
    pub fn below(&self, below: u32) -> u32 {
        self.with(|source| source.random_range(0..below.max(1)))
    }

    /// Random bytes.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.with(|source| source.fill_bytes(&mut bytes));
        bytes
    }

    /// A secret of 256 bits that fits a cookie or an address.
    #[must_use]
    pub fn token(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.bytes::<32>())
    }

    /// A UUID of version 7: sorts by the time of its making ([`first_id`]).
    #[must_use]
    pub fn id(&self, now: Timestamp) -> String {
        let milliseconds = u64::try_from(now.0).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(milliseconds, &self.bytes()).into_uuid().to_string()
    }
}

/// What sorts before every [`Entropy::id`] that is made at this moment or later, and behind all others.
#[must_use]
pub fn first_id(at: Timestamp) -> String {
    let milliseconds = format!("{:012x}", at.0.clamp(0, 0xffff_ffff_ffff));
    let (first, second) = milliseconds.split_at(8);
    format!("{first}-{second}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_parts_the_ids_before_it_from_those_behind() {
        let entropy = Entropy::seeded(1);
        let now = Timestamp(1_795_483_800_000);
        let first = first_id(now);
        assert!(entropy.id(now.plus(-1)) < first && first < entropy.id(now));
        assert_eq!(first_id(Timestamp(-5)), "00000000-0000");
    }
}
