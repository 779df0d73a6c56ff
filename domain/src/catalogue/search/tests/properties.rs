use super::*;
use proptest::prelude::*;

fn names() -> Vec<(String, String)> {
    let (_, _, services) = catalogue();
    services.into_iter().map(|service| (service.code.to_string(), service.name)).collect()
}

fn pinyin(name: &str) -> String {
    name.chars().filter_map(|character| Glyph::written(character).sound()).flat_map(Sound::letters).collect()
}

#[test]
fn every_service_is_first_by_its_own_name() {
    for (code, name) in names() {
        assert_eq!(found(&name, 1), [code.as_str()], "{name}");
        assert_eq!(found(&pinyin(&name), 1), [code.as_str()], "{name}");
    }
}

#[test]
fn every_service_is_found_by_its_keywords() {
    let (_, _, services) = catalogue();
    for service in services {
        for keyword in &service.keywords {
            assert!(found(keyword, 5).contains(&service.code.to_string()), "{keyword} {}", service.name);
        }
    }
}

#[test]
fn a_wrong_character_anywhere_in_a_name_is_forgiven() {
    for (code, name) in names().into_iter().filter(|(_, name)| name.chars().count() >= 4) {
        for place in 0..name.chars().count() {
            for wrong in ["丙", "水", "的", "x", "，", ""] {
                let typed: String = name
                    .chars()
                    .enumerate()
                    .map(|(at, own)| if at == place { wrong.to_owned() } else { own.to_string() })
                    .collect();
                assert!(found(&typed, 5).contains(&code), "{typed}");
            }
        }
    }
}

proptest! {
    #[test]
    fn a_name_with_any_other_character_in_it(service in 0usize..112, place in 0usize..20, wrong in "\\PC") {
        let (code, name) = names().swap_remove(service);
        let mut typed: Vec<String> = name.chars().map(String::from).collect();
        if typed.len() >= 4 {
            let place = place % typed.len();
            typed[place] = wrong;
            prop_assert!(found(&typed.concat(), 5).contains(&code));
        }
    }

    #[test]
    fn never_panics_and_keeps_its_order(query in any::<String>(), limit in 0usize..20) {
        let hits = INDEX.search(&query, limit);
        prop_assert!(hits.len() <= limit);
        prop_assert!(hits.is_sorted_by(|better, worse| better.score >= worse.score));
        prop_assert_eq!(INDEX.search(&query, limit), hits);
    }

    #[test]
    fn nor_on_what_looks_like_a_query(query in "[a-z水管漏了灯不亮的我家 0-9]{0,60}") {
        let all = INDEX.search(&query, 112);
        let few = INDEX.search(&query, 3);
        prop_assert_eq!(&all[..few.len()], few.as_slice());
    }
}
