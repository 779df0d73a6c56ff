//! The shipped areas and services, published everywhere.

use crate::Failure;
use backend::import::{ImportFile, import_areas, import_services};
use backend::store::values;
use backend::{Backend, areas, catalogue};
use domain::areas::{AreaCode, AreaKind};
use domain::catalogue::Service;

const AREAS: &str = include_str!("../../../data/areas.csv");
const CATEGORIES: &str = include_str!("../../../data/categories.csv");
const SERVICES: &str = include_str!("../../../data/services.csv");

/// Where orders come from.
pub struct Community {
    pub code: AreaCode,
    pub households: usize,
    pub estates: Vec<AreaCode>,
}

/// Imports the tables. Holidays are left out: so each week is like every other, and an order that is moved by whole
/// weeks comes to the same.
pub async fn tables(backend: &Backend) -> Result<(), Failure> {
    let file = |name, text: &'static str| ImportFile { name, bytes: text.as_bytes() };
    import_areas(backend, file("areas.csv", AREAS)).await?;
    import_services(backend, file("services.csv", SERVICES), Some(file("categories.csv", CATEGORIES)))
        .await?;
    let mut tx = backend.store.write().await?;
    let sql = "INSERT INTO publications (community, service, published, own_text, changed_at, changed_by) \
               SELECT a.code, s.code, 1, NULL, $1, '' FROM areas a CROSS JOIN services s \
               WHERE a.kind = 'community'";
    tx.run(sql, values![backend.clock.now()]).await?;
    Ok(tx.commit().await?)
}

/// All communities with their estates.
pub async fn communities(backend: &Backend) -> Result<Vec<Community>, Failure> {
    let tree = areas::tree(backend).await?;
    let community = |area: &domain::areas::Area| Community {
        code: area.code.clone(),
        households: usize::try_from(area.households).unwrap_or(1).max(1),
        estates: tree.children(&area.code).into_iter().map(|estate| estate.code.clone()).collect(),
    };
    Ok(tree.of_kind(AreaKind::Community).into_iter().map(community).collect())
}

/// All services.
pub async fn services(backend: &Backend) -> Result<Vec<Service>, Failure> {
    let mut tx = backend.store.read().await?;
    Ok(catalogue::current(&mut tx, backend).await?.services.clone())
}
