//! `diandiantong survey redraw`: a published sample, drawn again by whoever doubts it.

use super::SurveyFailure;
use crate::cli::RedrawArgs;
use crate::console::{read, say};
use crate::failure::Failure;
use backend::import::{ImportFile, read_draw, read_frame};
use domain::surveys::{FrameRow, Sampled, Seed, draw, frame_hash};
use locale::said;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Prints the hashes of seed and frame, and the sample.
///
/// # Errors
/// [`Failure`], one sentence.
pub async fn redraw(args: RedrawArgs) -> Result<(), Failure> {
    let seed: Seed = args.seed.parse().map_err(SurveyFailure::Seed)?;
    let (name, bytes) = read(&args.frame, args.files).await?;
    let frame = read_frame(ImportFile { name: &name, bytes: &bytes }).map_err(SurveyFailure::Files)?;
    let (name, bytes) = read(&args.strata, args.files).await?;
    let wanted = read_draw(ImportFile { name: &name, bytes: &bytes }).map_err(SurveyFailure::Files)?;
    check(&frame, &wanted)?;
    let sample = draw(&seed, &frame, &wanted);
    let hashes = [seed.commitment(), frame_hash(&frame)];
    if args.json { say(&json(&hashes, &sample)) } else { say(&text(&hashes, &sample)) }
}

fn check(frame: &[FrameRow], wanted: &BTreeMap<String, u32>) -> Result<(), SurveyFailure> {
    for (stratum, draw) in wanted {
        let households = frame.iter().filter(|row| row.stratum == *stratum).count();
        if usize::try_from(*draw).is_ok_and(|draw| draw > households) {
            return Err(SurveyFailure::TooFew { stratum: stratum.clone(), draw: *draw, households });
        }
    }
    Ok(())
}

fn json([commitment, frame]: &[String; 2], sample: &[Sampled]) -> String {
    let drawn = sample.iter().map(|drawn| {
        serde_json::json!({
            "stratum": drawn.stratum,
            "household": drawn.household,
            "place": drawn.place,
            "key": drawn.key,
        })
    });
    let drawn: Vec<_> = drawn.collect();
    serde_json::json!({ "commitment": commitment, "frame_hash": frame, "sample": drawn }).to_string()
}

fn text([commitment, frame]: &[String; 2], sample: &[Sampled]) -> String {
    let mut text = said!(
        "种子的指纹：{commitment}\n名册的指纹：{frame}\n抽中 {} 户：",
        "Hash of the seed: {commitment}\nHash of the frame: {frame}\nDrawn: {} households",
        sample.len()
    );
    for drawn in sample {
        // Writing into a String never fails.
        let _ = write!(text, "\n{},{}", drawn.stratum, drawn.household);
    }
    text
}
