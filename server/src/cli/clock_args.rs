//! What `diandiantong clock` takes. Its values are read by the command, which says in Chinese what is wrong.

use clap::{Args, Subcommand};
use std::path::PathBuf;

use super::FileArgs;
use super::examples::EXPLAIN;

/// What to do about clocks.
#[derive(Debug, Subcommand)]
pub enum ClockCommand {
    /// Shows how a deadline comes about.
    #[command(about = "说明一个期限是怎么算出来的", after_help = EXPLAIN)]
    Explain(ExplainArgs),
}

/// The deadline that is to be explained.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// When the order was placed.
    #[arg(long, value_name = "时间", help = "下单的时间，例如 2026-02-13T16:00（北京时间）")]
    pub placed: String,
    /// The limit.
    #[arg(long, value_name = "分钟", allow_hyphen_values = true, help = "时限，单位是分钟")]
    pub minutes: String,
    /// The table of holidays; the shipped one without it.
    #[arg(long, value_name = "文件.csv", help = "节假日的表（不写就用自带的）")]
    pub holidays: Option<PathBuf>,
    /// The working hours; the usual ones without it.
    #[arg(long, value_name = "时间", help = "上班时间（不写就是 09:00-12:00,13:30-17:30）")]
    pub hours: Option<String>,
    /// When the order was paused.
    #[arg(long, value_name = "开始..结束", help = "暂停，可以写几个：2026-02-14T09:00..2026-02-24T09:00")]
    pub pause: Vec<String>,
    /// Whether day and night count.
    #[arg(long, help = "急项：夜里和节假日也算")]
    pub wall_clock: bool,
    /// Whether it is printed as JSON.
    #[arg(long, help = "用 JSON 列出")]
    pub json: bool,
    /// How the table of holidays is read.
    #[command(flatten)]
    pub files: FileArgs,
}
