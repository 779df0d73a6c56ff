//! A sentence of the source with its holes, and what fills them in a text.

use crate::translate::is_han;

/// A sentence as `format!` would take it, cut at its holes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Words(String),
    /// By name, or by its place where it has none.
    Hole(String),
}

impl Pattern {
    /// Cuts a sentence at its holes. What a hole says of its form (`{x:.1}`) doesn't matter here.
    pub fn parse(sentence: &str) -> Self {
        let mut parts = Vec::new();
        let mut words = String::new();
        let mut unnamed = 0;
        let mut rest = sentence.chars().peekable();
        while let Some(character) = rest.next() {
            if rest.peek() == Some(&character) && ['{', '}'].contains(&character) {
                rest.next();
                words.push(character);
            } else if character == '{' {
                let inside: String = rest.by_ref().take_while(|inner| *inner != '}').collect();
                let name = inside.split(':').next().unwrap_or_default().trim();
                if !words.is_empty() {
                    parts.push(Part::Words(std::mem::take(&mut words)));
                }
                parts.push(Part::Hole(if name.is_empty() { unnamed.to_string() } else { name.to_owned() }));
                unnamed += i32::from(name.is_empty());
            } else {
                words.push(character);
            }
        }
        if !words.is_empty() {
            parts.push(Part::Words(words));
        }
        Self { parts }
    }

    /// The names of its holes, in their order.
    pub fn holes(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Hole(name) => Some(name.as_str()),
            Part::Words(_) => None,
        })
    }

    /// The longest of its words, without which nothing fits it; `None` if it has none.
    pub fn anchor(&self) -> Option<&str> {
        self.words().max_by_key(|words| words.len())
    }

    /// How many bytes of a text its words stand for: the more, the less it is by chance that it fits.
    pub fn weight(&self) -> usize {
        self.words().map(str::len).sum()
    }

    /// How many Chinese characters its words have, punctuation apart: one with few may fit by chance (`不{}`, `{}，{}`).
    pub fn han(&self) -> usize {
        self.words().flat_map(str::chars).filter(|character| is_han(*character)).count()
    }

    /// Whether anything may stand before its words.
    pub fn begins_with_hole(&self) -> bool {
        matches!(self.parts.first(), Some(Part::Hole(_)))
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Words(words) => Some(words.as_str()),
            Part::Hole(_) => None,
        })
    }

    /// Shows each way to fit the text to `found`, as what fills its holes in their order, until that says enough.
    pub fn fit<'t>(&self, text: &'t str, found: &mut impl FnMut(&[&'t str]) -> Enough) -> Enough {
        fit(&self.parts, text, &mut Vec::new(), found)
    }
}

/// Whether to go on looking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Enough {
    Yes,
    No,
}

fn fit<'t>(
    parts: &[Part],
    text: &'t str,
    filled: &mut Vec<&'t str>,
    found: &mut impl FnMut(&[&'t str]) -> Enough,
) -> Enough {
    match parts {
        [] if text.is_empty() => found(filled),
        [] => Enough::No,
        [Part::Words(words), rest @ ..] => match text.strip_prefix(words.as_str()) {
            Some(text) => fit(rest, text, filled, found),
            None => Enough::No,
        },
        [Part::Hole(_), rest @ ..] => {
            let ends: Vec<usize> = match rest.first() {
                None => vec![text.len()],
                Some(Part::Words(words)) => text.match_indices(words.as_str()).map(|(at, _)| at).collect(),
                Some(Part::Hole(_)) => text.char_indices().map(|(at, _)| at).chain([text.len()]).collect(),
            };
            for end in ends {
                filled.push(&text[..end]);
                let enough = fit(rest, &text[end..], filled, found);
                filled.pop();
                if enough == Enough::Yes {
                    return enough;
                }
            }
            Enough::No
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits<'t>(sentence: &str, text: &'t str) -> Vec<Vec<&'t str>> {
        let mut all = Vec::new();
        Pattern::parse(sentence).fit(text, &mut |filled| {
            all.push(filled.to_vec());
            Enough::No
        });
        all
    }

    #[test]
    fn holes_are_filled_by_what_stands_between_the_words() {
        assert_eq!(fits("{}月{}日", "3月15日"), [["3", "15"]]);
        assert_eq!(fits("还剩 {days} 天", "还剩 2 天"), [["2"]]);
        assert_eq!(fits("还剩 {days} 天", "还剩 2 小时"), Vec::<Vec<&str>>::new());
        assert_eq!(fits("{}：{}", "甲：乙：丙"), [["甲", "乙：丙"], ["甲：乙", "丙"]]);
        assert_eq!(fits("{a:.1}%，{{n}}", "2.5%，{n}"), [["2.5"]]);
        assert_eq!(fits("{}{}", "天"), [["", "天"], ["天", ""]]);
    }

    #[test]
    fn holes_are_called_by_name_or_place() {
        assert_eq!(Pattern::parse("{} {x:>3} {}").holes().collect::<Vec<_>>(), ["0", "x", "1"]);
        assert_eq!(Pattern::parse("上门{}内要到").anchor(), Some("内要到"));
        assert_eq!(Pattern::parse("{}").anchor(), None);
    }
}
