//! All estimates of a wave: for each question what share gave each answer, and the mean of a scale.

use super::{Confidence, Design, Estimate};
use std::collections::BTreeSet;

/// The level under which the mean of a scale stands.
pub const MEAN: &str = "mean";

/// A question of numbers with more different answers than this is no scale: it has a mean and no shares.
pub const SCALE_LIMIT: usize = 20;

/// A question of words with more different answers than this was answered freely: it has no figures.
pub const WORDS_LIMIT: usize = 100;

/// A question and what each household of the design answered, in its order; blank where it didn't.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What it is called.
    pub name: String,
    /// The answers.
    pub answers: Vec<String>,
}

/// What kind of answers a question has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionKind {
    /// None: nobody answered.
    Silent,
    /// Words to choose from: each has its share.
    Choice,
    /// A few numbers: each has its share, and they have a mean.
    Scale,
    /// Many numbers: they have a mean.
    Measure,
    /// Whatever people wrote: nothing is reckoned of it.
    FreeText,
}

/// One figure of a wave.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The question.
    pub question: String,
    /// The answer of which it is the share, or [`MEAN`].
    pub level: String,
    /// Whether it is a share.
    pub share: bool,
    /// The figure.
    pub estimate: Estimate,
}

impl Question {
    /// What kind of answers it has.
    #[must_use]
    pub fn kind(&self) -> QuestionKind {
        let levels = self.levels();
        if levels.is_empty() {
            QuestionKind::Silent
        } else if levels.iter().all(|level| number(level).is_some()) {
            if levels.len() <= SCALE_LIMIT { QuestionKind::Scale } else { QuestionKind::Measure }
        } else if levels.len() <= WORDS_LIMIT {
            QuestionKind::Choice
        } else {
            QuestionKind::FreeText
        }
    }

    fn trimmed(&self) -> Vec<&str> {
        self.answers.iter().map(|answer| answer.trim()).collect()
    }

    /// The different answers, by their characters.
    fn levels(&self) -> Vec<&str> {
        let given: BTreeSet<_> = self.trimmed().into_iter().filter(|answer| !answer.is_empty()).collect();
        given.into_iter().collect()
    }
}

/// Every figure of these questions, in their order; numbers as levels go up, other levels by their characters.
///
/// A question that nobody answered, or everybody in words of their own, has no row.
#[must_use]
pub fn estimates(design: &Design, questions: &[Question], confidence: Confidence) -> Vec<Row> {
    questions.iter().flat_map(|question| rows(design, question, confidence)).collect()
}

fn rows(design: &Design, question: &Question, confidence: Confidence) -> Vec<Row> {
    let (kind, answers, mut levels) = (question.kind(), question.trimmed(), question.levels());
    if kind == QuestionKind::Scale {
        // Stable: the same number in two spellings stays in order.
        let value = |level: &&str| number(level).unwrap_or_default();
        levels.sort_by(|one, other| value(one).total_cmp(&value(other)));
    }
    let row = |level: &str, share, estimate| Row {
        question: question.name.clone(),
        level: level.to_owned(),
        share,
        estimate,
    };
    let mut rows = Vec::new();
    if matches!(kind, QuestionKind::Choice | QuestionKind::Scale) {
        rows.extend(levels.iter().filter_map(|level| {
            let says = |answer: &&str| (!answer.is_empty()).then_some(answer == level);
            let hits: Vec<_> = answers.iter().map(says).collect();
            Some(row(level, true, design.proportion(&hits, confidence)?))
        }));
    }
    if matches!(kind, QuestionKind::Scale | QuestionKind::Measure) {
        let values: Vec<_> = answers.iter().map(|answer| number(answer)).collect();
        rows.extend(design.mean(&values, confidence).map(|estimate| row(MEAN, false, estimate)));
    }
    rows
}

/// A number as surveys write it: digits, a sign, a point.
fn number(text: &str) -> Option<f64> {
    let plain = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'.');
    text.bytes().all(plain).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::{Stratum, Unit};
    use super::*;

    fn figures(answers: &[&str]) -> Vec<(String, u32, String)> {
        let strata = [Stratum { name: String::new(), households: 1000, clusters: None }];
        let units = vec![Unit { stratum: 0, cluster: None, weight: None }; answers.len()];
        let design = Design::new(&strata, &units).unwrap();
        let answers = answers.iter().map(|answer| (*answer).to_owned()).collect();
        let question = Question { name: "满意".into(), answers };
        let rows = estimates(&design, &[question], Confidence::USUAL);
        rows.into_iter()
            .map(|row| (row.level, row.estimate.answered, format!("{:.2}", row.estimate.value)))
            .collect()
    }

    fn row(level: &str, answered: u32, value: &str) -> (String, u32, String) {
        (level.into(), answered, value.into())
    }

    #[test]
    fn words_have_shares() {
        assert_eq!(figures(&["是", "否", "", " 是 "]), [row("否", 3, "0.33"), row("是", 3, "0.67")]);
        assert_eq!(figures(&["", " "]), []);
    }

    #[test]
    fn a_scale_has_shares_and_a_mean() {
        let rows = [row("5", 4, "0.50"), row("9", 4, "0.25"), row("10", 4, "0.25"), row(MEAN, 4, "7.25")];
        assert_eq!(figures(&["5", "10", "5", "9"]), rows);
        assert_eq!(figures(&["5", "10", "5", "不知道"]).len(), 3);
    }

    #[test]
    fn a_measure_has_a_mean_only() {
        let answers: Vec<_> = (0..=20).map(|number| number.to_string()).collect();
        let answers: Vec<_> = answers.iter().map(String::as_str).collect();
        assert_eq!(figures(&answers), [row(MEAN, 21, "10.00")]);
    }

    #[test]
    fn what_people_wrote_is_left_alone() {
        let answers: Vec<_> = (0..=WORDS_LIMIT).map(|number| format!("意见 {number}")).collect();
        let answers: Vec<_> = answers.iter().map(String::as_str).collect();
        assert_eq!(figures(&answers), []);
        assert_eq!(figures(&answers[1..]).len(), WORDS_LIMIT);
    }
}
