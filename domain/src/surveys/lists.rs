//! Whether a household knows all three lists: what the district promises of everybody.

use super::{Answers, KNOWS_AGENCY, KNOWS_ROUTINE, KNOWS_VOLUNTEER};

/// The code under which it stands in tables and files. Nobody is asked it: it follows from three questions.
pub const KNOWS_LISTS: &str = "knows_lists";

/// Whether all three lists are known; `None` unless all three questions were answered.
#[must_use]
pub fn knows_lists(answers: &Answers) -> Option<bool> {
    let knows = |code| answers.get(code).map(|said| said == "1");
    Some(knows(KNOWS_ROUTINE)? & knows(KNOWS_AGENCY)? & knows(KNOWS_VOLUNTEER)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_knows_two_of_three_does_not_know_the_lists() {
        let said = |routine: &str, agency: &str, volunteer: Option<&str>| {
            let mut said = serde_json::json!({ "knows_routine": routine, "knows_agency": agency });
            if let Some(volunteer) = volunteer {
                said["knows_volunteer"] = volunteer.into();
            }
            knows_lists(&serde_json::from_value(said).unwrap())
        };
        assert_eq!(said("1", "1", Some("1")), Some(true));
        assert_eq!(said("1", "0", Some("1")), Some(false));
        assert_eq!(said("0", "1", None), None, "who left one out counts on neither side");
    }
}
