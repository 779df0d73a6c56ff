//! How long each step took, for whoever wants to make the checks shorter.

use crate::failure::{Act, Failure};
use crate::progress::Done;
use serde_json::json;
use std::fs;
use std::path::Path;

/// Writes the steps that have ended, with their times, as JSON.
///
/// # Errors
/// [`Failure::Io`].
pub fn write(file: &Path, done: &[Done]) -> Result<(), Failure> {
    fs::write(file, format!("{:#}\n", listed(done))).map_err(Failure::io(Act::Write, file))
}

fn listed(done: &[Done]) -> serde_json::Value {
    let one = |done: &Done| {
        json!({
            "step": done.step.id(),
            "milliseconds": done.milliseconds,
            "processor_milliseconds": done.processor_milliseconds,
            "passed": done.passed,
        })
    };
    done.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::title::Title;

    #[test]
    fn each_step_has_its_time() {
        let step = Title::Format;
        let done = [Done { step, milliseconds: 1200, processor_milliseconds: 2100, passed: true }];
        let expected = json!([
            { "step": "format", "milliseconds": 1200, "processor_milliseconds": 2100, "passed": true }
        ]);
        assert_eq!(listed(&done), expected);
    }
}
