//! Navigation: the items of the bars, what a resident, somebody who serves, and the staff can go to.

use crate::components::NavItem;
use crate::context::elder;
use crate::paths;
use crate::verbatim::verbatim;
use backend::accounts::Viewer;
use backend::audit_log::reads_audit;
use backend::{AppError, Backend, notifications};
use domain::accounts::Role;

/// An item of the bottom bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Here {
    /// Home.
    Home,
    /// The own orders, or the jobs of those who serve.
    Work,
    /// The messages.
    Notifications,
    /// The own account.
    Me,
}

/// The bottom bar: four items at most. In a role that serves, the jobs stand where a resident has
/// their orders; in a role with a desk, the desk does, and for an administrator the people.
///
/// # Errors
/// [`AppError::internal`] if the messages can't be counted.
pub async fn bottom_bar(
    backend: &Backend,
    viewer: Option<&Viewer>,
    here: Here,
) -> Result<Vec<NavItem>, AppError> {
    let role = viewer.map_or(Role::Resident, Viewer::role);
    let unread = match viewer {
        Some(viewer) => notifications::unread(backend, viewer).await?,
        None => 0,
    };
    // Four large characters would take two lines.
    let work = if role.serves() {
        NavItem::new(paths::JOBS, if elder() { "服务" } else { "我来服务" }).icon("hand-heart")
    } else if role.reads_desks() {
        NavItem::new(paths::DESK_OVERVIEW, "总览").icon("clipboard-list")
    } else if role.has_desk() {
        NavItem::new(paths::DESK, "派单台").icon("clipboard-list")
    } else if role == Role::Admin {
        NavItem::new(paths::DESK_PEOPLE, "人员").icon("users")
    } else {
        let label = if elder() { "工单" } else { "我的工单" };
        NavItem::new(paths::ORDERS, label).icon("clipboard-list")
    };
    Ok(vec![
        NavItem::new(paths::HOME, "首页").icon("house").current(here == Here::Home),
        work.current(here == Here::Work),
        NavItem::new(paths::NOTIFICATIONS, "消息")
            .icon("bell")
            .count(u32::try_from(unread).unwrap_or(0))
            .current(here == Here::Notifications),
        NavItem::new(paths::ME, "我的").icon("user").current(here == Here::Me),
    ])
}

/// An item of the desk's header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtDesk {
    /// How the communities stand; of office and district.
    Overview,
    /// The orders.
    Board,
    /// Ordering for somebody who telephones.
    NewOrder,
    /// What the community publishes.
    Lists,
    /// Who holds which role.
    People,
    /// The report.
    Figures,
    /// What is needed now and then: hours, rules.
    More,
    /// The survey waves.
    Surveys,
    /// The return visits.
    ReturnVisits,
    /// The posters.
    Posters,
    /// The office's telephone; a community's stands under «更多».
    Telephone,
    /// The record of security events.
    Audit,
    /// The messages.
    Notifications,
}

/// The desk's header: what the role in use may go to.
///
/// # Errors
/// [`AppError::internal`] if the messages can't be counted.
pub async fn desk_bar(backend: &Backend, viewer: &Viewer, here: AtDesk) -> Result<Vec<NavItem>, AppError> {
    Ok(desk_items(viewer, here, notifications::unread(backend, viewer).await?))
}

/// The header of the desk itself: whoever has it open sees new orders come, and is told of the rest.
///
/// # Errors
/// [`AppError::internal`] if the messages can't be counted.
pub async fn board_bar(backend: &Backend, viewer: &Viewer) -> Result<Vec<NavItem>, AppError> {
    Ok(desk_items(viewer, AtDesk::Board, notifications::unread_at_desk(backend, viewer).await?))
}

fn desk_items(viewer: &Viewer, here: AtDesk, unread: i64) -> Vec<NavItem> {
    let mut items = Vec::new();
    if viewer.role().reads_desks() {
        items.push(NavItem::new(paths::DESK_OVERVIEW, "总览").current(here == AtDesk::Overview));
    }
    if viewer.role().has_desk() {
        items.push(NavItem::new(paths::DESK, "派单台").current(here == AtDesk::Board));
        items.push(NavItem::new(paths::DESK_FIGURES, "统计").current(here == AtDesk::Figures));
    }
    if viewer.role() == Role::Admin {
        items.push(NavItem::new(paths::DESK_PEOPLE, "人员").current(here == AtDesk::People));
    }
    if viewer.role().is_of_community_desk() {
        items.extend([
            NavItem::new(paths::DESK_NEW, "替居民点单").current(here == AtDesk::NewOrder),
            NavItem::new(paths::DESK_LISTS, "清单").current(here == AtDesk::Lists),
            NavItem::new(paths::DESK_PEOPLE, "人员").current(here == AtDesk::People),
        ]);
    }
    let notifications = NavItem::new(paths::NOTIFICATIONS, "消息").count(u32::try_from(unread).unwrap_or(0));
    items.push(notifications.current(here == AtDesk::Notifications));
    let (at_surveys, at_return_visits) = (here == AtDesk::Surveys, here == AtDesk::ReturnVisits);
    let at_more =
        at_surveys || at_return_visits || matches!(here, AtDesk::Posters | AtDesk::Telephone | AtDesk::More);
    if viewer.role().is_of_community_desk() {
        // Of what is needed now and then there is too much for the bar.
        items.push(NavItem::new(paths::DESK_MORE, "更多").current(at_more));
    } else if viewer.role().has_desk() || viewer.role() == Role::Admin {
        if viewer.role().has_desk() {
            items.push(NavItem::new(paths::DESK_RETURN_VISITS, "回访").current(at_return_visits));
        }
        items.push(NavItem::new(paths::DESK_SURVEYS, "调查").current(at_surveys));
        if viewer.role() == Role::OfficeLead {
            items.push(NavItem::new(paths::DESK_TELEPHONE, "电话").current(here == AtDesk::Telephone));
        }
        if reads_audit(viewer) {
            items.push(NavItem::new(paths::DESK_AUDIT, "安全记录").current(here == AtDesk::Audit));
        }
    }
    items
}

/// Who works at the desk, and where: «樾城社区 · 社区工作者 陈静».
#[must_use]
pub fn desk_who(viewer: &Viewer) -> String {
    let area = viewer.held_in_use().map_or("", |held| held.area_name.as_str());
    format!("{} · {} {}", verbatim(area), viewer.role().name(), verbatim(&viewer.name))
}
