//! How many pictures, and how large.

use crate::time::DAY;

/// The most pictures of a kind that stand on an order; from a reopening they are counted anew.
pub const PHOTOS_MOST: usize = 6;
/// The most that may ever be added of a kind in one round, with those that were taken back.
pub const ADDED_MOST: usize = 18;
/// The most pictures that one person may send in a day for orders which are not placed, with those taken away again.
pub const DRAFTS_MOST: usize = 36;
/// How long such a picture waits, in milliseconds.
pub const DRAFT_LIFE: i64 = DAY;

/// The most bytes of a picture as it is kept.
pub const PHOTO_BYTES: usize = 300 * 1024;
/// The longer edge of a picture as it is kept, in pixels.
pub const PHOTO_EDGE: u32 = 1_600;
/// The most bytes of a picture as it is sent: what a telephone's camera makes.
pub const UPLOAD_BYTES: usize = 12 * 1024 * 1024;
/// The most pixels of a picture as it is sent, which is what telephones take by themselves: more is a trap for the memory.
pub const UPLOAD_PIXELS: u64 = 25_000_000;

/// Whether a text can be the name that a browser gives to what it sends, so that sending it twice counts once.
#[must_use]
pub fn may_be_key(text: &str) -> bool {
    (16..=100).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_long_and_plain() {
        assert!(may_be_key("3f2b8c1e-7d4a-4a53-9a51-0c8f6c1d2e3f"));
        for text in ["", "short", "with a space in it", "../../../../etc/passwd", &"x".repeat(101)] {
            assert!(!may_be_key(text), "{text}");
        }
    }
}
