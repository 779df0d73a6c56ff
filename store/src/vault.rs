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
/// Every demo's secret: known to all, so that a demo can be opened again.
pub const DEMO_SECRET: &[u8; SECRET_BYTES] = b"diandiantong demo: not a secret!";
/// Marks the way of encryption, should it ever change.
const VERSION: &str = "1:";
const NONCE_BYTES: usize = 12;

/// Encrypts and decrypts. Cloning shares the keys.
#[derive(Clone)]
pub struct Vault {
    cipher: Arc<Aes256Gcm>,
    index_key: [u8; 32],
}

/// A text cannot be encrypted or decrypted: it was changed, or encrypted with another secret.
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

    /// Encrypts a text. `aad` is the additional data that is authenticated with it, such as «people.phone»: a text that is
    /// moved to another column is not decrypted. What is stored keeps the additional data that it was encrypted with,
    /// whatever its column is called later.
    ///
    /// # Errors
    /// [`VaultError`], for texts beyond 64 GiB only.
    pub fn encrypt(&self, aad: &str, text: &str, entropy: &Entropy) -> Result<String, VaultError> {
        Ok(format!("{VERSION}{}", STANDARD_NO_PAD.encode(self.encrypt_bytes(aad, text.as_bytes(), entropy)?)))
    }

    /// Decrypts the result of [`Vault::encrypt`] for the same additional data.
    ///
    /// # Errors
    /// [`VaultError`] if it was changed, or encrypted with other additional data or another secret.
    pub fn decrypt(&self, aad: &str, encrypted: &str) -> Result<String, VaultError> {
        let bytes = encrypted.strip_prefix(VERSION).and_then(|text| STANDARD_NO_PAD.decode(text).ok());
        String::from_utf8(self.decrypt_bytes(aad, &bytes.ok_or(VaultError)?)?).map_err(|_| VaultError)
    }

    /// Encrypts bytes that are stored outside of the database; `aad` as in [`Vault::encrypt`].
    ///
    /// # Errors
    /// [`VaultError`], beyond 64 GiB only.
    pub fn encrypt_bytes(&self, aad: &str, bytes: &[u8], entropy: &Entropy) -> Result<Vec<u8>, VaultError> {
        let nonce: [u8; NONCE_BYTES] = entropy.bytes();
        let payload = Payload { msg: bytes, aad: aad.as_bytes() };
        let message = self.cipher.encrypt(&Nonce::from(nonce), payload).map_err(|_| VaultError)?;
        Ok([&nonce[..], &message].concat())
    }

    /// Decrypts the result of [`Vault::encrypt_bytes`] for the same additional data.
    ///
    /// # Errors
    /// As [`Vault::decrypt`].
    pub fn decrypt_bytes(&self, aad: &str, encrypted: &[u8]) -> Result<Vec<u8>, VaultError> {
        let (nonce, message) = encrypted.split_at_checked(NONCE_BYTES).ok_or(VaultError)?;
        let nonce: [u8; NONCE_BYTES] = nonce.try_into().map_err(|_| VaultError)?;
        let payload = Payload { msg: message, aad: aad.as_bytes() };
        self.cipher.decrypt(&Nonce::from(nonce), payload).map_err(|_| VaultError)
    }

    /// A keyed fingerprint to find a value by, which tells nothing of it without the secret.
    #[must_use]
    pub fn fingerprint(&self, label: &str, value: &str) -> String {
        STANDARD_NO_PAD.encode(keyed(&self.index_key, format!("{label}\0{value}").as_bytes()))
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
    fn decrypts_only_with_the_data_and_the_secret_it_was_encrypted_with() {
        let entropy = Entropy::seeded(1);
        let vault = Vault::new(&[7; 32]);
        let encrypted = vault.encrypt("people.phone", "13800000001", &entropy).unwrap();
        assert!(!encrypted.contains("138"));
        assert_eq!(vault.decrypt("people.phone", &encrypted).unwrap(), "13800000001");
        assert_eq!(vault.decrypt("people.door", &encrypted), Err(VaultError));
        assert_eq!(Vault::new(&[8; 32]).decrypt("people.phone", &encrypted), Err(VaultError));
        for broken in ["", "1:", "1:AAAA", "2:abc", &encrypted[..encrypted.len() - 1]] {
            assert_eq!(vault.decrypt("people.phone", broken), Err(VaultError), "{broken}");
        }
    }

    #[test]
    fn the_same_text_is_encrypted_differently_but_found_alike() {
        let entropy = Entropy::seeded(1);
        let vault = Vault::new(&[7; 32]);
        assert_ne!(vault.encrypt("a", "x", &entropy).unwrap(), vault.encrypt("a", "x", &entropy).unwrap());
        assert_eq!(vault.fingerprint("a", "x"), vault.fingerprint("a", "x"));
        assert_ne!(vault.fingerprint("a", "x"), vault.fingerprint("b", "x"));
        assert_ne!(vault.fingerprint("a", "x"), Vault::new(&[8; 32]).fingerprint("a", "x"));
    }
}
