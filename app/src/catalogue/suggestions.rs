//! What one may mean, while one is still typing.

use super::LocalOffer;
use crate::context::{backend, viewer};
use crate::paths;
use crate::suggest::{Suggestion, Suggestions};
use backend::AppError;

/// How many are suggested: as many as fit above a phone's keyboard.
const SHOWN: usize = 5;

/// The services that one may mean, the likeliest first.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub(crate) async fn suggestions(words: &str) -> Result<Suggestions, AppError> {
    let local = LocalOffer::of(&backend()?, viewer().as_deref()).await?;
    let found = local.offer.search(words.trim()).into_iter().take(SHOWN);
    let services: Vec<_> = found
        .map(|found| Suggestion {
            href: paths::service(&found.on_offer.service.code),
            name: found.on_offer.service.name,
        })
        .collect();
    let counted = match services.len() {
        0 => String::new(),
        number => format!("有 {number} 项可以选"),
    };
    Ok(Suggestions { services, counted })
}
