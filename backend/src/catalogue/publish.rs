//! Staff choose what their community publishes, and add words of their own.

use super::current;
use crate::accounts::Viewer;
use crate::store::{Session, StoreError};
use crate::{AppError, Backend, FieldError, values};
use domain::accounts::Role;
use domain::areas::AreaCode;
use domain::catalogue::{Publication, Service, ServiceCode, ServiceList};
use sqlx::FromRow;
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

/// The community whose publications the viewer keeps, by the grant in use.
fn community_of(viewer: &Viewer) -> Result<&AreaCode, AppError> {
    let staff = |role| matches!(role, Role::Staff | Role::CommunityLead);
    let grant = viewer.in_use.as_ref().filter(|grant| staff(grant.role));
    grant.map(|grant| &grant.area).ok_or_else(AppError::denied)
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
    let community = community_of(viewer)?;
    let mut session = backend.store.read().await?;
    let catalogue = current(&mut session, backend).await?;
    let rows: Vec<Row> = session
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

/// Publishes a service in the viewer's community, or no longer, with the community's own text.
///
/// # Errors
/// [`AppError`]: `Denied` for everybody but staff and lead of a community; no such service; the
/// field `own_text` is too long.
pub async fn set_publication(
    backend: &Backend,
    viewer: &Viewer,
    service: &str,
    published: bool,
    own_text: &str,
) -> Result<(), AppError> {
    let community = community_of(viewer)?.clone();
    let missing = || AppError::not_found("catalogue.service_not_found", "这项服务");
    let service = ServiceCode::parse(service).map_err(|_| missing())?;
    let publication = Publication::new(community, service, published, own_text)
        .map_err(|error| AppError::invalid(vec![FieldError::new("own_text", error)]))?;
    let mut session = backend.store.write().await?;
    if current(&mut session, backend).await?.service(&publication.service).is_none() {
        return Err(missing());
    }
    write(&mut session, backend, viewer, &publication).await?;
    session.commit().await?;
    Ok(())
}

async fn write(
    session: &mut Session,
    backend: &Backend,
    viewer: &Viewer,
    publication: &Publication,
) -> Result<(), StoreError> {
    session
        .run(
            "INSERT INTO publications (community, service, published, own_text, changed_at, changed_by) \
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (community, service) DO UPDATE SET \
             published = excluded.published, own_text = excluded.own_text, \
             changed_at = excluded.changed_at, changed_by = excluded.changed_by",
            values![
                &publication.community,
                publication.service.as_str(),
                publication.published,
                publication.own_text.clone(),
                backend.clock.now(),
                &viewer.person
            ],
        )
        .await?;
    Ok(())
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
    let community = community_of(viewer)?;
    let mut session = backend.store.write().await?;
    let changed = session
        .run(
            "INSERT INTO publications (community, service, published, own_text, changed_at, changed_by) \
             SELECT $1, s.code, $2, NULL, $3, $4 FROM services s WHERE s.list = $5 \
             ON CONFLICT (community, service) DO UPDATE SET published = excluded.published, \
             changed_at = excluded.changed_at, changed_by = excluded.changed_by \
             WHERE publications.published <> excluded.published",
            values![community, published, backend.clock.now(), &viewer.person, <&'static str>::from(list)],
        )
        .await?;
    session.commit().await?;
    Ok(changed)
}
