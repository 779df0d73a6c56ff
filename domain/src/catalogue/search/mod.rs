//! Finding a service by what people say and type.
//!
//! By everyday words («水管漏了», «我家灯不亮了怎么办»), by pinyin («shuiguan», «lou shui»), by initials
//! («lsg»), by a mixture of these; one wrong character, characters that sound alike, and southern
//! pinyin (z for zh, n for l, in for ing) are forgiven.
//!
//! A query is compared with each service's terms (its name, its keywords, the names of its
//! subcategory and category) in three ways, and the best counts: as a sentence that lies so or so to the
//! term (`likeness`), as letters to be completed (`typing`), and, beside these, by how much of the
//! sentence the service has words for at all (`overlap`).

mod filler;
mod glyph;
mod likeness;
mod overlap;
mod place;
mod query;
mod score;
mod sound;
mod typing;

use super::{Category, CategoryCode, Service, ServiceCode, Subcategory, SubcategoryCode};
use glyph::{Glyph, searchable};
use likeness::{Relation, Sentence};
use overlap::Overlap;
pub use query::QUERY_LIMIT;
use query::{Query, Syllables};
use score::Source;
use serde::{Deserialize, Serialize};
use sound::Sound;
use std::collections::HashMap;

/// A service that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// Which.
    pub service: ServiceCode,
    /// The more, the nearer to what was meant; only comparable within one search.
    pub score: u32,
    /// What it was found by.
    pub why: Why,
}

/// What a service was found by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// By its name.
    Name,
    /// By this keyword.
    Keyword(String),
    /// By the name of its subcategory or category, which is this.
    Category(String),
    /// By words here and there in its texts.
    Words,
}

/// Everything that services can be found by, prepared once.
#[derive(Clone, Debug)]
pub struct SearchIndex {
    entries: Vec<Entry>,
    overlap: Overlap,
    syllables: Syllables,
}

#[derive(Clone, Debug)]
struct Entry {
    code: ServiceCode,
    terms: Vec<Term>,
}

#[derive(Clone, Debug)]
struct Term {
    source: Source,
    text: String,
    glyphs: Sentence,
    /// Its usual readings, letter after letter.
    pinyin: Vec<char>,
}

impl Term {
    fn new(source: Source, text: &str) -> Self {
        let glyphs: Vec<_> = searchable(text).map(Glyph::written).collect();
        let pinyin = glyphs.iter().filter_map(Glyph::sound).flat_map(Sound::letters).collect();
        Self { source, text: text.to_owned(), glyphs: glyphs.into(), pinyin }
    }
}

impl SearchIndex {
    /// Prepares the search over these services. Their order decides where two are found equally well.
    #[must_use]
    pub fn build(services: &[Service], subcategories: &[Subcategory], categories: &[Category]) -> Self {
        let categories: HashMap<&CategoryCode, &Category> =
            categories.iter().map(|category| (&category.code, category)).collect();
        let subcategories: HashMap<&SubcategoryCode, &Subcategory> =
            subcategories.iter().map(|subcategory| (&subcategory.code, subcategory)).collect();
        let mut overlap = Overlap::default();
        let mut entries = Vec::with_capacity(services.len());
        for (place, service) in services.iter().enumerate() {
            let subcategory = subcategories.get(&service.subcategory);
            let category = subcategory.and_then(|own| categories.get(&own.category));
            let mut terms = vec![Term::new(Source::Name, &service.name)];
            terms.extend(service.keywords.iter().map(|keyword| Term::new(Source::Keyword, keyword)));
            terms.extend(subcategory.map(|own| Term::new(Source::Subcategory, &own.name)));
            terms.extend(category.map(|own| Term::new(Source::Category, &own.name)));
            for term in &terms {
                let weight = if term.source <= Source::Keyword { 1.0 } else { 0.4 };
                overlap.add(place, &term.glyphs, weight);
            }
            overlap.add(place, &Term::new(Source::Name, &service.description).glyphs, 0.6);
            entries.push(Entry { code: service.code.clone(), terms });
        }
        Self { entries, overlap, syllables: Syllables::new() }
    }

    /// The services that fit best, at most `limit`, the best first.
    ///
    /// What is longer than 40 characters is cut; what says nothing finds nothing.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        self.search_among(query, limit, |_| true)
    }

    /// Like [`search`](Self::search), among those services only that `offered` lets pass: what a
    /// community has published.
    #[must_use]
    pub fn search_among(
        &self,
        query: &str,
        limit: usize,
        offered: impl Fn(&ServiceCode) -> bool,
    ) -> Vec<Hit> {
        let Some(query) = Query::new(query, &self.syllables) else { return Vec::new() };
        let mut hits = self.hits(&query, &offered);
        if hits.is_empty() {
            hits = query.letters().map_or_else(Vec::new, |letters| self.misspelt(&letters, &offered));
        }
        // A stable sort: equals stay in the order of the catalogue.
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.score));
        hits.truncate(limit);
        hits
    }

    fn hits(&self, query: &Query, offered: &impl Fn(&ServiceCode) -> bool) -> Vec<Hit> {
        let said = query
            .bare
            .as_ref()
            .or(query.placeless.as_ref().map(|(placeless, _)| placeless))
            .unwrap_or(&query.sentence);
        let shares = self.overlap.shares(said);
        let offered = self.entries.iter().zip(shares).filter(|(entry, _)| offered(&entry.code));
        offered.filter_map(|(entry, share)| entry.hit(query, share)).collect()
    }

    /// What letters come near to that are found nowhere as they are.
    fn misspelt(&self, letters: &[char], offered: &impl Fn(&ServiceCode) -> bool) -> Vec<Hit> {
        let offered = self.entries.iter().filter(|entry| offered(&entry.code));
        offered
            .filter_map(|entry| {
                let term = entry.terms.iter().find(|term| typing::misspells(letters, &term.pinyin))?;
                let (service, score) = (entry.code.clone(), score::of_misspelling(term.source));
                Some(Hit { service, score, why: term.why() })
            })
            .collect()
    }
}

impl Entry {
    fn hit(&self, query: &Query, share: f32) -> Option<Hit> {
        let best = self
            .terms
            .iter()
            .map(|term| (term.worth(query), term))
            .filter(|(worth, _)| *worth > 0)
            .max_by_key(|(worth, term)| (*worth, std::cmp::Reverse(term.source)));
        let worth = best.map_or(0, |(worth, _)| worth);
        let score = score::together(worth, share);
        let why = match best {
            // What common words alone are worth as much as isn't found by the term.
            Some((_, term)) if worth > score::together(0, share) => term.why(),
            _ => Why::Words,
        };
        (score > 0).then(|| Hit { service: self.code.clone(), score, why })
    }
}

impl Term {
    fn worth(&self, query: &Query) -> u32 {
        let whole = match &query.placeless {
            None => self.as_sentence(&query.sentence),
            // Of what holds a place only the very words of a term count: «三单元灯» is no slip for «单元门».
            Some((placeless, numberless)) => {
                let exact = |sentence: &Sentence| {
                    let own = likeness::relation(sentence, &self.glyphs).filter(|own| own.is_exact());
                    own.map_or(0, |own| self.worth_of(own, sentence))
                };
                exact(&query.sentence)
                    .max(exact(numberless))
                    .max(self.as_sentence(placeless).saturating_sub(BARE))
            }
        };
        let bare = query.bare.as_ref().map_or(0, |bare| self.as_sentence(bare).saturating_sub(BARE));
        let typed = if query.lettered() { self.as_typing(query) } else { 0 };
        whole.max(bare).max(typed)
    }

    fn as_sentence(&self, sentence: &Sentence) -> u32 {
        likeness::relation(sentence, &self.glyphs).map_or(0, |relation| self.worth_of(relation, sentence))
    }

    fn worth_of(&self, relation: Relation, sentence: &Sentence) -> u32 {
        score::of_relation(self.source, relation, sentence.len(), self.glyphs.len())
    }

    fn as_typing(&self, query: &Query) -> u32 {
        // A single letter begins half of all words.
        if query.units.len() < 2 {
            return 0;
        }
        typing::find(query, &self.glyphs).map_or(0, |found| {
            let whole = found.is_whole(self.glyphs.len());
            score::of_typing(self.source, whole, found.guessed, query.initials_likely)
        })
    }

    fn why(&self) -> Why {
        match self.source {
            Source::Name => Why::Name,
            Source::Keyword => Why::Keyword(self.text.clone()),
            Source::Subcategory | Source::Category => Why::Category(self.text.clone()),
        }
    }
}

/// What it costs that fillers had to be left out.
const BARE: u32 = 5;

#[cfg(test)]
mod tests;
