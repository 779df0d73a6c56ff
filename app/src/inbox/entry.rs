//! One message of the inbox.

use crate::parts::{ServiceRow, Tone};
use crate::paths;
use backend::notifications::Notification;
use domain::accounts::Role;
use leptos::prelude::*;

/// One message; it leads to its order.
#[component]
pub(super) fn Entry(
    /// The message.
    notice: Notification,
    /// The role in use.
    role: Role,
) -> impl IntoView {
    let href = order_href(&notice, role);
    let other_role = if href == paths::ME { "（先换到服务的身份，点这里去换）" } else { "" };
    let line = format!("{} · {other_role}{}", notice.at.clock_words(), notice.sentence);
    let tag = if notice.unread { "未读" } else { "" };
    view! { <ServiceRow href title=notice.service_name line tag tone=Tone::Red fee=notice.number/> }
}

/// Where the message's order is seen: at work in the role in use, else as a resident. Whoever acts
/// as a resident must change the role before a job opens.
fn order_href(notice: &Notification, role: Role) -> String {
    match role {
        _ if !notice.at_work => paths::order(&notice.number),
        role if role.serves() => paths::job(&notice.number),
        role if role.has_desk() => paths::with(paths::DESK, &[("order", &notice.number)]),
        _ => paths::ME.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::time::Timestamp;

    fn notice(at_work: bool) -> Notification {
        Notification {
            number: "K101-0427".into(),
            service_name: "家庭水电小修".into(),
            sentence: "李建国接了单，会上门服务".into(),
            at: Timestamp(0),
            unread: true,
            at_work,
        }
    }

    #[test]
    fn leads_to_where_the_order_can_be_seen() {
        assert_eq!(order_href(&notice(false), Role::Staff), "/orders/K101-0427");
        assert_eq!(order_href(&notice(true), Role::Member), "/jobs/K101-0427");
        assert_eq!(order_href(&notice(true), Role::CommunityLead), "/desk?order=K101-0427");
        assert_eq!(order_href(&notice(true), Role::Resident), "/me");
    }
}
