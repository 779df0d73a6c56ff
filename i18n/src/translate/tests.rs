use super::*;
use crate::template::Template;
use std::sync::LazyLock;

static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| {
    let files = [
        include_str!("../../en/pages.po"),
        include_str!("../../en/services.po"),
        include_str!("../../en/joints.po"),
    ];
    Catalogue::parse(&files).unwrap()
});

/// The steps that a text of so many characters may take.
fn allowed(length: usize) -> usize {
    let (least, each) = STEPS;
    least + each * length
}

/// The steps that a text asks for, those with them that it is refused: what it takes is never more than there is.
fn asked(text: &str) -> usize {
    let length = text.chars().count();
    let steps = Steps::new(allowed(length));
    let mut search = Search { catalogue: &ENGLISH, known: HashMap::new(), steps: &steps };
    if length <= LONG || search.of_whole_sentences(text).is_none() {
        search.best(text, 0);
    }
    steps.asked()
}

/// The steps that a text takes of a page that has any number of them.
fn taken(text: &str) -> usize {
    let page = Steps::new(usize::MAX);
    ENGLISH.translate(text, &page);
    page.taken()
}

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// A text of so many characters, made of what stands between the holes of the catalogue's sentences.
fn of_separators(chance: &mut Chance, words: &[&str], length: usize) -> String {
    let few: Vec<_> = (0..1 + chance.below(6)).map(|_| words[chance.below(words.len())]).collect();
    let mut text = String::new();
    while text.chars().count() < length {
        text.push_str(few[chance.below(few.len())]);
    }
    text.chars().take(length).collect()
}

/// The text by which a core once stood still for minutes.
fn known(times: usize) -> String {
    let of = |words: &str| words.repeat(times);
    format!("%，最多 {}{}{}{}{}", of(" ×（"), of(" + "), of("）÷（"), of(" + "), of("）÷ "))
}

#[test]
fn no_text_costs_much_more_than_others_of_its_length() {
    let words: Vec<_> = ENGLISH.patterns.iter().flat_map(|(pattern, _)| pattern.words()).collect();
    let short: Vec<_> = words.iter().copied().filter(|words| words.chars().count() <= 4).collect();
    let mut chance = Chance(7);
    for length in [12, 40, 120, 365, 500] {
        let mut costs: Vec<_> = (0..60)
            .map(|number| {
                let words = if number % 3 == 0 { &words } else { &short };
                asked(&of_separators(&mut chance, words, length))
            })
            .collect();
        costs.sort_unstable();
        let most = costs.last().copied().unwrap();
        let middle = costs[costs.len() / 2];
        // With no steps left each sentence that stands open still asks once or twice, and then all is over.
        assert!(most <= allowed(length) * 3 / 2, "{most} steps for {length} characters");
        // A text of a few words costs next to nothing, or what any text may.
        assert!(
            most <= (3 * middle).max(allowed(length.min(40)) * 3 / 2),
            "{most} steps where others take {middle}"
        );
    }
}

#[test]
fn the_text_that_stopped_a_core_costs_what_its_length_allows() {
    for times in [4, 8, 12, 25] {
        let text = known(times);
        let most = allowed(text.chars().count());
        // With steps for all that it asks for, the shortest of these would take four times as many.
        assert!(asked(&text) <= most * 3 / 2, "{times}: {} of {most}", asked(&text));
        assert!(taken(&text) <= most, "{times}: {} of {most}", taken(&text));
    }
    assert_eq!(taken(&known(60)), 0, "texts as long as this are nobody's sentence");
}

#[test]
fn explanations_are_found_whole_behind_what_they_explain() {
    let long = ENGLISH.whole.iter().filter(|(sentence, _)| sentence.chars().count() > 30);
    let mut left = Vec::new();
    for (sentence, _) in long {
        let text = format!("24 小时答复率：{sentence}");
        let said = ENGLISH.translate(&text, &Steps::new(usize::MAX)).unwrap_or_default();
        if said.is_empty() || count(&said) > 0 {
            left.push((text, said));
        }
    }
    assert!(left.is_empty(), "{left:#?}");
}

#[test]
fn a_page_costs_no_more_than_it_may() {
    let page = Steps::new(10_000);
    for _ in 0..200 {
        ENGLISH.translate(&known(4), &page);
    }
    assert!(page.asked() <= 10_000, "no text is given what its page hasn't: {}", page.asked());
    assert_eq!(ENGLISH.translate("还剩 2 天", &page), None, "what then comes is left");
    assert_eq!(
        ENGLISH.translate("登录", &page).as_deref(),
        Some("Sign in"),
        "but for what is only looked up"
    );
}

#[test]
fn sentences_of_the_program_are_found_within_their_steps() {
    let fillers = ["王丽", "3", "2.5%", "今天", "干将路"];
    let mut left = Vec::new();
    for (pattern, template) in &ENGLISH.patterns {
        // What takes numbers only takes nothing of these.
        if pattern.han() < 3 || template.is_exact() {
            continue;
        }
        for first in 0..fillers.len() {
            let text = pattern.reworded(str::to_owned);
            let fill = |text: String, place: usize| {
                text.replace(&format!("{{{place}}}"), fillers[(first + place) % fillers.len()])
            };
            let text = (0..pattern.holes().count()).fold(text, fill);
            let said = ENGLISH.translate(&text, &Steps::new(usize::MAX)).unwrap_or_else(|| text.clone());
            let names: usize =
                ["王丽", "干将路", "今天"].iter().map(|name| text.matches(name).count() * 3).sum();
            if count(&said) > names {
                left.push((text, said));
            }
        }
    }
    assert!(left.is_empty(), "{left:#?}");
}

/// What a sentence says once its holes are filled, by the catalogue's own words for it, and by looking for it anew.
fn said_twice(pattern: &Pattern, template: &Template, name: (&str, &str, bool)) -> [String; 3] {
    let (written, english, is_said) = name;
    let filled = (0..pattern.holes().count()).map(|hole| match () {
        () if template.counts(hole) => ("3".to_owned(), ("3".to_owned(), false)),
        () if template.keeps(hole) => (written.to_owned(), (written.to_owned(), false)),
        () => (written.to_owned(), (english.to_owned(), is_said)),
    });
    let (written, words): (Vec<_>, Vec<_>) = filled.unzip();
    let text = pattern.filled(&written);
    let found = ENGLISH.translate(&text, &Steps::new(usize::MAX)).unwrap_or_default();
    [text, template.fill(&words, true).trim().to_owned(), found.trim().to_owned()]
}

#[test]
fn every_sentence_is_found_again_whatever_fills_it() {
    // A name, as a page marks it, and a word of the program.
    for name in [("\u{10600}", "\u{10600}", false), ("下午", "Afternoon", true)] {
        // Joints are no sentences, and where two holes touch nobody can tell what was put into which.
        let told =
            ENGLISH.patterns.iter().filter(|(pattern, _)| pattern.han() > 0 && !pattern.has_touching_holes());
        let told: Vec<_> = told.map(|(pattern, template)| said_twice(pattern, template, name)).collect();
        assert!(told.len() > 400, "the catalogue was read: {}", told.len());
        let wrong: Vec<_> = told.iter().filter(|[_, expected, found]| expected != found).collect();
        assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), told.len());
    }
}
