//! Whether what a browser answers is what a passkey has said to this site (Web Authentication, level 3, 7.1 and 7.2, without
//! attestation: which make a device is of is nobody's business here).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::accounts::{AuthenticatorData, CredentialKey, RelyingParty};
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use thiserror::Error;

/// The exponent of all RSA keys that are taken.
const RSA_EXPONENT: [u8; 3] = [1, 0, 1];
/// The most bytes of an answer.
const ANSWER_MOST: usize = 16 * 1024;

/// Why an answer is refused. People read one sentence for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(super) enum Fault {
    #[error("no answer of a passkey")]
    Malformed,
    #[error("an answer to something else")]
    OtherCeremony,
    #[error("an answer to another challenge")]
    OtherChallenge,
    #[error("an answer for another site")]
    OtherSite,
    #[error("the device has not made sure whose it is")]
    NotVerified,
    #[error("a key of a kind that is not taken")]
    OtherKey,
    #[error("a wrong signature")]
    Signature,
    #[error("a count that has stood still: there may be a copy of the passkey")]
    Count,
    #[error("a passkey of somebody else")]
    OtherPerson,
}

/// A `PublicKeyCredential` as JSON, as far as it is read.
#[derive(Deserialize)]
pub(super) struct Credential {
    /// What it is found by, in base64url.
    pub(super) id: String,
    response: Response,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Response {
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    authenticator_data: String,
    #[serde(default)]
    signature: String,
    #[serde(default)]
    user_handle: Option<String>,
}

/// What the browser says of the page that asked.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    #[serde(rename = "type")]
    ceremony: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

/// An answer, with its binary parts.
pub(super) struct Answer {
    client_data: Vec<u8>,
    /// What the device has said.
    pub(super) authenticator_data: Vec<u8>,
    signature: Vec<u8>,
    /// Whose passkey it is, as the device knows them.
    pub(super) handle: Option<Vec<u8>>,
}

/// What was asked for.
#[derive(Clone, Copy)]
pub(super) enum Ceremony {
    Create,
    Get,
}

impl Credential {
    /// Reads what a script was given.
    pub(super) fn read(json: &str) -> Result<Self, Fault> {
        let short = Some(json).filter(|json| json.len() <= ANSWER_MOST);
        let read: Option<Self> = short.and_then(|json| serde_json::from_str(json).ok());
        read.filter(|read| bytes(&read.id).is_ok_and(|id| !id.is_empty())).ok_or(Fault::Malformed)
    }

    /// Its binary parts.
    pub(super) fn answer(&self) -> Result<Answer, Fault> {
        let Response { client_data, authenticator_data, signature, user_handle } = &self.response;
        Ok(Answer {
            client_data: bytes(client_data)?,
            authenticator_data: bytes(authenticator_data)?,
            signature: bytes(signature)?,
            handle: user_handle.as_deref().map(bytes).transpose()?,
        })
    }
}

impl Answer {
    /// What the device has said, if it was to this site, to this challenge, and it knows who was there.
    pub(super) fn check(
        &self,
        ceremony: Ceremony,
        challenge: &str,
        party: &RelyingParty,
    ) -> Result<AuthenticatorData<'_>, Fault> {
        let data = self.said_to(ceremony, challenge, party)?;
        if data.is_verified() { Ok(data) } else { Err(Fault::NotVerified) }
    }

    fn said_to(
        &self,
        ceremony: Ceremony,
        challenge: &str,
        party: &RelyingParty,
    ) -> Result<AuthenticatorData<'_>, Fault> {
        let client: ClientData = serde_json::from_slice(&self.client_data).map_err(|_| Fault::Malformed)?;
        let asked = match ceremony {
            Ceremony::Create => "webauthn.create",
            Ceremony::Get => "webauthn.get",
        };
        if client.ceremony != asked {
            return Err(Fault::OtherCeremony);
        }
        if !bool::from(client.challenge.as_bytes().ct_eq(challenge.as_bytes())) {
            return Err(Fault::OtherChallenge);
        }
        let data = AuthenticatorData::read(&self.authenticator_data).ok_or(Fault::Malformed)?;
        let is_here = data.site_hash == Sha256::digest(&party.id).as_slice();
        if client.origin != party.origin || client.cross_origin || !is_here {
            return Err(Fault::OtherSite);
        }
        Ok(data)
    }

    /// Whether it is signed with a key.
    pub(super) fn is_signed_by(&self, key: CredentialKey<'_>) -> Result<(), Fault> {
        let signed =
            [self.authenticator_data.as_slice(), Sha256::digest(&self.client_data).as_slice()].concat();
        let outcome = match key {
            CredentialKey::Es256 { x, y } => {
                let point = [&[4], x, y].concat();
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(&signed, &self.signature)
            }
            CredentialKey::EdDsa(key) => {
                UnparsedPublicKey::new(&ED25519, key).verify(&signed, &self.signature)
            }
            CredentialKey::Rs256(n) => RsaPublicKeyComponents { n, e: &RSA_EXPONENT[..] }.verify(
                &RSA_PKCS1_2048_8192_SHA256,
                &signed,
                &self.signature,
            ),
        };
        outcome.map_err(|_| Fault::Signature)
    }
}

/// Bytes in base64url, as JSON has them.
pub(super) fn bytes(text: &str) -> Result<Vec<u8>, Fault> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| Fault::Malformed)
}

/// Base64url of bytes.
pub(super) fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests;
