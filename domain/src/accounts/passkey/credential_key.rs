//! The public keys of passkeys.
//!
//! They are COSE keys, which devices have to write in one way only (the canonical CBOR of CTAP2, without optional parts): each
//! kind has fixed bytes around its numbers, and nothing else is read.

/// What stands before the numbers of a key on the curve P-256, and between them.
const ES256: [u8; 10] = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
const ES256_Y: [u8; 3] = [0x22, 0x58, 0x20];
/// What stands before an Ed25519 key.
const EDDSA: [u8; 10] = [0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20];
/// What stands before the length of an RSA key's modulus, and what its exponent is.
const RS256: [u8; 9] = [0xa4, 0x01, 0x03, 0x03, 0x39, 0x01, 0x00, 0x20, 0x59];
const RS256_E: [u8; 5] = [0x21, 0x43, 0x01, 0x00, 0x01];
/// The bytes of a modulus that are taken: 2048 to 4096 bits.
const MODULUS: std::ops::RangeInclusive<usize> = 256..=512;
const NUMBER: usize = 32;

/// A public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialKey<'a> {
    /// ECDSA on the curve P-256 with SHA-256: a point's two numbers.
    Es256 {
        /// The first.
        x: &'a [u8],
        /// The second.
        y: &'a [u8],
    },
    /// Ed25519.
    EdDsa(&'a [u8]),
    /// RSA with PKCS#1 padding and SHA-256, as Windows has it: the modulus; the exponent is 65537.
    Rs256(&'a [u8]),
}

impl<'a> CredentialKey<'a> {
    /// The kinds that are taken, by their numbers in COSE, those preferred first.
    pub const ALGORITHMS: [i32; 3] = [-7, -8, -257];

    /// Reads a key and its length in bytes; what stands behind it is left. `None` if it is none of those that are taken.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Option<(Self, usize)> {
        let (key, rest) = if let Some(rest) = bytes.strip_prefix(&ES256) {
            let (x, rest) = rest.split_at_checked(NUMBER)?;
            let (y, rest) = rest.strip_prefix(&ES256_Y)?.split_at_checked(NUMBER)?;
            (Self::Es256 { x, y }, rest)
        } else if let Some(rest) = bytes.strip_prefix(&EDDSA) {
            let (key, rest) = rest.split_at_checked(NUMBER)?;
            (Self::EdDsa(key), rest)
        } else {
            let (length, rest) = bytes.strip_prefix(&RS256)?.split_at_checked(2)?;
            let length = usize::from(u16::from_be_bytes(length.try_into().ok()?));
            let (modulus, rest) = rest.split_at_checked(length).filter(|_| MODULUS.contains(&length))?;
            (Self::Rs256(modulus), rest.strip_prefix(&RS256_E)?)
        };
        Some((key, bytes.len() - rest.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_kinds_are_read_and_what_stands_behind_is_left() {
        let point = [&ES256[..], &[1; 32], &ES256_Y, &[2; 32]].concat();
        let edwards = [&EDDSA[..], &[3; 32]].concat();
        let rsa = |length: u16| {
            [&RS256[..], &length.to_be_bytes(), &vec![4; usize::from(length)], &RS256_E].concat()
        };
        for (bytes, key) in [
            (&point, CredentialKey::Es256 { x: &[1; 32], y: &[2; 32] }),
            (&edwards, CredentialKey::EdDsa(&[3; 32])),
            (&rsa(256), CredentialKey::Rs256(&[4; 256])),
        ] {
            let more = [bytes.as_slice(), b"more"].concat();
            assert_eq!(CredentialKey::read(&more), Some((key, bytes.len())));
            assert!((0..bytes.len()).all(|length| CredentialKey::read(&bytes[..length]).is_none()));
        }
        assert_eq!(CredentialKey::read(&rsa(128)), None, "1024 bits are too few");
        let other_exponent = [&rsa(256)[..267], &[0x21, 0x43, 0x01, 0x00, 0x03]].concat();
        assert_eq!(CredentialKey::read(&other_exponent), None);
    }
}
