//! The tables of a SQLite file, with their rows.

use crate::Failure;
use crate::fixture::{Column, Kind, Table};
use sqlx::{AssertSqlSafe, Row, SqliteConnection};
use std::collections::{BTreeMap, BTreeSet};

/// The column that parts rows by community.
const COMMUNITY: &str = "community";

/// All tables, those first that others refer to. Of those that are parted by community, the rows of these communities.
pub async fn read(connection: &mut SqliteConnection, communities: &[String]) -> Result<Vec<Table>, Failure> {
    let sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
               AND name <> '_sqlx_migrations' ORDER BY name";
    let names: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut *connection).await?;
    let mut tables = Vec::new();
    for name in in_order(connection, names).await? {
        let table = table(connection, name, communities).await?;
        tables.push(table);
    }
    Ok(tables)
}

/// The tables, each behind those that it refers to.
async fn in_order(connection: &mut SqliteConnection, names: Vec<String>) -> Result<Vec<String>, Failure> {
    let mut parents: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for name in names {
        let sql = "SELECT \"table\" FROM pragma_foreign_key_list($1)";
        let of: Vec<String> = sqlx::query_scalar(sql).bind(&name).fetch_all(&mut *connection).await?;
        // Rows of its own table are met in the order in which they were written.
        let others = of.into_iter().filter(|parent| *parent != name).collect();
        parents.insert(name, others);
    }
    let mut ordered: Vec<String> = Vec::new();
    while !parents.is_empty() {
        let free = |(_, of): &(&String, &BTreeSet<String>)| of.iter().all(|parent| ordered.contains(parent));
        let next = parents.iter().find(free).map(|(name, _)| name.clone());
        let next = next.ok_or_else(|| format!("tables refer to each other in a circle: {parents:?}"))?;
        parents.remove(&next);
        ordered.push(next);
    }
    Ok(ordered)
}

async fn table(
    connection: &mut SqliteConnection,
    name: String,
    communities: &[String],
) -> Result<Table, Failure> {
    let sql = "SELECT name, type FROM pragma_table_info($1) ORDER BY cid";
    let mut columns = Vec::new();
    for row in sqlx::query(sql).bind(&name).fetch_all(&mut *connection).await? {
        let (column, kind): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        let kind = match kind.as_str() {
            "TEXT" => Kind::Text,
            "BIGINT" => Kind::Bigint,
            other => return Err(format!("{name}.{column} is {other}: fixtures know TEXT and BIGINT").into()),
        };
        columns.push(Column { name: column, kind, cells: Vec::new() });
    }
    let listed: Vec<_> = columns.iter().map(|column| column.name.as_str()).collect();
    let parted = if listed.contains(&COMMUNITY) {
        let places: Vec<_> = (1..=communities.len()).map(|place| format!("${place}")).collect();
        format!("WHERE {COMMUNITY} IN ({})", places.join(", "))
    } else {
        String::new()
    };
    let sql = format!("SELECT {} FROM {name} {parted} ORDER BY rowid", listed.join(", "));
    let mut query = sqlx::query(AssertSqlSafe(sql));
    if !parted.is_empty() {
        for community in communities {
            query = query.bind(community);
        }
    }
    for row in query.fetch_all(connection).await? {
        for (place, column) in columns.iter_mut().enumerate() {
            column.cells.push(match column.kind {
                Kind::Text => row.try_get::<Option<String>, _>(place)?.into(),
                Kind::Bigint => row.try_get::<Option<i64>, _>(place)?.into(),
            });
        }
    }
    Ok(Table { table: name, columns })
}
