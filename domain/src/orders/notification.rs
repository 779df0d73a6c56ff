//! Who is told of what happened.

use super::{Acting, Actor, Assignee, DECLINES_FOR_THE_LEAD, Event, EventKind, Parties, State};
use crate::accounts::{PersonId, Role, TeamId};
use crate::areas::AreaCode;
use crate::clocks::{ClockKind, EscalationLevel};
use crate::messages::MessageKind;
use crate::text::without_numbers;

/// What a desk is told of a new order. Whoever has the desk open sees it come.
pub const NEW_ORDER: &str = "有新工单，请派单";

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
pub struct Notification {
    /// Who is to be told.
    pub to: Recipient,
    /// What it is about, where it goes out as a short message.
    pub kind: MessageKind,
    /// One sentence without the order's number and service, which stand beside it.
    pub sentence: String,
    /// The sentence of the short message, where that of the notifications holds a name or what somebody typed.
    pub short: Option<&'static str>,
}

impl Notification {
    /// What a short message says: no name, and nothing that anybody typed.
    #[must_use]
    pub fn message(&self) -> &str {
        self.short.unwrap_or(&self.sentence)
    }
}

/// Whom an event concerns, and what they read. Nobody is told of what they did themselves.
///
/// `before` is the state that the event found; a transferred order is also told to whom it leaves.
#[must_use]
pub fn notifications(
    event: &Event,
    before: Option<&State>,
    parties: &Parties,
    community: &AreaCode,
) -> Vec<Notification> {
    use EventKind as E;
    let name = &event.actor.name;
    let holder = before.and_then(State::assignee);
    let mut told = Told { parties, community, holder, list: Vec::new() };
    match &event.kind {
        E::Placed { recurrence: Some(_), .. } => {
            told.desk("定期点单到日子了，请派单");
            told.residents("定期点单到日子了，已经替您点好这一单");
        }
        E::Placed { .. } => {
            told.desk(NEW_ORDER);
            told.residents("已经收到您的点单，有人接单马上告诉您");
        }
        E::Dispatched { to, .. } => {
            told.assignee(to, "派给您一张工单，请接单");
            told.residents((format!("社区已派给{}", to.name()), "社区已派了人，等对方接单"));
        }
        E::Unmatched { why } => {
            told.desk((format!("没能自动派出去：{why}，请社区派单"), "有一单没能自动派出去，请派单"))
        }
        E::Transferred { to } => {
            told.holder("这张工单已转给别人，您不用去了");
            told.assignee(to, "转给您一张工单，请接单");
            told.residents((format!("社区改派给{}", to.name()), "社区改派了别人，等对方接单"));
        }
        E::Claimed { .. } | E::Accepted { .. } => {
            told.residents((format!("{name}接了单，会来给您办"), "有人接了单，会来给您办"));
        }
        E::Declined { reason, .. } => {
            told.desk((format!("{name}把单退了：{}", reason.name()), "有人退了单"));
            told.residents("原来的人来不了，社区正在另派");
        }
        E::Paused { reason } => {
            let sentence = format!("先停一停：{}", reason.name());
            told.residents(sentence.clone());
            told.holder(sentence);
        }
        E::Resumed => {
            told.residents("又接着办了");
            told.holder("可以接着办了");
        }
        E::Arrived { without_code: Some(_) } => told.residents((
            format!("{name}说已经到了（没有用上门码），如果没有来，请打社区电话"),
            "上门的人说已经到了（没有用上门码），如果没有来，请打社区电话",
        )),
        E::Arrived { without_code: None } => {
            told.residents((format!("{name}已经到了"), "上门的人已经到了"));
        }
        E::ArrivalCodeRejected | E::Confirmed => {}
        E::Finished { .. } => told.residents("服务做完了，请您评价；没办好可以重开"),
        E::Rated { rating } => {
            if let Some(helper) = before.and_then(State::progress) {
                let sentence = format!("居民评价：{}", rating.level.name());
                told.add(Recipient::Person(helper.person.clone()), MessageKind::Work, sentence);
            }
        }
        E::Reopened { reason } => {
            told.desk((format!("居民重开了工单：{}", without_numbers(reason)), "居民重开了工单"));
            told.residents("工单已重开，社区会再安排");
        }
        E::Closed { .. } => told.residents("工单已办结"),
        E::Cancelled { .. } => {
            match holder {
                Some(_) => told.holder("居民取消了，您不用去了"),
                None => told.desk("居民取消了工单"),
            }
            told.residents("工单已取消");
        }
        E::Escalated { clock, level } => told.escalated(*clock, *level),
        E::Agreed { arrives_at } => {
            let (day, time) = (arrives_at.date(), arrives_at.clock_words());
            told.residents((
                format!("{name}约好 {}月{}日 {time} 到", day.month(), day.day()),
                "上门的人约好了几点到，请看点点通里的消息",
            ));
        }
        E::Nudged { clock } => told.nudged(*clock, &event.actor),
        E::DeadlineMoved { .. } => {}
        E::Refused { advice } => told.residents((
            format!("社区办不了这件事：{advice}"),
            "社区办不了这件事，该去哪里办，请看点点通里的消息",
        )),
    }
    let mut list = told.list;
    list.retain(
        |notification| !matches!(&notification.to, Recipient::Person(person) if event.actor.is(person)),
    );
    list
}

/// Whom to tell that an order is left in hands that can't serve it any more, after `name` lost a role: the desk, to
/// hand it on, and the residents. `team` is to whom it was dispatched, where nobody had answered yet.
#[must_use]
pub fn orphaned_notifications(
    name: &str,
    team: Option<&Assignee>,
    parties: &Parties,
    community: &AreaCode,
) -> Vec<Notification> {
    let mut told = Told { parties, community, holder: None, list: Vec::new() };
    match team {
        Some(Assignee::Team { name, .. }) => told.desk((
            format!("{name}没有人了，这一单还派在那里，请转给别人"),
            "有一单派给的队伍没有人了，请转给别人",
        )),
        _ => told.desk((
            format!("{name}的身份收回了，这一单还在他手上，请转给别人"),
            "有人的身份收回了，这一单还在他手上，请转给别人",
        )),
    }
    told.residents("原来的人来不了，社区正在给您换人");
    told.list
}

/// What the community's lead is told once an order, with this event, was declined so often that it is
/// the lead's to decide.
#[must_use]
pub fn notification_to_the_lead(event: &Event, declines: i64) -> Option<Notification> {
    let declined = matches!(event.kind, EventKind::Declined { .. });
    (declined && declines >= DECLINES_FOR_THE_LEAD).then(|| Notification {
        to: Recipient::Leads(Role::CommunityLead),
        kind: MessageKind::Desk,
        sentence: format!("这张工单退了 {declines} 次，请您看看原因，定派给谁"),
        short: None,
    })
}

/// What is told: the sentence, and a shorter one for the phone where it can't go out as it is.
struct Said(String, Option<&'static str>);

impl From<&str> for Said {
    fn from(sentence: &str) -> Self {
        Self(sentence.to_owned(), None)
    }
}

impl From<String> for Said {
    fn from(sentence: String) -> Self {
        Self(sentence, None)
    }
}

impl From<(String, &'static str)> for Said {
    fn from((sentence, short): (String, &'static str)) -> Self {
        Self(sentence, Some(short))
    }
}

/// What has been told so far, and to whom it may be.
struct Told<'a> {
    parties: &'a Parties,
    community: &'a AreaCode,
    /// In whose hands the order was.
    holder: Option<&'a Assignee>,
    list: Vec<Notification>,
}

impl Told<'_> {
    fn add(&mut self, to: Recipient, kind: MessageKind, said: impl Into<Said>) {
        let Said(sentence, short) = said.into();
        self.list.push(Notification { to, kind, sentence, short });
    }

    /// The resident, and whoever ordered for them.
    fn residents(&mut self, said: impl Into<Said>) {
        let Said(sentence, short) = said.into();
        let Parties { resident, placed_by, .. } = self.parties;
        let both = [Some(resident), Some(placed_by).filter(|person| *person != resident)];
        for person in both.into_iter().flatten() {
            let said = Said(sentence.clone(), short);
            self.add(Recipient::Person(person.clone()), MessageKind::Progress, said);
        }
    }

    fn assignee(&mut self, to: &Assignee, said: impl Into<Said>) {
        self.add(whom(to), MessageKind::Work, said);
    }

    fn holder(&mut self, said: impl Into<Said>) {
        if let Some(holder) = self.holder {
            self.assignee(holder, said);
        }
    }

    fn desk(&mut self, said: impl Into<Said>) {
        self.add(Recipient::Desk(self.community.clone()), MessageKind::Desk, said);
    }

    /// A clock that runs out: whoever has the order is warned, and those above them are told.
    fn escalated(&mut self, clock: ClockKind, level: EscalationLevel) {
        let desk = Recipient::Desk(self.community.clone());
        let late = format!("“{}”超时了，还没有做到，请督促", clock.name());
        let (to, sentence) = match (level.lead(), level, self.holder) {
            (Some(role), ..) => (Recipient::Leads(role), late),
            (None, EscalationLevel::Warning, Some(holder)) => {
                (whom(holder), format!("“{}”快到时限了，请抓紧", clock.name()))
            }
            (None, EscalationLevel::Warning, None) => {
                (desk, format!("“{}”快到时限了，还没有人接手", clock.name()))
            }
            (None, ..) => (desk, late),
        };
        self.add(to, MessageKind::Escalation, sentence);
    }

    /// Somebody urges: whoever has the order, and the desk with its lead.
    fn nudged(&mut self, clock: ClockKind, actor: &Actor) {
        let clock = clock.name();
        let said = || match actor.acting {
            Acting::Resident => Said(format!("“{clock}”超时了，居民在催，请马上联系"), None),
            _ => Said(
                format!("“{clock}”超时了，{}在催，请马上办", actor.name),
                Some("有一单超时了，有人在催，请马上办"),
            ),
        };
        if let Some(holder) = self.holder {
            self.add(whom(holder), MessageKind::Escalation, said());
        }
        self.add(Recipient::Desk(self.community.clone()), MessageKind::Escalation, said());
    }
}

/// The recipient that an assignee is.
fn whom(assignee: &Assignee) -> Recipient {
    match assignee {
        Assignee::Person { id, .. } => Recipient::Person(id.clone()),
        Assignee::Team { id, .. } => Recipient::Team(id.clone()),
    }
}
