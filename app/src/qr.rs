//! Codes to be scanned from paper.

use backend::AppError;
use leptos::prelude::*;
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;

/// Modules of white that a code needs around it.
const QUIET: usize = 4;

/// A code as a drawing, with the white around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrDrawing {
    /// How many modules it is wide.
    width: usize,
    /// The dark modules, as a path.
    modules: String,
}

impl QrDrawing {
    /// The code of an address.
    ///
    /// # Errors
    /// [`AppError::internal`] if the address is longer than a code can hold, some two thousand characters.
    pub fn of(address: &str) -> Result<Self, AppError> {
        let code = QrCode::with_error_correction_level(address, EcLevel::M);
        let code = code.map_err(|error| AppError::internal(&error))?;
        let width = code.width();
        let mut modules = String::new();
        for (place, colour) in code.to_colors().into_iter().enumerate() {
            if colour == Color::Dark {
                // Writing into a String never fails.
                let _ = write!(modules, "M{} {}h1v1h-1z", place % width + QUIET, place / width + QUIET);
            }
        }
        Ok(Self { width: width + 2 * QUIET, modules })
    }
}

/// A code, `size` pixels wide; a sheet's stylesheet may say otherwise.
#[component]
pub fn QrImage(
    /// What to draw.
    drawing: QrDrawing,
    /// What it is, for screen readers.
    #[prop(into)]
    label: String,
    /// How wide.
    size: u32,
) -> impl IntoView {
    let area = format!("0 0 {0} {0}", drawing.width);
    view! {
        // Sharp edges: a grey seam between two modules makes a code hard to read from afar.
        <svg viewBox=area width=size height=size role="img" aria-label=label shape-rendering="crispEdges">
            <path d=drawing.modules></path>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_white_around() {
        let QrDrawing { width, modules } =
            QrDrawing::of("https://dian.example.cn/s/abcdefghijklmnopqrstuv").unwrap();
        assert!(width >= 33 + 8, "{width}");
        for corner in [(4, 4), (width - 5, 4), (4, width - 5)] {
            assert!(modules.contains(&format!("M{} {}h1", corner.0, corner.1)), "{corner:?}");
        }
        assert!(!modules.contains("M3 ") && !modules.contains(&format!("M{} ", width - 4)));
    }
}
