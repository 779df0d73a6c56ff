//! What a caller wants, found by the residents' own search; or in the list of all.

use crate::catalogue::{found_in, list_tone, one_line};
use crate::components::{
    Choice, Empty, Field, FieldHidden, FieldSelect, FilterForm, Fold, Rows, SearchBox, Section, ServiceRow,
};
use crate::context::{locale, query};
use crate::paths;
use crate::scripts::{IslandScripts, Wake};
use crate::suggest::SearchSuggest;
use crate::verbatim::verbatim;
use backend::catalogue::{Offer, ServiceOnOffer};
use domain::catalogue::search::QUERY_LIMIT;
use leptos::prelude::*;

/// The search, what it found, and all services folded away.
#[component]
pub(super) fn ServiceChoice(
    /// What the community offers.
    offer: Offer,
    /// Under which id the caller was looked up.
    call: String,
) -> impl IntoView {
    let words: String = query("q").trim().chars().take(QUERY_LIMIT).collect();
    let services = if words.is_empty() { Vec::new() } else { found_in(&offer, &words, locale()) };
    let nothing = services.is_empty() && !words.is_empty();
    let found = (!services.is_empty()).then(|| {
        let title = format!("找到 {} 项", services.len());
        let rows: Vec<_> = services.into_iter().map(|on_offer| row(on_offer, &call)).collect();
        view! { <Section title><Rows>{rows}</Rows></Section> }
    });
    let none = nothing.then(|| {
        let words = verbatim(&words);
        view! { <Empty icon="search" words=format!("没有找到“{words}”。换个说法，或者从下面全部服务里选")/> }
    });
    let choices = choices(&offer);
    let (carried, caller) = (("caller", call.clone()), call.clone());
    view! {
        <Section title="要什么">
            <SearchSuggest caller>
                <SearchBox action=paths::DESK_NEW value=words.clone() carried/>
            </SearchSuggest>
            <IslandScripts wake=Wake::Touched/>
        </Section>
        {found}
        {none}
        <Fold label="从全部服务里选" open=nothing>
            <FilterForm action=paths::DESK_NEW label="选这一项">
                <FieldHidden field="caller" value=call/>
                <FieldSelect field=Field::named("service") label="服务" choices blank="请选服务" required=true/>
            </FilterForm>
        </Fold>
    }
}

/// A service that was found: it leads to the order form.
fn row(ServiceOnOffer { service, .. }: ServiceOnOffer, call: &str) -> AnyView {
    let href = paths::order_by_telephone(call, service.code.as_str());
    let line = one_line(&service.description).to_owned();
    let (fee, tag, tone) = (service.fee_words().headline, service.list.name(), list_tone(service.list));
    view! { <ServiceRow href title=service.name line fee tag tone/> }.into_any()
}

/// The services that the community publishes, under their subcategories.
fn choices(offer: &Offer) -> Vec<Choice> {
    offer
        .catalogue
        .subcategories
        .iter()
        .flat_map(|subcategory| {
            offer.in_subcategory(&subcategory.code).into_iter().map(|on_offer| {
                Choice::new(on_offer.service.code.to_string(), on_offer.service.name)
                    .group(subcategory.name.as_str())
            })
        })
        .collect()
}
