//! The way to call the community, wherever it helps; where nobody would answer there is none.

use crate::components::{BigTile, ListRow, Tone, Words};
use crate::context::{backend, now, scanned_estate, viewer};
use crate::paths;
use crate::verbatim::verbatim;
use backend::accounts::Viewer;
use backend::areas::tree;
use backend::settings::{Contact, contact};
use backend::{AppError, Backend};
use domain::areas::AreaCode;
use leptos::prelude::*;

/// Whom somebody can call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    /// This community, or its office.
    Place(Contact),
    /// One of those that have a telephone: nobody knows where a stranger lives.
    Any,
    /// Nobody has a telephone.
    Nobody,
}

impl Call {
    /// Whom the viewer can call: where they live, or else where they work, or where the poster hangs that they scanned.
    ///
    /// # Errors
    /// [`AppError::internal`] if the database fails.
    pub async fn of(backend: &Backend, viewer: Option<&Viewer>) -> Result<Self, AppError> {
        let lived_in = viewer.and_then(|viewer| viewer.community.as_ref());
        let worked_in = viewer.and_then(|viewer| viewer.in_use.as_ref()).map(|grant| &grant.area);
        if let Some(area) = lived_in.or(worked_in) {
            return Self::about(backend, area).await;
        }
        let scanned = match scanned_estate() {
            Some(estate) => contact(backend, &estate, now()).await?,
            None => None,
        };
        match scanned {
            Some(contact) => Ok(Self::Place(contact)),
            None if tree(backend).await?.has_telephones() => Ok(Self::Any),
            None => Ok(Self::Nobody),
        }
    }

    /// Whom one calls about something that happens in an area.
    ///
    /// # Errors
    /// [`AppError::internal`] if the database fails.
    pub async fn about(backend: &Backend, area: &AreaCode) -> Result<Self, AppError> {
        Ok(contact(backend, area, now()).await?.map_or(Self::Nobody, Self::Place))
    }

    /// Whether it is the community itself that answers.
    #[must_use]
    pub fn is_community(&self) -> bool {
        matches!(self, Self::Place(Contact { answering: Some(_), .. }))
    }

    /// Where it leads, what it is called, and a line about it; nothing where nobody answers.
    fn parts(self) -> Option<(String, String, String)> {
        match self {
            Self::Place(Contact { place, telephone, answering }) => {
                let when = answering.map_or_else(String::new, |answering| answering.words(now()));
                let line =
                    if when.is_empty() { telephone.to_string() } else { format!("{telephone}\n{when}") };
                Some((
                    format!("tel:{}", telephone.dialled()),
                    format!("打电话给{place}", place = verbatim(place)),
                    line,
                ))
            }
            Self::Any => Some((paths::TELEPHONES.to_owned(), "社区的电话".into(), "打电话也能点单".into())),
            Self::Nobody => None,
        }
    }
}

/// A row that calls; on the first page in elder mode a large green tile.
#[component]
pub(crate) fn CallRow(
    /// Whom.
    call: Call,
    /// What it is for, in place of «打电话给…».
    #[prop(optional, into)]
    title: Words,
    /// Whether it is the large tile.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    call.parts().map(|(href, name, line)| {
        let title = title.into_option().unwrap_or(name);
        if large {
            view! { <BigTile href title line icon="phone" call=true/> }.into_any()
        } else {
            view! { <ListRow href title line icon="phone" tone=Tone::Green/> }.into_any()
        }
    })
}

/// The row for whoever looks at the page. On an error page too: whatever fails here, that page is still shown.
#[component]
pub(crate) fn ViewersCall() -> impl IntoView {
    Suspend::new(async move {
        let viewer = viewer();
        let call = match backend() {
            Ok(backend) => Call::of(&backend, viewer.as_deref()).await.unwrap_or(Call::Nobody),
            Err(_) => Call::Nobody,
        };
        view! { <CallRow call/> }
    })
}

/// Whether a sentence tells people to call the community, so that the number must stand with it.
#[must_use]
pub(crate) fn asks_to_call(sentence: &str) -> bool {
    sentence.contains("打社区电话")
}
