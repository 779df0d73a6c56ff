//! What one may mean, while one is still typing: a comfort over the search, which works without it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

/// The fewest characters that are worth asking about; two letters may be initials.
const FEWEST: usize = 2;

/// A service that one may mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
}

/// What one may mean.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestions {
    /// The services, the likeliest first, at most five.
    pub services: Vec<Suggestion>,
    /// How many there are, in words to be read out; empty if there are none. The server says it, in the reader's language.
    pub counted: String,
}

/// The services that one may mean.
#[server(prefix = "/do", endpoint = "suggest")]
pub async fn suggest(words: String) -> Result<Suggestions, ServerFnError> {
    crate::catalogue::suggestions(&words).await.map_err(|error| ServerFnError::new(error.sentence))
}

/// Wraps the search box and lists suggestions under it. Without scripts it is the box alone.
#[island]
pub fn SearchSuggest(
    /// The search box, whose input it listens to.
    children: Children,
) -> impl IntoView {
    let found = RwSignal::new(Suggestions::default());
    let asked = RwSignal::new(0_u32);
    let ask = move |words: String| {
        let words = words.trim().to_owned();
        // Answers may overtake each other: only the one to the newest question is shown.
        let question = asked.get_untracked().wrapping_add(1);
        asked.set(question);
        if words.chars().count() < FEWEST {
            found.set(Suggestions::default());
            return;
        }
        spawn_local(async move {
            let answer = suggest(words).await.unwrap_or_default();
            if asked.get_untracked() == question {
                found.set(answer);
            }
        });
    };
    // The box wakes the island, and by then somebody may have typed already.
    #[cfg(feature = "hydrate")]
    ask(typed_already());
    let rows = move || {
        found
            .get()
            .services
            .into_iter()
            .map(|one| view! { <li><a class="suggestion" href=one.href>{one.name}</a></li> })
            .collect_view()
    };
    view! {
        <div class="suggest" on:input=move |event| ask(event_target_value(&event))>
            {children()}
            <nav class="suggestions" aria-label="可能要找的" hidden=move || found.read().services.is_empty()>
                <ul>{rows}</ul>
            </nav>
            <p class="unseen" role="status">{move || found.read().counted.clone()}</p>
        </div>
    }
}

/// What stands in the field that has the keyboard.
#[cfg(feature = "hydrate")]
fn typed_already() -> String {
    use wasm_bindgen::JsCast;
    let field =
        document().active_element().and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok());
    field.map(|field| field.value()).unwrap_or_default()
}
