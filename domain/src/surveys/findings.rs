//! What a wave says of everybody.

use super::{
    Answers, KNOWS_AGENCY, KNOWS_DIANDIANTONG, KNOWS_GRID_WORKER, KNOWS_LISTS, KNOWS_ROUTINE,
    KNOWS_VOLUNTEER, Question, QuestionKind, SATISFIED_GRID, knows_lists,
};
use crate::counters::Month;
use crate::reports::Indicator;
use statistics::{Confidence, Design, DesignError, Estimate, Stratum, Target, Unit};

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
/// Before the questions stands how many know all three lists. `satisfied` is how many of the five levels count, from
/// the best; targets are those of `month`.
///
/// # Errors
/// [`DesignError`]: nobody answered, or a stratum has too few answers to see an error.
pub fn findings(
    strata: &[Stratum],
    answered: &[Answered],
    questions: &[Question],
    satisfied: u8,
    month: Month,
) -> Result<Vec<SurveyFinding>, DesignError> {
    let units: Vec<_> =
        answered.iter().map(|one| Unit { stratum: one.stratum, cluster: None, weight: None }).collect();
    let design = Design::new(strata, &units)?;
    let lists: Vec<_> = answered.iter().map(|one| knows_lists(&one.answers)).collect();
    let lists = design.proportion(&lists, Confidence::USUAL).map(|estimate| SurveyFinding {
        code: KNOWS_LISTS.to_owned(),
        name: "知晓率（三张清单都知道）".to_owned(),
        target: Indicator::ListAwareness.target(month),
        is_mean: false,
        estimate,
    });
    let mut findings: Vec<_> = lists.into_iter().collect();
    for question in questions {
        let said: Vec<_> = answered.iter().map(|one| one.answers.get(&question.code)).collect();
        let share = |name: String, target, counts: &dyn Fn(&str) -> bool| {
            let answers: Vec<_> = said.iter().map(|said| said.map(counts)).collect();
            let estimate = design.proportion(&answers, Confidence::USUAL)?;
            Some(SurveyFinding { code: question.code.clone(), name, target, is_mean: false, estimate })
        };
        match &question.kind {
            QuestionKind::Known | QuestionKind::YesNo => {
                let (name, target) = indicator(question, month);
                findings.extend(share(name, target, &|said| said == "1"));
            }
            QuestionKind::Satisfaction => {
                let (name, target) = indicator(question, month);
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

/// What a question is about in the district's words, and what is promised of it. Of each list alone as much is promised
/// as of all three; questions of one's own promise nothing.
fn indicator(question: &Question, month: Month) -> (String, Option<Target>) {
    let (name, indicator) = match question.code.as_str() {
        KNOWS_ROUTINE => ("常规清单知晓率", Indicator::ListAwareness),
        KNOWS_AGENCY => ("代办清单知晓率", Indicator::ListAwareness),
        KNOWS_VOLUNTEER => ("志愿清单知晓率", Indicator::ListAwareness),
        KNOWS_DIANDIANTONG => ("点点通知晓率", Indicator::ListAwareness),
        KNOWS_GRID_WORKER => (Indicator::GridAwareness.name(), Indicator::GridAwareness),
        SATISFIED_GRID => (Indicator::GridSatisfaction.name(), Indicator::GridSatisfaction),
        _ => return (question.words.clone(), None),
    };
    (name.to_owned(), indicator.target(month))
}

#[cfg(test)]
mod tests {
    use super::super::Questionnaire;
    use super::*;
    use statistics::TargetStatus;

    fn strata() -> [Stratum; 2] {
        [("K10101", 400), ("K10102", 100)].map(|(name, households)| Stratum {
            name: name.into(),
            households,
            clusters: None,
        })
    }

    fn month() -> Month {
        "2026-11".parse().unwrap()
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
        let found = findings(&strata(), &answered, &Questionnaire::standard().questions, 3, month()).unwrap();
        let names: Vec<_> = found.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["网格化知晓率", "网格化满意度"], "what nobody answered is not there");
        assert!((found[0].estimate.value - 0.8).abs() < 1e-12);
        assert_eq!(found[0].estimate.answered, 20);
        let status = found[0].estimate.target_status(found[0].target.unwrap());
        assert_ne!(status, TargetStatus::Proven);
        assert!((found[1].estimate.value - 1.0).abs() < 1e-12, "基本满意 counts");
        let strict =
            findings(&strata(), &answered, &Questionnaire::standard().questions, 2, month()).unwrap();
        assert!(strict[1].estimate.value.abs() < 1e-12, "and by another rule it doesn't");
    }

    #[test]
    fn who_knows_each_list_is_not_yet_who_knows_them_all() {
        let said = |routine: &str, agency: &str| Answered {
            stratum: 0,
            answers: serde_json::from_value(serde_json::json!({
                "knows_routine": routine, "knows_agency": agency, "knows_volunteer": "1",
            }))
            .unwrap(),
        };
        let answered = [said("1", "0"), said("0", "1"), said("1", "1"), said("1", "1")];
        let found =
            findings(&strata()[..1], &answered, &Questionnaire::standard().questions, 3, month()).unwrap();
        let shares: Vec<_> = found.iter().map(|one| (one.code.as_str(), one.estimate.value)).collect();
        let expected =
            [(KNOWS_LISTS, 0.5), (KNOWS_ROUTINE, 0.75), (KNOWS_AGENCY, 0.75), (KNOWS_VOLUNTEER, 1.0)];
        assert_eq!(shares, expected);
        assert_eq!(found[0].target, Some(Target::of_percent(100)));
    }

    #[test]
    fn a_stratum_with_one_answer_hides_its_error() {
        let answered = [household(0, "1", "5"), household(0, "0", "5"), household(1, "1", "5")];
        let refused =
            findings(&strata(), &answered, &Questionnaire::standard().questions, 3, month()).unwrap_err();
        assert_eq!(refused, DesignError::Lonely { stratum: 1 });
    }
}
