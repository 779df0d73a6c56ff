//! The files from which everything is estimated, and by which everybody can repeat the draw. A household stands
//! in them by an id that says nothing of who it is.

use super::progress::count;
use super::records::{self, SampleRow};
use super::wave::{self, Wave};
use super::{access, draw_sample, events, frame};
use crate::accounts::Viewer;
use crate::spreadsheet::words;
use crate::store::Session;
use crate::{AppError, Backend, ErrorKind};
use domain::accounts::PersonId;
use domain::surveys::{
    Answers, FrameRow, KNOWS_LISTS, Question, QuestionKind, Questionnaire, Stage, Step, Tally, knows_lists,
};
use std::collections::BTreeMap;

/// The files of a closed wave.
const NAMES: [&str; 7] =
    ["ANSWERS.csv", "LATE.csv", "STRATA.csv", "FRAME.csv", "DRAW.csv", "SAMPLE.csv", "QUESTIONS.csv"];

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportFile {
    /// Its name.
    pub name: &'static str,
    /// All of it, comma-separated, UTF-8, with a header.
    pub text: String,
}

/// All files of a closed wave, from the server's console: `ANSWERS.csv` and `LATE.csv` (household, stratum, weight,
/// a column for each question that is answered by choosing, and one that says whether all three lists are known, which
/// follows from three of them), `STRATA.csv`, `FRAME.csv`, `DRAW.csv`, `SAMPLE.csv`
/// (what became of each household that was drawn), `QUESTIONS.csv`. That it was done is a step of the wave.
///
/// # Errors
/// [`AppError`]: there is no such wave; `Conflict` while it isn't closed: whoever saw the answers before could
/// decide by them when to stop.
pub async fn export_wave(backend: &Backend, id: &str) -> Result<Vec<ExportFile>, AppError> {
    let mut session = backend.store.write().await?;
    let wave = wave::load(&mut session, id).await?;
    let files = files(&mut session, backend, &wave, (None, "")).await?;
    session.commit().await?;
    Ok(files)
}

/// One of these files by its name, for whoever runs the wave.
///
/// # Errors
/// [`AppError`] as [`export_wave`], and `Denied`; there is no such file.
pub async fn exported_file(
    backend: &Backend,
    viewer: &Viewer,
    id: &str,
    name: &str,
) -> Result<ExportFile, AppError> {
    access::leads(viewer).ok_or_else(AppError::denied)?;
    let missing = || AppError::not_found("survey.no_file", "这个文件");
    // What stands in the record comes from here, not from the address.
    let name = *NAMES.iter().find(|known| **known == name).ok_or_else(missing)?;
    let mut session = backend.store.write().await?;
    let wave = wave::managed(&mut session, viewer, id).await?;
    let files = files(&mut session, backend, &wave, (Some(&viewer.person), name)).await?;
    session.commit().await?;
    files.into_iter().find(|file| file.name == name).ok_or_else(missing)
}

/// `FRAME.csv` of a wave, for everybody.
///
/// # Errors
/// [`AppError`]: there is no such wave; `Conflict` if the list isn't what was published any more.
pub async fn frame_file(backend: &Backend, id: &str) -> Result<ExportFile, AppError> {
    let mut session = backend.store.read().await?;
    let wave = wave::load(&mut session, id).await?;
    frame_csv(&draw_sample::published_frame(&mut session, backend, &wave).await?)
}

/// `DRAW.csv` of a wave, for everybody: how many of each stratum are drawn.
///
/// # Errors
/// [`AppError`]: there is no such wave.
pub async fn strata_file(backend: &Backend, id: &str) -> Result<ExportFile, AppError> {
    let mut session = backend.store.read().await?;
    let wave = wave::load(&mut session, id).await?;
    draw_csv(&draw_sample::strata_of(&mut session, &wave).await?)
}

async fn files(
    session: &mut Session,
    backend: &Backend,
    wave: &Wave,
    (by, what): (Option<&PersonId>, &str),
) -> Result<Vec<ExportFile>, AppError> {
    if wave.stage != Stage::Closed {
        let sentence = "调查结束以后才能导出答卷，免得看着结果决定什么时候停";
        return Err(AppError::new(ErrorKind::Conflict, "survey.not_closed", sentence));
    }
    let questionnaire = wave.questionnaire(session).await?;
    let sample = records::sample(session, wave).await?;
    let frame = draw_sample::published_frame(session, backend, wave).await?;
    let drawn = draw_sample::strata_of(session, wave).await?;
    let sizes = frame::sizes(&frame);
    // For how many households each one stands: of those who answered in time, so that a stratum keeps its share
    // however few of it did.
    let weight = |stratum: &str, among: &BTreeMap<String, u32>| {
        let of = |counts: &BTreeMap<String, u32>| counts.get(stratum).copied().map(f64::from);
        of(&sizes).zip(of(among)).map_or(0.0, |(households, among)| households / among)
    };
    let mut answered: BTreeMap<String, u32> = BTreeMap::new();
    for row in sample.iter().filter(|row| row.answer.as_ref().is_some_and(|answer| !answer.late)) {
        *answered.entry(row.stratum.clone()).or_default() += 1;
    }
    let on_time =
        answers_csv("ANSWERS.csv", &sample, &questionnaire, |stratum| weight(stratum, &answered), false)?;
    let late = answers_csv("LATE.csv", &sample, &questionnaire, |stratum| weight(stratum, &drawn), true)?;
    let strata = sizes.iter().map(|(stratum, households)| vec![stratum.clone(), households.to_string()]);
    let files = vec![
        on_time,
        late,
        table("STRATA.csv", &["stratum", "households"], strata)?,
        frame_csv(&frame)?,
        draw_csv(&drawn)?,
        sample_csv(&sample, &questionnaire)?,
        questions_csv(&questionnaire)?,
    ];
    events::record(session, &wave.id, Step::Exported, (by, backend.clock.now()), what).await?;
    Ok(files)
}

fn answers_csv(
    name: &'static str,
    sample: &[SampleRow],
    questionnaire: &Questionnaire,
    weight: impl Fn(&str) -> f64,
    late: bool,
) -> Result<ExportFile, AppError> {
    let questions: Vec<_> = questionnaire.closed().collect();
    let codes = questions.iter().map(|question| question.code.as_str());
    let header: Vec<_> =
        ["household", "stratum", "weight"].into_iter().chain(codes).chain([KNOWS_LISTS]).collect();
    let row = |row: &SampleRow| {
        let answer = row.answer.as_ref().filter(|answer| answer.late == late)?;
        let weight = weight(&row.stratum).to_string();
        let said = questions.iter().map(|question| said(question, &answer.answers));
        let lists = match knows_lists(&answer.answers) {
            Some(knows) => u8::from(knows).to_string(),
            None => String::new(),
        };
        Some(
            [row.household.clone(), row.stratum.clone(), weight]
                .into_iter()
                .chain(said)
                .chain([lists])
                .collect(),
        )
    };
    table(name, &header, sample.iter().filter_map(row))
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

fn frame_csv(frame: &[FrameRow]) -> Result<ExportFile, AppError> {
    let mut rows: Vec<_> = frame.iter().collect();
    rows.sort_unstable();
    let rows = rows.into_iter().map(|row| vec![row.stratum.clone(), row.household.clone()]);
    table("FRAME.csv", &["stratum", "household"], rows)
}

fn draw_csv(drawn: &BTreeMap<String, u32>) -> Result<ExportFile, AppError> {
    let rows = drawn.iter().map(|(stratum, drawn)| vec![stratum.clone(), drawn.to_string()]);
    table("DRAW.csv", &["stratum", "draw"], rows)
}

fn sample_csv(sample: &[SampleRow], questionnaire: &Questionnaire) -> Result<ExportFile, AppError> {
    let row = |row: &SampleRow| {
        let mut tally = Tally::default();
        count(&mut tally, row, questionnaire);
        let late = row.answer.as_ref().is_some_and(|answer| answer.late);
        let [place, tries] = [row.place.to_string(), row.attempts.len().to_string()];
        let became = if late { "late" } else { became(&tally) };
        vec![row.stratum.clone(), row.household.clone(), place, tries, became.to_owned()]
    };
    let header = ["stratum", "household", "place", "tries", "outcome"];
    table("SAMPLE.csv", &header, sample.iter().map(row))
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

fn questions_csv(questionnaire: &Questionnaire) -> Result<ExportFile, AppError> {
    let row = |question: &Question| {
        let choices = question.choices().into_iter().map(|(value, words)| format!("{value}={words}"));
        vec![question.code.clone(), question.words.clone(), choices.collect::<Vec<_>>().join(";")]
    };
    let lists = [KNOWS_LISTS, "三张清单都知道（从前三题得出）", "1=都知道;0=不都知道"];
    let lists = lists.map(str::to_owned).to_vec();
    let rows = questionnaire.questions.iter().map(row).chain([lists]);
    table("QUESTIONS.csv", &["code", "words", "choices"], rows)
}

fn table(
    name: &'static str,
    header: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<ExportFile, AppError> {
    let broken = |error: &dyn std::fmt::Display| AppError::internal(error);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header).map_err(|error| broken(&error))?;
    for row in rows {
        let row = row.iter().map(|cell| words(cell).into_owned());
        writer.write_record(row).map_err(|error| broken(&error))?;
    }
    let bytes = writer.into_inner().map_err(|error| broken(&error))?;
    Ok(ExportFile { name, text: String::from_utf8(bytes).map_err(|error| broken(&error))? })
}
