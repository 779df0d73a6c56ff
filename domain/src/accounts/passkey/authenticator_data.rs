//! What a device says of itself and of what it was asked, as it signs it.

/// The person touched it, or did something like it.
const USER_PRESENT: u8 = 0x01;
/// It has made sure who that is, by a PIN, a finger or a face.
const USER_VERIFIED: u8 = 0x04;
/// The passkey may come to be on several devices.
const BACKUP_ELIGIBLE: u8 = 0x08;
/// The passkey is on several devices.
const BACKED_UP: u8 = 0x10;
/// A new passkey stands behind the head.
const HAS_CREDENTIAL: u8 = 0x40;
/// The bytes of the head: a hash, the flags, the count.
const HEAD: usize = 37;
/// The bytes that name the kind of device, before the length of the passkey's id.
const MODEL: usize = 16;
/// The most bytes of a passkey's id.
const ID_MOST: usize = 1_023;

/// What a device says; nothing of it is to be believed before its signature is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuthenticatorData<'a> {
    /// The SHA-256 of the site's name for which the device was asked.
    pub site_hash: &'a [u8],
    /// How often the passkey was used, as far as the device counts that.
    pub sign_count: u32,
    /// The passkey that was made, where one was.
    pub credential: Option<NewCredential<'a>>,
    flags: u8,
}

/// A passkey that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewCredential<'a> {
    /// What it is found by.
    pub id: &'a [u8],
    /// Its public key, and whatever stands behind that.
    pub key: &'a [u8],
}

impl<'a> AuthenticatorData<'a> {
    /// Reads it; `None` if it is none.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let (head, rest) = bytes.split_at_checked(HEAD)?;
        let (site_hash, rest_of_head) = head.split_at(32);
        let (flags, count) = rest_of_head.split_first()?;
        let credential = if flags & HAS_CREDENTIAL == 0 { None } else { Some(NewCredential::read(rest)?) };
        let is_odd = flags & BACKED_UP != 0 && flags & BACKUP_ELIGIBLE == 0;
        (!is_odd).then_some(Self {
            site_hash,
            sign_count: u32::from_be_bytes(count.try_into().ok()?),
            credential,
            flags: *flags,
        })
    }

    /// Whether the device has made sure that whoever it belongs to is there.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.flags & USER_PRESENT != 0 && self.flags & USER_VERIFIED != 0
    }

    /// Whether the passkey is on several devices.
    #[must_use]
    pub fn is_backed_up(&self) -> bool {
        self.flags & BACKED_UP != 0
    }
}

impl<'a> NewCredential<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let (_, rest) = bytes.split_at_checked(MODEL)?;
        let (length, rest) = rest.split_at_checked(2)?;
        let length = usize::from(u16::from_be_bytes(length.try_into().ok()?));
        let (id, key) = rest.split_at_checked(length)?;
        (!id.is_empty() && id.len() <= ID_MOST).then_some(Self { id, key })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(flags: u8) -> Vec<u8> {
        [&[9; 32][..], &[flags], &7_u32.to_be_bytes()].concat()
    }

    #[test]
    fn says_who_was_there_and_how_often() {
        let bytes = head(USER_PRESENT | USER_VERIFIED);
        let read = AuthenticatorData::read(&bytes).unwrap();
        assert!(read.is_verified() && !read.is_backed_up());
        assert_eq!((read.site_hash, read.sign_count, read.credential), (&[9; 32][..], 7, None));
        assert!(!AuthenticatorData::read(&head(USER_VERIFIED)).unwrap().is_verified(), "nobody was there");
        assert!(!AuthenticatorData::read(&head(USER_PRESENT)).unwrap().is_verified(), "anybody was");
    }

    #[test]
    fn a_new_passkey_has_an_id() {
        let with = |id: &[u8], length: u16| {
            [
                &head(HAS_CREDENTIAL | BACKUP_ELIGIBLE | BACKED_UP),
                &[0; 16][..],
                &length.to_be_bytes(),
                id,
                b"key",
            ]
            .concat()
        };
        let bytes = with(b"abc", 3);
        let read = AuthenticatorData::read(&bytes).unwrap();
        assert!(read.is_backed_up());
        assert_eq!(read.credential, Some(NewCredential { id: b"abc", key: b"key" }));
        assert_eq!(AuthenticatorData::read(&with(b"", 0)), None);
        assert_eq!(AuthenticatorData::read(&with(b"abc", 700)), None, "shorter than it says");
        assert_eq!(AuthenticatorData::read(&with(&[1; 1_024], 1_024)), None);
    }

    #[test]
    fn what_is_cut_off_or_cannot_be_is_nothing() {
        let whole = head(USER_PRESENT);
        assert!((0..whole.len()).all(|length| AuthenticatorData::read(&whole[..length]).is_none()));
        assert_eq!(AuthenticatorData::read(&head(BACKED_UP)), None);
    }
}
