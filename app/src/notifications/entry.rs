//! One line of the list of notifications.

use crate::components::{ServiceRow, Tone};
use crate::paths;
use backend::notifications::NotificationLine;
use domain::accounts::Role;
use leptos::prelude::*;

/// One message; it leads to its order.
#[component]
pub(super) fn Entry(
    /// The message.
    notification: NotificationLine,
    /// The role in use.
    role: Role,
) -> impl IntoView {
    let href = order_href(&notification, role);
    let other_role = if href == paths::ME { "（先换到服务的身份，点这里去换）" } else { "" };
    let line = format!("{} · {other_role}{}", notification.at.clock_words(), notification.sentence);
    let tag = if notification.unread { "未读" } else { "" };
    view! { <ServiceRow href title=notification.service_name line tag tone=Tone::Blue fee=notification.number/> }
}

/// Where the message's order is seen: at work in the role in use, else as a resident. Whoever acts
/// as a resident must change the role before a job opens.
fn order_href(notification: &NotificationLine, role: Role) -> String {
    match role {
        _ if !notification.at_work => paths::order(&notification.number),
        role if role.serves() => paths::job(&notification.number),
        role if role.has_desk() => paths::with(paths::DESK, &[("order", &notification.number)]),
        _ => paths::ME.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::time::Timestamp;

    fn notification(at_work: bool) -> NotificationLine {
        NotificationLine {
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
        assert_eq!(order_href(&notification(false), Role::Staff), "/orders/K101-0427");
        assert_eq!(order_href(&notification(true), Role::Member), "/jobs/K101-0427");
        assert_eq!(order_href(&notification(true), Role::CommunityLead), "/desk?order=K101-0427");
        assert_eq!(order_href(&notification(true), Role::Resident), "/me");
    }
}
