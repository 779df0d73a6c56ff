//! The telephones at which communities and offices answer, as they are stored: who set which, and when.

use crate::store::{FromRow, StoreError, Transaction};
use crate::values;
use domain::accounts::PersonId;
use domain::areas::{AreaCode, Telephone};
use domain::time::Timestamp;

/// Takes the telephone of a table in, unless somebody has settled it at the desk; says whether it is a new one.
pub(crate) async fn import(
    tx: &mut Transaction,
    area: &AreaCode,
    telephone: &Telephone,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let takes = match newest(tx, area).await? {
        Some(row) => row.changed_by.is_none() && row.telephone()?.as_ref() != Some(telephone),
        None => true,
    };
    if takes {
        insert(tx, area, Some(telephone), None, now).await?;
    }
    Ok(takes)
}

/// The telephones that hold now.
pub(super) async fn all(tx: &mut Transaction) -> Result<Vec<(AreaCode, Telephone)>, StoreError> {
    let rows: Vec<Row> = tx
        .all(
            "SELECT t.area, t.number, t.changed_at, t.changed_by FROM telephones t WHERE t.changed_at = \
             (SELECT MAX(newer.changed_at) FROM telephones newer WHERE newer.area = t.area)",
            values![],
        )
        .await?;
    let pair = |row: &Row| Ok(row.telephone()?.map(|telephone| (row.code(), telephone)));
    let pairs: Result<Vec<_>, StoreError> = rows.iter().filter_map(|row| pair(row).transpose()).collect();
    pairs?.into_iter().map(|(code, telephone)| Ok((code?, telephone))).collect()
}

/// A telephone, as it was set or removed.
#[derive(FromRow)]
pub(crate) struct Row {
    area: String,
    number: String,
    /// When.
    pub(crate) changed_at: i64,
    /// By whom; nobody, if it came with a table.
    pub(crate) changed_by: Option<String>,
}

impl Row {
    fn code(&self) -> Result<AreaCode, StoreError> {
        AreaCode::parse(&self.area).map_err(|error| StoreError::row("telephones", &self.area, error))
    }

    /// The telephone; `None` if it was removed.
    pub(crate) fn telephone(&self) -> Result<Option<Telephone>, StoreError> {
        let parsed = (!self.number.is_empty()).then(|| Telephone::parse(&self.number)).transpose();
        parsed.map_err(|error| StoreError::row("telephones", &self.area, error))
    }
}

/// What was last set for an area.
pub(crate) async fn newest(tx: &mut Transaction, area: &AreaCode) -> Result<Option<Row>, StoreError> {
    tx.one(
        "SELECT area, number, changed_at, changed_by FROM telephones WHERE area = $1 \
         ORDER BY changed_at DESC LIMIT 1",
        values![area],
    )
    .await
}

/// Writes down what is set for an area from now on.
pub(crate) async fn insert(
    tx: &mut Transaction,
    area: &AreaCode,
    telephone: Option<&Telephone>,
    by: Option<&PersonId>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let number = telephone.map_or_else(String::new, ToString::to_string);
    super::hold(tx, area).await?;
    tx.run(
        // Two changes within a millisecond are two rows as well.
        "INSERT INTO telephones (area, changed_at, number, changed_by) \
             SELECT $1, CASE WHEN newest >= $2 THEN newest + 1 ELSE $2 END, $3, $4 FROM \
             (SELECT COALESCE(max(changed_at), 0) AS newest FROM telephones WHERE area = $1) AS before",
        values![area, now, number, by.map(|person| person.0.as_str())],
    )
    .await?;
    Ok(())
}
