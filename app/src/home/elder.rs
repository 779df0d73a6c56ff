//! The first page in elder mode: few things, each large.

use crate::components::{BigTile, CategoryGrid, CategoryItem, Fold, Stack, Tone};
use crate::context::now;
use crate::elder::SayTile;
use crate::orders::next_words;
use crate::paths;
use crate::telephones::{Call, CallRow};
use backend::orders::Order;
use domain::catalogue::ServiceList;
use leptos::prelude::*;

/// The large tiles: say it, look it up, see what becomes of it, or call. What else there is lies folded below.
#[component]
pub(super) fn ElderHome(
    /// Own orders under way.
    own: OwnTile,
    /// How many services are on offer.
    count: usize,
    /// Whether somebody is signed in.
    signed_in: bool,
    /// Whom to call.
    call: Call,
    /// The categories.
    categories: Vec<CategoryItem>,
) -> impl IntoView {
    let own = signed_in.then(|| {
        let (href, line) = own_orders(&own);
        view! { <BigTile href title="我点的单" line icon="clipboard-list" tone=Tone::Green/> }
    });
    // Where one is stands above it: the short name keeps to one line.
    let title = call.is_community().then(|| "打电话给社区".to_owned());
    view! {
        <Stack>
            <SayTile/>
            <BigTile
                href=paths::list(ServiceList::Routine)
                title="看清单点单"
                line=format!("一共 {count} 项")
                icon="list-checks"
                tone=Tone::Blue
            />
            {own}
            <CallRow call title large=true/>
        </Stack>
        <Fold label="按事情找"><CategoryGrid items=categories/></Fold>
    }
}

/// The own orders under way, as their tile says it.
pub(super) struct OwnTile {
    /// One of them.
    pub only: Option<Order>,
    /// How many there are.
    pub count: usize,
}

/// Where the tile of own orders leads, and what it says: of a single one, what happens next.
fn own_orders(own: &OwnTile) -> (String, String) {
    match (&own.only, own.count) {
        (Some(only), 1) => {
            (paths::order(&only.number), format!("{}：{}", only.service_name, next_words(only, now())))
        }
        (_, 0) => (paths::ORDERS.to_owned(), "现在没有在办的".to_owned()),
        (_, count) => (paths::ORDERS.to_owned(), format!("{count} 件正在办")),
    }
}
