//! The files from which everything is estimated, and by which everybody can repeat the draw. A household stands
//! in them by an id that says nothing of who it is. All but `QUESTIONS.csv` are for programs: values stand as they are.

use super::answer_files::{ANSWER_FILES, Handed};
use super::wave::{self, Wave};
use super::{access, draw_sample, events, frame, records};
use crate::accounts::Viewer;
use crate::spreadsheet::{MARK, words};
use crate::store::Transaction;
use crate::{AppError, Backend, ErrorKind, audit};
use domain::audit::{Doer, SecurityEvent};
use domain::surveys::{FrameRow, KNOWS_LISTS, Question, Questionnaire, Stage, Step};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use tokio::sync::Mutex;

/// The files of a closed wave.
const NAMES: [&str; 7] =
    ["ANSWERS.csv", "LATE.csv", "STRATA.csv", "FRAME.csv", "DRAW.csv", "SAMPLE.csv", "QUESTIONS.csv"];
/// Of how many waves the frame is kept.
const FRAMES_KEPT: usize = 4;

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportFile {
    /// Its name.
    pub name: &'static str,
    /// All of it, comma-separated, UTF-8, with a header.
    pub text: String,
}

impl ExportFile {
    /// As it leaves the program: with the mark by which spreadsheets know UTF-8.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        format!("{MARK}{}", self.text).into_bytes()
    }
}

/// The frames that were asked for last, by wave: what is published of a wave never changes, and anybody may ask for it.
/// Cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Frames(Arc<Mutex<VecDeque<(String, ExportFile)>>>);

/// The files of a closed wave, from the server's console: `ANSWERS.csv` and `LATE.csv` (household, stratum, weight,
/// a column for each question that is answered by choosing, and one that says whether all three lists are known, which
/// follows from three of them), `STRATA.csv`, `FRAME.csv`, `DRAW.csv`, `SAMPLE.csv`
/// (what became of each household that was drawn), `QUESTIONS.csv`. That it was done is a step of the wave. Files of few
/// answers are left out.
///
/// # Errors
/// [`AppError`]: there is no such wave; `Conflict` while it isn't closed: whoever saw the answers before could
/// decide by them when to stop.
pub async fn export_wave(backend: &Backend, id: &str) -> Result<Vec<ExportFile>, AppError> {
    let mut tx = backend.store.read().await?;
    let wave = wave::load(&mut tx, id).await?;
    let mut files = Vec::new();
    for name in NAMES {
        match file(&mut tx, backend, &wave, name).await {
            Err(error) if error.code == "survey.few_answers" => {}
            made => files.push(made?),
        }
    }
    drop(tx);
    record(backend, &wave, None, "").await?;
    Ok(files)
}

/// One of these files by its name, for whoever runs the wave. Those with a row for each household are for leads above
/// communities alone: whoever works in the community knows its doors, and was at some of them.
///
/// # Errors
/// [`AppError`] as [`export_wave`], and `Denied`; there is no such file; `Conflict` if it has few answers.
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
    let mut tx = backend.store.read().await?;
    let wave = wave::managed(&mut tx, viewer, id).await?;
    if ANSWER_FILES.contains(&name) && !access::reads_answers(viewer) {
        let sentence = "一户一行的答卷只交给办事处、区里：社区的人认得门，也上过门。结果看这一页";
        return Err(AppError::new(ErrorKind::Denied, "survey.answers_above", sentence));
    }
    let file = file(&mut tx, backend, &wave, name).await?;
    drop(tx);
    record(backend, &wave, Some(viewer), name).await?;
    Ok(file)
}

/// `FRAME.csv` of a wave, for everybody.
///
/// # Errors
/// [`AppError`]: there is no such wave; `Conflict` if the list isn't what was published any more.
pub async fn frame_file(backend: &Backend, id: &str) -> Result<ExportFile, AppError> {
    // Whoever asks meanwhile waits and finds it made.
    let mut frames = backend.frames.0.lock().await;
    if let Some((_, file)) = frames.iter().find(|(wave, _)| wave == id) {
        return Ok(file.clone());
    }
    let mut tx = backend.store.read().await?;
    let wave = wave::load(&mut tx, id).await?;
    let file = frame_csv(&draw_sample::published_frame(&mut tx, backend, &wave).await?)?;
    frames.truncate(FRAMES_KEPT - 1);
    frames.push_front((wave.id, file.clone()));
    Ok(file)
}

/// `DRAW.csv` of a wave, for everybody: how many of each stratum are drawn.
///
/// # Errors
/// [`AppError`]: there is no such wave.
pub async fn strata_file(backend: &Backend, id: &str) -> Result<ExportFile, AppError> {
    let mut tx = backend.store.read().await?;
    let wave = wave::load(&mut tx, id).await?;
    draw_csv(&draw_sample::strata_of(&mut tx, &wave).await?)
}

/// A file of a closed wave. What is read doesn't change any more, so nobody who writes has to wait for it.
async fn file(
    tx: &mut Transaction,
    backend: &Backend,
    wave: &Wave,
    name: &'static str,
) -> Result<ExportFile, AppError> {
    if wave.stage != Stage::Closed {
        let sentence = "调查结束以后才能导出答卷，免得看着结果决定什么时候停";
        return Err(AppError::new(ErrorKind::Conflict, "survey.not_closed", sentence));
    }
    let questionnaire = wave.questionnaire(tx).await?;
    match name {
        "QUESTIONS.csv" => return questions_csv(&questionnaire),
        "DRAW.csv" => return draw_csv(&draw_sample::strata_of(tx, wave).await?),
        "FRAME.csv" => return frame_csv(&draw_sample::published_frame(tx, backend, wave).await?),
        _ => {}
    }
    let frame = draw_sample::published_frame(tx, backend, wave).await?;
    let sample = records::sample(tx, wave).await?;
    let handed = Handed::new(backend, wave, &questionnaire, &sample, &frame::sizes(&frame));
    if name == "STRATA.csv" { handed.strata() } else { handed.file(name) }
}

/// Writes down that files were fetched.
async fn record(backend: &Backend, wave: &Wave, by: Option<&Viewer>, file: &str) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    let who = (by.map(|by| &by.person), backend.clock.now());
    events::record(&mut tx, &wave.id, Step::Exported, who, file).await?;
    let (file, area) = (file.to_owned(), wave.area.clone());
    let event = SecurityEvent::SurveyExported { wave: wave.id.clone(), file, area };
    audit::record(&mut tx, backend, by.map_or(Doer::Console, Doer::from), event).await?;
    tx.commit().await?;
    Ok(())
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

fn questions_csv(questionnaire: &Questionnaire) -> Result<ExportFile, AppError> {
    let row = |question: &Question| {
        let choices = question.choices().into_iter().map(|(value, words)| format!("{value}={words}"));
        vec![
            question.code.clone(),
            words(&question.words).into_owned(),
            choices.collect::<Vec<_>>().join(";"),
        ]
    };
    let lists = [KNOWS_LISTS, "三张清单都知道（从前三题得出）", "1=都知道;0=不都知道"];
    let lists = lists.map(str::to_owned).to_vec();
    let rows = questionnaire.questions.iter().map(row).chain([lists]);
    table("QUESTIONS.csv", &["code", "words", "choices"], rows)
}

/// A table as it is handed out.
pub(super) fn table(
    name: &'static str,
    header: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<ExportFile, AppError> {
    let broken = |error: &dyn std::fmt::Display| AppError::internal(error);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header).map_err(|error| broken(&error))?;
    for row in rows {
        writer.write_record(&row).map_err(|error| broken(&error))?;
    }
    let bytes = writer.into_inner().map_err(|error| broken(&error))?;
    Ok(ExportFile { name, text: String::from_utf8(bytes).map_err(|error| broken(&error))? })
}
