//! Encryption at rest of what identifies a person: phone numbers, doors, and pictures of what is behind them.
//!
//! AES-256-GCM with a random nonce for what must be read again, HMAC-SHA-256 for what must only be
//! found again. Both keys come from one secret, told apart by a label (HMAC as a key derivation
//! function, NIST SP 800-108 in counter mode with one block).

use crate::entropy::Entropy;
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::sync::Arc;
use subtle::ConstantTimeEq;
use thiserror::Error;

/// Bytes of the secret.
pub const SECRET_BYTES: usize = 32;
/// Marks the way of encryption, should it ever change.
const VERSION: &str = "1:";
const NONCE_BYTES: usize = 12;

/// Locks and unlocks. Cloning shares the keys.
#[derive(Clone)]
pub struct Vault {
    cipher: Arc<Aes256Gcm>,
    index_key: [u8; 32],
}

/// A text cannot be locked or unlocked: it was changed, or locked with another secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("encrypted text does not fit the secret")]
pub struct VaultError;

impl Vault {
    /// A vault with keys made from one secret.
    #[must_use]
    pub fn new(secret: &[u8; SECRET_BYTES]) -> Self {
        let cipher_key = keyed(secret, b"\x01diandiantong cipher\x00\x01\x00");
        let index_key = keyed(secret, b"\x01diandiantong index\x00\x01\x00");
        Self { cipher: Arc::new(Aes256Gcm::new(&cipher_key.into())), index_key }
    }

    /// Whether its keys were made from this secret.
    #[must_use]
    pub fn is_of(&self, secret: &[u8; SECRET_BYTES]) -> bool {
        bool::from(self.index_key.ct_eq(&Self::new(secret).index_key))
    }

    /// Encrypts. `place` (such as «people.phone») is bound in: a text moved elsewhere doesn't open.
    ///
    /// # Errors
    /// [`VaultError`], for texts beyond 64 GiB only.
    pub fn lock(&self, place: &str, text: &str, entropy: &Entropy) -> Result<String, VaultError> {
        Ok(format!("{VERSION}{}", STANDARD_NO_PAD.encode(self.seal(place, text.as_bytes(), entropy)?)))
    }

    /// Decrypts what [`Vault::lock`] made for the same place.
    ///
    /// # Errors
    /// [`VaultError`] if it was changed, or locked for another place or with another secret.
    pub fn unlock(&self, place: &str, locked: &str) -> Result<String, VaultError> {
        let bytes = locked.strip_prefix(VERSION).and_then(|text| STANDARD_NO_PAD.decode(text).ok());
        String::from_utf8(self.open(place, &bytes.ok_or(VaultError)?)?).map_err(|_| VaultError)
    }

    /// Encrypts bytes that are kept elsewhere than in the database; `place` is bound in as for a text.
    ///
    /// # Errors
    /// [`VaultError`], beyond 64 GiB only.
    pub fn seal(&self, place: &str, bytes: &[u8], entropy: &Entropy) -> Result<Vec<u8>, VaultError> {
        let nonce: [u8; NONCE_BYTES] = entropy.bytes();
        let payload = Payload { msg: bytes, aad: place.as_bytes() };
        let sealed = self.cipher.encrypt(&Nonce::from(nonce), payload).map_err(|_| VaultError)?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// Decrypts what [`Vault::seal`] made for the same place.
    ///
    /// # Errors
    /// As [`Vault::unlock`].
    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
        let (nonce, message) = sealed.split_at_checked(NONCE_BYTES).ok_or(VaultError)?;
        let nonce: [u8; NONCE_BYTES] = nonce.try_into().map_err(|_| VaultError)?;
        let payload = Payload { msg: message, aad: place.as_bytes() };
        self.cipher.decrypt(&Nonce::from(nonce), payload).map_err(|_| VaultError)
    }

    /// A keyed fingerprint to find a value by, which tells nothing of it without the secret.
    #[must_use]
    pub fn fingerprint(&self, place: &str, value: &str) -> String {
        STANDARD_NO_PAD.encode(keyed(&self.index_key, format!("{place}\0{value}").as_bytes()))
    }
}

/// HMAC-SHA-256. A key shorter than a block is padded with zeros, as RFC 2104 says.
fn keyed(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new(&block.into());
    mac.update(message);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_only_where_and_with_what_it_was_locked() {
        let entropy = Entropy::seeded(1);
        let vault = Vault::new(&[7; 32]);
        let locked = vault.lock("people.phone", "13800000001", &entropy).unwrap();
        assert!(!locked.contains("138"));
        assert_eq!(vault.unlock("people.phone", &locked).unwrap(), "13800000001");
        assert_eq!(vault.unlock("people.door", &locked), Err(VaultError));
        assert_eq!(Vault::new(&[8; 32]).unlock("people.phone", &locked), Err(VaultError));
        for broken in ["", "1:", "1:AAAA", "2:abc", &locked[..locked.len() - 1]] {
            assert_eq!(vault.unlock("people.phone", broken), Err(VaultError), "{broken}");
        }
    }

    #[test]
    fn the_same_text_is_locked_differently_but_found_alike() {
        let entropy = Entropy::seeded(1);
        let vault = Vault::new(&[7; 32]);
        assert_ne!(vault.lock("a", "x", &entropy).unwrap(), vault.lock("a", "x", &entropy).unwrap());
        assert_eq!(vault.fingerprint("a", "x"), vault.fingerprint("a", "x"));
        assert_ne!(vault.fingerprint("a", "x"), vault.fingerprint("b", "x"));
        assert_ne!(vault.fingerprint("a", "x"), Vault::new(&[8; 32]).fingerprint("a", "x"));
    }
}
