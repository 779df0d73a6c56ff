//! Sharing the visits out.

use super::records::{self, SampleRow};
use super::visitors::{self, Visitor};
use super::{events, wave};
use crate::accounts::Viewer;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, FieldError, values};
use domain::accounts::PersonId;
use domain::surveys::{Stage, Step};
use std::collections::BTreeMap;

/// What sharing out came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedOut {
    /// Households that somebody goes to now.
    pub given: usize,
    /// Households that nobody of the chosen may go to.
    pub left: usize,
}

/// Shares the open households of a wave out to the chosen people. Whoever is chosen again keeps theirs; the
/// others' and the new ones are dealt in the order of the draw, each to whoever has the fewest and whose grant
/// covers the household. The order of the draw is chance: so nobody picks whom they ask, and what the forms of
/// two people differ in is not for where they went.
///
/// # Errors
/// [`AppError`]: `Denied`; there is no such wave; `Conflict` if it isn't drawn, or over; nobody is chosen (field
/// `people`).
pub async fn share_out(
    backend: &Backend,
    viewer: &Viewer,
    id: &str,
    people: &[String],
) -> Result<SharedOut, AppError> {
    let mut tx = backend.store.write().await?;
    let wave = wave::managed(&mut tx, viewer, id).await?;
    if wave.stage != Stage::Drawn {
        let sentence = "抽好样本、还没结束的时候才能分派";
        return Err(AppError::new(ErrorKind::Conflict, "survey.not_drawn", sentence));
    }
    let visitors = visitors::chosen(&mut tx, backend, &wave, people).await?;
    if visitors.is_empty() {
        return Err(AppError::invalid(vec![FieldError::new("people", "请至少选一个人")]));
    }
    let sample = records::sample(&mut tx, &wave).await?;
    let doors = doors(&mut tx, &wave.id).await?;
    let mut dealt = deal(&sample, &visitors, &doors);
    let changed: Vec<_> = sample
        .iter()
        .filter(|row| row.over().is_none())
        .map(|row| (row, dealt.remove(&row.household)))
        .filter(|(row, to)| row.interviewer != *to)
        .collect();
    for (row, to) in &changed {
        tx
            .run(
                "UPDATE survey_sample SET interviewer = $4 WHERE community = $1 AND survey = $2 AND household = $3",
                values![&row.community, &wave.id, &row.household, to.as_ref()],
            )
            .await?;
    }
    let open = || sample.iter().filter(|row| row.over().is_none());
    // Shared out as it is already, such as by a form posted twice: that is no step of the wave.
    let is_step = !changed.is_empty();
    let left = open().filter(|row| !visitors.iter().any(|visitor| may_go(visitor, row, &doors))).count();
    let given = open().count() - left;
    let names: Vec<_> = visitors.iter().map(|visitor| visitor.name.as_str()).collect();
    let detail = format!("{given} 户给 {}；{} 户换了人", names.join("、"), changed.len());
    let who = (Some(&viewer.person), backend.clock.now());
    if is_step {
        events::record(&mut tx, &wave.id, Step::SharedOut, who, &detail).await?;
    }
    tx.commit().await?;
    Ok(SharedOut { given, left })
}

/// What the doors of a sample are found by, by household.
async fn doors(tx: &mut Transaction, survey: &str) -> Result<BTreeMap<String, String>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        id: String,
        door_hash: String,
    }
    let rows: Vec<Row> = tx
        .all(
            "SELECT h.id, h.door_hash FROM survey_sample m JOIN households h ON h.community = m.community \
             AND h.id = m.household WHERE m.survey = $1",
            values![survey],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.door_hash)).collect())
}

/// Whether somebody may go to a household: where their grant reaches, and not to their own.
fn may_go(visitor: &Visitor, row: &SampleRow, doors: &BTreeMap<String, String>) -> bool {
    visitor.areas.iter().any(|own| own.covers(&row.area))
        && !doors.get(&row.household).is_some_and(|door| visitor.own_doors.contains(door))
}

/// Who goes where, by household.
fn deal(
    sample: &[SampleRow],
    visitors: &[Visitor],
    doors: &BTreeMap<String, String>,
) -> BTreeMap<String, PersonId> {
    let mut load: BTreeMap<&PersonId, usize> = visitors.iter().map(|visitor| (&visitor.person, 0)).collect();
    let mut dealt = BTreeMap::new();
    let mut open = Vec::new();
    for row in sample.iter().filter(|row| row.over().is_none()) {
        let own = visitors.iter().find(|visitor| Some(&visitor.person) == row.interviewer.as_ref());
        match own.filter(|visitor| may_go(visitor, row, doors)) {
            Some(visitor) => {
                *load.entry(&visitor.person).or_default() += 1;
                dealt.insert(row.household.clone(), visitor.person.clone());
            }
            None => open.push(row),
        }
    }
    // Places first: the strata come in turn, so that nobody gets one stratum alone.
    open.sort_by_key(|row| (row.place, row.stratum.clone()));
    for row in open {
        let fit = visitors.iter().filter(|visitor| may_go(visitor, row, doors));
        let fewest = fit.min_by_key(|visitor| (load.get(&visitor.person).copied(), &visitor.person));
        if let Some(visitor) = fewest {
            *load.entry(&visitor.person).or_default() += 1;
            dealt.insert(row.household.clone(), visitor.person.clone());
        }
    }
    dealt
}
