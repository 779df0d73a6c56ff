//! A wave of a survey from its files alone, so that anybody can reckon it again elsewhere.

use super::answers::Answers;
use super::margins::Margins;
use super::strata::read_strata;
use crate::import::{ImportFailure, ImportFile};
use statistics::{Confidence, Design, DesignError, MarginError, QuestionKind, Row, estimates};

/// The files of a wave.
#[derive(Clone, Copy, Debug)]
pub struct WaveFiles<'a> {
    /// What was answered: household, stratum, optionally cluster and weight, then one column a question.
    pub answers: ImportFile<'a>,
    /// The strata: stratum, households, optionally clusters.
    pub strata: ImportFile<'a>,
    /// What is known of everybody, if the weights shall agree with it: variable, level, households. One variable is
    /// post-stratified, several are raked.
    pub margins: Option<ImportFile<'a>>,
}

/// What a wave says.
#[derive(Clone, Debug, PartialEq)]
pub struct Wave {
    /// The figures, in the order of the questions.
    pub rows: Vec<Row>,
    /// How many households were asked.
    pub households: usize,
    /// The questions that nobody answered.
    pub silent: Vec<String>,
    /// The questions that were answered in words of one's own: nothing is reckoned of them.
    pub free: Vec<String>,
    /// The strata whose number of clusters isn't known: they count as drawn from endlessly many.
    pub endless: Vec<String>,
}

/// Every figure of a wave.
///
/// # Errors
/// [`ImportFailure::Rows`] with the file, line and column of what is wrong.
pub fn estimate_wave(files: WaveFiles<'_>, confidence: Confidence) -> Result<Wave, ImportFailure> {
    let (strata_table, strata) = read_strata(files.strata)?;
    let answers = Answers::read(files.answers, &strata)?;
    let clustered = answers.units.iter().any(|unit| unit.cluster.is_some());
    let design = Design::new(&strata, &answers.units).map_err(|error| {
        ImportFailure::rows(vec![match error {
            DesignError::Empty => answers.table.error_at(1, "", &error),
            DesignError::UnknownStratum { unit } => answers.table.error(unit, "stratum", &error),
            DesignError::Weight { unit } => answers.table.error(unit, "weight", &error),
            DesignError::Cluster { unit } => answers.table.error(unit, "cluster", &error),
            DesignError::Untouched { stratum } | DesignError::Lonely { stratum } => {
                strata_table.error(stratum, "stratum", &error)
            }
            DesignError::TooMany { stratum, .. } => strata_table.error(stratum, "households", &error),
            DesignError::TooManyClusters { stratum, .. }
            | DesignError::Outside { stratum, .. }
            | DesignError::ManyClusters { stratum, .. } => strata_table.error(stratum, "clusters", &error),
        }])
    })?;
    let margins = files.margins.map(|file| Margins::read(file, &answers)).transpose()?;
    let design = match &margins {
        None => design,
        Some(margins) => calibrated(&design, margins, &answers)?,
    };
    let margins = margins.map(|margins| margins.margins).unwrap_or_default();
    let known: Vec<_> = margins.iter().map(|margin| margin.variable.as_str()).collect();
    let questions = answers.questions(&known);
    if questions.is_empty() {
        let reason = "没有问题：除了户、层、群、权重和总体里的变量，至少还要有一列";
        return Err(ImportFailure::rows(vec![answers.table.error_at(1, "", &reason)]));
    }
    let of_kind = |kind: QuestionKind| -> Vec<_> {
        let those = questions.iter().filter(|question| question.kind() == kind);
        those.map(|question| question.name.clone()).collect()
    };
    let endless =
        strata.iter().filter(|stratum| clustered && stratum.households > 0 && stratum.clusters.is_none());
    Ok(Wave {
        rows: estimates(&design, &questions, confidence),
        households: answers.units.len(),
        silent: of_kind(QuestionKind::Silent),
        free: of_kind(QuestionKind::FreeText),
        endless: endless.map(|stratum| stratum.name.clone()).collect(),
    })
}

fn calibrated(design: &Design, margins: &Margins, answers: &Answers) -> Result<Design, ImportFailure> {
    let calibrated = match margins.margins.as_slice() {
        [margin] => design.post_stratified(margin),
        several => design.raked(several),
    };
    calibrated.map_err(|error| match &error {
        MarginError::Unknown { variable, level } => {
            let levels = answers.column(variable).unwrap_or_default();
            let place = levels.iter().position(|other| other == level).unwrap_or_default();
            ImportFailure::rows(vec![answers.table.error(place, variable, &error)])
        }
        MarginError::Twice { variable, level } | MarginError::Untouched { variable, level } => {
            margins.failure(margins.line(variable, level), "level", &error)
        }
        MarginError::Total { .. } => margins.failure(1, "households", &error),
        MarginError::Shape | MarginError::NoEnd => margins.failure(1, "", &error),
    })
}
