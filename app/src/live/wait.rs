//! How long to wait before the server is asked again.

/// The first wait, in milliseconds.
const FIRST: u32 = 2_000;
/// The longest, in milliseconds.
const LONGEST: u32 = 60_000;

/// Waits that grow as long as nothing comes of it, up to a minute; each is shortened by chance, so that those who were cut
/// off together don't come back together.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Waits(u32);

impl Waits {
    /// The next wait in milliseconds, by a random number from 0 to 1: from half of what it may be to all of it.
    pub(super) fn next(&mut self, random: f64) -> u32 {
        let whole = FIRST.saturating_mul(1 << self.0.min(16)).min(LONGEST);
        self.0 += 1;
        let half = f64::from(whole) / 2.0;
        // Between 1 000 and 60 000.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it fits")]
        let wait = (half + half * random.clamp(0.0, 1.0)) as u32;
        wait
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_a_minute_and_begin_anew() {
        let mut waits = Waits::default();
        let longest: Vec<_> = (0..8).map(|_| waits.next(1.0)).collect();
        assert_eq!(longest, [2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
        for _ in 0..100 {
            waits.next(0.3);
        }
        assert_eq!(waits.next(0.0), 30_000);
        waits = Waits::default();
        assert_eq!(waits.next(0.0), 1_000);
    }

    #[test]
    fn chance_takes_half_of_a_wait_at_most() {
        for random in [0.0, 0.25, 0.5, 0.999, 1.0, 7.0, -1.0] {
            assert!((1_000..=2_000).contains(&Waits::default().next(random)), "{random}");
        }
    }
}
