//! What an event says, from its ids.

use crate::verbatim::verbatim;
use backend::areas::{AreaTree, tree};
use backend::audit_log::AuditLine;
use backend::catalogue::{Catalogue, current};
use backend::{AppError, Backend};
use domain::areas::AreaCode;
use domain::audit::{Doer, SecurityEvent, SecurityEventKind};
use domain::catalogue::{ServiceCode, ServiceList};
use domain::reports::SatisfactionRule;
use std::sync::Arc;

/// By what ids become names.
#[derive(Clone)]
pub(super) struct Names {
    tree: Arc<AreaTree>,
    catalogue: Arc<Catalogue>,
}

impl Names {
    pub(super) async fn of(backend: &Backend) -> Result<Self, AppError> {
        let catalogue = current(&mut backend.store.read().await?, backend).await?;
        Ok(Self { tree: tree(backend).await?, catalogue })
    }

    /// An area's name.
    pub(super) fn area(&self, code: &AreaCode) -> String {
        verbatim(self.tree.name(code))
    }

    /// A service's name; its code where the catalogue no longer has it.
    fn service(&self, code: &str) -> String {
        let known = ServiceCode::parse(code).ok().and_then(|code| self.catalogue.service(&code));
        known.map_or_else(|| code.to_owned(), |service| service.name.clone())
    }

    /// Who did it: a name, or what stands for it.
    pub(super) fn doer(line: &AuditLine) -> String {
        match (&line.doer, line.name.as_str()) {
            (Doer::Person { .. }, "") => "还没填姓名".to_owned(),
            (Doer::Person { .. }, name) => verbatim(name),
            (doer, _) => doer.acting_name().to_owned(),
        }
    }

    /// As what somebody acted, and where: «社区书记 · 樾城社区»; nothing of the console.
    pub(super) fn acting(&self, line: &AuditLine) -> String {
        match (&line.doer, line.doer.area()) {
            (Doer::Person { role, .. }, Some(area)) => format!("{} · {}", role.name(), self.area(area)),
            (Doer::Person { role, .. }, None) => role.name().to_owned(),
            _ => String::new(),
        }
    }

    /// More of what was done than its kind says.
    pub(super) fn detail(&self, event: &SecurityEvent) -> String {
        match event {
            SecurityEvent::SignedIn { way, new_device: true } => {
                format!("{}；这台设备以前没登录过", way.name())
            }
            SecurityEvent::SignedIn { way, new_device: false } => way.name().to_owned(),
            SecurityEvent::SignInFailed { reason, .. } => reason.name().to_owned(),
            SecurityEvent::FactorAdded { factor }
            | SecurityEvent::FactorRemoved { factor }
            | SecurityEvent::FactorProved { factor }
            | SecurityEvent::FactorFailed { factor } => factor.name().to_owned(),
            SecurityEvent::SessionsEnded { sessions } => format!("{sessions} 处"),
            SecurityEvent::RoleGranted { role, area, .. }
            | SecurityEvent::RoleRevoked { role, area, .. }
            | SecurityEvent::RoleEnded { role, area, .. } => {
                format!("{} · {}", role.name(), self.area(area))
            }
            SecurityEvent::NumberViewed { number, whose, .. } => format!("{} · {number}", whose.name()),
            SecurityEvent::DoorsViewed { wave, .. } => wave.clone(),
            SecurityEvent::PersonSearched { reason, .. } => reason.name().to_owned(),
            SecurityEvent::ReportExported { file, from, to, .. } => format!("{} · {from}–{to}", file.name()),
            SecurityEvent::SurveyExported { wave, file, .. } => {
                format!("{wave} {file}").trim_end().to_owned()
            }
            SecurityEvent::AuditViewed { kind, day, .. } => narrowed(kind.as_deref(), day.as_deref()),
            SecurityEvent::AuditExported { file, kind, day, .. } => {
                let narrowed = narrowed(kind.as_deref(), day.as_deref());
                if narrowed.is_empty() {
                    file.name().to_owned()
                } else {
                    format!("{} · {narrowed}", file.name())
                }
            }
            SecurityEvent::ServiceRuleSet { service, .. } | SecurityEvent::OwnTextSet { service, .. } => {
                self.service(service)
            }
            SecurityEvent::SatisfactionRuleSet { from, levels } => match from.parse() {
                Ok(from) => {
                    let rule = SatisfactionRule { from, levels: *levels };
                    format!("{} 起：{}", from.words(), rule.words())
                }
                Err(_) => from.clone(),
            },
            SecurityEvent::ServicePublished { service, published, .. } => {
                format!("{} · {}", on_or_off(*published), self.service(service))
            }
            SecurityEvent::ListPublished { list, published, services, .. } => {
                let list = list.parse().map_or("", ServiceList::name);
                format!("{} · {list} · {services} 项", on_or_off(*published))
            }
            SecurityEvent::Imported { table, rows } => format!("{} · {rows} 行", table.name()),
            SecurityEvent::AccessDenied { place, .. } => place.clone(),
            SecurityEvent::SignedOut
            | SecurityEvent::SignInLinkMade { .. }
            | SecurityEvent::AccountLocked { .. }
            | SecurityEvent::AccountUnlocked { .. }
            | SecurityEvent::NameSet { .. }
            | SecurityEvent::TelephoneSet { .. }
            | SecurityEvent::TeamTelephoneSet { .. }
            | SecurityEvent::HoursSet { .. }
            | SecurityEvent::Migrated { .. }
            | SecurityEvent::Recounted { .. }
            | SecurityEvent::BackedUp
            | SecurityEvent::Restored => String::new(),
        }
    }
}

fn on_or_off(published: bool) -> &'static str {
    if published { "上架" } else { "下架" }
}

/// What a look at the record was narrowed to.
fn narrowed(kind: Option<&str>, day: Option<&str>) -> String {
    let kind = kind.and_then(|kind| kind.parse().ok()).map(SecurityEventKind::name);
    let parts: Vec<_> = kind.into_iter().chain(day).collect();
    parts.join(" · ")
}
