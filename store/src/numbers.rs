//! What a transaction remembers of revisions.

use std::collections::HashMap;
use std::sync::Arc;

/// What a transaction knows of the numbers by which copies in memory are known to be old; `revision` has their meaning.
#[derive(Clone, Debug, Default)]
pub(crate) struct Numbers {
    /// All of them, once one was asked for.
    pub(crate) read: Option<Arc<HashMap<String, i64>>>,
    /// Whether the transaction has counted a change that nobody else may see yet.
    pub(crate) counted: bool,
}
