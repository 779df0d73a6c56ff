//! Staff choose what their community publishes, and add words of their own.

use super::current;
use crate::accounts::Viewer;
use crate::revision::{self, Subject};
use crate::store::{FromRow, Transaction};
use crate::{AppError, Backend, FieldError, audit, values};
use domain::audit::SecurityEvent;
use domain::catalogue::{OwnText, Service, ServiceCode, ServiceList};
use std::collections::HashMap;

/// A service on the page where staff choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicationLine {
    /// The service.
    pub service: Service,
    /// Whether the community publishes it.
    pub published: bool,
    /// The community's own text; empty if there is none. It is kept while nothing is published.
    pub own_text: String,
}

/// All services with what the viewer's community makes of them, in the order of their codes.
///
/// # Errors
/// [`AppError`] of kind `Denied` for everybody but staff and lead of a community.
pub async fn publications(backend: &Backend, viewer: &Viewer) -> Result<Vec<PublicationLine>, AppError> {
    #[derive(FromRow)]
    struct Row {
        service: String,
        published: i64,
        own_text: Option<String>,
    }
    let community = viewer.community_desk().ok_or_else(AppError::denied)?;
    let mut tx = backend.store.read().await?;
    let catalogue = current(&mut tx, backend).await?;
    let rows: Vec<Row> = tx
        .all("SELECT service, published, own_text FROM publications WHERE community = $1", values![community])
        .await?;
    let mut chosen: HashMap<_, _> = rows.into_iter().map(|row| (row.service.clone(), row)).collect();
    let line = |service: &Service| {
        let row = chosen.remove(service.code.as_str());
        PublicationLine {
            service: service.clone(),
            published: row.as_ref().is_some_and(|row| row.published != 0),
            own_text: row.and_then(|row| row.own_text).unwrap_or_default(),
        }
    };
    Ok(catalogue.services.iter().map(line).collect())
}

/// Publishes a service in the viewer's community, or no longer. The community's own text stays.
///
/// # Errors
/// [`AppError`]: `Denied` for everybody but staff and lead of a community; no such service.
pub async fn publish_service(
    backend: &Backend,
    viewer: &Viewer,
    service: &str,
    published: bool,
) -> Result<(), AppError> {
    let community = viewer.community_desk().ok_or_else(AppError::denied)?;
    let mut tx = backend.store.write().await?;
    let service = known(&mut tx, backend, service).await?;
    let changed = tx
        .run(
            "INSERT INTO publications (community, service, published, own_text, changed_at, changed_by) \
             VALUES ($1, $2, $3, NULL, $4, $5) ON CONFLICT (community, service) DO UPDATE SET \
             published = excluded.published, changed_at = excluded.changed_at, changed_by = excluded.changed_by \
             WHERE publications.published <> excluded.published",
            values![community, service.as_str(), published, backend.clock.now(), &viewer.person],
        )
        .await?;
    if changed > 0 {
        revision::count_change(&mut tx, Subject::Publications).await?;
        let (service, area) = (service.to_string(), community.clone());
        let event = SecurityEvent::ServicePublished { service, published, area };
        audit::record(&mut tx, backend, viewer, event).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Sets what the viewer's community says about a service; blank for nothing. Whether it publishes the
/// service stays as it is, and is returned.
///
/// # Errors
/// [`AppError`]: `Denied` for everybody but staff and lead of a community; no such service; the
/// field `own_text` is too long.
pub async fn set_own_text(
    backend: &Backend,
    viewer: &Viewer,
    service: &str,
    typed: &str,
) -> Result<bool, AppError> {
    #[derive(FromRow)]
    struct Before {
        published: i64,
        own_text: Option<String>,
    }
    let community = viewer.community_desk().ok_or_else(AppError::denied)?;
    let text =
        OwnText::parse(typed).map_err(|error| AppError::invalid(vec![FieldError::new("own_text", error)]))?;
    let mut tx = backend.store.write().await?;
    let service = known(&mut tx, backend, service).await?;
    let sql = "SELECT published, own_text FROM publications WHERE community = $1 AND service = $2";
    let before: Option<Before> = tx.one(sql, values![community, service.as_str()]).await?;
    let is_published = before.as_ref().is_some_and(|row| row.published != 0);
    let own_text = text.as_ref().map(OwnText::as_str);
    if before.and_then(|row| row.own_text).as_deref() == own_text {
        return Ok(is_published);
    }
    tx.run(
            "INSERT INTO publications (community, service, published, own_text, changed_at, changed_by) \
             VALUES ($1, $2, 0, $3, $4, $5) ON CONFLICT (community, service) DO UPDATE SET \
             own_text = excluded.own_text, changed_at = excluded.changed_at, changed_by = excluded.changed_by",
        values![community, service.as_str(), own_text, backend.clock.now(), &viewer.person],
    )
    .await?;
    revision::count_change(&mut tx, Subject::Publications).await?;
    let event = SecurityEvent::OwnTextSet { service: service.to_string(), area: community.clone() };
    audit::record(&mut tx, backend, viewer, event).await?;
    tx.commit().await?;
    Ok(is_published)
}

/// The code of a service that there is.
async fn known(tx: &mut Transaction, backend: &Backend, service: &str) -> Result<ServiceCode, AppError> {
    let catalogue = current(tx, backend).await?;
    ServiceCode::parse(service)
        .ok()
        .filter(|code| catalogue.service(code).is_some())
        .ok_or_else(|| AppError::not_found("catalogue.service_not_found", "这项服务"))
}

/// Publishes all services of a list in the viewer's community, or none of them; own texts stay. How
/// many changed.
///
/// # Errors
/// [`AppError`] of kind `Denied` for everybody but staff and lead of a community.
pub async fn publish_list(
    backend: &Backend,
    viewer: &Viewer,
    list: ServiceList,
    published: bool,
) -> Result<u64, AppError> {
    let community = viewer.community_desk().ok_or_else(AppError::denied)?;
    let mut tx = backend.store.write().await?;
    let changed = tx
        .run(
            "INSERT INTO publications (community, service, published, own_text, changed_at, changed_by) \
             SELECT $1, s.code, $2, NULL, $3, $4 FROM services s WHERE s.list = $5 \
             ON CONFLICT (community, service) DO UPDATE SET published = excluded.published, \
             changed_at = excluded.changed_at, changed_by = excluded.changed_by \
             WHERE publications.published <> excluded.published",
            values![community, published, backend.clock.now(), &viewer.person, <&'static str>::from(list)],
        )
        .await?;
    if changed > 0 {
        revision::count_change(&mut tx, Subject::Publications).await?;
        let (list, area) = (list.to_string(), community.clone());
        let event = SecurityEvent::ListPublished { list, published, services: changed, area };
        audit::record(&mut tx, backend, viewer, event).await?;
    }
    tx.commit().await?;
    Ok(changed)
}
