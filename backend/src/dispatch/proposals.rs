//! Which members fit one order, each with the reasons in words.

use super::members::members_of;
use super::tasks::task_of;
use crate::orders::Order;
use crate::store::Transaction;
use crate::{AppError, Backend, catalogue};
use domain::accounts::PersonId;
use domain::dispatch::{Weights, fit, ranked};
use std::collections::HashMap;

/// What speaks for or against a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Proposal {
    /// They fit: the place among those who do, and why.
    Fits {
        /// 0 for the best.
        rank: usize,
        /// «同小区，会水电，今天还有空，本周已接 2 单».
        why: String,
    },
    /// They don't, and why.
    Not {
        /// «不会水电，手上已满».
        why: String,
    },
}

/// What speaks for or against each member of the order's community.
pub(crate) async fn proposals(
    tx: &mut Transaction,
    backend: &Backend,
    order: &Order,
) -> Result<HashMap<PersonId, Proposal>, AppError> {
    let now = backend.clock.now();
    let catalogue = catalogue::current(tx, backend).await?;
    let Some(task) = task_of(tx, &catalogue, order).await? else { return Ok(HashMap::new()) };
    let members = members_of(tx, order.number.community(), now).await?;
    let weights = Weights::default();
    let mut proposals = HashMap::new();
    for member in &members {
        if let Err(misfits) = fit(&task, member, now, &weights) {
            let why: Vec<_> = misfits.iter().map(|misfit| misfit.words(&task, now)).collect();
            proposals.insert(member.id.clone(), Proposal::Not { why: why.join("，") });
        }
    }
    for (rank, (member, fit)) in ranked(&task, &members, now, &weights).into_iter().enumerate() {
        proposals.insert(member.id.clone(), Proposal::Fits { rank, why: fit.words(now) });
    }
    Ok(proposals)
}
