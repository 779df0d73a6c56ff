//! How long each step took, for whoever wants to make the checks shorter.

use crate::failure::Failure;
use crate::progress::Done;
use serde_json::json;
use std::fs;
use std::path::Path;

/// Writes the steps that have ended, with their times, as JSON.
///
/// # Errors
/// [`Failure::Io`].
pub fn write(file: &Path, done: &[Done]) -> Result<(), Failure> {
    fs::write(file, format!("{:#}\n", listed(done))).map_err(Failure::io("写入", file))
}

fn listed(done: &[Done]) -> serde_json::Value {
    let one = |done: &Done| {
        json!({
            "step": done.step,
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

    #[test]
    fn each_step_has_its_time() {
        let step = "代码格式".to_owned();
        let done = [Done { step, milliseconds: 1200, processor_milliseconds: 2100, passed: true }];
        let expected = json!([
            { "step": "代码格式", "milliseconds": 1200, "processor_milliseconds": 2100, "passed": true }
        ]);
        assert_eq!(listed(&done), expected);
    }
}
