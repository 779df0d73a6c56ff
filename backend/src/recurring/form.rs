//! What is typed to let an order come again, and whether it makes sense.

use crate::{AppError, FieldError, FieldName, field};
use domain::orders::Daypart;
use domain::recurring::{OnHoliday, Pattern, PatternError, Recurrence, Rhythm};
use domain::typed::{day, folded, whole};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How many days ahead the first day may lie.
const FIRST_WITHIN: i32 = 92;
/// In [`RecurrenceForm::until`]: up to the day of the field `last`.
const UNTIL_DAY: &str = "day";

/// What was typed into the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecurrenceForm {
    /// A name of [`Rhythm`].
    pub rhythm: String,
    /// The weekdays, 1 for Monday; each is a tick of its own in the form.
    #[serde(skip)]
    pub weekdays: BTreeSet<u8>,
    /// For every month: 1 to 31.
    pub month_day: String,
    /// A part of the day.
    pub part: String,
    /// A name of [`OnHoliday`].
    pub on_holiday: String,
    /// The first day; empty to follow on from the order.
    pub first: String,
    /// `day` for up to the day of `last`, anything else for until it is stopped.
    pub until: String,
    /// The last day.
    pub last: String,
}

impl RecurrenceForm {
    /// What is meant, where `ordered` is the day of the order that it follows on from.
    pub(super) fn rule(&self, ordered: Date, today: Date) -> Result<Recurrence, AppError> {
        let mut errors = Vec::new();
        let mut wrong = |field: FieldName, sentence: &str| errors.push(FieldError::new(field, sentence));
        let pattern = self.pattern(&mut wrong);
        let part =
            self.part.parse::<Daypart>().map_err(|_| wrong(field!(RecurrenceForm, part), "请选一个时段"));
        let on_holiday = self.on_holiday.parse::<OnHoliday>();
        let on_holiday =
            on_holiday.map_err(|_| wrong(field!(RecurrenceForm, on_holiday), "请选放假的时候来不来"));
        let first = match (folded(&self.first).as_str(), &pattern) {
            ("", Some(pattern)) => pattern.following(ordered, today),
            ("", None) => None,
            (typed, _) => self::first(typed, today, &mut wrong),
        };
        let last = if self.until == UNTIL_DAY {
            let last = day(&self.last);
            if last.is_none() {
                wrong(field!(RecurrenceForm, last), "请选最后一天");
            }
            last
        } else {
            None
        };
        let (Some(pattern), Ok(part), Ok(on_holiday), Some(first), true) =
            (pattern, part, on_holiday, first, errors.is_empty())
        else {
            return Err(AppError::invalid(errors));
        };
        let rule = Recurrence { pattern, part, first, last, on_holiday };
        if rule.dates(first).next().is_none() {
            let sentence = "到那天一次也轮不到，请选晚一点的日子";
            return Err(AppError::invalid(vec![FieldError::new(field!(RecurrenceForm, last), sentence)]));
        }
        Ok(rule)
    }

    fn pattern(&self, wrong: &mut impl FnMut(FieldName, &str)) -> Option<Pattern> {
        let Ok(rhythm) = self.rhythm.parse::<Rhythm>() else {
            wrong(field!(RecurrenceForm, rhythm), "请选多久来一次");
            return None;
        };
        let month_day = whole(&self.month_day, &["日", "号"]).unwrap_or(0);
        let place = |error: &PatternError| match error {
            PatternError::Weekdays => field!(RecurrenceForm, weekdays),
            PatternError::MonthDay => field!(RecurrenceForm, month_day),
        };
        let pattern = rhythm.on(self.weekdays.clone(), month_day);
        pattern.map_err(|error| wrong(place(&error), &error.to_string())).ok()
    }
}

/// The first day, as it was typed.
fn first(typed: &str, today: Date, wrong: &mut impl FnMut(FieldName, &str)) -> Option<Date> {
    let first = day(typed);
    match first.map(|first| (first - today).get_days()) {
        None => wrong(field!(RecurrenceForm, first), "请选一个日期，或者空着"),
        Some(..=0) => wrong(field!(RecurrenceForm, first), "最早从明天开始"),
        Some(days) if days > FIRST_WITHIN => wrong(field!(RecurrenceForm, first), "第一次最晚在三个月以内"),
        Some(_) => return first,
    }
    None
}
