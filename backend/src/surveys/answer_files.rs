//! The files that have a row for each household. A household stands in them by an id of its own, which is found in no
//! address, on no page and in no other wave, and in the order of these ids: that of the draw could be repeated by anybody.

use super::export::{ExportFile, table};
use super::progress::count;
use super::records::SampleRow;
use super::wave::Wave;
use crate::{AppError, Backend, ErrorKind};
use domain::surveys::{
    Answers, KNOWS_LISTS, Merged, Question, QuestionKind, Questionnaire, Tally, knows_lists, merged,
};
use statistics::{LEAST_ANSWERS, Stratum, may_be_told};
use std::collections::BTreeMap;

/// The files of answers, in time and late, and of what became of each household.
pub(super) const ANSWER_FILES: [&str; 3] = ["ANSWERS.csv", "LATE.csv", "SAMPLE.csv"];

/// Characters of a household's id in the files: more than 90 bits.
const ID_LENGTH: usize = 16;

/// What the files of answers are made of.
pub(super) struct Handed<'a> {
    backend: &'a Backend,
    wave: &'a Wave,
    questionnaire: &'a Questionnaire,
    sample: &'a [SampleRow],
    /// For each stratum as drawn the one that it stands in, with its households.
    strata: BTreeMap<String, Stratum>,
    merged: Merged,
}

impl<'a> Handed<'a> {
    /// Of the sample of a wave and the households of its strata.
    pub(super) fn new(
        backend: &'a Backend,
        wave: &'a Wave,
        questionnaire: &'a Questionnaire,
        sample: &'a [SampleRow],
        sizes: &BTreeMap<String, u32>,
    ) -> Self {
        let stratum = |(name, households): (&String, &u32)| Stratum {
            name: name.clone(),
            households: *households,
            clusters: None,
        };
        let strata: Vec<_> = sizes.iter().map(stratum).collect();
        let answers: Vec<_> = strata.iter().map(|stratum| in_time(sample, &stratum.name)).collect();
        let merged = merged(&strata, &answers);
        let stands_in = strata
            .into_iter()
            .enumerate()
            .map(|(place, one)| (one.name, merged.strata[merged.of[place]].clone()));
        Self { backend, wave, questionnaire, sample, strata: stands_in.collect(), merged }
    }

    /// `STRATA.csv`: the strata as the answers stand in them.
    pub(super) fn strata(&self) -> Result<ExportFile, AppError> {
        let row = |stratum: &Stratum| vec![stratum.name.clone(), stratum.households.to_string()];
        table("STRATA.csv", &["stratum", "households"], self.merged.strata.iter().map(row))
    }

    /// One of [`ANSWER_FILES`].
    ///
    /// # Errors
    /// `Conflict` if it would have a few answers, by which somebody could tell whose they are.
    pub(super) fn file(&self, name: &str) -> Result<ExportFile, AppError> {
        let late = name == "LATE.csv";
        let answers = self.sample.iter().filter_map(|row| row.answer.as_ref());
        let answers = u32::try_from(answers.filter(|answer| answer.late == late).count()).unwrap_or(u32::MAX);
        // That nobody was late gives nobody away.
        let nobody_late = late && answers == 0;
        if !nobody_late && !may_be_told(answers) {
            let sentence = format!("答卷不到 {LEAST_ANSWERS} 户，不交出去，免得看出是谁家");
            return Err(AppError::new(ErrorKind::Conflict, "survey.few_answers", sentence));
        }
        match name {
            "LATE.csv" => self.answers("LATE.csv", true),
            "SAMPLE.csv" => self.became(),
            _ => self.answers("ANSWERS.csv", false),
        }
    }

    fn answers(&self, name: &'static str, late: bool) -> Result<ExportFile, AppError> {
        let questions: Vec<_> = self.questionnaire.closed().collect();
        let codes = questions.iter().map(|question| question.code.as_str());
        let header: Vec<_> =
            ["household", "stratum", "weight"].into_iter().chain(codes).chain([KNOWS_LISTS]).collect();
        let counts = self.sample.iter().fold(BTreeMap::<_, u32>::new(), |mut counts, row| {
            // Those who answered late stand for as many as those who were drawn with them.
            let counted = late || row.answer.as_ref().is_some_and(|answer| !answer.late);
            *counts.entry(self.stratum(row).0).or_default() += u32::from(counted);
            counts
        });
        let row = |row: &SampleRow| {
            let answer = row.answer.as_ref().filter(|answer| answer.late == late)?;
            let (stratum, households) = self.stratum(row);
            // For how many households each one stands, so that a stratum keeps its share however few of it answered.
            let count = counts.get(stratum).copied().filter(|count| *count > 0);
            let weight = count.map_or(0.0, |count| f64::from(households) / f64::from(count));
            let said = questions.iter().map(|question| said(question, &answer.answers));
            let lists =
                knows_lists(&answer.answers).map_or_else(String::new, |knows| u8::from(knows).to_string());
            let begin = [self.id(&row.household), stratum.to_owned(), weight.to_string()];
            Some(begin.into_iter().chain(said).chain([lists]).collect())
        };
        table(name, &header, sorted(self.sample.iter().filter_map(row)))
    }

    fn became(&self) -> Result<ExportFile, AppError> {
        let row = |row: &SampleRow| {
            let mut tally = Tally::default();
            count(&mut tally, row, self.questionnaire);
            let late = row.answer.as_ref().is_some_and(|answer| answer.late);
            let became = if late { "late" } else { became(&tally) };
            let stratum = self.stratum(row).0.to_owned();
            vec![self.id(&row.household), stratum, row.attempts.len().to_string(), became.to_owned()]
        };
        table(
            "SAMPLE.csv",
            &["household", "stratum", "tries", "outcome"],
            sorted(self.sample.iter().map(row)),
        )
    }

    /// The stratum that a household stands in, and how many households that has.
    fn stratum(&self, row: &SampleRow) -> (&str, u32) {
        self.strata.get(&row.stratum).map_or(("", 0), |stratum| (stratum.name.as_str(), stratum.households))
    }

    /// The id of a household in the files of this wave. It follows from the server's secret, so that nobody else can make it.
    fn id(&self, household: &str) -> String {
        let print =
            self.backend.vault.fingerprint("survey_answers.file", &format!("{}\0{household}", self.wave.id));
        print.chars().filter(char::is_ascii_alphanumeric).take(ID_LENGTH).collect()
    }
}

/// How many households of a stratum answered in time.
fn in_time(sample: &[SampleRow], stratum: &str) -> u32 {
    let answered =
        |row: &&SampleRow| row.stratum == stratum && row.answer.as_ref().is_some_and(|answer| !answer.late);
    u32::try_from(sample.iter().filter(answered).count()).unwrap_or(u32::MAX)
}

/// By the first column, the id.
fn sorted(rows: impl Iterator<Item = Vec<String>>) -> impl Iterator<Item = Vec<String>> {
    let mut rows: Vec<_> = rows.collect();
    rows.sort_unstable();
    rows.into_iter()
}

/// An answer as it is exported: numbers, but of several things to choose from the words, for nobody reckons
/// a mean of those. Empty where none was given.
fn said(question: &Question, answers: &Answers) -> String {
    let said = answers.get(&question.code).unwrap_or_default();
    if let QuestionKind::Choice { .. } = question.kind {
        let chosen = question.choices().into_iter().find(|(value, _)| value == said);
        return chosen.map(|(_, words)| words).unwrap_or_default();
    }
    said.to_owned()
}

/// The word for the one household that a tally counts.
fn became(tally: &Tally) -> &'static str {
    match tally {
        Tally { complete: 1, .. } => "complete",
        Tally { partial: 1, .. } => "partial",
        Tally { refused: 1, .. } => "refused",
        Tally { not_reached: 1, .. } => "not_reached",
        Tally { not_eligible: 1, .. } => "not_eligible",
        _ => "open",
    }
}
