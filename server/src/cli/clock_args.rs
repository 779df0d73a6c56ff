//! What `diandiantong clock` takes. Its values are read by the command, which says what is wrong.

use clap::{Args, Subcommand};
use locale::text;
use std::path::PathBuf;

use super::FileArgs;
use super::examples::EXPLAIN;

/// What to do about clocks.
#[derive(Debug, Subcommand)]
pub enum ClockCommand {
    /// Shows how a deadline comes about.
    #[command(about = text("说明一个期限是怎么算出来的", "Explain how a deadline comes about"), after_help = EXPLAIN.said())]
    Explain(ExplainArgs),
}

/// The deadline that is to be explained.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// When the order was placed.
    #[arg(long, value_name = text("时间", "TIME"), help = text("下单的时间，例如 2026-02-13T16:00（北京时间）", "When the order was placed, such as 2026-02-13T16:00 (Beijing time)"))]
    pub placed: String,
    /// The limit.
    #[arg(long, value_name = text("分钟", "MINUTES"), allow_hyphen_values = true, help = text("时限，单位是分钟", "The limit in minutes"))]
    pub minutes: String,
    /// The table of holidays; the shipped one without it.
    #[arg(long, value_name = text("文件.csv", "FILE.csv"), help = text("节假日的表（不写就用自带的）", "The table of holidays (the shipped one without it)"))]
    pub holidays: Option<PathBuf>,
    /// The working hours; the usual ones without it.
    #[arg(long, value_name = text("时间", "TIME"), help = text("上班时间（不写就是 09:00-12:00,13:30-17:30）", "The working hours (09:00-12:00,13:30-17:30 without it)"))]
    pub hours: Option<String>,
    /// When the order was paused.
    #[arg(long, value_name = text("开始..结束", "FROM..TO"), help = text("暂停，可以写几个：2026-02-14T09:00..2026-02-24T09:00", "A pause, as often as there were any: 2026-02-14T09:00..2026-02-24T09:00"))]
    pub pause: Vec<String>,
    /// Whether day and night count.
    #[arg(long, help = text("急项：夜里和节假日也算", "Urgent: nights and holidays count, too"))]
    pub wall_clock: bool,
    /// Whether it is printed as JSON.
    #[arg(long, help = text("用 JSON 列出", "Print JSON"))]
    pub json: bool,
    /// How the table of holidays is read.
    #[command(flatten)]
    pub files: FileArgs,
}
