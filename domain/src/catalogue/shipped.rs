//! The catalogue that is shipped, for tests.

use super::{
    Category, CategoryRecord, Service, ServiceRecord, Subcategory, parse_categories, parse_services,
};

const CATEGORIES: &str = include_str!("../../../data/categories.csv");
const SERVICES: &str = include_str!("../../../data/services.csv");

/// The fields of the shipped tables hold neither quotes nor commas, so that a split reads them.
fn rows<const COLUMNS: usize>(table: &str) -> impl Iterator<Item = [String; COLUMNS]> {
    table.lines().skip(1).map(|line| {
        let fields: Vec<_> = line.split(',').map(str::to_owned).collect();
        fields.try_into().expect("a shipped table has the columns of its record")
    })
}

pub(super) fn category_records() -> Vec<CategoryRecord> {
    rows(CATEGORIES)
        .map(|[code, name, sort, parent_code, icon, description]| CategoryRecord {
            code,
            name,
            sort,
            parent_code,
            icon,
            description,
        })
        .collect()
}

pub(super) fn service_records() -> Vec<ServiceRecord> {
    rows(SERVICES)
        .map(|fields: [String; 17]| {
            let header = SERVICES.lines().next().expect("a header").split(',').map(str::to_owned);
            let row: serde_json::Map<_, _> = header.zip(fields.into_iter().map(Into::into)).collect();
            serde_json::from_value(row.into()).expect("the header names the record's fields")
        })
        .collect()
}

/// All categories, subcategories and services.
pub(super) fn catalogue() -> (Vec<Category>, Vec<Subcategory>, Vec<Service>) {
    let (categories, subcategories) = parse_categories(&category_records()).expect("sound categories");
    let services = parse_services(&service_records(), &subcategories).expect("sound services");
    (categories, subcategories, services)
}
