//! How one finds the way, and when one has agreed to come.

use super::list::when;
use crate::components::{
    Assets, ButtonKind, ButtonLink, ButtonRow, Choice, FieldSelect, FieldText, Fold, ListRow, SubmitButton,
    TextKind, Tone,
};
use crate::context::now;
use crate::orders::{ActForm, act_form_state, act_id};
use crate::paths;
use backend::field;
use backend::orders::{CommandForm, OrderView, appointed};
use domain::orders::{CommandKind, offered_days};
use leptos::prelude::*;

/// Maps that search by words, each with its address up to them.
const MAPS: [(&str, &str); 3] = [
    ("高德地图", "https://uri.amap.com/search?src=diandiantong&keyword="),
    ("百度地图", "https://api.map.baidu.com/geocoder?src=diandiantong&output=html&address="),
    ("手机里的地图", "geo:0,0?q="),
];

/// The address to be copied, the maps that search for it, and the calendar. No map is told the door: it needs the
/// building alone.
#[component]
pub(super) fn Way(
    /// The job.
    view: OrderView,
    /// The district, so that a map looks in the right place.
    district: String,
) -> impl IntoView {
    let order = &view.order;
    let address = format!("{} {}", order.estate_name, view.contact.place);
    let sought = format!("{district} {} {}", order.estate_name, view.contact.stairs);
    let maps = MAPS.map(|(label, before)| {
        let href = format!("{before}{}", paths::encoded(&sought));
        view! { <ButtonLink href label kind=ButtonKind::Plain/> }
    });
    let calendar = appointed(order, now()).map(|_| {
        let href = format!("{}/appointment.ics", paths::job(&order.number));
        view! { <ListRow href title="加到日历" line=when(order, now()) icon="calendar" tone=Tone::Blue/> }
    });
    view! {
        <Fold label="地图和地址">
            <p translate="no">{address.clone()}</p>
            <ButtonRow>
                <button class="button button-plain" type="button" hidden data-copy=address><span>"复制地址"</span></button>
                {maps.into_iter().collect_view()}
            </ButtonRow>
            {calendar}
            <script type="module" src=Assets::current().copy></script>
        </Fold>
    }
}

/// Saying when one comes, as agreed on the telephone.
#[component]
pub(super) fn Agree(number: String, version: i64, back: String, agreed: bool) -> impl IntoView {
    let form_state = act_form_state(&number, CommandKind::Agree);
    let days =
        offered_days(now()).map(|(day, words)| Choice::new(day.to_string(), words)).collect::<Vec<_>>();
    let today = days.first().map_or_else(String::new, |choice| choice.value.clone());
    let label = if agreed { "改约好的时间" } else { "约好几点到" };
    view! {
        <Fold label open=form_state.is_some()>
            <ActForm number=number.clone() version view="role" command=CommandKind::Agree back>
                <FieldSelect field=form_state.field(field!(CommandForm, day)).or(today) label="哪天" choices=days id=act_id(&number, CommandKind::Agree, "day")/>
                <FieldText field=form_state.field(field!(CommandForm, time)) label="几点" kind=TextKind::Time required=true
                    hint="居民马上能看到" id=act_id(&number, CommandKind::Agree, "time")/>
                <SubmitButton label="约好了"/>
            </ActForm>
        </Fold>
    }
}
