//! What one may mean, while one is still typing.

use super::{LocalOffer, found_in};
use crate::context::{Settings, Visit, estate_scanned};
use crate::paths;
use backend::catalogue::offer;
use backend::{AppError, Backend};
use http::HeaderMap;
use leptos::prelude::*;

/// How many are suggested: as many as fit above a phone's keyboard.
const SHOWN: usize = 5;

/// The services that one may mean, the likeliest first: a line that counts them in words, then their list as HTML.
/// Empty if there are none. They lead to the order form: at a desk to that of the caller under this id.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn suggestions(
    backend: &Backend,
    settings: Settings,
    visit: &Visit,
    headers: &HeaderMap,
    (words, caller): (&str, &str),
) -> Result<String, AppError> {
    let desk =
        visit.viewer.as_deref().and_then(|viewer| viewer.community_desk()).filter(|_| !caller.is_empty());
    let offer = match desk {
        Some(community) => offer(backend, community).await?,
        None => {
            let viewer = visit.viewer.as_deref();
            LocalOffer::near(backend, viewer, estate_scanned(settings, headers)).await?.offer
        }
    };
    let found: Vec<_> = found_in(&offer, words.trim(), visit.locale).into_iter().take(SHOWN).collect();
    if found.is_empty() {
        return Ok(String::new());
    }
    let counted = format!("有 {} 项可以选", found.len());
    let rows = found.into_iter().map(|found| {
        let service = found.service;
        let href = match desk {
            Some(_) => paths::order_by_telephone(caller, service.code.as_str()),
            None => paths::service(&service.code),
        };
        view! { <li><a class="suggestion" href=href>{service.name}</a></li> }
    });
    Ok(format!("{counted}\n{}", view! { <ul>{rows.collect_view()}</ul> }.to_html()))
}
