//! The form of a new wave, and what is wrong with it.

use crate::{AppError, FieldError, FieldName, field};
use domain::import;
use domain::surveys::{Allocation, Questionnaire, parse_own_questions, spread_of};
use domain::text;
use domain::time::{DAY, Timestamp};
use domain::typed::{folded, whole};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use strum::{EnumIter, EnumString, IntoStaticStr};

/// The most characters of a title.
const TITLE_LIMIT: usize = 40;
/// The most households that one wave asks.
const WANTED_LIMIT: u32 = 20_000;
/// The longest that a wave lasts, in days.
const DAYS_LIMIT: i64 = 120;

/// What the strata are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum StrataKind {
    /// 小区.
    #[default]
    Estate,
    /// 网格.
    Grid,
}

impl StrataKind {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Estate => "按小区",
            Self::Grid => "按网格",
        }
    }
}

/// A new wave, as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewWave {
    /// What it is called.
    pub title: String,
    /// `estate` or `grid`.
    pub strata: String,
    /// `proportional`, `equal` or `neyman`.
    pub allocation: String,
    /// How many households are asked.
    pub wanted: String,
    /// How many of each stratum at the least; blank for none.
    pub minimum: String,
    /// The first day, `2026-11-24`.
    pub opens: String,
    /// The last day.
    pub closes: String,
    /// For `neyman`: «K10101 80», the percentage expected in a stratum, one a line; 50 where there is none.
    pub expected: String,
    /// Questions of one's own, one a line.
    pub own: String,
    /// Made with the form: the same token never makes a second wave of the same content, and is asked about with other
    /// content. Empty where no form makes the wave.
    pub token: String,
}

/// A form that can be taken.
pub(super) struct Wanted {
    pub(super) title: String,
    pub(super) strata: StrataKind,
    pub(super) allocation: Allocation,
    pub(super) wanted: u32,
    pub(super) minimum: u32,
    pub(super) opens_at: Timestamp,
    pub(super) closes_at: Timestamp,
    /// The spread of strata for which something is expected.
    pub(super) spreads: BTreeMap<String, u32>,
    pub(super) questionnaire: Questionnaire,
    /// Whether it has questions of one's own.
    pub(super) has_own: bool,
}

impl NewWave {
    /// Takes the form, seen from `now`.
    pub(super) fn check(&self, now: Timestamp) -> Result<Wanted, AppError> {
        let mut wrong = Wrong::default();
        let title = wrong.take(
            field!(NewWave, title),
            text::required(&self.title, TITLE_LIMIT).map_err(|error| error.about("调查的名字")),
        );
        let strata = wrong.take(field!(NewWave, strata), self.strata.parse().map_err(|_| "请选一种"));
        let allocation =
            wrong.take(field!(NewWave, allocation), self.allocation.parse().map_err(|_| "请选一种"));
        let wanted = if folded(&self.wanted).is_empty() {
            Err("请填一共抽几户".to_owned())
        } else {
            import::number(&self.wanted, 1..=WANTED_LIMIT).map_err(|error| error.to_string())
        };
        let wanted = wrong.take(field!(NewWave, wanted), wanted);
        let minimum = if folded(&self.minimum).is_empty() {
            Some(0)
        } else {
            wrong.take(field!(NewWave, minimum), import::number(&self.minimum, 0..=WANTED_LIMIT))
        };
        let opens = wrong.take(field!(NewWave, opens), day(&self.opens, "请选从哪天开始问"));
        let closes =
            wrong.take(field!(NewWave, closes), day(&self.closes, "请选问到哪天").map(|day| day.plus(DAY)));
        wrong.0.extend(opens.zip(closes).and_then(|(opens, closes)| span_problem(opens, closes, now)));
        let spreads = wrong.take(field!(NewWave, expected), spreads(&self.expected));
        let own = wrong.take(field!(NewWave, own), parse_own_questions(&self.own));
        let taken = (title, strata, allocation, wanted, minimum, opens, closes, spreads, own);
        match (taken, wrong.0.is_empty()) {
            (
                (
                    Some(title),
                    Some(strata),
                    Some(allocation),
                    Some(wanted),
                    Some(minimum),
                    Some(opens_at),
                    Some(closes_at),
                    Some(spreads),
                    Some(own),
                ),
                true,
            ) => Ok(Wanted {
                title,
                strata,
                allocation,
                wanted,
                minimum,
                opens_at,
                closes_at,
                spreads,
                has_own: !own.is_empty(),
                questionnaire: Questionnaire::with_own(own),
            }),
            _ => Err(AppError::invalid(wrong.0)),
        }
    }
}

/// The fields that are wrong.
#[derive(Default)]
struct Wrong(Vec<FieldError>);

impl Wrong {
    fn take<T, E: ToString>(&mut self, field: FieldName, taken: Result<T, E>) -> Option<T> {
        taken.map_err(|error| self.0.push(FieldError::new(field, error))).ok()
    }
}

/// The first moment of a day, or what is asked for.
fn day(typed: &str, sentence: &'static str) -> Result<Timestamp, &'static str> {
    let day = import::date(typed).map_err(|_| sentence)?;
    Ok(Timestamp::from_civil(day.at(0, 0, 0, 0)))
}

fn span_problem(opens: Timestamp, closes: Timestamp, now: Timestamp) -> Option<FieldError> {
    let today = Timestamp::from_civil(now.date().at(0, 0, 0, 0));
    if closes.since(opens) < DAY {
        Some(FieldError::new(field!(NewWave, closes), "结束那天不能比开始那天早"))
    } else if closes <= now {
        Some(FieldError::new(field!(NewWave, closes), "这一天已经过去了，请另选"))
    } else if closes.since(opens) > DAYS_LIMIT * DAY {
        Some(FieldError::new(field!(NewWave, closes), format!("一次调查最长 {DAYS_LIMIT} 天")))
    } else if opens < today {
        // Nobody could have answered before there was anything to answer.
        Some(FieldError::new(field!(NewWave, opens), "开始那天不能早于今天"))
    } else {
        None
    }
}

fn spreads(typed: &str) -> Result<BTreeMap<String, u32>, String> {
    let line = |line: &str| {
        let line = folded(line);
        let (code, percent) = line.split_once(' ')?;
        let percent = whole(percent, &["%"]).filter(|percent| *percent <= 100)?;
        Some((code.to_ascii_uppercase(), spread_of(percent)))
    };
    let lines = typed.lines().filter(|line| !folded(line).is_empty());
    lines.map(|text| line(text).ok_or_else(|| format!("“{text}”看不懂，要写成 K10101 80 这样"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> NewWave {
        NewWave {
            title: "第一次".into(),
            strata: "estate".into(),
            allocation: "neyman".into(),
            wanted: "300".into(),
            minimum: String::new(),
            opens: "2026-11-24".into(),
            closes: "2026-12-01".into(),
            expected: "k10101 80%\n\nK10102 50".into(),
            own: String::new(),
            token: String::new(),
        }
    }

    fn now() -> Timestamp {
        "2026-11-24T09:30".parse().unwrap()
    }

    #[test]
    fn takes_what_is_typed() {
        let wanted = form().check(now()).unwrap();
        assert_eq!((wanted.wanted, wanted.minimum, wanted.questionnaire.questions.len()), (300, 0, 6));
        assert_eq!(wanted.spreads, BTreeMap::from([("K10101".into(), 400), ("K10102".into(), 500)]));
        assert_eq!(wanted.closes_at, "2026-12-02T00:00".parse().unwrap());
    }

    #[test]
    fn names_every_wrong_field() {
        let empty =
            NewWave { expected: "中华园八成".into(), own: "几分？|1-7".into(), ..NewWave::default() };
        let error = empty.check(now()).err().unwrap();
        let fields: Vec<_> = error.fields.iter().map(|field| field.field.as_str()).collect();
        assert_eq!(fields, ["title", "strata", "allocation", "wanted", "opens", "closes", "expected", "own"]);
        let backwards = NewWave { closes: "2026-11-23".into(), ..form() };
        assert!(backwards.check(now()).err().unwrap().fields[0].sentence.contains("不能比开始那天早"));
        let over = NewWave { opens: "2026-11-01".into(), closes: "2026-11-23".into(), ..form() };
        assert!(over.check(now()).err().unwrap().fields[0].sentence.contains("已经过去"));
        let begun = NewWave { opens: "2026-11-23".into(), ..form() };
        assert_eq!(begun.check(now()).err().unwrap().fields[0].field, "opens");
    }
}
