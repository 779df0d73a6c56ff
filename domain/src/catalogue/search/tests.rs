use super::*;
use crate::catalogue::shipped::catalogue;
use std::sync::LazyLock;

mod everyday;
mod properties;
mod two_things;

static INDEX: LazyLock<SearchIndex> = LazyLock::new(|| {
    let (categories, subcategories, services) = catalogue();
    SearchIndex::build(&services, &subcategories, &categories)
});

/// The codes of what a query finds, the best first.
fn found(query: &str, limit: usize) -> Vec<String> {
    INDEX.search(query, limit).into_iter().map(|hit| hit.service.to_string()).collect()
}

#[test]
fn the_better_the_meeting_the_higher() {
    let score = |query: &str, service: &str| {
        let hits = INDEX.search(query, 112);
        hits.into_iter().find(|hit| hit.service.as_str() == service).map(|hit| hit.score)
    };
    let ladder = [
        score("义务理发", "S031"),
        score("理发", "S031"),
        score("剃头师傅", "S031"),
        score("剃头师", "S031"),
        score("便民小手艺", "S031"),
        score("刮胡须", "S031"),
    ];
    assert!(ladder.iter().all(Option::is_some), "{ladder:?}");
    assert!(ladder.is_sorted_by(|higher, lower| higher > lower), "{ladder:?}");
}

#[test]
fn says_what_it_found_by() {
    let why = |query: &str| INDEX.search(query, 1).remove(0).why;
    assert_eq!(why("义务理发"), Why::Name);
    assert_eq!(why("电梯关人"), Why::Keyword("电梯关人".into()));
    assert_eq!(why("便民小手艺"), Why::Category("便民小手艺".into()));
    assert_eq!(why("菜场里的纸箱"), Why::Words);
}

#[test]
fn a_category_finds_its_services_in_the_order_of_the_catalogue() {
    assert_eq!(found("旧物回收", 3), ["S037", "S038", "S039"]);
    assert_eq!(found("jiuwuhuishou", 3), ["S037", "S038", "S039"]);
}

#[test]
fn only_what_is_offered_is_found() {
    let hits = INDEX.search_among("水管漏了", 5, |service| service.as_str() != "S008");
    assert!(!hits.is_empty());
    assert!(hits.iter().all(|hit| hit.service.as_str() != "S008"));
    assert_eq!(INDEX.search_among("shuigaun", 5, |_| false), []);
}

#[test]
fn what_says_nothing_finds_nothing() {
    for query in ["", "   ", "？？？", "😀👍", "\u{200b}", "qqqqqqqq", "的"] {
        assert_eq!(found(query, 5), Vec::<String>::new(), "{query:?}");
    }
    assert_eq!(found("水管漏了", 0), Vec::<String>::new());
    assert_eq!(SearchIndex::build(&[], &[], &[]).search("水管漏了", 5), []);
}

#[test]
fn a_long_complaint_is_read_from_its_beginning() {
    let complaint = format!("我家厨房水管漏了，{}", "楼下都来说了好几次，".repeat(500));
    assert_eq!(found(&complaint, 1), ["S008"]);
}
