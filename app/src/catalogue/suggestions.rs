//! What one may mean, while one is still typing.

use super::LocalOffer;
use crate::context::{Settings, Visit, estate_scanned};
use crate::paths;
use backend::{AppError, Backend};
use http::HeaderMap;
use leptos::prelude::*;

/// How many are suggested: as many as fit above a phone's keyboard.
const SHOWN: usize = 5;

/// The services that one may mean, the likeliest first: a line that counts them in words, then their list as HTML.
/// Empty if there are none.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn suggestions(
    backend: &Backend,
    settings: Settings,
    visit: &Visit,
    headers: &HeaderMap,
    words: &str,
) -> Result<String, AppError> {
    let local = LocalOffer::near(backend, visit.viewer.as_deref(), estate_scanned(settings, headers)).await?;
    let found: Vec<_> = local.found(words.trim(), visit.locale).into_iter().take(SHOWN).collect();
    if found.is_empty() {
        return Ok(String::new());
    }
    let counted = format!("有 {} 项可以选", found.len());
    let rows = found.into_iter().map(|found| {
        let service = found.service;
        view! { <li><a class="suggestion" href=paths::service(&service.code)>{service.name}</a></li> }
    });
    Ok(format!("{counted}\n{}", view! { <ul>{rows.collect_view()}</ul> }.to_html()))
}
