//! What `diandiantong survey` takes.

use clap::{Args, Subcommand};
use std::path::PathBuf;

use super::examples::ESTIMATE;

/// What to do about surveys.
#[derive(Debug, Subcommand)]
pub enum SurveyCommand {
    /// Reckons every figure of a wave again, from its files.
    #[command(about = "用导出的文件重新算一遍调查的结果", after_help = ESTIMATE)]
    Estimate(EstimateArgs),
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
    #[arg(long, help = "用 JSON 列出")]
    pub json: bool,
}
