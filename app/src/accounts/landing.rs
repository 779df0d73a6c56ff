//! Where one arrives: after signing in, and after changing the role.

use crate::context::{chosen_locale, elder, set_session, settings, viewer};
use crate::flash::flash;
use crate::paths;
use backend::accounts::{self, SignedIn};
use backend::{AppError, Backend};
use domain::accounts::Role;
use http::request::Parts;
use leptos::prelude::use_context;

/// The page that somebody in this role begins with.
#[must_use]
pub fn first_page(role: Role) -> &'static str {
    match role {
        Role::Resident => paths::HOME,
        Role::Member | Role::VolunteerTeam | Role::PropertyCompany => paths::JOBS,
        Role::Staff | Role::CommunityLead => paths::DESK,
        Role::OfficeLead | Role::DistrictLead => paths::DESK_OVERVIEW,
        Role::Admin => paths::DESK_PEOPLE,
    }
}

/// Lets somebody in who has just signed in, in place of whomever the browser was signed in as: that is worth nothing any
/// more. Where they go.
pub(super) async fn enter(backend: &Backend, signed: &SignedIn, next: &str) -> Result<String, AppError> {
    if let Some(before) = viewer() {
        accounts::sign_out(backend, &before).await?;
    }
    set_session(&signed.token);
    arrive(backend, signed, next).await
}

/// Where somebody goes who has just signed in and wanted to go to `next`: there, to the first page of
/// their role if that was the home page, and before that to the questions of the first sign-in.
///
/// Whoever read in elder mode before, or chose a language, goes on reading so.
async fn arrive(backend: &Backend, signed: &SignedIn, next: &str) -> Result<String, AppError> {
    let viewer = accounts::viewer(backend, &signed.token).await?.ok_or_else(AppError::signed_out)?;
    if elder() && !viewer.elder {
        accounts::set_elder(backend, &viewer, true).await?;
    }
    let chosen = use_context::<Parts>().and_then(|parts| chosen_locale(settings(), &parts.headers));
    if let (Some(chosen), None) = (chosen, viewer.locale) {
        accounts::set_locale(backend, &viewer, chosen).await?;
    }
    let next = match paths::own(next) {
        paths::HOME => first_page(viewer.role()),
        elsewhere => elsewhere,
    };
    let landed = next == first_page(viewer.role());
    if !signed.needs_profile && accounts::is_asked_for_totp(backend, signed).await? {
        return Ok(paths::totp(next));
    }
    Ok(match (signed.needs_profile, landed) {
        (true, _) => paths::welcome(next),
        (false, true) => flash(next, "signed_in"),
        (false, false) => next.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn everybody_begins_where_their_work_is() {
        for role in Role::iter() {
            let page = first_page(role);
            assert_eq!(page == paths::JOBS, role.serves(), "{role}");
            assert_eq!(page == paths::DESK, role.is_of_community_desk(), "{role}");
            assert_eq!(page == paths::DESK_OVERVIEW, role.reads_desks(), "{role}");
        }
        assert_eq!(first_page(Role::Resident), paths::HOME);
    }
}
