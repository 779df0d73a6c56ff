//! A device with passkeys, as browsers have one: what `navigator.credentials` does with a page's options.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::time::Timestamp;
use ring::digest::{SHA256, digest};
use ring::hmac;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};

/// The person touched it, and it knows who that is.
pub const VERIFIED: u8 = 0x05;

/// A device with one passkey at most.
pub struct Authenticator {
    /// The page's origin.
    pub origin: String,
    /// What it says of whoever touches it.
    pub flags: u8,
    /// How often it was used; 0 where it doesn't count.
    pub count: u32,
    key: EcdsaKeyPair,
    id: [u8; 16],
    handle: String,
}

impl Authenticator {
    /// A new device that visits an origin; `number` tells several apart.
    pub fn new(origin: &str, number: u8) -> Self {
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let key =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, document.as_ref(), &random).unwrap();
        Self {
            origin: origin.into(),
            flags: VERIFIED,
            count: 0,
            key,
            id: [number; 16],
            handle: String::new(),
        }
    }

    /// Makes a passkey.
    pub fn create(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        self.handle = options["user"]["id"].as_str().unwrap().to_owned();
        let point = self.key.public_key().as_ref();
        let mut data = self.head(options["rp"]["id"].as_str().unwrap(), self.flags | 0x40);
        data.extend([&[0; 16][..], &[0, 16], &self.id].concat());
        data.extend([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..]);
        let client = self.client_data("webauthn.create", &options);
        self.said(json!({ "clientDataJSON": text(&client), "authenticatorData": text(&data) }))
    }

    /// Uses its passkey.
    pub fn get(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        if self.count > 0 {
            self.count += 1;
        }
        let data = self.head(options["rpId"].as_str().unwrap(), self.flags);
        let client = self.client_data("webauthn.get", &options);
        let signed = [data.as_slice(), digest(&SHA256, &client).as_ref()].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        self.said(json!({
            "clientDataJSON": text(&client),
            "authenticatorData": text(&data),
            "signature": text(signature.as_ref()),
            "userHandle": self.handle,
        }))
    }

    fn head(&self, site: &str, flags: u8) -> Vec<u8> {
        [digest(&SHA256, site.as_bytes()).as_ref(), &[flags], &self.count.to_be_bytes()].concat()
    }

    fn client_data(&self, ceremony: &str, options: &Value) -> Vec<u8> {
        let challenge = &options["challenge"];
        json!({ "type": ceremony, "challenge": challenge, "origin": self.origin, "crossOrigin": false })
            .to_string()
            .into_bytes()
    }

    fn said(&self, response: Value) -> String {
        json!({ "id": text(&self.id), "type": "public-key", "response": response }).to_string()
    }
}

/// What an application shows that was given this secret in letters.
pub fn totp_code(letters: &str, now: Timestamp) -> String {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits: String =
        letters.chars().map(|letter| format!("{:05b}", alphabet.find(letter).unwrap())).collect();
    let secret: Vec<u8> = (0..bits.len() / 8)
        .map(|place| u8::from_str_radix(&bits[place * 8..place * 8 + 8], 2).unwrap())
        .collect();
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &secret);
    let tag = hmac::sign(&key, &u64::try_from(now.0 / 30_000).unwrap().to_be_bytes());
    let from = usize::from(tag.as_ref()[19] & 15);
    let four: [u8; 4] = tag.as_ref()[from..from + 4].try_into().unwrap();
    format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000)
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
