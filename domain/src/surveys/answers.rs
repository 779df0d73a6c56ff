//! What a household answered.

use super::{Question, QuestionKind, Questionnaire};
use crate::text::{self, TextError};
use crate::typed::folded;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use thiserror::Error;

/// The most characters of an answer in words.
pub const TEXT_LIMIT: usize = 200;

/// Why an answer can't be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AnswerError {
    /// None of what can be chosen.
    #[error("请从下面选一个")]
    NoChoice,
    /// Too long.
    #[error(transparent)]
    Text(#[from] TextError),
    /// Too little was answered for a form to count: this question is the first without an answer.
    #[error("至少要答一半的题目，请再答几题")]
    TooFew,
}

/// What is wrong with the answer to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerProblem {
    /// The question's code.
    pub code: String,
    /// What is wrong.
    pub error: AnswerError,
}

/// How much of a form is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// At least four of five questions that are answered by choosing.
    Complete,
    /// Fewer, but at least half of them.
    Partial,
}

/// The answers of a household by the codes of the questions. What nobody answered isn't there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, String>);

impl Answers {
    /// Takes answers as typed, by the codes of the questions. A question may be left out, as people may; but
    /// of those that are answered by choosing at least half must be answered.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the questions.
    pub fn check(
        questionnaire: &Questionnaire,
        typed: &BTreeMap<String, String>,
    ) -> Result<Self, Vec<AnswerProblem>> {
        let mut taken = BTreeMap::new();
        let mut problems = Vec::new();
        for question in &questionnaire.questions {
            let said = typed.get(&question.code).map_or("", |said| said.trim());
            match answer(question, said) {
                Ok(Some(said)) => {
                    taken.insert(question.code.clone(), said);
                }
                Ok(None) => {}
                Err(error) => problems.push(AnswerProblem { code: question.code.clone(), error }),
            }
        }
        let answers = Self(taken);
        let (answered, asked) = answers.count(questionnaire);
        if problems.is_empty() && answered * 2 < asked {
            let open = questionnaire.closed().find(|question| answers.get(&question.code).is_none());
            let code = open.map(|question| question.code.clone()).unwrap_or_default();
            problems.push(AnswerProblem { code, error: AnswerError::TooFew });
        }
        if problems.is_empty() { Ok(answers) } else { Err(problems) }
    }

    /// The answer to a question.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&str> {
        self.0.get(code).map(String::as_str)
    }

    /// How much of the form is answered.
    #[must_use]
    pub fn completeness(&self, questionnaire: &Questionnaire) -> Completeness {
        let (answered, asked) = self.count(questionnaire);
        if answered * 5 >= asked * 4 { Completeness::Complete } else { Completeness::Partial }
    }

    /// How many of the questions that are answered by choosing were, and how many there are.
    fn count(&self, questionnaire: &Questionnaire) -> (usize, usize) {
        let answered = questionnaire.closed().filter(|question| self.get(&question.code).is_some());
        (answered.count(), questionnaire.closed().count())
    }
}

fn answer(question: &Question, said: &str) -> Result<Option<String>, AnswerError> {
    if folded(said).is_empty() {
        return Ok(None);
    }
    if question.kind == QuestionKind::Text {
        return Ok(Some(text::required(said, TEXT_LIMIT)?));
    }
    let known = question.choices().iter().any(|(value, _)| value == said);
    if known { Ok(Some(said.to_owned())) } else { Err(AnswerError::NoChoice) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(answers: &[(&str, &str)]) -> BTreeMap<String, String> {
        answers.iter().map(|(code, said)| ((*code).to_owned(), (*said).to_owned())).collect()
    }

    #[test]
    fn half_is_enough_four_fifths_are_complete() {
        let standard = Questionnaire::standard();
        let mut said = vec![("knows_routine", "1"), ("knows_agency", "0")];
        let few = Answers::check(&standard, &typed(&said)).unwrap_err();
        assert_eq!((few[0].code.as_str(), few[0].error), ("knows_volunteer", AnswerError::TooFew));
        said.push(("satisfied_grid", "5"));
        let half = Answers::check(&standard, &typed(&said)).unwrap();
        assert_eq!(half.completeness(&standard), Completeness::Partial);
        said.extend([("knows_volunteer", "0"), ("knows_diandiantong", "1")]);
        let most = Answers::check(&standard, &typed(&said)).unwrap();
        assert_eq!(most.completeness(&standard), Completeness::Complete);
        assert_eq!((most.get("knows_agency"), most.get("knows_grid_worker")), (Some("0"), None));
    }

    #[test]
    fn what_cannot_be_chosen_is_refused_and_what_is_not_asked_is_left_out() {
        let standard = Questionnaire::standard();
        let wrong = Answers::check(&standard, &typed(&[("knows_routine", "2"), ("satisfied_grid", "6")]));
        let codes: Vec<_> = wrong.unwrap_err().into_iter().map(|problem| problem.code).collect();
        assert_eq!(codes, ["knows_routine", "satisfied_grid"]);
        let said =
            [("knows_routine", "1"), ("knows_agency", "1"), ("knows_volunteer", "1"), ("phone", "138")];
        assert_eq!(Answers::check(&standard, &typed(&said)).unwrap().get("phone"), None);
    }
}
