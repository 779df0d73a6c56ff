//! The fields of a home: the estate of a list, then building, unit and room.

use crate::components::{Choice, DoorFields, FieldSelect};
use crate::form::FormState;
use crate::verbatim::verbatim;
use backend::accounts::ProfileForm;
use backend::areas::OfficeChoice;
use backend::field;
use backend::posters::PosterEstate;
use domain::accounts::Address;
use leptos::prelude::*;

/// The estates as one list, each under its community.
fn estate_choices(offices: Vec<OfficeChoice>) -> Vec<Choice> {
    let mut choices = Vec::new();
    for office in offices {
        for community in office.communities {
            let heading = format!("{} · {}", verbatim(community.name), verbatim(&office.name));
            let estates = community.estates.into_iter();
            choices.extend(estates.map(|estate| {
                Choice::new(estate.code.as_str(), verbatim(estate.name)).group(heading.as_str())
            }));
        }
    }
    choices
}

/// Where somebody lives.
#[component]
pub(super) fn AddressFields(
    /// The estates to choose from.
    offices: Vec<OfficeChoice>,
    /// What is known so far.
    home: Option<Address>,
    /// The estate whose poster was scanned, where no home is known yet.
    #[prop(optional_no_strip)]
    scanned: Option<PosterEstate>,
    /// What was typed.
    form_state: FormState,
    /// Whether the address must be given; the staff may live elsewhere.
    required: bool,
) -> impl IntoView {
    let known = |part: fn(&Address) -> &str| home.as_ref().map_or("", part).to_owned();
    let scanned = scanned.filter(|_| home.is_none());
    let hint = match &scanned {
        Some(estate) => format!("您扫的是{}的海报；不住这里的话，请改一下", verbatim(&estate.name)),
        None if required => "先找到您的社区，再选小区".to_owned(),
        None => "不住在本区的话，住址可以全都空着".to_owned(),
    };
    let estate = home.as_ref().map(|home| &home.estate).or(scanned.as_ref().map(|estate| &estate.code));
    let estate = estate.map_or_else(String::new, ToString::to_string);
    view! {
        <FieldSelect
            field=form_state.field(field!(ProfileForm, estate)).or(estate)
            label="小区"
            blank="请选择您住的小区"
            hint
            choices=estate_choices(offices)
            required
            optional=!required
        />
        <DoorFields
            building=form_state.field(field!(ProfileForm, building)).or(known(|home| &home.building))
            unit=form_state.field(field!(ProfileForm, unit)).or(known(|home| &home.unit))
            room=form_state.field(field!(ProfileForm, room)).or(known(|home| &home.room))
            required
        />
    }
}
