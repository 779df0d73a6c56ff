use super::*;

/// A form with these answers, one character each; a space is none.
fn form(interviewer: &str, seconds: i64, answers: &str) -> Form {
    Form {
        household: String::new(),
        interviewer: (!interviewer.is_empty()).then(|| interviewer.to_owned()),
        seconds,
        answers: answers.chars().map(|said| (said != ' ').then(|| said.to_string())).collect(),
    }
}

fn hand(interviewer: &str) -> Option<String> {
    Some(interviewer.to_owned())
}

/// Forms that differ as people do.
fn honest(interviewer: &str) -> Vec<Form> {
    let answers = ["111115", "110104", "001103", "111004", "010015", "100112"];
    answers.map(|answers| form(interviewer, 90, answers)).to_vec()
}

#[test]
fn honest_forms_are_not_flagged() {
    let forms = [honest("a"), honest("b"), honest("")].concat();
    assert_eq!(flags(&forms), BTreeMap::new());
}

#[test]
fn the_same_form_again_and_again_is() {
    let copied = (0..6).map(|_| form("c", 90, "111115")).collect();
    let found = flags(&[honest("a"), honest("b"), copied].concat());
    assert_eq!(found.len(), 1);
    let Some([Flag::TooAlike { own, others }]) = found.get(&hand("c")).map(Vec::as_slice) else {
        panic!("{found:?}");
    };
    assert!((*own - 1.0).abs() < 1e-9 && *others < 0.2, "{own} {others}");
}

#[test]
fn whoever_answers_for_many_households_by_their_links_looks_like_one_hand() {
    let stuffed = (0..8).map(|_| form("", 20, "111115")).collect();
    let found = flags(&[honest("a"), honest("b"), stuffed].concat());
    let odd = found.get(&None).map(Vec::as_slice);
    assert!(matches!(odd, Some([Flag::FarBelowMedian { .. }, Flag::TooAlike { .. }])), "{found:?}");
}

#[test]
fn where_everybody_says_the_same_nobody_is_flagged_for_it() {
    let forms: Vec<_> = ["a", "b"].iter().flat_map(|who| (0..6).map(|_| form(who, 90, "111115"))).collect();
    assert_eq!(flags(&forms), BTreeMap::new());
}

#[test]
fn too_few_forms_say_nothing() {
    let few = (0..4).map(|_| form("c", 90, "111115")).collect();
    assert_eq!(flags(&[honest("a"), few].concat()), BTreeMap::new());
}

#[test]
fn faster_than_one_can_ask() {
    let mut forms = honest("a");
    forms.push(form("b", 17, "111115"));
    forms.push(form("b", 18, "111104"));
    assert_eq!(flags(&forms), BTreeMap::from([(hand("b"), vec![Flag::TooFast { forms: 1 }])]));
}

#[test]
fn far_faster_than_the_others() {
    let hurried: Vec<_> = honest("b").into_iter().map(|form| Form { seconds: 44, ..form }).collect();
    let found = flags(&[honest("a"), hurried].concat());
    assert_eq!(found.get(&hand("b")), Some(&vec![Flag::FarBelowMedian { own: 44, others: 90 }]));
}

#[test]
fn near_duplicates_are_looked_for_on_long_questionnaires_only() {
    let varied = [
        "10101010101010101010",
        "11001100110011001100",
        "11110000111100001111",
        "00000000001111111111",
        "01101001100101101001",
    ];
    let mut forms: Vec<_> = varied.iter().map(|answers| form("a", 90, answers)).collect();
    assert_eq!(flags(&forms), BTreeMap::new());
    let mut twin = form("a", 90, "11111111110000000000");
    forms.push(twin.clone());
    twin.answers[3] = Some("0".into());
    forms.push(twin);
    assert_eq!(flags(&forms), BTreeMap::from([(hand("a"), vec![Flag::NearDuplicates { forms: 2 }])]));
    let short: Vec<_> = (0..5).map(|place| form("a", 90, ["11", "10", "01", "00", "11"][place])).collect();
    assert_eq!(flags(&short), BTreeMap::new());
}

#[test]
fn a_form_is_compared_with_its_neighbours_only_however_many_there_are() {
    let forms: Vec<_> = (0..5_000).map(|number| form("", 90, &format!("{number:020}"))).collect();
    let own: Vec<_> = forms.iter().collect();
    let compared = std::cell::Cell::new(0);
    let near = |_: &Form, _: &Form| {
        compared.set(compared.get() + 1);
        false
    };
    for place in 0..own.len() {
        twin(&own, place, near);
    }
    assert!(compared.get() <= own.len() * 2 * NEIGHBOURS, "{}", compared.get());
    assert!(!twin(&own, own.len(), near));
}
