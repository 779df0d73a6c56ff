//! Who is told of what happened.

use super::{Assignee, Event, EventKind, Parties, State};
use crate::accounts::{PersonId, Role, TeamId};
use crate::areas::AreaCode;
use crate::clocks::Step;

/// Who is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// One person.
    Person(PersonId),
    /// Everybody of a team.
    Team(TeamId),
    /// The staff of a community.
    Desk(AreaCode),
    /// Those who hold this role over the community of the order.
    Leads(Role),
}

/// One thing to tell: who, and the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Who is to be told.
    pub to: Recipient,
    /// One sentence without the order's number and service, which stand beside it.
    pub sentence: String,
}

/// Whom an event concerns, and what they read. Nobody is told of what they did themselves.
///
/// `before` is the state that the event found; a transferred order is also told to whom it leaves.
#[must_use]
pub fn notices(
    event: &Event,
    before: Option<&State>,
    parties: &Parties,
    community: &AreaCode,
) -> Vec<Notice> {
    use EventKind as E;
    let name = &event.actor.name;
    let mut list = Vec::new();
    let mut tell = |to: Recipient, sentence: String| list.push(Notice { to, sentence });
    let holder = before.and_then(State::assignee);
    let server = before.and_then(State::progress);
    let residents = |sentence: &str, tell: &mut dyn FnMut(Recipient, String)| {
        tell(Recipient::Person(parties.resident.clone()), sentence.to_owned());
        if parties.placed_by != parties.resident {
            tell(Recipient::Person(parties.placed_by.clone()), sentence.to_owned());
        }
    };
    match &event.kind {
        E::Placed { .. } => {
            tell(Recipient::Desk(community.clone()), "有新工单，请派单".to_owned());
            residents("已经收到您的点单，24 小时内一定有回音", &mut tell);
        }
        E::Dispatched { to } => {
            tell(whom(to), "派给您一张工单，请接单".to_owned());
            residents(&format!("社区已派给{}", to.name()), &mut tell);
        }
        E::Transferred { to } => {
            if let Some(holder) = holder {
                tell(whom(holder), "这张工单已转给别人，您不用去了".to_owned());
            }
            tell(whom(to), "转给您一张工单，请接单".to_owned());
            residents(&format!("社区改派给{}", to.name()), &mut tell);
        }
        E::Claimed { .. } | E::Accepted { .. } => {
            residents(&format!("{name}接了单，会来给您办"), &mut tell);
        }
        E::Declined { reason, .. } => {
            tell(Recipient::Desk(community.clone()), format!("{name}退了单：{}", reason.name()));
            residents("原来的人来不了，社区正在另派", &mut tell);
        }
        E::Paused { reason } => {
            let sentence = format!("先停一停：{}", reason.name());
            residents(&sentence, &mut tell);
            if let Some(holder) = holder {
                tell(whom(holder), sentence);
            }
        }
        E::Resumed => {
            residents("又接着办了", &mut tell);
            if let Some(holder) = holder {
                tell(whom(holder), "可以接着办了".to_owned());
            }
        }
        E::Arrived { without_code } => {
            let sentence = if without_code.is_some() {
                format!("{name}说已经到了（没有用上门码），如果没有来，请联系社区")
            } else {
                format!("{name}已经到了")
            };
            residents(&sentence, &mut tell);
        }
        E::ArrivalCodeRejected | E::Confirmed => {}
        E::Finished { .. } => residents("服务做完了，请您评价；没办好可以重开", &mut tell),
        E::Rated { rating } => {
            if let Some(server) = server {
                let sentence = format!("居民评价：{}", rating.level.name());
                tell(Recipient::Person(server.person.clone()), sentence);
            }
        }
        E::Reopened { reason } => {
            tell(Recipient::Desk(community.clone()), format!("居民重开了工单：{reason}"));
            residents("工单已重开，社区会再安排", &mut tell);
        }
        E::Closed { .. } => residents("工单已办结", &mut tell),
        E::Cancelled { .. } => {
            if let Some(holder) = holder {
                tell(whom(holder), "居民取消了，您不用去了".to_owned());
            } else {
                tell(Recipient::Desk(community.clone()), "居民取消了工单".to_owned());
            }
            residents("工单已取消", &mut tell);
        }
        E::Escalated { clock, step } => {
            let late = format!("“{}”超时了，还没有做到，请督促", clock.name());
            match (step, holder) {
                (Step::Warning, Some(holder)) => {
                    tell(whom(holder), format!("“{}”快到时限了，请抓紧", clock.name()));
                }
                (Step::Warning, None) => {
                    let sentence = format!("“{}”快到时限了，还没有人接手", clock.name());
                    tell(Recipient::Desk(community.clone()), sentence);
                }
                (Step::Grid, _) => tell(Recipient::Desk(community.clone()), late),
                (Step::CommunityLead, _) => tell(Recipient::Leads(Role::CommunityLead), late),
                (Step::Office, _) => tell(Recipient::Leads(Role::OfficeLead), late),
                (Step::District, _) => tell(Recipient::Leads(Role::DistrictLead), late),
            }
        }
        E::Refused { advice } => residents(&format!("社区办不了这件事：{advice}"), &mut tell),
    }
    list.retain(|notice| !matches!(&notice.to, Recipient::Person(person) if event.actor.is(person)));
    list
}

/// The recipient that an assignee is.
fn whom(assignee: &Assignee) -> Recipient {
    match assignee {
        Assignee::Person { id, .. } => Recipient::Person(id.clone()),
        Assignee::Team { id, .. } => Recipient::Team(id.clone()),
    }
}
