//! What the server puts into the context of a rendering or of a server function.

use crate::context::{PublicOrigin, Settings, Visit, set_cookie};
use crate::form::{KEPT_COOKIE, KEPT_SECONDS, Reply, kept};
use crate::offline::Keeping;
use crate::parts::Assets;
use crate::scripts::Scripts;
use backend::Backend;
use http::StatusCode;
use leptos::config::LeptosOptions;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::ResponseOptions;

/// Everything that pages and server functions ask for; see [`crate::context`].
#[derive(Clone)]
pub struct Request {
    /// The use cases.
    pub backend: Backend,
    /// How the server runs.
    pub settings: Settings,
    /// The address that people type.
    pub public_origin: PublicOrigin,
    /// Where stylesheet and icons are.
    pub assets: Assets,
    /// Where the scripts of islands are.
    pub options: LeptosOptions,
    /// Who is asking; absent where only an error is to be said.
    pub visit: Option<Visit>,
    /// What becomes of a posted form.
    pub reply: Reply,
    /// Whether the page needs scripts.
    pub scripts: Scripts,
    /// Whether phones may keep the page.
    pub keeping: Keeping,
}

impl Request {
    /// Provides it all. A page that shows a form which could not be taken is answered with the status
    /// of that.
    pub fn provide(self) {
        if let Some(visit) = self.visit.clone() {
            let took = visit.kept.is_some();
            let waiting = visit.waiting.clone();
            provide_context(visit);
            if took {
                self.show_kept(&waiting);
            }
        }
        provide_context(self.backend);
        provide_context(self.settings);
        provide_context(self.public_origin);
        provide_context(self.assets);
        provide_context(self.options);
        provide_context(self.reply);
        provide_context(self.scripts);
        provide_context(self.keeping);
    }

    /// The page shows a form that was kept: sets the status, and takes the form out of the cookie.
    fn show_kept(&self, waiting: &str) {
        let status = kept().status().and_then(|status| StatusCode::from_u16(status).ok());
        if let (Some(response), Some(status)) = (use_context::<ResponseOptions>(), status) {
            response.set_status(status);
        }
        let seconds = if waiting.is_empty() { 0 } else { KEPT_SECONDS };
        set_cookie(&self.settings.cookie(KEPT_COOKIE, waiting, seconds));
    }
}
