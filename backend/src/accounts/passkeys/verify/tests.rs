//! Against what others have made: the test vectors of the recommendation (section 16, «ES256 Credential with No Attestation»,
//! in which nobody was verified).

use super::*;

const CHALLENGE_NEW: &str = "00c30fb78531c464d2b6771dab8d7b603c01162f2fa486bea70f283ae556e130";
const CLIENT_DATA_NEW: &str = "7b2274797065223a22776562617574686e2e637265617465222c226368616c6c656e6765223a22414d4d50743455\
    7878475453746e63647134313759447742466938767049612d7077386f4f755657345441222c226f726967696e223a2268747470733a2f2f6578616d70\
    6c652e6f7267222c2263726f73734f726967696e223a66616c73652c22657874726144617461223a22636c69656e74446174614a534f4e206d61792062\
    6520657874656e6465642077697468206164646974696f6e616c206669656c647320696e20746865206675747572652c207375636820617320746869733\
    a20426b5165446a646354427258426941774a544c453551227d";
const AUTHENTICATOR_DATA_NEW: &str = "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b559000000008446ccb9ab1d\
    b374750b2367ff6f3a1f0020f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330084be4a5010203262001215820afefa16f97ca9b\
    2d23eb86ccb64098d20db90856062eb249c33a9b672f26df61225820930a56b87a2fca66334b03458abf879717c12cc68ed73290af2e2664796b9220";
const CREDENTIAL_ID: &str = "f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330084be4";
const CHALLENGE: &str = "39c0e7521417ba54d43e8dc95174f423dee9bf3cd804ff6d65c857c9abf4d408";
const CLIENT_DATA: &str = "7b2274797065223a22776562617574686e2e676574222c226368616c6c656e6765223a224f63446e55685158756c5455\
    506f334a5558543049393770767a7a59425039745a63685879617630314167222c226f726967696e223a2268747470733a2f2f6578616d706c652e6f72\
    67222c2263726f73734f726967696e223a66616c73657d";
const AUTHENTICATOR_DATA: &str = "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b51900000000";
const SIGNATURE: &str = "3046022100f50a4e2e4409249c4a853ba361282f09841df4dd4547a13a87780218deffcd380221008480ac0f0b93538174f5\
    75bf11a1dd5d78c6e486013f937295ea13653e331e87";

fn hex(digits: &str) -> Vec<u8> {
    let digit = |place: usize| u8::from_str_radix(&digits[place..place + 2], 16).unwrap();
    (0..digits.len()).step_by(2).map(digit).collect()
}

fn credential(client_data: &str, authenticator_data: &str, signature: &str) -> Credential {
    let [id, client_data, authenticator_data, signature] =
        [CREDENTIAL_ID, client_data, authenticator_data, signature].map(|digits| text(&hex(digits)));
    let json = serde_json::json!({ "id": id, "type": "public-key", "response": {
        "clientDataJSON": client_data, "authenticatorData": authenticator_data, "signature": signature } });
    Credential::read(&json.to_string()).unwrap()
}

fn site() -> RelyingParty {
    RelyingParty::of("https://example.org").unwrap()
}

#[test]
fn a_passkey_of_the_recommendation_is_read_and_its_signature_holds() {
    let made = credential(CLIENT_DATA_NEW, AUTHENTICATOR_DATA_NEW, "").answer().unwrap();
    let data = made.said_to(Ceremony::Create, &text(&hex(CHALLENGE_NEW)), &site()).unwrap();
    let new = data.credential.unwrap();
    assert_eq!(new.id, hex(CREDENTIAL_ID));
    let (key, length) = CredentialKey::read(new.key).unwrap();
    assert_eq!(length, new.key.len());

    let used = credential(CLIENT_DATA, AUTHENTICATOR_DATA, SIGNATURE).answer().unwrap();
    let challenge = text(&hex(CHALLENGE));
    assert_eq!(used.said_to(Ceremony::Get, &challenge, &site()).unwrap().sign_count, 0);
    assert_eq!(used.is_signed_by(key), Ok(()));
    assert_eq!(used.check(Ceremony::Get, &challenge, &site()).unwrap_err(), Fault::NotVerified);

    let other = SIGNATURE.replace("331e87", "331e86");
    let forged = credential(CLIENT_DATA, AUTHENTICATOR_DATA, &other).answer().unwrap();
    assert_eq!(forged.is_signed_by(key), Err(Fault::Signature));
    let count = AUTHENTICATOR_DATA.replace("1900000000", "1900000001");
    let counted = credential(CLIENT_DATA, &count, SIGNATURE).answer().unwrap();
    assert_eq!(counted.is_signed_by(key), Err(Fault::Signature));
}

#[test]
fn what_was_said_elsewhere_or_to_something_else_is_refused() {
    let used = credential(CLIENT_DATA, AUTHENTICATOR_DATA, SIGNATURE).answer().unwrap();
    let challenge = text(&hex(CHALLENGE));
    let why = |ceremony, challenge: &str, origin: &str| {
        used.said_to(ceremony, challenge, &RelyingParty::of(origin).unwrap()).unwrap_err()
    };
    assert_eq!(why(Ceremony::Create, &challenge, "https://example.org"), Fault::OtherCeremony);
    assert_eq!(why(Ceremony::Get, &text(&hex(CHALLENGE_NEW)), "https://example.org"), Fault::OtherChallenge);
    assert_eq!(why(Ceremony::Get, &challenge, "https://example.org:8443"), Fault::OtherSite);
    assert_eq!(why(Ceremony::Get, &challenge, "https://dian.example.org"), Fault::OtherSite);
}

#[test]
fn what_is_no_answer_is_refused() {
    for json in ["", "{}", "[]", r#"{"id":"","response":{"clientDataJSON":"","authenticatorData":""}}"#] {
        assert_eq!(Credential::read(json).err(), Some(Fault::Malformed), "{json}");
    }
    let long = format!("{:width$}", "{}", width = ANSWER_MOST + 1);
    assert_eq!(Credential::read(&long).err(), Some(Fault::Malformed));
}
