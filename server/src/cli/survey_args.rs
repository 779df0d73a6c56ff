//! What `diandiantong survey` takes. Its values are read by the command, which says in Chinese what is wrong.

use clap::{Args, Subcommand};
use std::path::PathBuf;

use super::FileArgs;
use super::examples::{ESTIMATE, REDRAW, SURVEY_EXPORT};

/// What to do about surveys.
#[derive(Debug, Subcommand)]
pub enum SurveyCommand {
    /// Reckons every figure of a wave again, from its files.
    #[command(about = "用导出的文件重新算一遍调查的结果", after_help = ESTIMATE)]
    Estimate(EstimateArgs),
    /// Draws a published sample again.
    #[command(about = "用公开的种子和名册把样本再抽一遍（不用数据库）", after_help = REDRAW)]
    Redraw(RedrawArgs),
    /// Writes the files of a closed wave.
    #[command(about = "导出一次调查的答卷和名册", after_help = SURVEY_EXPORT)]
    Export(ExportArgs),
}

/// The files of a wave.
#[derive(Debug, Args)]
pub struct EstimateArgs {
    /// What was answered.
    #[arg(
        value_name = "答案.csv",
        help = "每户一行：household,stratum[,cluster][,weight]，然后每个问题一列"
    )]
    pub answers: PathBuf,
    /// The strata.
    #[arg(value_name = "层.csv", help = "每层一行：stratum,households[,clusters]")]
    pub strata: PathBuf,
    /// What is known of everybody.
    #[arg(long, value_name = "总体.csv", help = "按总体校准权重：variable,level,households")]
    pub margins: Option<PathBuf>,
    /// How sure the intervals are; the usual 0.95 without it.
    #[arg(long, value_name = "比例", allow_hyphen_values = true, help = "置信水平（不写就是 0.95）")]
    pub confidence: Option<String>,
    /// Whether it is printed as JSON.
    #[arg(long, help = "用 JSON 输出")]
    pub json: bool,
    /// How the files are read.
    #[command(flatten)]
    pub files: FileArgs,
}

/// The draw that is to be repeated.
#[derive(Debug, Args)]
pub struct RedrawArgs {
    /// The seed.
    #[arg(value_name = "种子", help = "64 位十六进制数字")]
    pub seed: String,
    /// The frame.
    #[arg(value_name = "FRAME.csv", help = "名册：stratum,household")]
    pub frame: PathBuf,
    /// How many are drawn.
    #[arg(value_name = "DRAW.csv", help = "每层抽几户：stratum,draw")]
    pub strata: PathBuf,
    /// Whether it is printed as JSON.
    #[arg(long, help = "用 JSON 列出")]
    pub json: bool,
    /// How the files are read.
    #[command(flatten)]
    pub files: FileArgs,
}

/// The wave that is to be handed out.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Its number.
    #[arg(value_name = "调查", help = "调查的编号，例如 K101-W1")]
    pub wave: String,
    /// Where to.
    #[arg(value_name = "文件夹", help = "写到这个文件夹；没有就新建，已有的文件不覆盖")]
    pub folder: PathBuf,
}
