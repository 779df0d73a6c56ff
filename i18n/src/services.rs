//! Services by the English words of somebody who looks for one.

use std::cmp::Reverse;
use std::sync::LazyLock;

/// What one types to find a service: its code, then words.
const KEYWORDS: &str = include_str!("../en/keywords.csv");

/// The words of a phrase.
type Phrase = Vec<String>;

static SERVICES: LazyLock<Vec<(&str, Vec<Phrase>)>> = LazyLock::new(|| {
    let lines = KEYWORDS.lines().skip(1).filter_map(|line| line.split_once(','));
    lines.map(|(code, phrases)| (code, phrases.split(';').map(words).collect())).collect()
});

/// How many words of a sentence are looked at.
const MOST_WORDS: usize = 20;

/// Words that tell no service from another.
const FILLERS: [&str; 32] = [
    "a", "an", "and", "at", "broken", "can", "does", "for", "from", "get", "help", "how", "i", "in", "is",
    "it", "me", "my", "need", "not", "of", "on", "or", "out", "please", "some", "somebody", "the", "to",
    "want", "with", "work",
];

/// The codes of the services that a sentence in English may mean, the likeliest first.
///
/// A word fits if one begins as the other does, from the third letter on; of the phrases of a service the one counts of
/// which the most words are there.
#[must_use]
pub fn services_for(sentence: &str) -> Vec<&'static str> {
    let mut asked: Vec<String> = words(sentence);
    asked.truncate(MOST_WORDS);
    let mut found: Vec<(usize, usize, &str)> = Vec::new();
    for (code, phrases) in SERVICES.iter() {
        let fits = |phrase: &Phrase| {
            phrase.iter().filter(|word| asked.iter().any(|other| alike(word, other))).count()
        };
        let best = phrases.iter().map(|phrase| (fits(phrase), Reverse(phrase.len()))).max();
        if let Some((hits, Reverse(length))) = best.filter(|(hits, _)| *hits > 0) {
            found.push((hits, length, code));
        }
    }
    found.sort_by_key(|(hits, length, code)| (Reverse(*hits), *length, *code));
    let most = found.first().map_or(0, |(hits, ..)| *hits);
    // Where several words fit one service, others that only share one of them are noise.
    found.into_iter().filter(|(hits, ..)| *hits + 1 >= most).map(|(.., code)| code).collect()
}

fn words(phrase: &str) -> Phrase {
    phrase
        .split(|character: char| !character.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty() && !FILLERS.contains(&word.as_str()))
        .collect()
}

/// Whether two words are the same but for their ends: «tap» and «taps», «leak» and «leaking».
fn alike(one: &str, other: &str) -> bool {
    let shorter = one.len().min(other.len());
    if shorter < 3 { one == other } else { one.starts_with(other) || other.starts_with(one) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_words_find_the_service() {
        for (asked, expected) in
            [("My tap is leaking", "S008"), ("gas leaks", "S027"), ("calligraphy", "S054")]
        {
            assert!(
                services_for(asked).iter().take(3).any(|code| *code == expected),
                "{asked}: {:?}",
                services_for(asked)
            );
        }
        assert!(services_for("xyzzy").is_empty());
        assert!(services_for("help me please").is_empty());
        let long = format!("{} tap", "somebody ".repeat(5_000));
        assert!(services_for(&long).contains(&"S008"), "what says nothing is not counted");
        let late = format!("{}tap", "xyzzy ".repeat(MOST_WORDS));
        assert!(services_for(&late).is_empty(), "only the first words are looked at");
    }

    #[test]
    fn every_service_has_words() {
        assert!(SERVICES.len() > 100);
        assert!(SERVICES.iter().all(|(code, phrases)| code.starts_with('S') && phrases.len() > 3));
    }
}
