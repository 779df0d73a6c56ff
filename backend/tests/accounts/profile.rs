//! Name, home, consent and elder mode.

use super::fields;
use crate::support::{both, district, resident, sign_in, with_grant};
use backend::accounts::{ProfileForm, complete_profile, set_elder, set_locale};
use domain::accounts::{Locale, Role};

const PHONE: &str = "13800000001";

fn form() -> ProfileForm {
    ProfileForm {
        name: " 王秀英 ".into(),
        estate: "K10102".into(),
        building: "12幢".into(),
        unit: String::new(),
        room: "301室".into(),
        consent: true,
        ..ProfileForm::default()
    }
}

#[tokio::test]
async fn a_house_in_a_village_needs_no_building_where_that_is_ticked() {
    both(|backend| async move {
        district(&backend).await;
        let person = sign_in(&backend, PHONE).await;
        let house = ProfileForm { building: String::new(), room: "38号".into(), ..form() };
        let error = complete_profile(&backend, &person, &house).await.unwrap_err();
        assert_eq!(fields(&error), ["building"]);
        let ticked = ProfileForm { no_building: "on".into(), ..house };
        complete_profile(&backend, &person, &ticked).await.unwrap();
        let person = person.again(&backend).await;
        assert_eq!(person.home.as_ref().unwrap().door_words(), "38 号");
        let spelled = ProfileForm { building: "无".into(), room: "３８".into(), ..ticked };
        assert_eq!(complete_profile(&backend, &person, &spelled).await.unwrap(), None, "the same door");
    })
    .await;
}

#[tokio::test]
async fn a_home_lies_in_a_community() {
    both(|backend| async move {
        district(&backend).await;
        let person = sign_in(&backend, PHONE).await;
        complete_profile(&backend, &person, &form()).await.unwrap();
        let person = person.again(&backend).await;
        assert_eq!(person.name, "王秀英");
        assert!(person.consented && !person.needs_profile());
        assert_eq!(person.home.as_ref().unwrap().door_words(), "12 幢 301 室");
        assert_eq!(person.community.as_ref().unwrap().as_str(), "K101");
    })
    .await;
}

#[tokio::test]
async fn every_wrong_field_is_told_at_once_and_nothing_is_kept() {
    both(|backend| async move {
        district(&backend).await;
        let person = sign_in(&backend, PHONE).await;
        let error = complete_profile(&backend, &person, &ProfileForm::default()).await.unwrap_err();
        assert_eq!(fields(&error), ["name", "estate", "building", "room", "consent"]);
        for estate in ["K101", "K1010101", "K99999", "中华园", "K1' OR '1"] {
            let wrong = ProfileForm { estate: estate.into(), ..form() };
            let error = complete_profile(&backend, &person, &wrong).await.unwrap_err();
            assert_eq!(fields(&error), ["estate"], "{estate}");
        }
        let long = ProfileForm { name: "长".repeat(51), unit: "长".repeat(11), ..form() };
        let error = complete_profile(&backend, &person, &long).await.unwrap_err();
        assert_eq!(fields(&error), ["name", "unit"]);
        assert_eq!(error.fields[0].sentence, "姓名太长：最多 50 个字，现在有 51 个");
        let person = person.again(&backend).await;
        assert!(person.name.is_empty() && person.home.is_none() && !person.consented);
    })
    .await;
}

#[tokio::test]
async fn moving_house_needs_no_second_consent() {
    both(|backend| async move {
        district(&backend).await;
        let person = resident(&backend, PHONE, "王秀英", "K10101").await;
        let moved = ProfileForm { estate: "K20101".into(), consent: false, ..form() };
        complete_profile(&backend, &person, &moved).await.unwrap();
        let person = person.again(&backend).await;
        assert_eq!(person.community.as_ref().unwrap().as_str(), "K201");
        assert!(person.consented);
    })
    .await;
}

#[tokio::test]
async fn whoever_has_a_role_may_live_elsewhere_but_not_half() {
    both(|backend| async move {
        district(&backend).await;
        let staff = with_grant(&backend, PHONE, "李敏", (Role::Staff, "K101", "")).await;
        assert!(staff.home.is_none() && !staff.needs_profile());
        let half = ProfileForm { name: "李敏".into(), estate: String::new(), ..form() };
        let error = complete_profile(&backend, &staff, &half).await.unwrap_err();
        assert_eq!(fields(&error), ["estate"]);
    })
    .await;
}

#[tokio::test]
async fn elder_mode_is_kept_with_the_person() {
    both(|backend| async move {
        let person = sign_in(&backend, PHONE).await;
        assert!(!person.elder);
        set_elder(&backend, &person, true).await.unwrap();
        let person = person.again(&backend).await;
        assert!(person.elder);
        set_elder(&backend, &person, false).await.unwrap();
        assert!(!person.again(&backend).await.elder);
    })
    .await;
}

#[tokio::test]
async fn the_language_is_kept_with_the_person() {
    both(|backend| async move {
        let mut person = sign_in(&backend, PHONE).await;
        assert_eq!(person.locale, None);
        for locale in [Locale::English, Locale::Simplified] {
            set_locale(&backend, &person, locale).await.unwrap();
            person = person.again(&backend).await;
            assert_eq!(person.locale, Some(locale));
        }
    })
    .await;
}
