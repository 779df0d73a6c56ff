//! What sentences of the source are called in English.

use crate::pattern::Pattern;
use crate::template::Template;
use aho_corasick::AhoCorasick;
use polib::po_file;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Sentences of the source and what they become. The keys of a catalogue are the literals of the source as they
/// stand there, holes and all: `还剩 {days} 天`. Which words a hole takes is decided anew for what fills it.
pub struct Catalogue {
    /// Sentences without holes.
    pub(crate) whole: HashMap<String, String>,
    /// Those with holes, from the most words to the fewest; of two alike, first the one that begins with its words.
    pub(crate) patterns: Vec<(Pattern, Template)>,
    /// Finds the patterns whose longest words stand in a text.
    pub(crate) anchors: AhoCorasick,
    /// How many characters the longest sentence without holes has.
    pub(crate) longest: usize,
    /// Whether there are spaces between its words, and capitals at the beginning of its sentences.
    pub(crate) words_stand_apart: bool,
}

/// Why a catalogue can't be read.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// Not as gettext writes its files.
    #[error("the catalogue is no PO file: {0}")]
    Malformed(String),
    /// A hole that the sentence hasn't, or one that gets lost.
    #[error("in «{sentence}» the hole {hole} is not in both languages")]
    Hole {
        /// The sentence of the source.
        sentence: String,
        /// The hole.
        hole: String,
    },
    /// What could be taken for markup.
    #[error("what «{0}» becomes has one of & < > \"")]
    Markup(String),
    /// Too large, or broken, inside.
    #[error(transparent)]
    Search(#[from] aho_corasick::BuildError),
    /// The tables of characters are broken.
    #[error("the tables of 繁體 can't be read: {0}")]
    Characters(String),
}

impl Catalogue {
    /// Reads catalogues, each in gettext's PO format. What has no translation is left out: nobody reads it.
    ///
    /// # Errors
    /// [`CatalogueError`]: these files belong to the program, so it should not start.
    pub fn parse(files: &[&str]) -> Result<Self, CatalogueError> {
        let mut whole = HashMap::new();
        let mut patterns = Vec::new();
        for file in files {
            for (sentence, words) in sentences(file)? {
                let pattern = Pattern::parse(&sentence);
                if pattern.holes().next().is_none() {
                    whole.insert(sentence.replace("{{", "{").replace("}}", "}"), words);
                } else if pattern.anchor().is_some() {
                    let template = template(&sentence, &pattern, &words)?;
                    patterns.push((pattern, template));
                }
            }
        }
        patterns.sort_by_key(|(pattern, _)| (Reverse(pattern.weight()), pattern.begins_with_hole()));
        let anchors = AhoCorasick::new(patterns.iter().filter_map(|(pattern, _)| pattern.anchor()))?;
        let longest = whole.keys().map(|sentence| sentence.chars().count()).max().unwrap_or_default();
        Ok(Self { whole, patterns, anchors, longest, words_stand_apart: true })
    }

    /// The same sentences in other characters. Their holes take the same, so what is no sentence of the program keeps
    /// the characters it has.
    ///
    /// # Errors
    /// [`CatalogueError`]: as above.
    pub(crate) fn in_other_characters(
        &self,
        convert: impl Fn(&str) -> String,
    ) -> Result<Self, CatalogueError> {
        let whole = self.whole.keys().map(|sentence| (sentence.clone(), convert(sentence))).collect();
        let patterns = self.patterns.iter().map(|(pattern, template)| {
            let sentence = pattern.reworded(&convert);
            let wrong = |hole| CatalogueError::Hole { sentence: sentence.clone(), hole };
            let template = template.alike(&sentence, pattern.holes().count()).map_err(wrong)?;
            Ok((pattern.clone(), template))
        });
        let patterns = patterns.collect::<Result<_, CatalogueError>>()?;
        Ok(Self {
            whole,
            patterns,
            anchors: self.anchors.clone(),
            longest: self.longest,
            words_stand_apart: false,
        })
    }
}

/// The sentences of a PO file that have words in English.
pub(crate) fn sentences(file: &str) -> Result<Vec<(String, String)>, CatalogueError> {
    let messages = po_file::parse_from_reader(file.as_bytes())
        .map_err(|error| CatalogueError::Malformed(error.to_string()))?;
    let mut sentences = Vec::new();
    for message in messages.messages() {
        let (sentence, words) = (message.msgid().to_owned(), message.msgstr().unwrap_or_default());
        if words.contains(['&', '<', '>', '"']) {
            return Err(CatalogueError::Markup(sentence));
        }
        if !words.is_empty() {
            sentences.push((sentence, words.to_owned()));
        }
    }
    Ok(sentences)
}

fn template(sentence: &str, pattern: &Pattern, words: &str) -> Result<Template, CatalogueError> {
    let holes: Vec<&str> = pattern.holes().collect();
    let wrong = |hole: String| CatalogueError::Hole { sentence: sentence.to_owned(), hole };
    let template = Template::parse(words, &holes).map_err(wrong)?;
    // What stands twice may be said once.
    let is_used =
        |name: &str| holes.iter().zip(0..).any(|(hole, place)| *hole == name && template.uses(place));
    match holes.iter().find(|name| !is_used(name)) {
        Some(lost) => Err(wrong((*lost).to_owned())),
        None => Ok(template),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn po(sentence: &str, words: &str) -> String {
        format!("msgid \"\"\nmsgstr \"\"\n\"Language: en\\n\"\n\nmsgid \"{sentence}\"\nmsgstr \"{words}\"\n")
    }

    #[test]
    fn holes_must_be_in_both() {
        assert!(Catalogue::parse(&[&po("{}天", "{0} days")]).is_ok());
        let lost = Catalogue::parse(&[&po("{}天", "days")]);
        assert!(matches!(lost, Err(CatalogueError::Hole { hole, .. }) if hole == "0"));
        assert!(Catalogue::parse(&[&po("每月{day}号，没有{day}号", "on day {day}")]).is_ok());
        let made_up = Catalogue::parse(&[&po("{}天", "{0} {1}")]);
        assert!(matches!(made_up, Err(CatalogueError::Hole { hole, .. }) if hole == "1"));
    }

    #[test]
    fn no_markup_comes_from_a_catalogue() {
        assert!(matches!(Catalogue::parse(&[&po("甲", "<b>")]), Err(CatalogueError::Markup(_))));
    }

    #[test]
    fn what_nobody_reads_is_left_out() {
        assert!(Catalogue::parse(&[&po("甲", "")]).unwrap().whole.is_empty());
    }
}
