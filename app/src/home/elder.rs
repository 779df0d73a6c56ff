//! The first page in elder mode: few things, each large.

use super::open::{Open, OpenOrders};
use crate::parts::{BigTile, Stack, Tone};
use crate::paths;
use domain::catalogue::ServiceList;
use leptos::prelude::*;

/// The large tiles, and what is under way.
#[component]
pub(super) fn ElderHome(
    /// Own orders under way.
    open: Open,
    /// How many services are on offer.
    count: usize,
    /// Whether somebody is signed in.
    signed_in: bool,
) -> impl IntoView {
    let own = signed_in.then(|| {
        let line = match open.count {
            0 => "现在没有在办的".to_owned(),
            count => format!("{count} 件正在办"),
        };
        view! {
            <BigTile href=paths::ORDERS title="我点的单" line icon="clipboard-list" tone=Tone::Green/>
        }
    });
    view! {
        <Stack>
            <BigTile
                href=paths::list(ServiceList::Routine)
                title="看清单点单"
                line=format!("一共 {count} 项")
                icon="list-checks"
                tone=Tone::Blue
            />
            {own}
        </Stack>
        <OpenOrders open/>
    }
}
