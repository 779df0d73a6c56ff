use super::*;
use proptest::prelude::*;

#[test]
fn a_mobile_in_every_shape() {
    for text in [
        "13800000001",
        " 138 0000 0001 ",
        "138-0000-0001",
        "138.0000.0001",
        "138\u{202f}0000\u{a0}0001",
        "138\t0000\u{3000}0001",
        "13800\u{ad}000\u{200b}001\u{200b}",
        "\u{202a}13800000001\u{202c}",
        "１３８０００００００１",
        "138\n00000001",
        "+86 13800000001",
        "＋86 138 0000 0001",
        "+86 (138) 0000-0001",
        "(+86)13800000001",
        "0086-13800000001",
        "008613800000001",
        "8613800000001",
        "86 138 0000 0001",
        "013800000001",
        "tel:13800000001",
        "手机：13800000001",
    ] {
        let phone = Phone::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!((phone.full(), phone.kind()), ("13800000001", PhoneKind::Mobile), "{text}");
        assert_eq!(Phone::parse_mobile(text), Ok(phone), "{text}");
    }
}

#[test]
fn a_landline_with_its_area_code_and_an_extension() {
    for (text, kept) in [
        ("0512-65211234", "0512-65211234"),
        ("051265211234", "0512-65211234"),
        ("(0512) 6521 1234", "0512-65211234"),
        ("（０５１２）６５２１１２３４", "0512-65211234"),
        ("0512—6521-1234", "0512-65211234"),
        ("+86 512 6521 1234", "0512-65211234"),
        ("0086-0512-65211234", "0512-65211234"),
        ("8651265211234", "0512-65211234"),
        ("010-62345678", "010-62345678"),
        ("021 62345678", "021-62345678"),
        ("0551-3456789", "0551-3456789"),
        ("0512-65211234转801", "0512-65211234#801"),
        ("0512-65211234 转分机 801", "0512-65211234#801"),
        ("0512-65211234-801", "0512-65211234#801"),
        ("0512-65211234 ext. 801", "0512-65211234#801"),
        ("0512-65211234#801", "0512-65211234#801"),
        ("0551-3456789 转 1", "0551-3456789#1"),
    ] {
        let phone = Phone::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!((phone.full(), phone.kind()), (kept, PhoneKind::Landline), "{text}");
        assert!(!phone.gets_messages());
        assert_eq!(Phone::parse_mobile(text), Err(PhoneError::LandlineNoMessages), "{text}");
    }
    assert_eq!(Phone::parse("0512-65211234转801").unwrap().dialled(), "051265211234");
}

#[test]
fn a_number_from_elsewhere() {
    for (text, kept) in [
        ("+852 9123 4567", "+85291234567"),
        ("00852-91234567", "+85291234567"),
        ("＋853 6612 3456", "+85366123456"),
        ("+886 (0)912 345 678", "+886912345678"),
        ("+1 (650) 253-0000", "+16502530000"),
        ("+49 30 901820", "+4930901820"),
    ] {
        let phone = Phone::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!((phone.full(), phone.kind()), (kept, PhoneKind::Abroad), "{text}");
        assert_eq!(phone.dialled(), kept);
        assert_eq!(Phone::parse_mobile(text), Err(PhoneError::AbroadNoMessages), "{text}");
    }
}

#[test]
fn says_what_is_wrong() {
    use PhoneError as E;
    for (text, error) in [
        ("  ", E::Missing),
        ("\u{200b}\u{2800}", E::Missing),
        ("65211234", E::NoAreaCode),
        ("51265211234", E::LostZero),
        ("1380000000", E::Malformed),
        ("138000000011", E::Malformed),
        ("12800000001", E::Malformed),
        ("0512-00000001", E::Malformed),
        ("13800000001转8", E::Malformed),
        ("0512-65211234转", E::Malformed),
        ("110", E::Malformed),
        ("abc", E::Malformed),
        ("1３８é", E::Malformed),
        ("+1380000000", E::Malformed),
        ("1.38E+10", E::Malformed),
    ] {
        assert_eq!(Phone::parse(text), Err(error), "{text}");
    }
    assert_eq!(Phone::parse_mobile(" "), Err(E::MobileMissing));
    assert_eq!(Phone::parse_mobile("1380000000"), Err(E::NotMobile));
}

#[test]
fn shows_itself_masked() {
    for (text, masked) in [
        ("13812345678", "138****5678"),
        ("0512-65211234", "0512-****1234"),
        ("010-62345678", "010-****5678"),
        ("0512-65211234转801", "0512-****1234"),
        ("+852 9123 4567", "+852****4567"),
        ("+1 650 253 0000", "+****0000"),
    ] {
        let phone = Phone::parse(text).unwrap();
        assert_eq!(phone.to_string(), masked);
        assert_eq!(format!("{phone:?}"), format!("Phone({masked})"));
    }
}

proptest! {
    #[test]
    fn never_panics_and_reads_what_it_keeps(text in ".{0,40}|[0+86 ()-]{0,6}[0-9 -]{0,18}[转x#]?[0-9]{0,5}") {
        if let Ok(phone) = Phone::parse(&text) {
            prop_assert_eq!(Phone::parse(phone.full()), Ok(phone.clone()));
            prop_assert!(phone.masked().matches(|digit: char| digit.is_ascii_digit()).count() <= 8);
            prop_assert!(!phone.dialled().is_empty());
        }
    }
}
