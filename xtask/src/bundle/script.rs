//! The plain script of elder mode, as it was written but for its comments and indentation.

use crate::bundle::published::Part;
use crate::failure::Failure;
use std::fs;
use std::path::Path;

/// Takes the script without what only its readers need.
///
/// # Errors
/// [`Failure::Io`] when it cannot be read.
pub fn publish(path: &Path) -> Result<Vec<Part>, Failure> {
    let script = fs::read_to_string(path).map_err(Failure::io("读取", path))?;
    Ok(vec![Part { kind: "elder", stem: "elder", extension: "js", bytes: bare(&script).into_bytes() }])
}

/// Leaves out indentation, empty lines, and lines that are nothing but a comment. The script has no text of several
/// lines, in which that would be wrong.
fn bare(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn comments_and_indentation_are_left_out() {
        assert_eq!(
            bare("// Why.\n(() => {\n  // How.\n  go('a // b');\n\n})();\n"),
            "(() => {\ngo('a // b');\n})();\n"
        );
    }
}
