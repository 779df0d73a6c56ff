//! The seed of a draw, and what is published of it before.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::{self, Write as _};
use std::str::FromStr;
use thiserror::Error;

/// 32 bytes that decide a draw. Written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Seed(pub [u8; 32]);

/// A text is no seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("种子要写成 64 位十六进制数字")]
pub struct SeedError;

impl Seed {
    /// The SHA-256 of the 32 bytes, in hexadecimal digits: published before the draw, so that the seed can't be
    /// chosen after its outcome.
    #[must_use]
    pub fn commitment(&self) -> String {
        hex(&Sha256::digest(self.0))
    }
}

/// Bytes as lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing into a String never fails.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

impl FromStr for Seed {
    type Err = SeedError;

    fn from_str(text: &str) -> Result<Self, SeedError> {
        let text = text.trim();
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(SeedError);
        }
        let mut bytes = [0; 32];
        for (byte, digits) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            let digits = std::str::from_utf8(digits).map_err(|_| SeedError)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| SeedError)?;
        }
        Ok(Self(bytes))
    }
}

impl fmt::Display for Seed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&hex(&self.0))
    }
}

/// A seed is a secret until it is drawn by: no log shows it.
impl fmt::Debug for Seed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Seed({}…)", self.commitment().get(..8).unwrap_or_default())
    }
}

impl TryFrom<String> for Seed {
    type Error = SeedError;
    fn try_from(text: String) -> Result<Self, SeedError> {
        text.parse()
    }
}

impl From<Seed> for String {
    fn from(seed: Seed) -> Self {
        seed.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commitment_is_what_sha256sum_says() {
        // printf '00%.0s' {1..32} | xxd -r -p | sha256sum
        let commitment = "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925";
        assert_eq!(Seed([0; 32]).commitment(), commitment);
    }

    #[test]
    fn is_written_and_read_as_digits() {
        let mut bytes = [0; 32];
        (bytes[0], bytes[31]) = (0xab, 0x01);
        let text = Seed(bytes).to_string();
        assert!(text.starts_with("ab00") && text.ends_with("01") && text.len() == 64);
        assert_eq!(text.to_uppercase().parse(), Ok(Seed(bytes)));
        for wrong in ["", "ab", &"g".repeat(64), &"+1".repeat(32), &"种".repeat(32)] {
            assert_eq!(wrong.parse::<Seed>(), Err(SeedError), "{wrong}");
        }
        assert!(!format!("{:?}", Seed(bytes)).contains("ab00"), "a log doesn't show it");
    }
}
