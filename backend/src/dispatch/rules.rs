//! What a community has settled about dispatching its services.

use crate::accounts::Viewer;
use crate::orders::{reschedule, waiting_for};
use crate::settings::{RuleSet, insert_rule, rules_in};
use crate::store::Transaction;
use crate::{AppError, Backend, FieldError, areas, audit, catalogue};
use domain::areas::AreaCode;
use domain::audit::SecurityEvent;
use domain::catalogue::{ProviderKind, Service, ServiceCode};
use domain::dispatch::ServiceRule;

/// A service that the community publishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLine {
    /// The service.
    pub service: Service,
    /// How its orders find a hand; `None` where nobody has set a rule and the default holds.
    pub set: Option<RuleSet>,
}

/// The services that the viewer's community publishes, each with its rule, in the order of their codes.
///
/// # Errors
/// [`AppError`] of kind `Denied` for everybody but staff and lead of a community.
pub async fn service_rules(backend: &Backend, viewer: &Viewer) -> Result<Vec<RuleLine>, AppError> {
    let community = viewer.community_desk().ok_or_else(AppError::denied)?;
    let mut tx = backend.store.read().await?;
    let offer = catalogue::offer_in(&mut tx, backend, community).await?;
    let mut rules = rules_in(&mut tx, community).await?;
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
    let community = viewer.community_led().ok_or_else(AppError::denied)?;
    let mut tx = backend.store.write().await?;
    let catalogue = catalogue::current(&mut tx, backend).await?;
    let service = ServiceCode::parse(service).ok().and_then(|code| catalogue.service(&code));
    let service = service.ok_or_else(|| AppError::not_found("catalogue.service_not_found", "这项服务"))?;
    let rule: ServiceRule =
        rule.parse().map_err(|error| AppError::invalid(vec![FieldError::new("rule", error)]))?;
    if !ServiceRule::offered(service.provider).contains(&rule) {
        let sentence = "这项服务不能这样派，请从列表里选一种派单办法";
        return Err(AppError::invalid(vec![FieldError::new("rule", sentence)]));
    }
    set(&mut tx, backend, viewer, community, &[service], rule).await?;
    tx.commit().await?;
    Ok(())
}

/// Sends everything that the property companies usually do straight to them, in the viewer's community.
/// Returns how many services that changed.
///
/// # Errors
/// [`AppError`] of kind `Denied` for everybody but the community's lead.
pub async fn send_repairs_to_property(backend: &Backend, viewer: &Viewer) -> Result<usize, AppError> {
    let community = viewer.community_led().ok_or_else(AppError::denied)?;
    let mut tx = backend.store.write().await?;
    let offer = catalogue::offer_in(&mut tx, backend, community).await?;
    let services = offer.services().into_iter().map(|on_offer| on_offer.service);
    let repairs: Vec<_> =
        services.filter(|service| service.provider == ProviderKind::PropertyCompany).collect();
    let repairs: Vec<_> = repairs.iter().collect();
    let changed = set(&mut tx, backend, viewer, community, &repairs, ServiceRule::ToProperty).await?;
    tx.commit().await?;
    Ok(changed)
}

/// Writes a rule where it is another than before, and reckons anew when waiting orders are dispatched.
async fn set(
    tx: &mut Transaction,
    backend: &Backend,
    viewer: &Viewer,
    community: &AreaCode,
    services: &[&Service],
    rule: ServiceRule,
) -> Result<usize, AppError> {
    let now = backend.clock.now();
    areas::hold(tx, community).await?;
    let rules = rules_in(tx, community).await?;
    let holds =
        |service: &Service| rules.get(service.code.as_str()).map_or_else(Default::default, |set| set.rule);
    let changing: Vec<_> = services.iter().filter(|service| holds(service) != rule).collect();
    for service in &changing {
        insert_rule(tx, community, service, rule, (&viewer.person, now)).await?;
        let (service, rule) = (service.code.to_string(), rule.to_string());
        let event = SecurityEvent::ServiceRuleSet { service, rule, area: community.clone() };
        audit::record(tx, backend, viewer, event).await?;
    }
    for service in &changing {
        for order in waiting_for(tx, community, &service.code).await? {
            reschedule(tx, backend, &order).await?;
        }
    }
    Ok(changing.len())
}
