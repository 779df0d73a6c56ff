//! The two sides from which recurrences are seen: the resident's pages, and the desk.

use crate::components::{DeskPage, Page, Words};
use crate::nav::{AtDesk, Here, bottom_bar, desk_bar, desk_who};
use crate::page::Notices;
use crate::paths;
use backend::accounts::Viewer;
use backend::orders::Viewpoint;
use backend::{AppError, Backend};
use domain::accounts::Role;
use leptos::prelude::*;

/// From which side somebody looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The own pages of whoever orders or is served.
    Resident,
    /// The desk.
    Desk,
}

impl Side {
    /// The side that a form names.
    pub(super) fn parse(view: &str) -> Self {
        match Viewpoint::parse(view) {
            Viewpoint::Resident => Self::Resident,
            Viewpoint::Role => Self::Desk,
        }
    }

    /// As what one acts on this side.
    pub(super) fn viewpoint(self) -> Viewpoint {
        match self {
            Self::Resident => Viewpoint::Resident,
            Self::Desk => Viewpoint::Role,
        }
    }

    /// The list of recurrences on this side.
    pub(super) fn list(self) -> &'static str {
        match self {
            Self::Resident => paths::RECURRING,
            Self::Desk => paths::DESK_RECURRING,
        }
    }

    /// An order's page on this side.
    pub(super) fn order(self, number: &str) -> String {
        match self {
            Self::Resident => paths::order(number),
            Self::Desk => paths::with(paths::DESK, &[("order", number)]),
        }
    }
}

/// A form on the sheet of its side.
pub(super) fn sheet(side: Side, form: impl IntoView + 'static) -> AnyView {
    match side {
        Side::Desk => view! { <div class="desk-form">{form}</div> }.into_any(),
        Side::Resident => form.into_any(),
    }
}

/// A page of this side: on the desk under its header, else as a page for a hand.
pub(super) async fn page_of(
    side: Side,
    (backend, viewer): (&Backend, &Viewer),
    title: &'static str,
    back: String,
    content: AnyView,
) -> Result<AnyView, AppError> {
    if side == Side::Desk {
        let nav = desk_bar(backend, viewer, AtDesk::More).await?;
        let who = desk_who(viewer);
        return Ok(view! {
            <DeskPage title nav who who_href=paths::ME>
                <Notices/>
                {content}
            </DeskPage>
        }
        .into_any());
    }
    let here = if viewer.role() == Role::Resident { Here::Work } else { Here::Me };
    let tabs = bottom_bar(backend, Some(viewer), here).await?;
    let back: Words = back.into();
    Ok(view! { <Page title back tabs><Notices/>{content}</Page> }.into_any())
}
