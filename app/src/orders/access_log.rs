//! The access log of an order: who has viewed its telephone numbers.

use crate::components::{Fact, Facts, Fold};
use crate::verbatim::verbatim;
use backend::orders::{AccessLogEntry, Whose};
use domain::time::Timestamp;
use leptos::prelude::*;

/// Who has looked at which number, folded away; nothing as long as nobody has.
#[component]
pub fn AccessLog(
    /// The looks, the last one first.
    entries: Vec<AccessLogEntry>,
    /// When the page is shown.
    now: Timestamp,
) -> impl IntoView {
    (!entries.is_empty()).then(|| {
        let facts: Vec<_> = entries.into_iter().map(|entry| fact(entry, now)).collect();
        view! { <Fold label="谁看过电话号码"><Facts facts/></Fold> }
    })
}

/// «李建国 · 看过居民的电话和门牌 3 次，最近一次 今天 9:40».
fn fact(entry: AccessLogEntry, now: Timestamp) -> Fact {
    let at = match (entry.whose, entry.reason) {
        (Whose::Resident, None) => "居民的电话和门牌",
        (Whose::Resident, Some(_)) => "居民的电话",
        (Whose::Helper, _) => "上门人的电话",
    };
    let last = entry.last.words(now);
    let times = match entry.times {
        1 => format!("1 次，{last}"),
        times => format!("{times} 次，最近一次 {last}"),
    };
    let words = match entry.reason {
        None => format!("看过{at} {times}"),
        Some(reason) => format!("为了{why}，看过{at} {times}", why = reason.name()),
    };
    Fact::new(verbatim(entry.name), words)
}
