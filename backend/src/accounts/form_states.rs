//! Form states: what was typed into a form that was refused, with its errors, kept until its page shows it again.
//!
//! It waits in the browser, encrypted: what strangers post writes nothing here. Only what is too long for a cookie is a row,
//! and only if it is somebody's. Each form knows whose it is, and is shown to nobody else.

use super::Viewer;
use crate::store::{FromRow, StoreError};
use crate::{AppError, Backend, ErrorKind, values};
use domain::accounts::{FORM_STATE_LIFETIME, PersonId};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Additional data of the cookie: its name of old, so that what a browser carries is still read.
const COOKIE_AAD: &str = "cookies.kept_forms";
/// Additional data of rows.
const ROW_AAD: &str = "kept_forms.content";
/// The most bytes of the encrypted text: with the other headers of an answer it fits into the 4 KiB that proxies allow.
pub const ENCRYPTED_MOST: usize = 2_800;
/// How many forms a browser may keep: one may go wrong on the way to sign in for another.
const FORMS_MOST: usize = 3;
/// The most bytes of what was typed that a row holds, names of fields included.
const ROW_BYTES: usize = 16 * 1024;
/// How many rows a person has at once; the oldest make room.
const ROWS_MOST: i64 = 3;

/// What was typed, and why it could not be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormState {
    /// The fields by name.
    pub values: BTreeMap<String, String>,
    /// The reason, with the fields that are wrong.
    pub error: AppError,
}

/// Whose form it is.
#[derive(Clone, Copy, Debug)]
pub enum Owner<'a> {
    /// Nobody was signed in: it is the browser's, and shown to whoever uses that.
    Nobody,
    /// Somebody is.
    Somebody(&'a Viewer),
    /// Somebody was until now, whom the browser knows by this mark ([`Viewer::mark`]).
    Formerly(&'a str),
    /// Somebody was, and nobody knows who: it can't be kept for anybody.
    Unknown,
}

/// The forms that wait in a browser, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormStates(Vec<Waiting>);

/// One form that waits for its page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Waiting {
    /// The page.
    path: String,
    /// Since when.
    at: i64,
    /// The mark of whom it is; nobody's without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    whose: Option<String>,
    /// Whether its page has shown it: it stays for as long as one stays there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    shown: bool,
    content: Content,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Content {
    Here(FormState),
    /// The key of the row, of which the database has only the fingerprint.
    Row(String),
}

impl FormStates {
    /// What a browser carries. What isn't of this server's making, or too old, is nothing: no database is asked.
    #[must_use]
    pub fn open(backend: &Backend, encrypted: &str) -> Self {
        let text = (encrypted.len() <= 2 * ENCRYPTED_MOST)
            .then(|| backend.vault.decrypt(COOKIE_AAD, encrypted).ok());
        let forms: Option<Vec<Waiting>> = text.flatten().and_then(|text| serde_json::from_str(&text).ok());
        let now = backend.clock.now();
        let is_young = |form: &Waiting| now.since(Timestamp(form.at)) < FORM_STATE_LIFETIME;
        Self(forms.unwrap_or_default().into_iter().filter(is_young).collect())
    }

    /// What the browser is to carry; empty if nothing waits.
    ///
    /// # Errors
    /// [`AppError`] if the vault fails.
    pub fn encrypted(&self, backend: &Backend) -> Result<String, AppError> {
        if self.0.is_empty() {
            return Ok(String::new());
        }
        let text = serde_json::to_string(&self.0).map_err(|error| AppError::internal(&error))?;
        Ok(backend.vault.encrypt(COOKIE_AAD, &text, &backend.entropy)?)
    }

    /// Keeps a form for the page at `path`, in place of whatever waited for that page. What is too long to be kept is
    /// not, and the page says so.
    ///
    /// # Errors
    /// [`AppError`] if the database or the vault fails.
    pub async fn keep(
        &mut self,
        backend: &Backend,
        owner: Owner<'_>,
        path: &str,
        form: FormState,
    ) -> Result<(), AppError> {
        self.0.retain(|waiting| waiting.path != path);
        self.0.truncate(FORMS_MOST - 1);
        let whose = match owner {
            Owner::Nobody | Owner::Unknown => None,
            Owner::Somebody(viewer) => Some(viewer.mark(backend)),
            Owner::Formerly(mark) => Some(mark.to_owned()),
        };
        let at = backend.clock.now().0;
        let path = path.to_owned();
        let add = |content| self.0.insert(0, Waiting { path, at, whose, shown: false, content });
        if matches!(owner, Owner::Unknown) {
            add(Content::Here(emptied(
                form,
                "用的时间太久，已经退出了登录；为了不让别人看到，刚才填的没有留下",
            )));
        } else if fits(std::slice::from_ref(&form)) {
            add(Content::Here(form));
        } else if let (Owner::Somebody(viewer), true) = (owner, length(&form) <= ROW_BYTES) {
            add(Content::Row(insert(backend, &viewer.person, &form).await?));
        } else if matches!(owner, Owner::Somebody(_)) {
            add(Content::Here(emptied(form, "刚才填的太长，没能留下，请写短一些再填一次")));
        } else {
            add(Content::Here(emptied(form, "刚才填的太长，没能留下，请再填一次；先登录再填就不会丢")));
        }
        // What has been read makes room first, then the oldest.
        while !fits(&self.0) && self.0.len() > 1 {
            let read = self.0.iter().rposition(|waiting| waiting.shown);
            self.0.remove(read.unwrap_or(self.0.len() - 1));
        }
        if !fits(&self.0) {
            // The address of its page alone is too long.
            self.0.clear();
        }
        Ok(())
    }

    /// The form that waits for the page at `path`, if it is the viewer's, or nobody's. One that was shown before is only
    /// shown again where `again` says so.
    ///
    /// # Errors
    /// [`AppError`] if the database or the vault fails.
    pub async fn show(
        &self,
        backend: &Backend,
        viewer: Option<&Viewer>,
        path: &str,
        again: bool,
    ) -> Result<Option<FormState>, AppError> {
        let Some(waiting) = self.of(path) else { return Ok(None) };
        let mark = viewer.map(|viewer| viewer.mark(backend));
        if (waiting.shown && !again) || (waiting.whose.is_some() && waiting.whose != mark) {
            return Ok(None);
        }
        match (&waiting.content, viewer) {
            (Content::Here(form), _) => Ok(Some(form.clone())),
            (Content::Row(key), Some(viewer)) => read(backend, &viewer.person, key).await,
            (Content::Row(_), None) => Ok(None),
        }
    }

    /// Notes that its page has shown the form.
    pub fn shown(&mut self, path: &str) {
        if let Some(waiting) = self.0.iter_mut().find(|waiting| waiting.path == path) {
            waiting.shown = true;
        }
    }

    /// Drops what was shown on a page that has been left for this one.
    pub fn leave_others(&mut self, path: &str) {
        self.0.retain(|waiting| !waiting.shown || waiting.path == path);
    }

    /// Drops what was shown on this page: it has been done.
    pub fn done(&mut self, path: &str) {
        self.0.retain(|waiting| !waiting.shown || waiting.path != path);
    }

    /// Drops what is of anybody but the viewer.
    pub fn only_of(&mut self, backend: &Backend, viewer: &Viewer) {
        let mark = viewer.mark(backend);
        self.0.retain(|waiting| waiting.whose.as_ref().is_none_or(|whose| *whose == mark));
    }

    fn of(&self, path: &str) -> Option<&Waiting> {
        self.0.iter().find(|waiting| waiting.path == path)
    }
}

/// Whether it fits into the browser, encrypted: a version, a nonce, the text, a tag, in base64.
fn fits<T: Serialize>(forms: &[T]) -> bool {
    let length = serde_json::to_string(forms).map_or(usize::MAX, |text| text.len());
    length.saturating_add(2 + 12 + 16) <= ENCRYPTED_MOST / 4 * 3
}

/// How many bytes were typed, with the names of the fields.
fn length(form: &FormState) -> usize {
    form.values.iter().map(|(name, value)| name.len() + value.len()).sum()
}

/// Only the path of a form and what is to be read of it.
fn emptied(form: FormState, sentence: &str) -> FormState {
    let values = form.values.into_iter().filter(|(name, _)| name.starts_with('@')).collect();
    FormState { values, error: AppError::new(ErrorKind::Invalid, "form.not_kept", sentence) }
}

/// Writes the row of a form that is too long for the browser; its key.
async fn insert(backend: &Backend, person: &PersonId, form: &FormState) -> Result<String, AppError> {
    let text = serde_json::to_string(form).map_err(|error| AppError::internal(&error))?;
    let content = backend.vault.encrypt(ROW_AAD, &text, &backend.entropy)?;
    let key = backend.entropy.token();
    let mut tx = backend.store.write().await?;
    tx.run(
        "DELETE FROM form_states WHERE person = $1 AND id NOT IN \
             (SELECT id FROM form_states WHERE person = $1 ORDER BY created_at DESC, id LIMIT $2)",
        values![person, ROWS_MOST - 1],
    )
    .await?;
    tx.run(
        "INSERT INTO form_states (id, person, content, created_at) VALUES ($1, $2, $3, $4)",
        values![row_id(backend, &key), person, content, backend.clock.now()],
    )
    .await?;
    tx.commit().await?;
    Ok(key)
}

/// What a row holds; `None` if it is gone, too old, or another's.
async fn read(backend: &Backend, person: &PersonId, key: &str) -> Result<Option<FormState>, AppError> {
    #[derive(FromRow)]
    struct Row {
        content: String,
    }
    let since = backend.clock.now().plus(-FORM_STATE_LIFETIME);
    let mut tx = backend.store.read().await?;
    let row: Option<Row> = tx
        .one(
            "SELECT content FROM form_states WHERE id = $1 AND person = $2 AND created_at > $3",
            values![row_id(backend, key), person, since],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let text = backend.vault.decrypt(ROW_AAD, &row.content)?;
    let form =
        serde_json::from_str(&text).map_err(|error| StoreError::row("form_states", "content", error))?;
    Ok(Some(form))
}

/// The browser has the key, the database only its fingerprint.
fn row_id(backend: &Backend, key: &str) -> String {
    backend.vault.fingerprint("kept_forms.id", key)
}
