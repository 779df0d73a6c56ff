//! Which services are shown: one list, or what was searched for in all three.

use crate::context::query;
use crate::paths;
use backend::catalogue::PublicationLine;
use domain::catalogue::ServiceList;

/// What is shown. It stands in the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Filter {
    /// The list; `None` while searching.
    pub list: Option<ServiceList>,
    /// What was searched for; empty if nothing.
    pub words: String,
}

/// What the address asks for: the first list if nothing.
pub(super) fn filter() -> Filter {
    Filter::read(&query("list"), &query("q"))
}

impl Filter {
    /// One list.
    pub fn of(list: ServiceList) -> Self {
        Self { list: Some(list), words: String::new() }
    }

    fn read(list: &str, words: &str) -> Self {
        let words = words.trim().to_owned();
        let list = list.parse().unwrap_or(ServiceList::Routine);
        Self { list: words.is_empty().then_some(list), words }
    }

    /// Its address.
    pub fn href(&self) -> String {
        let list = self.list.map(|list| list.to_string()).unwrap_or_default();
        paths::with(paths::DESK_LISTS, &[("list", &list), ("q", &self.words)])
    }

    /// Whether a service is shown: every word that was searched for stands somewhere in it.
    pub fn shows(&self, line: &PublicationLine) -> bool {
        if let Some(list) = self.list {
            return line.service.list == list;
        }
        let service = &line.service;
        let texts = [service.code.as_str(), &service.name, &service.description, &line.own_text];
        let texts: Vec<_> = texts
            .into_iter()
            .chain(service.keywords.iter().map(String::as_str))
            .map(str::to_lowercase)
            .collect();
        let found = |word: &str| texts.iter().any(|text| text.contains(&word.to_lowercase()));
        self.words.split_whitespace().all(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::catalogue::{ProviderKind, Service, ServiceCode, SubcategoryCode, TimeLimits};

    fn line(list: ServiceList) -> PublicationLine {
        let service = Service {
            code: ServiceCode::parse("S023").unwrap(),
            name: "家庭水电小修".into(),
            list,
            subcategory: SubcategoryCode::parse("C0301").unwrap(),
            description: "换水龙头、修插座".into(),
            provider: ProviderKind::PartyMember,
            fee_cents: 0,
            fee_note: String::new(),
            materials: Vec::new(),
            needs_photo: true,
            doorstep: true,
            urgent: false,
            pause_minutes: 2400,
            skill_required: false,
            usual_minutes: 30,
            limits: TimeLimits { accept: 60, first_reply: 120, onsite: 240, finish: 480 },
            keywords: vec!["水管漏了".into(), "LED灯".into()],
        };
        PublicationLine { service, published: true, own_text: "周三下午集中修".into() }
    }

    #[test]
    fn a_list_shows_its_own() {
        let filter = Filter::read("volunteer", " ");
        assert!(filter.shows(&line(ServiceList::Volunteer)));
        assert!(!filter.shows(&line(ServiceList::Routine)));
        assert_eq!(filter.href(), "/desk/lists?list=volunteer");
    }

    #[test]
    fn words_are_looked_for_everywhere() {
        for words in ["水龙头", "漏了 小修", "led", "周三", "s023"] {
            assert!(Filter::read("agency", words).shows(&line(ServiceList::Routine)), "{words}");
        }
        assert!(!Filter::read("routine", "水龙头 理发").shows(&line(ServiceList::Routine)));
    }

    #[test]
    fn an_unknown_list_is_the_first() {
        assert_eq!(Filter::read("nonsense", "").list, Some(ServiceList::Routine));
    }
}
