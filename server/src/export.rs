//! The tables of the reports, and of the record of security events, as files: CSV and XLSX, both for people. Programs read the files of
//! surveys.

mod audit;

pub use audit::audit_file;

use crate::denied::record_denied;
use crate::pages::request_context::RequestContext;
use crate::state::AppState;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use backend::AppError;
use backend::reports::{Report, record_export, report, tables};
use backend::return_visits::{return_parts, return_parts_table};
use backend::spreadsheet::{Cell, Table};
use backend::spreadsheet::{MARK, words};
use backend::star_rating::{stars, stars_table};
use domain::audit::DownloadKind;
use domain::counters::{Month, Quarter};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde::Deserialize;

/// Which months.
#[derive(Debug, Deserialize)]
pub struct Months {
    from: Option<String>,
    to: Option<String>,
}

/// The report of the viewer's desk as a file: `figures.csv` or `figures.xlsx`.
pub async fn export(
    State(state): State<AppState>,
    Path(file): Path<String>,
    Query(months): Query<Months>,
    context: RequestContext,
) -> Response {
    let month = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<Month>().ok());
    let (from, to) = (month(&months.from), month(&months.to));
    let made = async {
        let viewer = context.viewer()?;
        let report = report(&state.backend, viewer, from, to).await?;
        let mut tables = tables(&report);
        let stars = stars(&state.backend, viewer, Some(Quarter::of(report.span.to))).await?;
        tables.push(stars_table(&stars));
        // Communities don't learn who of theirs said what.
        if !report.communities.is_empty() {
            let months = (report.span.from, report.span.to);
            tables.push(return_parts_table(&return_parts(&state.backend, viewer, months).await?));
        }
        Ok((report, tables))
    };
    let (report, tables) = match made.await {
        Ok(made) => made,
        Err(error) => {
            record_denied(&state, context.visit.viewer.as_deref(), &context.parts, &error).await;
            return status(&error).into_response();
        }
    };
    let (kind, bytes) = match file.as_str() {
        "figures.csv" => (DownloadKind::Csv, csv(&tables).map_err(|error| AppError::internal(&error))),
        "figures.xlsx" => (DownloadKind::Xlsx, xlsx(&tables).map_err(|error| AppError::internal(&error))),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let taken = async {
        record_export(&state.backend, context.viewer()?, &report.span, kind).await?;
        bytes
    };
    match taken.await {
        Ok(bytes) => answer(&file, &report, bytes),
        Err(error) => {
            tracing::error!(code = error.code, "a report could not be written");
            status(&error).into_response()
        }
    }
}

fn status(error: &AppError) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn answer(file: &str, report: &Report, bytes: Vec<u8>) -> Response {
    let (kind, end) = match file {
        "figures.csv" => ("text/csv; charset=utf-8", "csv"),
        _ => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    };
    let name = format!("{}-{}-{}.{end}", report.span.area, report.span.from, report.span.to);
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let disposition = disposition.unwrap_or(HeaderValue::from_static("attachment"));
    ([(CONTENT_TYPE, HeaderValue::from_static(kind)), (CONTENT_DISPOSITION, disposition)], bytes)
        .into_response()
}

/// Tables as a CSV file of this name.
///
/// # Errors
/// [`AppError::internal`] if they can't be written.
fn csv_answer(name: &str, tables: &[Table]) -> Result<Response, AppError> {
    let bytes = csv(tables).map_err(|error| AppError::internal(&error))?;
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, disposition)];
    Ok((headers, bytes).into_response())
}

/// All tables one below the other, each with its name above and an empty line behind. It begins with the mark
/// by which spreadsheets know UTF-8.
fn csv(tables: &[Table]) -> Result<Vec<u8>, csv::Error> {
    let mut file = csv::WriterBuilder::new().flexible(true).from_writer(MARK.as_bytes().to_vec());
    for table in tables {
        file.write_record([table.name])?;
        file.write_record(&table.heads)?;
        for row in &table.rows {
            file.write_record(row.iter().map(text))?;
        }
        file.write_record([""])?;
    }
    file.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

/// A cell as CSV has it.
fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => words(text).into_owned(),
        Cell::Whole(number) => number.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Nothing => String::new(),
    }
}

/// A sheet for each table. Words are written as words, never as formulas.
fn xlsx(tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let head = Format::new().set_bold();
    for table in tables {
        let sheet = book.add_worksheet().set_name(table.name)?;
        for (column, name) in (0..).zip(&table.heads) {
            sheet.write_string_with_format(0, column, name, &head)?;
        }
        for (row, cells) in (1..).zip(&table.rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Cell::Text(text) => sheet.write_string(row, column, text)?,
                    // A spreadsheet has no whole numbers; these are exact up to 2^53.
                    Cell::Whole(number) => sheet.write_number(row, column, *number as f64)?,
                    Cell::Number(number) => sheet.write_number(row, column, *number)?,
                    Cell::Nothing => continue,
                };
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        sheet.autofit();
    }
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Vec<Table> {
        let row = vec![Cell::from(text), Cell::Whole(3), Cell::Number(0.95), Cell::Nothing];
        vec![Table { name: "各社区", heads: vec!["社区".into()], rows: vec![row] }]
    }

    #[test]
    fn a_name_is_never_a_formula() {
        for wicked in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"] {
            let file = String::from_utf8(csv(&table(wicked)).unwrap()).unwrap();
            assert!(file.contains(&format!("'{wicked}")), "{file}");
        }
        let file = String::from_utf8(csv(&table("乐华社区")).unwrap()).unwrap();
        assert_eq!(file, "\u{feff}各社区\n社区\n乐华社区,3,0.95,\n\"\"\n");
    }

    #[test]
    fn a_workbook_is_a_zip_of_sheets() {
        let book = xlsx(&table("=1+1")).unwrap();
        assert!(book.starts_with(b"PK"));
    }
}
