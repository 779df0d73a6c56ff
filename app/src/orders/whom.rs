//! For whom an order is, and where to: oneself at home or elsewhere, a relative who is remembered, another one.

use super::ask::{PersonFields, PlaceFields};
use super::place::{ONESELF, OrderForm, RELATIVE, REMEMBERED};
use crate::areas::Estates;
use crate::components::{
    AddressCard, Choice, ChoiceLayout, FieldCheck, FieldChoice, FieldHidden, Notice, Section,
};
use crate::context::here;
use crate::form::FormState;
use crate::paths;
use crate::verbatim::verbatim;
use backend::accounts::Viewer;
use backend::areas::AreaTree;
use backend::field;
use backend::orders::{PlaceOrder, Relative};
use domain::orders::FAMILY_LIMIT;
use leptos::prelude::*;

/// Where an order of the viewer's own would go to.
pub(super) struct Home {
    /// «中华园 12 幢 2 单元 301 室».
    pub(super) address: String,
    /// «王秀英　138****0427».
    who: String,
}

impl Home {
    /// The viewer's home, if they have said where it is.
    pub(super) fn of(viewer: &Viewer, tree: &AreaTree) -> Option<Self> {
        viewer.home.as_ref().map(|home| Self {
            address: format!("{} {}", verbatim(tree.name(&home.estate)), home.door_words()),
            who: format!("{}　{}", verbatim(&viewer.name), viewer.phone.masked()),
        })
    }
}

/// A relative who is remembered, as a chip: «李桂芳», and below it «书香名邸 3 幢». Of the door no more than that: the page is
/// kept on phones.
pub(super) fn remembered(relative: Relative, tree: &AreaTree) -> Choice {
    let Relative { id, contact } = relative;
    let estate = verbatim(tree.name(contact.estate()));
    let place = format!("{estate} {}", contact.address.building_words());
    Choice::new(format!("{REMEMBERED}{id}"), verbatim(contact.name.full())).second(place.trim_end())
}

/// Whom the form is for at first: oneself, or, where no home is known, somebody of the family.
fn first_choice(has_home: bool, family: &[Choice]) -> String {
    match (has_home, family.first()) {
        (true, _) => ONESELF.to_owned(),
        (false, Some(relative)) => relative.value.clone(),
        (false, None) => RELATIVE.to_owned(),
    }
}

/// For whom, and where to. What another answer makes needless is put away by style sheets.
#[component]
pub(super) fn WhoFields(
    /// What was typed.
    form_state: FormState,
    /// The viewer's home.
    home: Option<Home>,
    /// The relatives who are remembered, see [`remembered`].
    family: Vec<Choice>,
    /// The estates to choose from.
    estates: Estates,
    /// Whether somebody comes to the door.
    doorstep: bool,
) -> impl IntoView {
    let first = first_choice(home.is_some(), &family);
    let full = family.len() >= FAMILY_LIMIT;
    let other = if family.is_empty() { "家人" } else { "别的家人" };
    let mut choices = vec![Choice::new(ONESELF, "自己")];
    choices.extend(family);
    choices.push(Choice::new(RELATIVE, other));
    let whom = form_state.field(field!(OrderForm, whom)).or(first);
    let layout = if choices.len() > 2 { ChoiceLayout::Chips } else { ChoiceLayout::Segment };
    let whom = whom.wrong(form_state.error(field!(PlaceOrder, relative)));
    view! {
        // What is wrong with a relative who is remembered leads here.
        <FieldChoice field=whom label="给谁点" choices layout id=String::from(field!(PlaceOrder, relative))/>
        <div class="asked asked-self"><OwnPlace form_state=form_state.clone() home doorstep/></div>
        <div class="asked asked-relative">
            <Notice title="家人也能看到这一单">
                "用下面的手机号登录就行。给自己点，这几项不用填。"
            </Notice>
            <PersonFields form_state=form_state.clone() whose="家人"/>
        </div>
        <div class="asked asked-place">
            <PlaceFields form_state=form_state.clone() estates label=if doorstep { "上门的小区" } else { "住的小区" }/>
        </div>
        <div class="asked asked-relative"><Remember form_state full/></div>
    }
}

/// Where one lives, and the tick for another address this once; without a home, the address is typed.
#[component]
fn OwnPlace(form_state: FormState, home: Option<Home>, doorstep: bool) -> impl IntoView {
    let elsewhere = field!(OrderForm, elsewhere);
    let Some(home) = home else {
        return view! {
            <Notice title="您还没有填住址">
                <a href=paths::welcome(&here())>"填好住址"</a>
                "，以后就不用每次填；也可以在下面填这一单的地址。"
            </Notice>
            <FieldHidden field=elsewhere value="on"/>
        }
        .into_any();
    };
    let title = if doorstep { "上门地址" } else { "您的住址" };
    let checked = form_state.ticked(elsewhere);
    let tick = doorstep.then(|| {
        view! { <FieldCheck field=form_state.field(elsewhere) checked>"这一单换个地址，不改我的住址"</FieldCheck> }
    });
    view! {
        <Section title>
            <AddressCard address=home.address line=home.who href=paths::welcome(&here())/>
            {tick}
        </Section>
    }
    .into_any()
}

/// Whether the relative is to be remembered. Another person's number and door are kept longer than the order needs them
/// only for whoever says so themselves.
#[component]
fn Remember(form_state: FormState, full: bool) -> impl IntoView {
    if full {
        return view! {
            <p class="aside">
                {format!("已经记住 {FAMILY_LIMIT} 位家人了。想再记一位，先到")}
                <a class="text-link" href=paths::ME_FAMILY>"记住的家人"</a>
                "里删掉一位。"
            </p>
        }
        .into_any();
    }
    let remember = field!(PlaceOrder, remember);
    let checked = form_state.ticked(remember);
    view! {
        <FieldCheck field=form_state.field(remember) checked>
            "记住这位家人，下次不用再填"
            <span class="check-more">"加密存在您名下，只有您看得到，随时能在“我的”里删掉。先跟家人说一声。"</span>
        </FieldCheck>
    }
    .into_any()
}
