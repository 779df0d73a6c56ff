//! The record as a table for a file.

use super::words::Names;
use backend::accounts::Viewer;
use backend::audit_log::{AUDIT_DOWNLOAD_MOST, AuditFilter, audit_download};
use backend::spreadsheet::{Cell, Table};
use backend::{AppError, Backend};

/// The events that a filter leaves, the newest first. Where there are more than one file holds, its last line says so.
///
/// # Errors
/// [`AppError::denied`] to whoever reads none of the record.
pub async fn audit_table(
    backend: &Backend,
    viewer: &Viewer,
    filter: &AuditFilter,
) -> Result<Table, AppError> {
    let (lines, more) = audit_download(backend, viewer, filter).await?;
    let names = Names::of(backend).await?;
    let row = |line: &backend::audit_log::AuditLine| {
        let area = line.area.as_ref().map_or_else(String::new, |area| names.area(area));
        let texts = [
            line.at.rfc3339(),
            line.event.kind().name().to_owned(),
            names.detail(&line.event),
            Names::doer(line),
            names.acting(line),
            line.subject_name.clone(),
            area,
            line.network.clone(),
            line.id.clone(),
        ];
        texts.into_iter().map(Cell::Text).collect::<Vec<_>>()
    };
    let mut rows: Vec<_> = lines.iter().map(row).collect();
    if more {
        rows.push(vec![Cell::Text(format!("只有最近的 {AUDIT_DOWNLOAD_MOST} 条，更早的请按天下载"))]);
    }
    let heads = ["时间", "什么事", "细节", "谁做的", "身份", "对谁", "哪里", "网络", "编号"];
    Ok(Table { name: "安全记录", heads: heads.map(str::to_owned).to_vec(), rows })
}
