//! What waits for the visitor: own orders under way, and the work of the role in use.

use crate::accounts::first_page;
use crate::components::{ListRow, Section, Stack, Tone};
use crate::context::now;
use crate::orders::order_card;
use crate::paths;
use backend::accounts::Viewer;
use backend::orders::{Coming, DeskFilter, DeskGroup, JobsTab, Order, coming, desk, jobs, open_orders};
use backend::{AppError, Backend};
use domain::accounts::Role;
use domain::orders::Attention;
use leptos::prelude::*;

/// How many own orders stand on the first page; the others are one tap away.
const SHOWN: usize = 2;

/// The viewer's own orders under way.
pub(super) struct Open {
    /// The one for which somebody is on the way next.
    pub coming: Option<Coming>,
    /// Those that want something of the viewer, then the newest, without it.
    pub orders: Vec<Order>,
    /// How many there are.
    pub count: usize,
}

impl Open {
    /// Those of the viewer; none for strangers.
    ///
    /// # Errors
    /// [`AppError::internal`] if the database fails.
    pub async fn of(backend: &Backend, viewer: Option<&Viewer>) -> Result<Self, AppError> {
        let Some(viewer) = viewer else {
            return Ok(Self { coming: None, orders: Vec::new(), count: 0 });
        };
        let (mut orders, count) = open_orders(backend, viewer, SHOWN + 1).await?;
        let comes = orders.first().is_some_and(|first| first.attention(now()) == Attention::Coming);
        let coming = if comes { coming(backend, viewer, orders.remove(0)).await? } else { None };
        orders.truncate(SHOWN);
        Ok(Self { coming, orders, count })
    }
}

/// Own orders under way as cards; nothing if there are none.
#[component]
pub(super) fn OpenOrders(
    /// The orders.
    orders: Vec<Order>,
    /// How many there are with those that aren't shown.
    count: usize,
) -> impl IntoView {
    let now = now();
    let cards: Vec<_> = orders.iter().map(|order| order_card(order, now)).collect();
    (!cards.is_empty()).then(|| {
        view! {
            <Section title="正在办的" more_href=paths::ORDERS more=format!("全部 {count} 件")>
                <Stack>{cards.collect_view()}</Stack>
            </Section>
        }
    })
}

/// The way to one's work, with what waits there; `None` for residents.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub(super) async fn work(backend: &Backend, viewer: &Viewer) -> Result<Option<AnyView>, AppError> {
    let role = viewer.role();
    let (title, icon, line) = if role.serves() {
        let jobs = jobs(backend, viewer, JobsTab::Open, None).await?;
        let pool =
            if role == Role::Member { format!("能抢的 {} 单，", jobs.pool) } else { String::new() };
        let line = format!("派给您 {} 单，{pool}手上 {} 单", jobs.dispatched, jobs.mine);
        ("我来服务", "hand-heart", line)
    } else if role.has_desk() {
        let desk = desk(backend, viewer, &DeskFilter::default()).await?;
        let placed = desk.counts.get(&DeskGroup::Placed).copied().unwrap_or_default();
        ("派单台", "clipboard-list", format!("{placed} 单等着派"))
    } else if role == Role::Admin {
        ("人员", "users", "授予身份，收回身份".to_owned())
    } else {
        return Ok(None);
    };
    let href = first_page(role);
    Ok(Some(view! { <ListRow href title line icon tone=Tone::Red/> }.into_any()))
}
