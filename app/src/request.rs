//! What the server puts into the context of a rendering or of a server function.

use crate::components::Assets;
use crate::context::{PublicOrigin, Settings, Visit};
use crate::form::Reply;
use crate::offline::Keeping;
use crate::scripts::Scripts;
use backend::Backend;
use leptos::config::LeptosOptions;
use leptos::prelude::provide_context;

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
    /// Provides it all.
    pub fn provide(self) {
        if let Some(visit) = self.visit {
            provide_context(visit);
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
}
