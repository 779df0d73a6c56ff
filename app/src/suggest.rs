//! What one may mean, while one is still typing: a comfort over the search, which works without it.

use leptos::prelude::*;

/// Where the server tells what one may mean: the words stand in `words`, and in `caller` for whom it is at a desk.
pub const SUGGESTIONS: &str = "/suggest";

/// The fewest characters that are worth asking about; two letters may be initials.
#[cfg(feature = "hydrate")]
const FEWEST: usize = 2;

/// What the server tells: how many there are, in words to be read out, and the list, as HTML. Both come ready to be
/// shown, in the reader's language: the browser takes nothing apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Suggestions {
    counted: String,
    list: String,
}

/// Wraps the search box and lists suggestions under it. Without scripts it is the box alone.
#[island]
pub fn SearchSuggest(
    /// At a desk, under which id whoever telephones was looked up; empty elsewhere.
    caller: String,
    /// The search box, whose input it listens to.
    children: Children,
) -> impl IntoView {
    let found = RwSignal::new(Suggestions::default());
    let asked = RwSignal::new(0_u32);
    let caller = StoredValue::new(caller);
    let ask = move |words: String| {
        // Answers may overtake each other: only the one to the newest question is shown.
        let question = asked.get_untracked().wrapping_add(1);
        asked.set(question);
        #[cfg(feature = "hydrate")]
        leptos::task::spawn_local(async move {
            let answer = fetch(words.trim(), &caller.get_value()).await.unwrap_or_default();
            if asked.get_untracked() == question {
                found.set(answer);
            }
        });
        #[cfg(not(feature = "hydrate"))]
        drop((words, caller));
    };
    // The box wakes the island, and by then somebody may have typed already.
    #[cfg(feature = "hydrate")]
    ask(typed_already());
    view! {
        <div class="suggest" on:input=move |event| ask(event_target_value(&event))>
            {children()}
            <nav
                class="suggestions"
                aria-label="可能要找的"
                hidden=move || found.read().list.is_empty()
                inner_html=move || found.read().list.clone()
            ></nav>
            <p class="unseen" role="status">{move || found.read().counted.clone()}</p>
        </div>
    }
}

/// Asks the server; nothing if there is nothing to ask, or no answer.
#[cfg(feature = "hydrate")]
async fn fetch(words: &str, caller: &str) -> Option<Suggestions> {
    use gloo_net::http::Request;
    if words.chars().count() < FEWEST {
        return None;
    }
    let text =
        crate::answer::ask(Request::get(SUGGESTIONS).query([("words", words), ("caller", caller)])).await?;
    let (counted, list) = text.split_once('\n')?;
    Some(Suggestions { counted: counted.to_owned(), list: list.to_owned() })
}

/// What stands in the field that has the keyboard.
#[cfg(feature = "hydrate")]
fn typed_already() -> String {
    use wasm_bindgen::JsCast;
    let field =
        document().active_element().and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok());
    field.map(|field| field.value()).unwrap_or_default()
}
