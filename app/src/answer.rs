//! Whether an answer is the server's own. What stands between a phone and the server (a proxy, a firewall, the sign-in of
//! a public network) answers in its place at times: that is no answer. Scripts read the same mark
//! (`frontend/scripts/answer.mjs`).

/// The header that the server puts on each of its answers, and nobody else on theirs.
pub const MARK: &str = "x-diandiantong";

#[cfg(feature = "hydrate")]
pub(crate) use browser::{Page, ask, ask_for_page};

#[cfg(feature = "hydrate")]
mod browser {
    use super::MARK;
    use gloo_net::http::{RequestBuilder, Response};

    /// A page as the server shows it now.
    pub(crate) enum Page {
        /// Under its own address; it may say that it is gone, or not this person's.
        Here(String),
        /// The server leads somewhere else in its place, such as to the sign-in.
        Elsewhere,
    }

    /// What the server itself answers; nothing if somebody else does, or if it can't just now.
    async fn answer(request: RequestBuilder) -> Option<Response> {
        let answer = request.send().await.ok()?;
        (answer.headers().has(MARK) && answer.status() < 500).then_some(answer)
    }

    /// The words that the server answers with; nothing if it refuses, or if somebody else answers.
    pub(crate) async fn ask(request: RequestBuilder) -> Option<String> {
        let answer = answer(request).await.filter(Response::ok)?;
        answer.text().await.ok()
    }

    /// A page of the server's; nothing if somebody else answers, or if it can't be made just now.
    pub(crate) async fn ask_for_page(request: RequestBuilder) -> Option<Page> {
        let answer = answer(request.header("accept", "text/html")).await?;
        if answer.redirected() {
            return Some(Page::Elsewhere);
        }
        // Asked too often: that says nothing of the page.
        if answer.status() == 429 {
            return None;
        }
        answer.text().await.ok().map(Page::Here)
    }
}
