//! Posters that were opened in the weeks before, so that the lists have something to say. All of it is made up.

use crate::posters::add_scans;
use crate::{AppError, Backend, areas};
use domain::areas::AreaKind;
use jiff::ToSpan;

/// In how many communities posters hang.
const COMMUNITIES: usize = 24;
/// Over how many days.
const DAYS: i64 = 60;

/// Lets the posters be opened now and then. In the last estate of each community none hangs yet.
pub(super) async fn open(backend: &Backend) -> Result<(), AppError> {
    let today = backend.clock.now().date();
    let tree = areas::tree(backend).await?;
    let mut tx = backend.store.write().await?;
    for community in tree.of_kind(AreaKind::Community).into_iter().take(COMMUNITIES) {
        let estates = tree.children(&community.code);
        for estate in estates.split_last().map_or(&[][..], |(_, hung)| hung) {
            for ago in 1..DAYS {
                // On about every third day somebody comes by.
                let scans = i64::from(backend.entropy.below(9)) - 5;
                if scans > 0 {
                    add_scans(&mut tx, &estate.code, today.saturating_sub(ago.days()), scans).await?;
                }
            }
        }
    }
    tx.commit().await?;
    Ok(())
}
