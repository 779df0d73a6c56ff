//! The questions of a member's profile.

use super::save::{ProfileForm, language_field, skill_field, time_field};
use crate::components::{Choice, FieldSelect, FieldText, FieldTicks, Section, TextKind, TickChoice};
use crate::form::FormState;
use backend::field;
use domain::catalogue::Category;
use domain::dispatch::{Gender, Profile, Shift, Skill, SpokenLanguage};
use domain::orders::Daypart;
use leptos::prelude::*;
use strum::IntoEnumIterator;

/// The weekdays from Monday on.
const WEEKDAYS: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];

/// What a member can do, when, how much at once, and what else a resident may wish for.
#[component]
pub(super) fn ProfileFields(
    /// What they have said.
    profile: Profile,
    /// What was typed last.
    form_state: FormState,
    /// The categories of the catalogue.
    categories: Vec<Category>,
) -> impl IntoView {
    let again = form_state.is_some();
    // What comes back is what was ticked, not what stands in the database.
    let ticked = |name: &str, stored: bool| if again { form_state.value(name).is_some() } else { stored };
    let skills = categories.into_iter().map(|category| {
        let name = skill_field(category.code.as_str());
        let checked = ticked(&name, profile.skills.contains(&Skill::Category(category.code)));
        TickChoice::new(name, category.name, checked)
    });
    let skills = skills.collect();
    let languages = SpokenLanguage::iter().map(|language| {
        let name = language_field(<&str>::from(language));
        let checked = ticked(&name, profile.languages.contains(&language));
        TickChoice::new(name, language.name(), checked)
    });
    let languages = languages.collect();
    let days = WEEKDAYS.into_iter().zip(1_u8..).map(|(day, weekday)| {
        let parts = Daypart::iter().map(|part| {
            let name = time_field(weekday, part);
            let (from, until) = part.minutes();
            let works = |shift: &Shift| shift.weekday == weekday && shift.from < until && from < shift.until;
            let checked = ticked(&name, profile.working_times.shifts().iter().any(works));
            TickChoice::new(name, part.name(), checked)
        });
        // What is wrong with the week as a whole stands at its first day.
        let (id, error) = match weekday {
            1 => ("times".to_owned(), form_state.error("times")),
            _ => (format!("times-{weekday}"), None),
        };
        view! { <FieldTicks id label=day ticks=parts.collect() error/> }
    });
    let days = days.collect_view();
    let genders = Gender::iter().map(|gender| Choice::new(<&str>::from(gender), gender.name())).collect();
    let gender = profile.gender.map(<&str>::from).unwrap_or_default();
    view! {
        <FieldTicks id="skills" label="会做哪些事" hint="都会就都选" ticks=skills/>
        <Section title="平常什么时候有空">
            <p class="aside">"上午 9:00–12:00，下午 14:00–17:30，晚上 18:00–20:00"</p>
            <div class="week">{days}</div>
        </Section>
        <FieldText field=form_state.field(field!(ProfileForm, limit)).or(profile.limit.to_string()) label="手上最多几单" kind=TextKind::Number unit="单"
            hint="满了就不再派给您，您也先不能抢" required=true/>
        <FieldSelect field=form_state.field(field!(ProfileForm, gender)).or(gender) label="您是" choices=genders blank="不说也行"
            hint="有的居民想请女同志或男同志上门" optional=true/>
        <FieldTicks id="languages" label="普通话以外，还会" ticks=languages/>
    }
}
