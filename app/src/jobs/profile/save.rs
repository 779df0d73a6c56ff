//! Saving what a member says of themselves.

use crate::context::{backend, signed_in};
use crate::flash::flash;
use crate::form::answer;
use crate::paths;
use backend::members::set_profile;
use domain::catalogue::CategoryCode;
use domain::dispatch::{Profile, Shift, Skill, WorkingTimes};
use domain::orders::Daypart;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use strum::IntoEnumIterator;

/// What a member says of themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProfileForm {
    /// The page to come back to.
    pub back: String,
    /// How many open jobs at once.
    pub limit: String,
    /// A gender, or nothing.
    pub gender: String,
    /// Whatever was ticked, by the names of `skill_field`, `time_field` and `language_field`.
    #[serde(flatten)]
    pub ticked: BTreeMap<String, String>,
}

/// The name of the tick for a category of skills.
pub(super) fn skill_field(category: &str) -> String {
    format!("skill-{category}")
}

/// The name of the tick for a part of a weekday, 1 for Monday.
pub(super) fn time_field(weekday: u8, part: Daypart) -> String {
    format!("time-{weekday}-{}", <&str>::from(part))
}

/// The name of the tick for a language.
pub(super) fn language_field(language: &str) -> String {
    format!("language-{language}")
}

impl ProfileForm {
    /// What was typed; whatever makes no sense in it is left out.
    fn profile(&self) -> Profile {
        let ticked = |prefix| self.ticked.keys().filter_map(move |name: &String| name.strip_prefix(prefix));
        let category = |code: &str| CategoryCode::parse(code).ok().map(Skill::Category);
        let shifts = (1..=7).flat_map(|weekday| {
            let chosen =
                Daypart::iter().filter(move |part| self.ticked.contains_key(&time_field(weekday, *part)));
            chosen.map(move |part| {
                let (from, until) = part.minutes();
                Shift { weekday, from, until }
            })
        });
        Profile {
            skills: ticked("skill-").filter_map(category).collect(),
            working_times: WorkingTimes::new(shifts.collect()).unwrap_or_default(),
            limit: domain::typed::whole(&self.limit, &[]).unwrap_or(0),
            gender: self.gender.parse().ok(),
            languages: ticked("language-").filter_map(|name| name.parse().ok()).collect(),
        }
    }
}

/// Saves what a member says of themselves.
#[server(prefix = "/do", endpoint = "save_profile")]
pub async fn save_profile(#[server(flatten)] form: ProfileForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        set_profile(&backend()?, &viewer, &form.profile()).await?;
        Ok(flash(paths::own(&form.back), "service_profile"))
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::dispatch::{Gender, SpokenLanguage};

    #[test]
    fn what_is_ticked_is_taken_and_nonsense_is_not() {
        let ticks =
            ["skill-C02", "skill-水电", "time-2-morning", "time-9-morning", "language-kunshanese", "x"];
        let form = ProfileForm {
            limit: " 3 ".into(),
            gender: "woman".into(),
            ticked: ticks.map(|tick| (tick.to_owned(), "on".to_owned())).into(),
            ..ProfileForm::default()
        };
        let profile = form.profile();
        assert_eq!(profile.skills.len(), 1);
        assert_eq!(profile.working_times.shifts(), [Shift { weekday: 2, from: 540, until: 720 }]);
        assert_eq!((profile.limit, profile.gender), (3, Some(Gender::Woman)));
        assert_eq!(profile.languages.into_iter().collect::<Vec<_>>(), [SpokenLanguage::Kunshanese]);
    }

    #[test]
    fn passes_through_a_posted_form() {
        let posted = "back=%2Fjobs%2Fprofile&limit=3&gender=&skill-C02=on&time-1-evening=on";
        let form: ProfileForm = serde_urlencoded::from_str(posted).unwrap();
        assert_eq!((form.limit.as_str(), form.ticked.len()), ("3", 2));
    }
}
