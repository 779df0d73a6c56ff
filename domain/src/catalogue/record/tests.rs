use super::super::shipped::{catalogue, category_records, service_records};
use super::*;
use crate::catalogue::ServiceList;

fn told(problems: &[CatalogueProblem]) -> Vec<(usize, &'static str, &'static str)> {
    problems.iter().map(|problem| (problem.row, problem.column, problem.reason.code())).collect()
}

#[test]
fn the_shipped_catalogue_is_sound() {
    let (categories, subcategories, services) = catalogue();
    assert_eq!((categories.len(), subcategories.len(), services.len()), (10, 35, 112));
    let on = |list| services.iter().filter(|service| service.list == list).count();
    assert_eq!(on(ServiceList::Routine), 47);
    assert_eq!(on(ServiceList::Agency), 31);
    assert_eq!(on(ServiceList::Volunteer), 34);
    let urgent: Vec<_> =
        services.iter().filter(|service| service.urgent).map(|service| service.code.as_str()).collect();
    assert_eq!(urgent, ["S008", "S014", "S025"]);
    assert_eq!(services[10].materials, ["房产证复印件", "业主身份证复印件", "业主签名表"]);
}

#[test]
fn the_column_urgent_may_be_absent() {
    let mut record = service_records()[7].clone();
    assert!(record.parse().unwrap().urgent);
    record.urgent = String::new();
    assert!(!record.parse().unwrap().urgent);
    let fields = r#"{"code":"","name":"","list":"","subcategory_code":"","description":"","provider_kind":"",
        "fee_cents":"","fee_note":"","materials":"","needs_photo":"","doorstep":"","accept_minutes":"",
        "first_reply_minutes":"","onsite_minutes":"","finish_minutes":"","keywords":""}"#;
    assert_eq!(serde_json::from_str::<ServiceRecord>(fields).unwrap(), ServiceRecord::default());
}

#[test]
fn a_blank_service_names_every_field_that_is_needed() {
    let columns: Vec<_> =
        ServiceRecord::default().parse().unwrap_err().0.into_iter().map(|(column, _)| column).collect();
    assert_eq!(
        columns,
        [
            "code",
            "name",
            "list",
            "subcategory_code",
            "description",
            "provider_kind",
            "fee_cents",
            "needs_photo",
            "doorstep",
            "accept_minutes",
            "first_reply_minutes",
            "onsite_minutes",
            "finish_minutes",
        ]
    );
}

#[test]
fn wrong_fields_are_told_with_row_column_and_reason() {
    let (_, subcategories, _) = catalogue();
    let mut records = service_records();
    records[3].list = "special".into();
    records[3].fee_cents = "-1".into();
    records[5].keywords = "开会;开会".into();
    let problems = parse_services(&records, &subcategories).unwrap_err();
    let words: Vec<_> = problems.iter().map(|problem| (problem.row, problem.to_string())).collect();
    assert_eq!(
        words,
        [
            (3, "list：只能从这些里选一个：routine、agency、volunteer".to_owned()),
            (3, "fee_cents：要填 0 到 10000000 之间的整数".to_owned()),
            (5, "keywords：“开会”写了两遍，请删掉一个".to_owned()),
        ]
    );
}

#[test]
fn services_must_fit_together() {
    let (_, subcategories, _) = catalogue();
    let mut records = service_records();
    records[1].code = records[0].code.clone();
    records[2].name = records[0].name.clone();
    records[3].subcategory_code = "C0999".into();
    records[4].finish_minutes = records[4].onsite_minutes.clone();
    let problems = parse_services(&records, &subcategories).unwrap_err();
    assert_eq!(
        told(&problems),
        [
            (1, "code", "catalogue.duplicate_code"),
            (2, "name", "catalogue.duplicate_name"),
            (3, "subcategory_code", "catalogue.subcategory_unknown"),
            (4, "finish_minutes", "time_limits.finish_too_short"),
        ]
    );
}

#[test]
fn categories_must_fit_together() {
    let mut records = category_records();
    records[1].sort = "1".into();
    records[10].parent_code = "C77".into();
    records[11].code = "C01".into();
    records[14].name = records[13].name.clone();
    let problems = parse_categories(&records).unwrap_err();
    assert_eq!(
        told(&problems),
        [
            (1, "sort", "catalogue.duplicate_sort"),
            (10, "parent_code", "catalogue.category_unknown"),
            (11, "code", "catalogue.duplicate_code"),
            (14, "name", "catalogue.duplicate_name"),
        ]
    );
}

#[test]
fn a_subcategory_may_stand_before_its_category() {
    let mut records = category_records();
    records.reverse();
    let (categories, subcategories) = parse_categories(&records).unwrap();
    assert_eq!((categories.len(), subcategories.len()), (10, 35));
}
