//! What of the record is shown: all of it stands in the address.

use crate::components::{Choice, Field, FieldHidden, FieldSelect, FieldText, FilterForm, TextKind};
use crate::paths;
use backend::audit_log::AuditFilter;
use domain::accounts::PersonId;
use domain::audit::SecurityEventKind;
use leptos::prelude::*;
use strum::IntoEnumIterator;

/// The filter that a query names; what makes no sense in it is left out.
#[must_use]
pub fn audit_filter(value: impl Fn(&str) -> String) -> AuditFilter {
    AuditFilter {
        kind: value("kind").parse().ok(),
        person: Some(value("person")).filter(|person| !person.is_empty()).map(PersonId),
        day: value("day").parse().ok(),
    }
}

/// A page of the record, or its file, narrowed so, after the key of the page before.
pub(super) fn href(path: &str, filter: &AuditFilter, after: &str) -> String {
    let day = filter.day.map_or_else(String::new, |day| day.to_string());
    paths::with(
        path,
        &[
            ("kind", filter.kind.map_or("", <&str>::from)),
            ("person", filter.person.as_ref().map_or("", |person| person.0.as_str())),
            ("day", &day),
            ("after", after),
        ],
    )
}

/// The form of the filter. Whom it is about is chosen by their name in a row.
#[component]
pub(super) fn AuditFilters(filter: AuditFilter) -> impl IntoView {
    let kinds = SecurityEventKind::iter().map(|kind| Choice::new(<&str>::from(kind), kind.name())).collect();
    let day = filter.day.map_or_else(String::new, |day| day.to_string());
    let person = filter.person.map_or_else(String::new, |person| person.0);
    view! {
        <FilterForm action=paths::DESK_AUDIT>
            <FieldHidden field="person" value=person/>
            <FieldSelect field=Field::named("kind").or(filter.kind.map_or("", <&str>::from)) label="什么事" choices=kinds blank="全部"/>
            <FieldText field=Field::named("day").or(day) label="哪一天" kind=TextKind::Date/>
        </FilterForm>
    }
}
