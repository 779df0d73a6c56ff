//! What a household is asked.

use serde::{Deserialize, Serialize};

/// The most characters of a question.
pub const WORDS_LIMIT: usize = 60;

/// The five levels of satisfaction as they are read, with what they count: 5 is best.
pub const SATISFACTION: [(&str, &str); 5] =
    [("5", "非常满意"), ("4", "满意"), ("3", "基本满意"), ("2", "不满意"), ("1", "非常不满意")];

/// The question whether somebody knows the list of routine services.
pub const KNOWS_ROUTINE: &str = "knows_routine";
/// The question whether somebody knows the list of services that are done on one's behalf.
pub const KNOWS_AGENCY: &str = "knows_agency";
/// The question whether somebody knows the list of volunteers' services.
pub const KNOWS_VOLUNTEER: &str = "knows_volunteer";
/// The question whether somebody knows 点点通.
pub const KNOWS_DIANDIANTONG: &str = "knows_diandiantong";
/// The question whether somebody knows their grid worker.
pub const KNOWS_GRID_WORKER: &str = "knows_grid_worker";
/// The question how satisfied somebody is with the grid's services.
pub const SATISFIED_GRID: &str = "satisfied_grid";

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum QuestionKind {
    /// Whether somebody knows of something: 知道 (1) or 不知道 (0).
    Known,
    /// 是 (1) or 不是 (0).
    YesNo,
    /// The five levels of [`SATISFACTION`].
    Satisfaction,
    /// A number from 1 to `most`, which is 5 or 10.
    Scale {
        /// The highest number.
        most: u8,
    },
    /// One of several, counted from 1.
    Choice {
        /// What can be chosen.
        options: Vec<String>,
    },
    /// Words.
    Text,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Names it in forms, tables and files, in every version of a questionnaire.
    pub code: String,
    /// As it is asked.
    pub words: String,
    /// How it is answered.
    #[serde(flatten)]
    pub kind: QuestionKind,
}

/// What is asked in a wave, in this order. A questionnaire that was used is never edited: a changed one is a
/// new version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Questionnaire {
    /// The questions; their codes differ.
    pub questions: Vec<Question>,
}

impl Question {
    /// What can be chosen, value and words; none for words of one's own.
    #[must_use]
    pub fn choices(&self) -> Vec<(String, String)> {
        let pair = |value: &str, words: &str| (value.to_owned(), words.to_owned());
        match &self.kind {
            QuestionKind::Known => vec![pair("1", "知道"), pair("0", "不知道")],
            QuestionKind::YesNo => vec![pair("1", "是"), pair("0", "不是")],
            QuestionKind::Satisfaction => SATISFACTION.map(|(value, words)| pair(value, words)).to_vec(),
            QuestionKind::Scale { most } => {
                (1..=*most).map(|number| (number.to_string(), number.to_string())).collect()
            }
            QuestionKind::Choice { options } => (1..)
                .zip(options)
                .map(|(number, words): (u8, _)| (number.to_string(), words.clone()))
                .collect(),
            QuestionKind::Text => Vec::new(),
        }
    }

    /// Whether it is answered by choosing, and so counts for completeness and likeness.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.kind != QuestionKind::Text
    }
}

impl Questionnaire {
    /// The six questions of every wave: the three lists, 点点通, the grid worker, and how satisfied one is.
    #[must_use]
    pub fn standard() -> Self {
        let known = |code: &str, words: &str| Question {
            code: code.to_owned(),
            words: words.to_owned(),
            kind: QuestionKind::Known,
        };
        Self {
            questions: vec![
                known(KNOWS_ROUTINE, "您知道社区的“常规服务”清单吗？"),
                known(KNOWS_AGENCY, "您知道社区的“代办服务”清单吗？"),
                known(KNOWS_VOLUNTEER, "您知道社区的“志愿服务”清单吗？"),
                known(KNOWS_DIANDIANTONG, "您知道可以用“点点通”点单吗？"),
                known(KNOWS_GRID_WORKER, "您知道自家的网格员是谁吗？"),
                Question {
                    code: SATISFIED_GRID.to_owned(),
                    words: "您对网格里的服务满意吗？".to_owned(),
                    kind: QuestionKind::Satisfaction,
                },
            ],
        }
    }

    /// The six, and these after them.
    #[must_use]
    pub fn with_own(own: Vec<Question>) -> Self {
        let mut all = Self::standard();
        all.questions.extend(own);
        all
    }

    /// The questions that are answered by choosing.
    pub fn closed(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(|question| question.is_closed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_questions_whose_codes_differ() {
        let standard = Questionnaire::standard();
        let codes: std::collections::BTreeSet<_> =
            standard.questions.iter().map(|question| &question.code).collect();
        assert_eq!((codes.len(), standard.closed().count()), (6, 6));
        assert_eq!(standard.questions[5].choices()[0], ("5".to_owned(), "非常满意".to_owned()));
    }

    #[test]
    fn passes_through_json_as_it_is_stored() {
        let scale =
            Question {
                code: "own".into(), words: "几分？".into(), kind: QuestionKind::Scale { most: 10 }
            };
        let all = Questionnaire::with_own(vec![scale]);
        let text = serde_json::to_string(&all).unwrap();
        assert!(text.contains(r#""code":"own","words":"几分？","kind":"scale","most":10"#), "{text}");
        assert_eq!(serde_json::from_str::<Questionnaire>(&text).unwrap(), all);
    }
}
