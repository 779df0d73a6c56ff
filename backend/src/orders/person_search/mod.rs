//! Looking for somebody's orders by their whole name or number, at a community's desk.
//!
//! On the desk names and numbers are masked; whoever may ask for any of them as often as they like reads through the mask. So
//! each search has a reason, is written down before anything is shown, and there are so many an hour. Those who were found
//! read who looked for them.

mod caller;
mod found;
mod searched_for;

pub use caller::{Caller, CallerForm, KnownCaller, caller, find_caller};
pub use found::{FoundPerson, found_person};
pub use searched_for::{SearchedFor, searched_for};

use super::DeskScope;
use crate::accounts::{Viewer, hold_people, phone_hash};
use crate::simplified::simplified;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, FieldError, audit, field, values};
use domain::accounts::{PersonName, Phone};
use domain::areas::AreaCode;
use domain::audit::SecurityEvent;
use domain::orders::{SearchReason, wait_for_person_search};
use domain::rate_limit::wait_words;
use domain::time::{DAY, MINUTE, Timestamp};
use domain::typed::one_line;
use serde::{Deserialize, Serialize};

/// Additional data of what was searched for.
const AAD: &str = "person_searches.sought";
/// Label of the fingerprints of what was searched for.
const LABEL: &str = "person_searches.sought";
/// How many people one search finds at most.
const PEOPLE: i64 = 100;

/// Whom somebody looks for, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonSearchForm {
    /// A whole name, or a whole number.
    pub words: String,
    /// One of [`SearchReason`].
    pub reason: String,
}

/// A resident by their name or their number, each whole.
struct Sought {
    /// As typed, or the number's digits.
    words: String,
    /// A name in simplified characters: whoever reads 繁體 sees it so and types it otherwise.
    simplified: String,
    /// Empty for a name.
    phone_hash: String,
}

/// Writes a search down and looks; under which id what was found is read for the next ten minutes. Pressed again within a
/// minute, it is the same search.
///
/// # Errors
/// [`AppError::denied`] to whoever has no community's desk; the fields `words`, `reason`; `person_search.limit` with the time
/// to wait.
pub async fn find_person(
    backend: &Backend,
    viewer: &Viewer,
    form: &PersonSearchForm,
) -> Result<String, AppError> {
    let community = desk_of_community(viewer)?;
    let (sought, reason) = read(backend, form)?;
    search(backend, viewer, &community, &sought, reason).await
}

/// The same for what has been read.
async fn search(
    backend: &Backend,
    viewer: &Viewer,
    community: &AreaCode,
    sought: &Sought,
    reason: SearchReason,
) -> Result<String, AppError> {
    let now = backend.clock.now();
    let mut tx = backend.store.write().await?;
    // Of two at once the second is counted after the first.
    hold_people(&mut tx, [&viewer.person; 2]).await?;
    let hash = backend.vault.fingerprint(LABEL, &sought.words);
    let before = before(&mut tx, viewer, now).await?;
    let is_same = |earlier: &&Earlier| {
        now.since(Timestamp(earlier.at)) < MINUTE
            && earlier.community == community.as_str()
            && earlier.sought_hash == hash
            && earlier.reason == <&str>::from(reason)
    };
    if let Some(earlier) = before.iter().find(is_same) {
        return Ok(earlier.id.clone());
    }
    let counted = before.iter().filter(|earlier| {
        earlier.reason.parse::<SearchReason>().is_ok_and(|earlier| earlier.counts_with(reason))
    });
    let moments: Vec<_> = counted.map(|earlier| Timestamp(earlier.at)).collect();
    let wait = wait_for_person_search(reason, &moments, now);
    if wait > 0 {
        tracing::warn!(person = %viewer.person, searches = moments.len(), "too many searches by person");
        let wait = wait_words(wait);
        let sentence = if reason == SearchReason::CallerOrders {
            format!("查来电的次数到了上限，请过 {wait}再查；要点单，姓名和住址直接填")
        } else {
            format!("按姓名、手机找人的次数到了上限，请过 {wait}再找")
        };
        return Err(AppError::new(ErrorKind::TooMany, "person_search.limit", sentence));
    }
    let id = backend.entropy.id(now);
    tx.run(
        "INSERT INTO person_searches (community, id, person, sought, sought_hash, reason, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        values![
            community,
            &id,
            &viewer.person,
            backend.vault.encrypt(AAD, &sought.words, &backend.entropy)?,
            hash,
            <&str>::from(reason),
            now
        ],
    )
    .await?;
    write_found(&mut tx, community, &id, sought, reason).await?;
    let event = SecurityEvent::PersonSearched { search: id.clone(), reason, area: community.clone() };
    audit::record(&mut tx, backend, viewer, event).await?;
    tx.commit().await?;
    Ok(id)
}

/// The community at whose desk the viewer looks for people.
fn desk_of_community(viewer: &Viewer) -> Result<AreaCode, AppError> {
    let scope = DeskScope::of(viewer)?;
    if scope.read_only { Err(AppError::denied()) } else { Ok(scope.area) }
}

/// Reads what was typed.
fn read(backend: &Backend, form: &PersonSearchForm) -> Result<(Sought, SearchReason), AppError> {
    let words = one_line(&form.words);
    let simplified = simplified(&words);
    let sought = match (Phone::parse(&simplified), PersonName::parse(&words)) {
        (Ok(phone), _) => {
            let phone_hash = phone_hash(backend, &phone);
            Ok(Sought { words: phone.full().to_owned(), simplified: String::new(), phone_hash })
        }
        // A part of a number is no name.
        (_, Ok(name)) if !name.full().chars().any(char::is_numeric) => {
            let simplified = self::simplified(name.full());
            Ok(Sought { words: name.full().to_owned(), simplified, phone_hash: String::new() })
        }
        _ => Err(FieldError::new(field!(PersonSearchForm, words), "请写完整的姓名，或完整的手机号")),
    };
    // Who telephones to order is looked up elsewhere.
    let reason = SearchReason::chosen().find(|reason| form.reason == <&str>::from(*reason));
    let reason = reason.ok_or_else(|| FieldError::new(field!(PersonSearchForm, reason), "请选为什么找"));
    match (sought, reason) {
        (Ok(sought), Ok(reason)) => Ok((sought, reason)),
        (sought, reason) => Err(AppError::invalid(sought.err().into_iter().chain(reason.err()).collect())),
    }
}

/// A search of the last day.
#[derive(FromRow)]
struct Earlier {
    at: i64,
    id: String,
    community: String,
    sought_hash: String,
    reason: String,
}

/// What the viewer searched for within the last day, the newest first.
async fn before(tx: &mut Transaction, viewer: &Viewer, now: Timestamp) -> Result<Vec<Earlier>, StoreError> {
    let sql = "SELECT at, id, community, sought_hash, reason FROM person_searches \
               WHERE person = $1 AND at > $2 ORDER BY at DESC";
    tx.all(sql, values![&viewer.person, now.plus(-DAY)]).await
}

/// Writes down who was found: whoever has ordered in the community, or been served there. Whoever orders by telephone is
/// also found where they live there.
async fn write_found(
    tx: &mut Transaction,
    community: &AreaCode,
    id: &str,
    sought: &Sought,
    reason: SearchReason,
) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO person_search_hits (community, search, person) \
         SELECT $1, $2, p.id FROM people p \
         WHERE (($3 <> '' AND p.phone_hash = $3) OR ($3 = '' AND p.name IN ($4, $5))) \
         AND (($7 = 1 AND substr(p.estate, 1, length($1)) = $1) \
         OR EXISTS (SELECT 1 FROM orders o WHERE o.community = $1 AND (o.resident = p.id OR o.placed_by = p.id))) \
         ORDER BY p.id LIMIT $6",
        values![
            community,
            id,
            &sought.phone_hash,
            &sought.words,
            &sought.simplified,
            PEOPLE,
            i64::from(reason == SearchReason::CallerOrders)
        ],
    )
    .await?;
    Ok(())
}
