//! What a wave says of everybody.

use super::{Answers, Question, QuestionKind};
use crate::rates::{Confidence, Design, DesignError, Estimate, Stratum, Target, Unit};

/// A household that answered in time.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The place of its stratum in the list of strata.
    pub stratum: usize,
    /// What it answered.
    pub answers: Answers,
}

/// What was found in one question: of those who chose something, or a mean.
#[derive(Clone, Debug, PartialEq)]
pub struct SurveyFinding {
    /// The question's code.
    pub code: String,
    /// What it is about: «点点通知晓率», or the question and the answer.
    pub name: String,
    /// What the district promises of it.
    pub target: Option<Target>,
    /// Whether it is a mean and not a share.
    pub is_mean: bool,
    /// What was found.
    pub estimate: Estimate,
}

/// What the answers say of all households of the strata, each stratum for as many as it has: who didn't answer is
/// taken to be like those of the stratum who did, which is why the response rate stands beside it.
///
/// `satisfied` is how many of the five levels count, from the best.
///
/// # Errors
/// [`DesignError`]: nobody answered, or a stratum has too few answers to see an error.
pub fn findings(
    strata: &[Stratum],
    answered: &[Answered],
    questions: &[Question],
    satisfied: u8,
) -> Result<Vec<SurveyFinding>, DesignError> {
    let units: Vec<_> =
        answered.iter().map(|one| Unit { stratum: one.stratum, cluster: None, weight: None }).collect();
    let design = Design::new(strata, &units)?;
    let mut findings = Vec::new();
    for question in questions {
        let said: Vec<_> = answered.iter().map(|one| one.answers.get(&question.code)).collect();
        let share = |name: String, target, counts: &dyn Fn(&str) -> bool| {
            let answers: Vec<_> = said.iter().map(|said| said.map(counts)).collect();
            let estimate = design.proportion(&answers, Confidence::USUAL)?;
            Some(SurveyFinding { code: question.code.clone(), name, target, is_mean: false, estimate })
        };
        match &question.kind {
            QuestionKind::Known | QuestionKind::YesNo => {
                let (name, target) = promise(question);
                findings.extend(share(name, target, &|said| said == "1"));
            }
            QuestionKind::Satisfaction => {
                let (name, target) = promise(question);
                let least = 6 - i32::from(satisfied);
                let content = move |said: &str| said.parse::<i32>().is_ok_and(|level| level >= least);
                findings.extend(share(name, target, &content));
            }
            QuestionKind::Choice { .. } => {
                for (value, words) in question.choices() {
                    findings.extend(share(format!("{}{words}", question.words), None, &|said| said == value));
                }
            }
            QuestionKind::Scale { .. } => {
                let values: Vec<_> =
                    said.iter().map(|said| said.and_then(|said| said.parse().ok())).collect();
                findings.extend(design.mean(&values, Confidence::USUAL).map(|estimate| SurveyFinding {
                    code: question.code.clone(),
                    name: question.words.clone(),
                    target: None,
                    is_mean: true,
                    estimate,
                }));
            }
            QuestionKind::Text => {}
        }
    }
    Ok(findings)
}

/// What a question is about in the district's words, and what is promised of it: 知晓率 100%, 网格化知晓率 90% and
/// 网格化满意度 95% (the action plan 2023–2025, its last year). Questions of one's own promise nothing.
fn promise(question: &Question) -> (String, Option<Target>) {
    let (name, percent) = match question.code.as_str() {
        "knows_routine" => ("常规清单知晓率", 100),
        "knows_agency" => ("代办清单知晓率", 100),
        "knows_volunteer" => ("志愿清单知晓率", 100),
        "knows_diandiantong" => ("点点通知晓率", 100),
        "knows_grid_worker" => ("网格化知晓率", 90),
        "satisfied_grid" => ("网格化满意度", 95),
        _ => return (question.words.clone(), None),
    };
    (name.to_owned(), Some(Target::of_percent(percent)))
}

#[cfg(test)]
mod tests {
    use super::super::Questionnaire;
    use super::*;
    use crate::rates::Verdict;

    fn strata() -> [Stratum; 2] {
        [("K10101", 400), ("K10102", 100)].map(|(name, households)| Stratum {
            name: name.into(),
            households,
            clusters: None,
        })
    }

    fn household(stratum: usize, known: &str, level: &str) -> Answered {
        let said = serde_json::json!({ "knows_grid_worker": known, "satisfied_grid": level });
        Answered { stratum, answers: serde_json::from_value(said).unwrap() }
    }

    #[test]
    fn each_stratum_counts_for_as_many_as_it_has() {
        // All of the large one know, none of the small one: 80 %, though as many were asked in both.
        let answered: Vec<_> =
            (0..20).map(|place| household(place % 2, if place % 2 == 0 { "1" } else { "0" }, "3")).collect();
        let found = findings(&strata(), &answered, &Questionnaire::standard().questions, 3).unwrap();
        let names: Vec<_> = found.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["网格化知晓率", "网格化满意度"], "what nobody answered is not there");
        assert!((found[0].estimate.value - 0.8).abs() < 1e-12);
        assert_eq!(found[0].estimate.answered, 20);
        let verdict = found[0].estimate.verdict(found[0].target.unwrap());
        assert_ne!(verdict, Verdict::Proven);
        assert!((found[1].estimate.value - 1.0).abs() < 1e-12, "基本满意 counts");
        let strict = findings(&strata(), &answered, &Questionnaire::standard().questions, 2).unwrap();
        assert!(strict[1].estimate.value.abs() < 1e-12, "and by another rule it doesn't");
    }

    #[test]
    fn a_stratum_with_one_answer_hides_its_error() {
        let answered = [household(0, "1", "5"), household(0, "0", "5"), household(1, "1", "5")];
        let refused = findings(&strata(), &answered, &Questionnaire::standard().questions, 3).unwrap_err();
        assert_eq!(refused, DesignError::Lonely { stratum: 1 });
    }
}
