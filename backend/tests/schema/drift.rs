//! Both databases have the same tables: a migration of one that the other lacks is found here.
//!
//! What may differ: on PostgreSQL every text carries COLLATE "C", so that both compare byte by byte; what a CHECK says is
//! written differently by each, so that only their number is held; triggers are held by what they refuse (`kept.rs`).

use super::{Shape, of_postgres, of_sqlite};
use crate::support::{in_postgres, in_sqlite};
use sqlx::Row;
use std::collections::BTreeMap;

#[tokio::test]
async fn both_databases_have_the_same_tables() {
    let sqlite = in_sqlite(async |connection| of_sqlite(connection).await).await;
    assert!(sqlite.len() > 40 && sqlite["orders"].columns.len() > 20, "the catalogue was read");
    let Some(postgres) = in_postgres(async |connection| of_postgres(connection).await).await else { return };
    assert_eq!(sqlite.keys().collect::<Vec<_>>(), postgres.keys().collect::<Vec<_>>());
    let differing: BTreeMap<_, _> = sqlite
        .iter()
        .filter(|(table, shape)| comparable(shape) != comparable(&postgres[*table]))
        .map(|(table, shape)| (table, (comparable(shape), comparable(&postgres[table]))))
        .collect();
    assert!(differing.is_empty(), "{differing:#?}");
}

/// All but the order of columns, which a migration that adds one can't choose.
fn comparable(shape: &Shape) -> impl PartialEq + std::fmt::Debug {
    let Shape { columns, key, constraints, indexes, .. } = shape.clone();
    (columns, key, constraints, indexes)
}

#[tokio::test]
async fn postgresql_compares_texts_byte_by_byte() {
    let other = in_postgres(async |connection| {
        let sql = "SELECT table_name || '.' || column_name FROM information_schema.columns \
                   WHERE table_schema = 'public' AND data_type = 'text' AND table_name <> '_sqlx_migrations' \
                   AND collation_name IS DISTINCT FROM 'C'";
        let rows = sqlx::query(sql).fetch_all(connection).await.unwrap();
        rows.iter().map(|row| row.get::<String, _>(0)).collect::<Vec<_>>()
    });
    assert_eq!(other.await.unwrap_or_default(), Vec::<String>::new());
}
