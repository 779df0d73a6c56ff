//! The fields of a door.

use super::{Field, FieldCheck, FieldText};
use domain::accounts::Address;
use leptos::prelude::*;

/// Building, unit and room, side by side, and the tick for a door that stands in no building. The parser takes what people
/// write around the numbers, «3 幢» for 3.
#[component]
pub fn DoorFields(
    /// 幢
    building: Field,
    /// 单元, which many houses don't have.
    unit: Field,
    /// 室
    room: Field,
    /// The tick for none.
    no_building: Field,
    /// Whether that is ticked.
    ticked: bool,
    /// Whether there must be a door at all.
    required: bool,
) -> impl IntoView {
    let maxlength = u32::try_from(Address::LIMIT + 6).ok();
    view! {
        <div class="door-fields">
            <div class="door">
                <FieldText field=building label="几幢" maxlength required/>
                <FieldText field=unit label="几单元" maxlength optional=true/>
                <FieldText field=room label="几室" maxlength required/>
            </div>
            <FieldCheck field=no_building checked=ticked>"没有幢号（村里、商铺）：第一格空着，最后一格填门牌"</FieldCheck>
        </div>
    }
}
