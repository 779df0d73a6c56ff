//! `diandiantong survey estimate`: every figure of a wave again, from its files.

use super::SurveyFailure;
use crate::cli::EstimateArgs;
use crate::console::{read, say};
use crate::failure::Failure;
use crate::spoken::translated;
use backend::import::ImportFile;
use backend::rates::{Wave, WaveFiles, estimate_wave};
use domain::typed::folded;
use locale::{Text, said, text};
use statistics::{Confidence, Estimate, MEAN, Row, percent, shown};
use std::io::Write as _;

/// Prints every figure of a wave.
///
/// # Errors
/// [`Failure`], one sentence, or a line for each error of a file.
pub async fn estimate(args: EstimateArgs) -> Result<(), Failure> {
    let confidence = args.confidence.as_deref().map_or(Ok(Confidence::USUAL), |typed| folded(typed).parse());
    let confidence = confidence.map_err(SurveyFailure::from)?;
    let answers = read(&args.answers, args.files).await?;
    let strata = read(&args.strata, args.files).await?;
    let margins = match &args.margins {
        None => None,
        Some(margins) => Some(read(margins, args.files).await?),
    };
    let files =
        WaveFiles { answers: file(&answers), strata: file(&strata), margins: margins.as_ref().map(file) };
    let wave = estimate_wave(files, confidence).map_err(SurveyFailure::from)?;
    // Whoever reads the figures alone shall not miss what is wrong with them.
    write!(std::io::stderr(), "{}", warnings(&wave)).map_err(Failure::Server)?;
    say(&if args.json { json(&wave.rows) } else { table(&wave, confidence) })
}

fn file((name, bytes): &(String, Vec<u8>)) -> ImportFile<'_> {
    ImportFile { name, bytes }
}

/// A loud line for what was assumed and what is missing.
fn warnings(wave: &Wave) -> String {
    let comma = text("、", ", ");
    let mut warnings = String::new();
    if !wave.endless.is_empty() {
        let strata = wave.endless.join(comma);
        warnings.push_str(&said!(
            "注意！{strata}：没有写一共多少群（clusters），没有做有限总体校正，误差偏大\n",
            "Note: {strata}: how many clusters there are in all isn't said, so errors aren't corrected for it and come out too large\n"
        ));
    }
    if !wave.silent.is_empty() {
        warnings.push_str(&said!(
            "注意！没有人回答：{}\n",
            "Note: nobody answered: {}\n",
            wave.silent.join(comma)
        ));
    }
    if !wave.free.is_empty() {
        warnings.push_str(&said!(
            "注意！答案太多种，像是随意写的，没有算：{}\n",
            "Note: too many different answers, taken for free remarks and left out: {}\n",
            wave.free.join(comma)
        ));
    }
    warnings
}

fn json(rows: &[Row]) -> String {
    let figures = rows.iter().map(|row| {
        let Estimate { value, standard_error, interval, answered, design_effect, .. } = row.estimate;
        serde_json::json!({
            "question": row.question,
            "level": row.level,
            "estimate": value,
            "se": standard_error,
            "lower": interval.map(|interval| interval.lower),
            "upper": interval.map(|interval| interval.upper),
            "n": answered,
            "deff": design_effect,
        })
    });
    serde_json::Value::from(figures.collect::<Vec<_>>()).to_string()
}

const HEAD: [Text; 8] = [
    Text::new("问题", "question"),
    Text::new("答案", "answer"),
    Text::new("结果", "estimate"),
    Text::new("标准误", "error"),
    Text::new("下限", "lower"),
    Text::new("上限", "upper"),
    Text::new("回答", "answered"),
    Text::new("设计效应", "design effect"),
];

/// A table for eyes: the first two columns to the left, figures to the right.
fn table(wave: &Wave, confidence: Confidence) -> String {
    let cells: Vec<_> =
        std::iter::once(HEAD.map(|name| name.said().to_owned())).chain(wave.rows.iter().map(cells)).collect();
    let width = |column: usize| cells.iter().map(|row| wide(&row[column])).max().unwrap_or_default();
    let widths: Vec<_> = (0..HEAD.len()).map(width).collect();
    let mut lines = vec![said!(
        "答案里有 {} 户，区间的置信水平 {confidence}",
        "{} households among the answers, intervals at {confidence}",
        wave.households
    )];
    for row in &cells {
        let padded = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
            let space = " ".repeat(width - wide(cell));
            if column < 2 { format!("{cell}{space}") } else { format!("{space}{cell}") }
        });
        lines.push(padded.collect::<Vec<_>>().join("  ").trim_end().to_owned());
    }
    lines.join("\n")
}

fn cells(row: &Row) -> [String; 8] {
    let Estimate { value, standard_error, interval, answered, design_effect, .. } = row.estimate;
    let figure = |value: f64| if row.share { percent(value) } else { format!("{value:.3}") };
    let or_dash = |figure: Option<String>| figure.unwrap_or_else(|| "—".into());
    let found = interval
        .filter(|_| row.share)
        .map_or_else(|| figure(value), |interval| translated(shown(value, interval)));
    let error = |error: f64| if row.share { format!("{:.2}%", error * 100.0) } else { format!("{error:.3}") };
    [
        row.question.clone(),
        if row.level == MEAN && !row.share { text("平均", "mean").into() } else { row.level.clone() },
        found,
        or_dash(standard_error.map(error)),
        or_dash(interval.map(|interval| figure(interval.lower))),
        or_dash(interval.map(|interval| figure(interval.upper))),
        answered.to_string(),
        or_dash(design_effect.map(|effect| format!("{effect:.2}"))),
    ]
}

/// How many columns a text takes on a console: a Chinese character two.
fn wide(text: &str) -> usize {
    text.chars().map(|character| if character < '\u{1100}' || character == '—' { 1 } else { 2 }).sum()
}
