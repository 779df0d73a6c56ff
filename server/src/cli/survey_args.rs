//! What `diandiantong survey` takes. Its values are read by the command, which says what is wrong.

use clap::{Args, Subcommand};
use locale::text;
use std::path::PathBuf;

use super::FileArgs;
use super::examples::{ESTIMATE, REDRAW, SURVEY_EXPORT};

/// What to do about surveys.
#[derive(Debug, Subcommand)]
pub enum SurveyCommand {
    /// Reckons every figure of a wave again, from its files.
    #[command(about = text("用导出的文件重新算一遍调查的结果", "Reckon a survey again from its exported files"), after_help = ESTIMATE.said())]
    Estimate(EstimateArgs),
    /// Draws a published sample again.
    #[command(about = text("用公开的种子和名册把样本再抽一遍（不用数据库）", "Draw a sample again from its published seed and frame (without a database)"), after_help = REDRAW.said())]
    Redraw(RedrawArgs),
    /// Writes the files of a closed wave.
    #[command(about = text("导出一次调查的答卷和名册", "Export the answers and the frame of a survey"), after_help = SURVEY_EXPORT.said())]
    Export(ExportArgs),
}

/// The files of a wave.
#[derive(Debug, Args)]
pub struct EstimateArgs {
    /// What was answered.
    #[arg(
        value_name = text("答案.csv", "ANSWERS.csv"),
        help = text("每户一行：household,stratum[,cluster][,weight]，然后每个问题一列", "A line for each household: household,stratum[,cluster][,weight], then a column for each question")
    )]
    pub answers: PathBuf,
    /// The strata.
    #[arg(value_name = text("层.csv", "STRATA.csv"), help = text("每层一行：stratum,households[,clusters]", "A line for each stratum: stratum,households[,clusters]"))]
    pub strata: PathBuf,
    /// What is known of everybody.
    #[arg(long, value_name = text("总体.csv", "MARGINS.csv"), help = text("按总体校准权重：variable,level,households", "Calibrate the weights by what is known of everybody: variable,level,households"))]
    pub margins: Option<PathBuf>,
    /// How sure the intervals are; the usual 0.95 without it.
    #[arg(long, value_name = text("比例", "SHARE"), allow_hyphen_values = true, help = text("置信水平（不写就是 0.95）", "How sure the intervals are (0.95 without it)"))]
    pub confidence: Option<String>,
    /// Whether it is printed as JSON.
    #[arg(long, help = text("用 JSON 输出", "Print JSON"))]
    pub json: bool,
    /// How the files are read.
    #[command(flatten)]
    pub files: FileArgs,
}

/// The draw that is to be repeated.
#[derive(Debug, Args)]
pub struct RedrawArgs {
    /// The seed.
    #[arg(value_name = text("种子", "SEED"), help = text("64 位十六进制数字", "64 hexadecimal digits"))]
    pub seed: String,
    /// The frame.
    #[arg(value_name = "FRAME.csv", help = text("名册：stratum,household", "The frame: stratum,household"))]
    pub frame: PathBuf,
    /// How many are drawn.
    #[arg(value_name = "DRAW.csv", help = text("每层抽几户：stratum,draw", "How many are drawn of each stratum: stratum,draw"))]
    pub strata: PathBuf,
    /// Whether it is printed as JSON.
    #[arg(long, help = text("用 JSON 列出", "Print JSON"))]
    pub json: bool,
    /// How the files are read.
    #[command(flatten)]
    pub files: FileArgs,
}

/// The wave that is to be handed out.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Its number.
    #[arg(value_name = text("调查", "SURVEY"), help = text("调查的编号，例如 K101-W1", "The number of the survey, such as K101-W1"))]
    pub wave: String,
    /// Where to.
    #[arg(value_name = text("文件夹", "FOLDER"), help = text("写到这个文件夹；没有就新建，已有的文件不覆盖", "The folder to write to; made where there is none, and no file is written over"))]
    pub folder: PathBuf,
}
