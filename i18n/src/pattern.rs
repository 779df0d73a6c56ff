//! A sentence of the source with its holes, and what fills them in a text.

use crate::steps::Steps;
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

    /// Its words, in their order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Words(words) => Some(words.as_str()),
            Part::Hole(_) => None,
        })
    }

    /// Whether nothing stands between two of its holes.
    #[cfg(test)]
    pub fn has_touching_holes(&self) -> bool {
        self.parts.windows(2).any(|two| matches!(two, [Part::Hole(_), Part::Hole(_)]))
    }

    /// The text that it is with its holes filled, in their order.
    #[cfg(test)]
    pub fn filled(&self, filled: &[String]) -> String {
        let mut filled = filled.iter();
        let said = |part: &Part| match part {
            Part::Words(words) => words.clone(),
            Part::Hole(_) => filled.next().cloned().unwrap_or_default(),
        };
        self.parts.iter().map(said).collect()
    }

    /// Its sentence with the words put differently: `{0}`, `{1}` stand for its holes, in their order.
    pub fn reworded(&self, reword: impl Fn(&str) -> String) -> String {
        let mut hole = 0..;
        let mut sentence = String::new();
        for part in &self.parts {
            match part {
                Part::Words(words) => {
                    sentence.push_str(&reword(words).replace('{', "{{").replace('}', "}}"));
                }
                Part::Hole(_) => sentence.push_str(&format!("{{{}}}", hole.next().unwrap_or_default())),
            }
        }
        sentence
    }

    /// Shows each way to fit the text to `found`, as what fills its holes in their order, until that says enough or
    /// there are no steps left.
    ///
    /// Each part is held only against places from which everything behind it still fits, so no way ends in nothing:
    /// what it costs grows with the ways that are shown, not with those that could have been.
    pub fn fit<'t>(
        &self,
        text: &'t str,
        steps: &Steps,
        found: &mut impl FnMut(&[&'t str]) -> Enough,
    ) -> Enough {
        let Some(latest) = self.latest(text) else { return Enough::No };
        let fit = Fit { parts: &self.parts, latest: &latest, text, steps };
        fit.from(0, 0, &mut Vec::new(), found)
    }

    /// For each part the last place at which it may begin; `None` if the text doesn't fit at all.
    fn latest(&self, text: &str) -> Option<Vec<usize>> {
        let mut latest = vec![text.len(); self.parts.len()];
        let mut end = text.len();
        for (place, part) in self.parts.iter().enumerate().rev() {
            if let Part::Words(words) = part {
                let before = text.get(..end)?;
                end = match place {
                    0 => before.starts_with(words.as_str()).then_some(0),
                    _ if end == text.len() && place + 1 == self.parts.len() => {
                        before.strip_suffix(words.as_str()).map(str::len)
                    }
                    _ => before.rfind(words.as_str()),
                }?;
            }
            *latest.get_mut(place)? = end;
        }
        match self.parts.as_slice() {
            [Part::Words(words)] if words != text => None,
            _ => Some(latest),
        }
    }
}

/// Whether to go on looking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Enough {
    Yes,
    No,
}

/// A text that is being held against the parts of a pattern.
struct Fit<'p, 't> {
    parts: &'p [Part],
    latest: &'p [usize],
    text: &'t str,
    steps: &'p Steps,
}

impl<'t> Fit<'_, 't> {
    /// Goes on with one part at one place.
    fn from(
        &self,
        place: usize,
        at: usize,
        filled: &mut Vec<&'t str>,
        found: &mut impl FnMut(&[&'t str]) -> Enough,
    ) -> Enough {
        if !self.steps.take(1) {
            return Enough::Yes;
        }
        match self.parts.get(place) {
            None => found(filled),
            Some(Part::Words(words)) => self.from(place + 1, at + words.len(), filled, found),
            Some(Part::Hole(_)) => {
                let mut end = self.end(place, at);
                while let Some(here) = end {
                    filled.push(&self.text[at..here]);
                    let enough = self.from(place + 1, here, filled, found);
                    filled.pop();
                    if enough == Enough::Yes {
                        return enough;
                    }
                    let next = self.text[here..].chars().next().map(|one| here + one.len_utf8());
                    end = next.and_then(|next| self.end(place, next));
                }
                Enough::No
            }
        }
    }

    /// The first place, not before another, at which a hole may end.
    fn end(&self, hole: usize, from: usize) -> Option<usize> {
        let latest = self.latest.get(hole + 1).copied().unwrap_or(self.text.len());
        if from > latest {
            return None;
        }
        match self.parts.get(hole + 1) {
            None => Some(latest),
            Some(Part::Hole(_)) => Some(from),
            Some(Part::Words(_)) if hole + 2 == self.parts.len() => Some(latest),
            Some(Part::Words(words)) => {
                self.text.get(from..latest + words.len())?.find(words.as_str()).map(|at| from + at)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits<'t>(sentence: &str, text: &'t str) -> Vec<Vec<&'t str>> {
        let mut all = Vec::new();
        Pattern::parse(sentence).fit(text, &Steps::new(1_000), &mut |filled| {
            all.push(filled.to_vec());
            Enough::No
        });
        all
    }

    /// What it costs to find that a text doesn't fit, or does in all ways there are.
    fn cost(sentence: &str, text: &str) -> usize {
        let steps = Steps::new(usize::MAX);
        Pattern::parse(sentence).fit(text, &steps, &mut |_| Enough::No);
        steps.taken()
    }

    #[test]
    fn holes_are_filled_by_what_stands_between_the_words() {
        assert_eq!(fits("{}月{}日", "3月15日"), [["3", "15"]]);
        assert_eq!(fits("还剩 {days} 天", "还剩 2 天"), [["2"]]);
        assert_eq!(fits("还剩 {days} 天", "还剩 2 小时"), Vec::<Vec<&str>>::new());
        assert_eq!(fits("{}：{}", "甲：乙：丙"), [["甲", "乙：丙"], ["甲：乙", "丙"]]);
        assert_eq!(fits("{a:.1}%，{{n}}", "2.5%，{n}"), [["2.5"]]);
        assert_eq!(fits("{}{}", "天"), [["", "天"], ["天", ""]]);
        assert_eq!(fits("{}天", "天天天"), [["天天"]]);
        assert_eq!(fits("天{}天", "天"), Vec::<Vec<&str>>::new());
        assert_eq!(fits("天", "天天"), Vec::<Vec<&str>>::new());
        assert_eq!(fits("{}天天{}", "天天天"), [["", "天"], ["天", ""]]);
    }

    #[test]
    fn what_does_not_fit_costs_nothing_however_often_its_words_are_there() {
        let sentence = "{} ×（{} + {}）÷（{} + {}）÷ {}%，最多 {} = {}";
        for times in [4, 12, 60] {
            let of = |words: &str| words.repeat(times);
            let text =
                format!("%，最多 {}{}{}{}{}", of(" ×（"), of(" + "), of("）÷（"), of(" + "), of("）÷ "));
            assert_eq!(cost(sentence, &text), 0, "{times}");
        }
    }

    #[test]
    fn what_fits_costs_as_much_as_there_are_ways() {
        assert_eq!(fits("{}，{}。", "甲，乙，丙。").len(), 2);
        assert!(cost("{}，{}。", "甲，乙，丙。") <= 2 * 5);
        let text = "，".repeat(200);
        assert!(cost("{}，{}，{}，{}x", &text) == 0, "the end is missing");
    }

    #[test]
    fn without_steps_nothing_more_is_shown() {
        let text = "，".repeat(50);
        let steps = Steps::new(100);
        let mut shown = 0;
        let enough = Pattern::parse("{}，{}，{}").fit(&text, &steps, &mut |_| {
            shown += 1;
            Enough::No
        });
        assert_eq!((enough, steps.is_spent()), (Enough::Yes, true));
        assert!(shown < 50, "{shown}");
    }

    #[test]
    fn holes_are_called_by_name_or_place() {
        assert_eq!(Pattern::parse("{} {x:>3} {}").holes().collect::<Vec<_>>(), ["0", "x", "1"]);
        assert_eq!(Pattern::parse("上门{}内要到").anchor(), Some("内要到"));
        assert_eq!(Pattern::parse("{}").anchor(), None);
    }
}
