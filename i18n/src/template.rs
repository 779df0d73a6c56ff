//! What a sentence becomes in another language, once its holes are filled.

use crate::kept::stands_for_words;
use crate::translate::is_chinese;

/// A sentence with holes `{name}`, words for one and for several `{name|order|orders}`, and months `{name@month}`. A hole
/// `{name#}` takes a number, and nothing Chinese. What fills `{name!}`, a single name, and `{name~}`, which somebody wrote,
/// stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Template {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Words(String),
    Hole(usize),
    Plain(usize),
    Name(usize),
    Written(usize),
    /// One of two words, by the number that fills a hole.
    Number {
        hole: usize,
        one: String,
        several: String,
    },
    /// The name of the month whose number fills a hole.
    Month(usize),
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// How many characters a name has at most: of a person 50, of an area or a company 60.
const LONGEST_NAME: usize = 60;

/// Words that keep their capital within a sentence.
const PROPER: [&str; 34] = [
    "I",
    "I'm",
    "I'll",
    "I've",
    "Party",
    "Diandiantong",
    "WeChat",
    "Alipay",
    "Chinese",
    "China",
    "English",
    "Kunshan",
    "Suzhou",
    "Spring",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Mon",
    "Tue",
    "Wed",
    "Thu",
    "Fri",
    "Sat",
    "Sun",
    "Wilson",
    "Excel",
    "Japanese",
    "Korean",
    "Mandarin",
    "National",
];

impl Template {
    /// Reads a sentence for a pattern with these holes; the error is the hole that the pattern hasn't.
    pub fn parse(sentence: &str, holes: &[&str]) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = sentence;
        while let Some(open) = rest.find('{') {
            let (words, after) = rest.split_at(open);
            if let Some(after) = after.strip_prefix("{{") {
                parts.push(Part::Words(format!("{words}{{")));
                rest = after;
                continue;
            }
            let (inside, after) = after[1..].split_once('}').ok_or_else(|| after.to_owned())?;
            parts.push(Part::Words(words.to_owned()));
            parts.push(Self::hole(inside, holes)?);
            rest = after;
        }
        parts.push(Part::Words(rest.to_owned()));
        for part in &mut parts {
            if let Part::Words(words) = part {
                *words = words.replace("}}", "}");
            }
        }
        parts.retain(|part| *part != Part::Words(String::new()));
        Ok(Self { parts })
    }

    fn hole(inside: &str, holes: &[&str]) -> Result<Part, String> {
        let name = inside.split(['|', '@', '#', '!', '~']).next().unwrap_or_default();
        let hole = holes.iter().position(|hole| *hole == name).ok_or_else(|| inside.to_owned())?;
        match inside[name.len()..].split('|').collect::<Vec<_>>()[..] {
            [""] => Ok(Part::Hole(hole)),
            ["#"] => Ok(Part::Plain(hole)),
            ["!"] => Ok(Part::Name(hole)),
            ["~"] => Ok(Part::Written(hole)),
            ["@month"] => Ok(Part::Month(hole)),
            ["", one, several] => Ok(Part::Number { hole, one: one.to_owned(), several: several.to_owned() }),
            _ => Err(inside.to_owned()),
        }
    }

    /// Which of the pattern's holes it uses.
    pub fn uses(&self, hole: usize) -> bool {
        self.parts.iter().any(|part| match part {
            Part::Words(_) => false,
            Part::Hole(used)
            | Part::Plain(used)
            | Part::Name(used)
            | Part::Written(used)
            | Part::Month(used)
            | Part::Number { hole: used, .. } => *used == hole,
        })
    }

    /// Whether it takes numbers only somewhere: it doesn't fit by chance then, however few its words are.
    pub fn is_exact(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Plain(_) | Part::Month(_)))
    }

    /// Whether its holes may be filled so.
    pub fn takes(&self, filled: &[&str]) -> bool {
        self.parts.iter().all(|part| match part {
            Part::Plain(hole) | Part::Month(hole) => {
                let is_words = |character| is_chinese(character) || stands_for_words(character);
                !filled.get(*hole).is_some_and(|text| text.chars().any(is_words))
            }
            Part::Name(hole) => filled.get(*hole).is_none_or(|text| is_name(text)),
            Part::Words(_) | Part::Hole(_) | Part::Written(_) | Part::Number { .. } => true,
        })
    }

    /// Whether what fills a hole stays as it is.
    pub fn keeps(&self, hole: usize) -> bool {
        let keeps = |part: &Part| matches!(part, Part::Name(kept) | Part::Written(kept) if *kept == hole);
        self.parts.iter().any(keeps)
    }

    /// Whether it counts what fills a hole.
    #[cfg(test)]
    pub fn counts(&self, hole: usize) -> bool {
        self.parts.iter().any(|part| match part {
            Part::Plain(counted) | Part::Month(counted) | Part::Number { hole: counted, .. } => {
                *counted == hole
            }
            _ => false,
        })
    }

    /// Another sentence, whose holes `{0}`, `{1}` take the same.
    pub fn alike(&self, sentence: &str, holes: usize) -> Result<Self, String> {
        let names: Vec<String> = (0..holes).map(|hole| hole.to_string()).collect();
        let mut alike = Self::parse(sentence, &names.iter().map(String::as_str).collect::<Vec<_>>())?;
        for part in &mut alike.parts {
            if let Part::Hole(hole) = *part {
                let same = self.parts.iter().find_map(|part| match part {
                    Part::Plain(plain) | Part::Month(plain) if *plain == hole => Some(Part::Plain(hole)),
                    Part::Name(name) if *name == hole => Some(Part::Name(hole)),
                    Part::Written(written) if *written == hole => Some(Part::Written(hole)),
                    _ => None,
                });
                *part = same.unwrap_or(Part::Hole(hole));
            }
        }
        Ok(alike)
    }

    /// The sentence with its holes filled: what was translated already, and whether it was. Where words stand apart, as in
    /// English, they lose their capitals within it.
    pub fn fill(&self, filled: &[(String, bool)], words_stand_apart: bool) -> String {
        let mut sentence = String::new();
        for part in &self.parts {
            match part {
                Part::Words(words) => sentence.push_str(words),
                Part::Hole(hole) => match filled.get(*hole) {
                    Some((words, true)) if words_stand_apart && continues(&sentence) => {
                        sentence.push_str(&lowered(words));
                    }
                    Some((words, _)) => sentence.push_str(words),
                    None => {}
                },
                Part::Plain(hole) | Part::Name(hole) | Part::Written(hole) => {
                    sentence.push_str(filled.get(*hole).map_or("", |(words, _)| words));
                }
                Part::Number { hole, one, several } => {
                    let number = filled.get(*hole).map_or("", |(words, _)| words);
                    sentence.push_str(if number.trim() == "1" { one } else { several });
                }
                Part::Month(hole) => {
                    let number = filled.get(*hole).map_or("", |(words, _)| words);
                    let month =
                        number.parse::<usize>().ok().and_then(|month| MONTHS.get(month.checked_sub(1)?));
                    sentence.push_str(month.unwrap_or(&number));
                }
            }
        }
        sentence
    }
}

/// Whether a text may be one name: it isn't put together.
fn is_name(text: &str) -> bool {
    let length = text.chars().count();
    if text.chars().any(stands_for_words) {
        return length == 1;
    }
    let is_put_together = text.contains(['、', '，', '。', '：', '；', '“', '（']) || text.contains(" · ");
    let has_gap = text.contains(' ') && text.chars().any(is_chinese);
    length <= LONGEST_NAME && !is_put_together && !has_gap
}

/// Whether what comes next stands within a sentence.
fn continues(before: &str) -> bool {
    before.trim_end().chars().last().is_some_and(|last| last.is_alphanumeric() || ",;%)”’".contains(last))
}

/// Words as they stand within a sentence.
pub(crate) fn lowered(words: &str) -> String {
    let first = words.split([' ', ',', ':', '.', '’', '\'']).next().unwrap_or_default();
    let mut characters = words.chars();
    match (characters.next(), characters.next()) {
        (Some(capital), second) if capital.is_ascii_uppercase() => {
            let word = second.is_none_or(|second| second.is_ascii_lowercase() || second == ' ');
            if word && !PROPER.contains(&first) && !MONTHS.contains(&first) {
                return format!("{}{}", capital.to_ascii_lowercase(), &words[1..]);
            }
            words.to_owned()
        }
        _ => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(sentence: &str, holes: &[&str], with: &[&str]) -> String {
        let with: Vec<_> = with.iter().map(|words| ((*words).to_owned(), true)).collect();
        Template::parse(sentence, holes).unwrap().fill(&with, true)
    }

    #[test]
    fn one_and_several() {
        assert_eq!(filled("{0} {0|order|orders}", &["0"], &["1"]), "1 order");
        assert_eq!(filled("{0} {0|order|orders}", &["0"], &["21"]), "21 orders");
        assert_eq!(filled("{b} of {a}", &["a", "b"], &["9", "2"]), "2 of 9");
    }

    #[test]
    fn months_have_names() {
        assert_eq!(filled("{1} {0@month}", &["0", "1"], &["3", "15"]), "15 Mar");
        assert_eq!(filled("{0@month}", &["0"], &["13"]), "13");
    }

    #[test]
    fn capitals_stay_at_the_beginning_of_a_sentence() {
        assert_eq!(filled("Late since {0}", &["0"], &["Today"]), "Late since today");
        assert_eq!(filled("Late since {0}", &["0"], &["Monday"]), "Late since Monday");
        assert_eq!(filled("{0}, late", &["0"], &["Today"]), "Today, late");
        assert_eq!(filled("Why: {0}", &["0"], &["Busy"]), "Why: Busy");
        assert_eq!(filled("as {0}", &["0"], &["CSV"]), "as CSV");
        assert_eq!(filled("{{{0}}}", &["0"], &["X"]), "{X}");
    }

    #[test]
    fn holes_say_what_they_take() {
        let template = Template::parse("{0#} of {1!}", &["0", "1"]).unwrap();
        assert!(template.takes(&["12", "王丽"]));
        assert!(!template.takes(&["30 前", "王丽"]));
        assert!(!template.takes(&["12", "书记、办事处"]));
        assert!(template.keeps(1) && !template.keeps(0));
        assert!(Template::parse("{0~}", &["0"]).unwrap().takes(&["灯坏了，今天来。"]));
    }

    #[test]
    fn another_sentence_takes_the_same() {
        let english = Template::parse("{name!} at {1#}", &["name", "1"]).unwrap();
        let other = english.alike("{0}在{1}", 2).unwrap();
        assert!(other.takes(&["王丽", "12"]) && !other.takes(&["王丽", "今天"]));
        assert_eq!(other.fill(&[("Any".to_owned(), true), ("12".to_owned(), false)], false), "Any在12");
    }

    #[test]
    fn a_hole_must_be_one_of_the_pattern() {
        assert_eq!(Template::parse("{2}", &["0"]), Err("2".to_owned()));
        assert_eq!(Template::parse("{0|a}", &["0"]), Err("0|a".to_owned()));
        assert_eq!(Template::parse("{0", &["0"]), Err("{0".to_owned()));
    }
}
