//! The fields of a home: the estate of a list, then building, unit and room.

use crate::areas::{EstateField, Estates};
use crate::components::DoorFields;
use crate::form::FormState;
use crate::verbatim::verbatim;
use backend::accounts::ProfileForm;
use backend::field;
use backend::posters::PosterEstate;
use domain::accounts::Address;
use leptos::prelude::*;

/// Where somebody lives.
#[component]
pub(super) fn AddressFields(
    /// The estates to choose from.
    estates: Estates,
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
    let hint = match &scanned {
        Some(estate) => format!("您扫的是{}的海报；不住这里的话，请改一下", verbatim(&estate.name)),
        None if required => "按社区排着，找您住的小区".to_owned(),
        None => "不住在本区的话，住址可以全都空着".to_owned(),
    };
    let estate = home.as_ref().map(|home| &home.estate).or(scanned.as_ref().map(|estate| &estate.code));
    let estate = estate.map_or_else(String::new, ToString::to_string);
    let in_none = home.as_ref().is_some_and(|home| home.building.is_empty());
    let ticked =
        if form_state.is_some() { form_state.ticked(field!(ProfileForm, no_building)) } else { in_none };
    view! {
        <EstateField
            field=form_state.field(field!(ProfileForm, estate)).or(estate)
            label="小区"
            estates
            hint
            required
        />
        <DoorFields
            building=form_state.field(field!(ProfileForm, building)).or(known(|home| &home.building))
            unit=form_state.field(field!(ProfileForm, unit)).or(known(|home| &home.unit))
            room=form_state.field(field!(ProfileForm, room)).or(known(|home| &home.room))
            no_building=form_state.field(field!(ProfileForm, no_building))
            ticked
            required
        />
    }
}
