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
    let href = order_href(&notification.number, notification.at_work, role);
    let other_role = if href == paths::ME { "（先换到服务的身份，点这里去换）" } else { "" };
    let line = format!("{} · {other_role}{}", notification.at.clock_words(), notification.sentence);
    let tag = if notification.unread { "未读" } else { "" };
    view! { <ServiceRow href title=notification.service_name line tag tone=Tone::Blue fee=notification.number/> }
}

/// Where the message's order is seen: at work in the role in use, else as a resident. Whoever acts
/// as a resident must change the role before a job opens.
pub(super) fn order_href(number: &str, at_work: bool, role: Role) -> String {
    match role {
        _ if !at_work => paths::order(number),
        role if role.serves() => paths::job(number),
        role if role.has_desk() => paths::with(paths::DESK, &[("order", number)]),
        _ => paths::ME.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_to_where_the_order_can_be_seen() {
        let href = |at_work, role| order_href("K101-0427", at_work, role);
        assert_eq!(href(false, Role::Staff), "/orders/K101-0427");
        assert_eq!(href(true, Role::Member), "/jobs/K101-0427");
        assert_eq!(href(true, Role::CommunityLead), "/desk?order=K101-0427");
        assert_eq!(href(true, Role::Resident), "/me");
    }
}
