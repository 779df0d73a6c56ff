//! What a community has settled about dispatching its services.

use super::automatic::schedule;
use crate::accounts::Viewer;
use crate::catalogue;
use crate::orders::waiting_for;
use crate::store::{FromRow, Session, StoreError};
use crate::{AppError, Backend, FieldError, areas, values};
use domain::accounts::Role;
use domain::areas::AreaCode;
use domain::catalogue::{ProviderKind, Service, ServiceCode};
use domain::dispatch::ServiceRule;
use domain::time::Timestamp;
use std::collections::HashMap;

/// A rule, and who set it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSet {
    /// The rule.
    pub rule: ServiceRule,
    /// The name of who set it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// A service that the community publishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLine {
    /// The service.
    pub service: Service,
    /// How its orders find a hand; `None` where nobody has set a rule and the default holds.
    pub set: Option<RuleSet>,
}

#[derive(FromRow)]
struct Row {
    service: String,
    rule: String,
    name: String,
    changed_at: i64,
}

/// The community whose rules the viewer looks at, or, as its lead, sets.
fn community_of<'a>(viewer: &'a Viewer, roles: &[Role]) -> Result<&'a AreaCode, AppError> {
    let grant = viewer.in_use.as_ref().filter(|grant| roles.contains(&grant.role));
    grant.map(|grant| &grant.area).ok_or_else(AppError::denied)
}

/// The services that the viewer's community publishes, each with its rule, in the order of their codes.
///
/// # Errors
/// [`AppError`] of kind `Denied` for everybody but staff and lead of a community.
pub async fn service_rules(backend: &Backend, viewer: &Viewer) -> Result<Vec<RuleLine>, AppError> {
    let community = community_of(viewer, &[Role::Staff, Role::CommunityLead])?;
    let mut session = backend.store.read().await?;
    let offer = catalogue::offer_in(&mut session, backend, community).await?;
    let mut rules = rules_in(&mut session, community).await?;
    let mut line = |service: Service| {
        let set = rules.remove(service.code.as_str());
        RuleLine { service, set }
    };
    Ok(offer.services().into_iter().map(|on_offer| line(on_offer.service)).collect())
}

/// Settles how a service finds a hand in the viewer's community: for orders to come, and for those that
/// wait for a hand now.
///
/// # Errors
/// [`AppError`]: `Denied` for everybody but the community's lead; no such service; the field `rule` is
/// nothing that is offered for it.
pub async fn set_service_rule(
    backend: &Backend,
    viewer: &Viewer,
    service: &str,
    rule: &str,
) -> Result<(), AppError> {
    let community = community_of(viewer, &[Role::CommunityLead])?;
    let mut session = backend.store.write().await?;
    let catalogue = catalogue::current(&mut session, backend).await?;
    let service = ServiceCode::parse(service).ok().and_then(|code| catalogue.service(&code));
    let service = service.ok_or_else(|| AppError::not_found("catalogue.service_not_found", "这项服务"))?;
    let rule: ServiceRule =
        rule.parse().map_err(|error| AppError::invalid(vec![FieldError::new("rule", error)]))?;
    if !ServiceRule::offered(service.provider).contains(&rule) {
        let sentence = "这项服务不能这样派，请从列表里选一种派单办法";
        return Err(AppError::invalid(vec![FieldError::new("rule", sentence)]));
    }
    set(&mut session, backend, viewer, community, &[service], rule).await?;
    session.commit().await?;
    Ok(())
}

/// Sends everything that the property companies usually do straight to them, in the viewer's community.
/// Returns how many services that changed.
///
/// # Errors
/// [`AppError`] of kind `Denied` for everybody but the community's lead.
pub async fn send_repairs_to_property(backend: &Backend, viewer: &Viewer) -> Result<usize, AppError> {
    let community = community_of(viewer, &[Role::CommunityLead])?;
    let mut session = backend.store.write().await?;
    let offer = catalogue::offer_in(&mut session, backend, community).await?;
    let services = offer.services().into_iter().map(|on_offer| on_offer.service);
    let repairs: Vec<_> =
        services.filter(|service| service.provider == ProviderKind::PropertyCompany).collect();
    let repairs: Vec<_> = repairs.iter().collect();
    let changed = set(&mut session, backend, viewer, community, &repairs, ServiceRule::ToProperty).await?;
    session.commit().await?;
    Ok(changed)
}

/// Writes a rule where it is another than before, and reckons anew when waiting orders are dispatched.
async fn set(
    session: &mut Session,
    backend: &Backend,
    viewer: &Viewer,
    community: &AreaCode,
    services: &[&Service],
    rule: ServiceRule,
) -> Result<usize, AppError> {
    let now = backend.clock.now();
    areas::hold(session, community).await?;
    let rules = rules_in(session, community).await?;
    let holds =
        |service: &Service| rules.get(service.code.as_str()).map_or_else(Default::default, |set| set.rule);
    let changing: Vec<_> = services.iter().filter(|service| holds(service) != rule).collect();
    for service in &changing {
        session
            .run(
                // Two changes within a millisecond are two rows as well.
                "INSERT INTO dispatch_rules (community, service, changed_at, rule, changed_by) \
                 SELECT $1, $2, CASE WHEN newest >= $3 THEN newest + 1 ELSE $3 END, $4, $5 FROM \
                 (SELECT COALESCE(max(changed_at), 0) AS newest FROM dispatch_rules \
                  WHERE community = $1 AND service = $2) AS before",
                values![community, service.code.as_str(), now, rule.to_string(), &viewer.person],
            )
            .await?;
    }
    for service in &changing {
        for order in waiting_for(session, community, &service.code).await? {
            schedule(session, backend, &order, order.changed_at, order.bounces).await?;
        }
    }
    Ok(changing.len())
}

/// The rules that hold in a community, by the service's code; services without one follow the default.
pub(super) async fn rules_in(
    session: &mut Session,
    community: &AreaCode,
) -> Result<HashMap<String, RuleSet>, StoreError> {
    let rows: Vec<Row> = session
        .all(
            "SELECT r.service, r.rule, p.name, r.changed_at FROM dispatch_rules r \
             JOIN people p ON p.id = r.changed_by WHERE r.community = $1 AND r.changed_at = \
             (SELECT max(n.changed_at) FROM dispatch_rules n \
              WHERE n.community = r.community AND n.service = r.service)",
            values![community],
        )
        .await?;
    let read = |row: Row| {
        let rule =
            row.rule.parse().map_err(|error| StoreError::row("dispatch_rules", &row.service, error))?;
        Ok((row.service, RuleSet { rule, by: row.name, at: Timestamp(row.changed_at) }))
    };
    rows.into_iter().map(read).collect()
}

/// The rule that holds for a service in a community.
pub(super) async fn rule_of(
    session: &mut Session,
    community: &AreaCode,
    service: &str,
) -> Result<ServiceRule, StoreError> {
    #[derive(FromRow)]
    struct Row {
        rule: String,
    }
    let row: Option<Row> = session
        .one(
            "SELECT rule FROM dispatch_rules WHERE community = $1 AND service = $2 \
             ORDER BY changed_at DESC LIMIT 1",
            values![community, service],
        )
        .await?;
    let rule = row.map(|row| row.rule.parse()).transpose();
    Ok(rule.map_err(|error| StoreError::row("dispatch_rules", service, error))?.unwrap_or_default())
}
