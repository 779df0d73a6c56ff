//! What every order form asks, the resident's and the desk's: for whom, when, and what else there is to say.

use crate::areas::{EstateField, Estates};
use crate::components::{Choice, DoorFields, FieldArea, FieldChoice, FieldSelect, FieldText, Fold, TextKind};
use crate::form::FormState;
use backend::field;
use backend::orders::{ONCE, OTHER, PlaceOrder, SOON};
use domain::accounts::PersonName;
use domain::dispatch::{Gender, SpokenLanguage};
use domain::orders::{Daypart, NOTE_LIMIT, offered_windows};
use domain::recurring::Rhythm;
use domain::time::Timestamp;
use leptos::prelude::*;
use strum::IntoEnumIterator;

/// How many windows stand as chips; later ones are chosen by day and part of the day.
const WINDOWS_SHOWN: usize = 3;

/// What is known already of somebody for whom something is ordered; empty where it isn't.
#[derive(Clone, Debug, Default)]
pub struct KnownPerson {
    /// Their name.
    pub name: String,
    /// Their number.
    pub phone: String,
    /// The code of their estate.
    pub estate: String,
    /// Their building, unit and room.
    pub building: String,
    /// See `building`.
    pub unit: String,
    /// See `building`.
    pub room: String,
}

/// Name and phone of somebody else.
#[component]
pub fn PersonFields(
    /// What was typed.
    form_state: FormState,
    /// Who it is: «家人», «居民».
    whose: &'static str,
    /// What need not be typed.
    #[prop(optional)]
    known: KnownPerson,
) -> impl IntoView {
    view! {
        <FieldText
            field=form_state.field(field!(PlaceOrder, name)).or(known.name)
            label=format!("{whose}姓名")
            kind=TextKind::Name
            autocomplete="off"
            maxlength=limit(PersonName::LIMIT)
            required=true
        />
        <FieldText
            field=form_state.field(field!(PlaceOrder, phone)).or(known.phone)
            label=format!("{whose}电话")
            kind=TextKind::Phone
            autocomplete="off"
            hint="手机，或带区号的座机；上门的人会打这个电话"
            required=true
        />
    }
}

/// Estate and door to which somebody is to come.
#[component]
pub(crate) fn PlaceFields(
    /// What was typed.
    form_state: FormState,
    /// The estates to choose from.
    estates: Estates,
    /// What the estate is called: «上门的小区».
    label: &'static str,
    /// What need not be typed.
    #[prop(optional)]
    known: KnownPerson,
) -> impl IntoView {
    // What is typed goes before what is known.
    let is_village = !known.estate.is_empty() && known.building.is_empty() && !form_state.is_some();
    let ticked = form_state.ticked(field!(PlaceOrder, no_building)) || is_village;
    view! {
        <EstateField field=form_state.field(field!(PlaceOrder, estate)).or(known.estate) label estates required=true/>
        <DoorFields
            building=form_state.field(field!(PlaceOrder, building)).or(known.building)
            unit=form_state.field(field!(PlaceOrder, unit)).or(known.unit)
            room=form_state.field(field!(PlaceOrder, room)).or(known.room)
            no_building=form_state.field(field!(PlaceOrder, no_building))
            ticked
            required=true
        />
    }
}

/// When somebody may come: as soon as possible, one of the next windows, or another day.
#[component]
pub fn WhenFields(
    /// What was typed.
    form_state: FormState,
    /// The moment from which the next windows count.
    now: Timestamp,
) -> impl IntoView {
    let parts = Daypart::iter().map(|part| Choice::new(<&str>::from(part), part.name()).second(part.hours()));
    view! {
        <FieldChoice
            field=form_state.field(field!(PlaceOrder, window)).or(SOON)
            label="什么时候方便"
            choices=window_choices(now)
        />
        <div class="asked asked-other">
            <FieldText
                field=form_state.field(field!(PlaceOrder, day))
                label="哪一天"
                kind=TextKind::Date
                hint="选了“别的时间”才要填，30 天以内都行"
            />
            <FieldChoice
                field=form_state.field(field!(PlaceOrder, part)).or(<&str>::from(Daypart::Morning))
                label="那天什么时候"
                choices=parts.collect()
            />
        </div>
    }
}

/// The windows to choose from: as soon as possible, the next ones, another time.
pub(super) fn window_choices(now: Timestamp) -> Vec<Choice> {
    let mut choices = vec![Choice::new(SOON, "尽快").second("哪天都行")];
    choices.extend(
        offered_windows(now)
            .take(WINDOWS_SHOWN)
            .map(|window| Choice::new(window.to_string(), window.day_words(now)).second(window.part.hours())),
    );
    choices.push(Choice::new(OTHER, "别的时间").second("自己选"));
    choices
}

/// What else there is to say.
#[component]
pub fn NoteField(
    /// What was typed.
    form_state: FormState,
) -> impl IntoView {
    view! {
        <FieldArea
            field=form_state.field(field!(PlaceOrder, note))
            label="再说两句"
            hint="有什么要交代的，写在这里。不用写电话和门牌"
            rows=2
            maxlength=limit(NOTE_LIMIT)
            optional=true
        />
    }
}

/// Whom one would like to come, folded away: most people don't mind.
#[component]
pub fn WishFields(
    /// What was typed.
    form_state: FormState,
) -> impl IntoView {
    let genders = Gender::iter().map(|gender| Choice::new(<&str>::from(gender), gender.name())).collect();
    let languages =
        SpokenLanguage::iter().map(|language| Choice::new(<&str>::from(language), language.name())).collect();
    let chosen = |field| form_state.value(field).is_some_and(|typed| !typed.is_empty());
    let open = chosen(field!(PlaceOrder, wish_gender)) || chosen(field!(PlaceOrder, wish_language));
    view! {
        <Fold label="对来的人有要求" open>
            <FieldSelect field=form_state.field(field!(PlaceOrder, wish_gender)) label="想请谁来" choices=genders blank="都行"/>
            <FieldSelect field=form_state.field(field!(PlaceOrder, wish_language)) label="要会说" choices=languages blank="普通话就行"
                hint="有要求的话，可能要多等一会儿"/>
        </Fold>
    }
}

/// Whether it is to come again, folded away: most is wanted once.
#[component]
pub fn RhythmFields(
    /// What was typed.
    form_state: FormState,
) -> impl IntoView {
    let rhythm = field!(PlaceOrder, rhythm);
    let open = form_state.value(rhythm).is_some_and(|chosen| !chosen.is_empty() && chosen != ONCE);
    let mut choices = vec![Choice::new(ONCE, "只来这一次")];
    choices.extend(Rhythm::iter().map(|rhythm| Choice::new(<&str>::from(rhythm), rhythm.name())));
    view! {
        <Fold label="要不要定期来？" open>
            <FieldChoice field=form_state.field(rhythm).or(ONCE) label="以后多久来一次" choices
                hint="照这一单的日子和时段往后排，到日子前几天自动点好；放假不来，随时能停"/>
        </Fold>
    }
}

/// A limit as an attribute.
fn limit(characters: usize) -> Option<u32> {
    u32::try_from(characters).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::orders::TimeWindow;

    #[test]
    fn offers_soon_three_windows_and_another_time() {
        let now = Timestamp::from_civil("2026-11-24T17:01:00".parse().unwrap());
        let choices = window_choices(now);
        let labels: Vec<_> = choices.iter().map(|choice| choice.label.as_str()).collect();
        assert_eq!(labels, ["尽快", "今天晚上", "明天上午", "明天下午", "别的时间"]);
        for choice in &choices[1..4] {
            assert!(TimeWindow::parse(&choice.value, now).is_ok(), "{}", choice.value);
        }
    }
}
