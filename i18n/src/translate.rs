//! A text by a catalogue.

use crate::catalogue::Catalogue;
use crate::pattern::{Enough, Pattern};
use crate::steps::Steps;
use crate::template::lowered;
use std::collections::HashMap;

/// How deep sentences may stand in the holes of others.
const DEEPEST: usize = 8;
/// How many characters a text may have that is put together from sentences; whole sentences are looked up at any length.
const LONGEST_TEXT: usize = 500;
/// With so many characters a text is an explanation: it may be cut in many places.
const LONG: usize = 40;
/// What a text may cost, and what each of its characters adds to that. Sentences with the most words are tried first, so
/// what is found until then is what the program said.
const STEPS: (usize, usize) = (4_000, 100);
/// With so many characters a text is one of the program's, and not somebody's own that looks like one.
const CERTAIN: usize = 2;
/// With so many characters or fewer a pattern may fit by chance.
const FEW_WORDS: usize = 2;
/// What stands between things side by side.
const BESIDE: &str = " · ";
/// How many characters the name of a person has.
const LONGEST_PERSON: usize = 4;
/// How many characters any name may have.
const LONGEST_NAME: usize = 12;

impl Catalogue {
    /// What a text is called: of all ways in which sentences of the catalogue make it up, the one that leaves the least
    /// untranslated, as far as its steps reach. `None`: it stays as it is, because no sentence fits it so far, or a page
    /// has no steps left.
    pub(crate) fn translate(&self, text: &str, page: &Steps) -> Option<String> {
        if !text.chars().any(is_chinese) {
            return None;
        }
        if let Some(words) = self.whole.get(text) {
            return Some(words.clone());
        }
        let length = text.chars().count();
        if length > LONGEST_TEXT || page.is_spent() {
            return None;
        }
        let (least, each) = STEPS;
        let steps = Steps::new((least + each * length).min(page.left()));
        let mut search = Search { catalogue: self, known: HashMap::new(), steps: &steps };
        let found = if length > LONG { search.of_whole_sentences(text) } else { None };
        let found = found.unwrap_or_else(|| search.best(text, 0));
        page.take(steps.taken());
        (found.words != text).then_some(found.words)
    }
}

/// Whether an English text may not have this character: a Chinese one, or Chinese punctuation.
pub(crate) fn is_chinese(character: char) -> bool {
    is_han(character) || matches!(character, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}

pub(crate) fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

fn count(text: &str) -> usize {
    text.chars().filter(|character| is_chinese(*character)).count()
}

/// One way to say a text.
#[derive(Clone)]
struct Found {
    words: String,
    /// How many Chinese characters are left in it.
    left: usize,
    /// How many Chinese characters, punctuation apart, the catalogue had words for.
    had: usize,
}

impl Found {
    fn unchanged(text: &str) -> Self {
        Self { words: text.to_owned(), left: count(text), had: 0 }
    }

    /// Whether it may stand in a sentence: a whole one holds anything, a mere comma something translated or a name, a
    /// single character only what is translated whole, or a person's name.
    fn may_fill(&self, pattern: &Pattern) -> bool {
        match pattern.han() {
            0 => self.left <= LONGEST_NAME,
            1 => self.left == 0 || (self.had == 0 && self.left <= LONGEST_PERSON),
            _ => true,
        }
    }

    /// What somebody wrote, or is called: there is nothing to translate.
    fn kept(text: &str) -> Self {
        Self { words: text.to_owned(), left: 0, had: 0 }
    }

    fn whole(text: &str, words: &str) -> Self {
        let had = han(text);
        Self { words: words.to_owned(), left: 0, had: if had > 0 { had.max(CERTAIN) } else { 0 } }
    }
}

struct Search<'c, 't> {
    catalogue: &'c Catalogue,
    known: HashMap<&'t str, Found>,
    steps: &'c Steps,
}

impl<'t> Search<'_, 't> {
    /// A text in which nothing but whole sentences stand side by side: long explanations, which could be cut at each of
    /// their commas.
    fn of_whole_sentences(&self, text: &'t str) -> Option<Found> {
        let catalogue = self.catalogue;
        let is_whole = |hole: &&str| !hole.chars().any(is_chinese) || catalogue.whole.contains_key(*hole);
        let joints = catalogue.patterns.iter().filter(|(pattern, _)| pattern.han() == 0);
        let mut found = None;
        for (pattern, template) in joints {
            pattern.fit(text, self.steps, &mut |filled| {
                if !filled.iter().all(is_whole) {
                    return Enough::No;
                }
                let said = filled.iter().map(|hole| {
                    catalogue
                        .whole
                        .get(*hole)
                        .map_or_else(|| ((*hole).to_owned(), false), |said| (said.clone(), true))
                });
                let said = template.fill(&said.collect::<Vec<_>>(), catalogue.words_stand_apart);
                found = Some(Found::whole(text, &said));
                Enough::Yes
            });
            if found.is_some() {
                break;
            }
        }
        found
    }

    fn best(&mut self, text: &'t str, depth: usize) -> Found {
        if !self.steps.take(1) || !text.chars().any(is_chinese) {
            return Found::unchanged(text);
        }
        if let Some(words) = self.catalogue.whole.get(text) {
            return Found::whole(text, words);
        }
        if let Some(words) = self.catalogue.whole.get(&format!("{text}。")) {
            return Found::whole(text, words.trim_end_matches(['.', '。']));
        }
        if let Some(known) = self.known.get(text) {
            return known.clone();
        }
        let mut best = Found::unchanged(text);
        let inner = text.trim();
        if inner.len() < text.len() {
            best = self.best(inner, depth);
            best.words = text.replacen(inner, &best.words, 1);
        }
        if best.left > 0 && depth < DEEPEST {
            best = self.by_patterns(text, depth, best);
        }
        if best.left > 0 {
            best = self.by_pieces(text).unwrap_or(best);
        }
        if best.had < CERTAIN && best.left > 0 {
            // Somebody's own words keep their commas, too.
            best = Found::unchanged(text);
        }
        self.known.insert(text, best.clone());
        best
    }

    fn by_patterns(&mut self, text: &'t str, depth: usize, mut best: Found) -> Found {
        let catalogue = self.catalogue;
        let mut fitting: Vec<usize> =
            catalogue.anchors.find_overlapping_iter(text).map(|found| found.pattern().as_usize()).collect();
        // By their number: those with the most words come first.
        if !self.steps.take(fitting.len()) {
            return best;
        }
        fitting.sort_unstable();
        fitting.dedup();
        for (pattern, template) in fitting.into_iter().filter_map(|number| catalogue.patterns.get(number)) {
            let steps = self.steps;
            let enough = pattern.fit(text, steps, &mut |filled| {
                if !template.takes(filled) || reaches_over(pattern, filled) {
                    return Enough::No;
                }
                let holes = filled.iter().enumerate().map(|(place, hole)| match template.keeps(place) {
                    true => Found::kept(hole),
                    false => self.best(hole, depth + 1),
                });
                let holes: Vec<Found> = holes.collect();
                let left = holes.iter().map(|hole| hole.left).sum();
                if left < best.left && holes.iter().all(|hole| hole.may_fill(pattern)) {
                    let inside: usize = filled.iter().map(|hole| han(hole)).sum();
                    let had = han(text) - inside + holes.iter().map(|hole| hole.had).sum::<usize>();
                    let had = if template.is_exact() { had.max(CERTAIN) } else { had };
                    let filled: Vec<_> = holes.into_iter().map(|hole| (hole.words, hole.had > 0)).collect();
                    best = Found { words: template.fill(&filled, catalogue.words_stand_apart), left, had };
                }
                if best.left == 0 { Enough::Yes } else { Enough::No }
            });
            if enough == Enough::Yes {
                break;
            }
        }
        best
    }

    /// A text that is put together from whole sentences with nothing between them.
    fn by_pieces(&self, text: &str) -> Option<Found> {
        let mut words = String::new();
        let mut rest = text;
        let mut was_said = false;
        while let Some(first) = rest.chars().next() {
            let (piece, after) = self.longest(rest).unwrap_or_else(|| rest.split_at(first.len_utf8()));
            let said = self.catalogue.whole.get(piece);
            if said.is_none() && is_chinese(first) {
                return None;
            }
            let apart = self.catalogue.words_stand_apart;
            let next = said.map_or_else(
                || piece.to_owned(),
                |said| if words.is_empty() || !apart { said.clone() } else { lowered(said) },
            );
            // Words stand apart, letters and digits of what is no sentence don't.
            let meet = apart && words.ends_with(|last: char| last.is_alphanumeric() || last == ',');
            if (was_said || said.is_some()) && meet && next.starts_with(char::is_alphanumeric) {
                words.push(' ');
            }
            words.push_str(&next);
            was_said = said.is_some();
            rest = after;
        }
        Some(Found::whole(text, &words))
    }

    /// The longest sentence with which a text begins, and what follows.
    fn longest<'p>(&self, text: &'p str) -> Option<(&'p str, &'p str)> {
        let ends: Vec<usize> = text.char_indices().map(|(at, character)| at + character.len_utf8()).collect();
        let ends = ends.into_iter().take(self.catalogue.longest).rev().take_while(|_| self.steps.take(1));
        // A single character may mean anything.
        let is_word = |piece: &str| piece.chars().nth(1).is_some() || !piece.starts_with(is_han);
        ends.map(|end| text.split_at(end))
            .find(|(piece, _)| is_word(piece) && self.catalogue.whole.contains_key(*piece))
    }
}

/// Whether a pattern reaches over what stands beside it, though that could be parted first: «{}服务», one of few words,
/// ends like a company whose name stands last; another begins with whatever stands before.
fn reaches_over(pattern: &Pattern, filled: &[&str]) -> bool {
    let over = |hole: &&str| hole.contains(BESIDE);
    let reaches = match pattern.han() <= FEW_WORDS {
        true => filled.iter().any(over),
        false => pattern.begins_with_hole() && filled.first().is_some_and(over),
    };
    reaches && !pattern.words().any(|words| words.contains(BESIDE))
}

fn han(text: &str) -> usize {
    text.chars().filter(|character| is_han(*character)).count()
}

#[cfg(test)]
mod tests;
