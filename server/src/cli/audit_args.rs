//! What `diandiantong audit` takes.

use super::examples::AUDIT;
use clap::{Args, Subcommand};
use locale::text;

/// What to do with the record of security events.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Writes it out, a JSON object a line.
    #[command(about = text("导出安全记录：每行一个 JSON 对象，写到标准输出", "Write the record of security events to standard output, one JSON object a line"), after_help = AUDIT.said())]
    Export(AuditExportArgs),
}

/// Which events are written out.
#[derive(Debug, Args)]
pub struct AuditExportArgs {
    /// The first day.
    #[arg(long, value_name = text("日期", "DATE"), help = text("从哪天起，例如 2026-11-01（不写就是全部）", "From which day on, such as 2026-11-01 (all of it without one)"))]
    pub since: Option<String>,
    /// The last event that one has already.
    #[arg(long, value_name = text("编号", "ID"), conflicts_with = "since", help = text("接着上次：上次最后一行的 id", "Go on after the last line that one has: its id"))]
    pub after: Option<String>,
    /// Whether it goes on.
    #[arg(long, help = text("写完不停，有新的接着写", "Go on with what is recorded meanwhile"))]
    pub follow: bool,
}
