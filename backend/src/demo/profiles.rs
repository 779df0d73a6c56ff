//! What the members of the demo say of themselves.

use super::cast::{Cast, FOURTH_MEMBER, MEMBER, SECOND_MEMBER, THIRD_MEMBER};
use crate::members::set_profile;
use crate::{AppError, Backend};
use domain::catalogue::CategoryCode;
use domain::dispatch::{Gender, Profile, Shift, Skill, SpokenLanguage, WorkingTimes};

/// Number, categories, weekdays, gender, language.
type Said = (&'static str, &'static [&'static str], &'static [u8], Gender, Option<SpokenLanguage>);

const SAID: [Said; 4] = [
    (MEMBER, &["C02", "C03"], &[1, 2, 3, 4, 5, 6, 7], Gender::Man, Some(SpokenLanguage::Kunshanese)),
    (SECOND_MEMBER, &["C02", "C05", "C10"], &[1, 2, 3, 4, 5, 6, 7], Gender::Man, None),
    (THIRD_MEMBER, &["C04", "C07", "C08"], &[1, 2, 3, 4, 5], Gender::Woman, Some(SpokenLanguage::Kunshanese)),
    (FOURTH_MEMBER, &["C03", "C10"], &[2, 4, 6, 7], Gender::Man, Some(SpokenLanguage::English)),
];

/// Lets the members say what they can do and when.
pub(super) async fn say(backend: &Backend, cast: &Cast) -> Result<(), AppError> {
    for (phone, categories, weekdays, gender, language) in SAID {
        let skills = categories.iter().filter_map(|code| CategoryCode::parse(code).ok());
        let shift = |weekday: &u8| Shift { weekday: *weekday, from: 9 * 60, until: 20 * 60 };
        let profile = Profile {
            skills: skills.map(Skill::Category).collect(),
            working_times: WorkingTimes::new(weekdays.iter().map(shift).collect()).unwrap_or_default(),
            limit: Profile::LIMIT_MOST,
            gender: Some(gender),
            languages: language.into_iter().collect(),
        };
        set_profile(backend, cast.get(phone)?, &profile).await?;
    }
    Ok(())
}
