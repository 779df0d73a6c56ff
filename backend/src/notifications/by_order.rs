//! The notifications put together by order: what is still to do, what is late, and the rest, whether it was read or not.

use super::{Shared, mark_read, own_sql, read_at_sql};
use crate::accounts::Viewer;
use crate::orders::{LATE_SQL, TO_DO_SQL};
use crate::store::{FromRow, PAGE};
use crate::{AppError, Backend, values};
use domain::orders::RATING_WINDOW;
use domain::time::{DAY, Timestamp};
use sqlx::AssertSqlSafe;
use strum::{EnumIter, EnumString, IntoStaticStr};

/// How far back orders are put together, in days; what was told before stands in the list of all.
const REACH: i64 = 90;

/// What is put together of those who work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum NotificationTab {
    /// 要我办: the order waits for the viewer, their team or their desk, read or not.
    ToDo,
    /// 超时: it waits for somebody else, and is late.
    Late,
    /// 其他: all else.
    Rest,
}

impl NotificationTab {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ToDo => "要我办",
            Self::Late => "超时",
            Self::Rest => "其他",
        }
    }
}

/// What was told of one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderNotices {
    /// The order's number.
    pub number: String,
    /// The service that was ordered.
    pub service_name: String,
    /// What happened last.
    pub sentence: String,
    /// When.
    pub at: Timestamp,
    /// How many notices of it there are, this one among them.
    pub count: i64,
    /// Whether that came after the last look at the notifications.
    pub unread: bool,
    /// Whether it was told to the person as one who serves or dispatches, not as a resident.
    pub at_work: bool,
    /// Whether a clock of the order has run out.
    pub late: bool,
}

/// A page of orders, the one told of last first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderNoticesPage {
    /// The orders.
    pub lines: Vec<OrderNotices>,
    /// The key of the next page, if there is one.
    pub next: Option<String>,
}

/// The orders of which the viewer in the role in use was told within ninety days, those of one tab or all, after the key of
/// the page before. It leaves all as unread as it was: see [`opened`].
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn by_order(
    backend: &Backend,
    viewer: &Viewer,
    tab: Option<NotificationTab>,
    after: &str,
) -> Result<OrderNoticesPage, AppError> {
    #[derive(FromRow)]
    struct Row {
        id: String,
        number: String,
        service_name: String,
        sentence: String,
        created_at: i64,
        read_at: i64,
        mine: i64,
        told: i64,
        late: i64,
    }
    // The newest notice of an order stands for it.
    let sql = format!(
        concat!(
            "SELECT n.id, n.number, n.service_name, n.sentence, n.created_at, ",
            read_at_sql!(),
            " AS read_at, CAST(CASE WHEN o.placed_by = $1 OR o.resident = $1 THEN 1 ELSE 0 END AS BIGINT) AS mine, \
             (SELECT count(*) FROM notifications m WHERE m.community = n.community AND m.number = n.number AND ",
            own_sql!("m"),
            ") AS told, CAST({late} AS BIGINT) AS late \
             FROM notifications n JOIN orders o ON o.community = n.community AND o.number = n.number WHERE ",
            own_sql!("n"),
            " AND n.created_at > $12 AND NOT EXISTS (SELECT 1 FROM notifications m \
             WHERE m.community = n.community AND m.number = n.number \
             AND (m.created_at, m.id) > (n.created_at, n.id) AND ",
            own_sql!("m"),
            ") AND ($13 = '' OR ($13 = 'to_do' AND {to_do} = 1) OR ($13 = 'late' AND {to_do} = 0 AND {late} = 1) \
             OR ($13 = 'rest' AND {to_do} = 0 AND {late} = 0)) \
             AND (n.created_at, n.id) < ($8, $9) ORDER BY n.created_at DESC, n.id DESC LIMIT $10"
        ),
        late = LATE_SQL,
        to_do = TO_DO_SQL
    );
    let Shared { team, desk, lead_role, area, mark, grant } = Shared::of(viewer);
    let now = backend.clock.now();
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let (before, id) = after.split_once('_').unwrap_or_default();
    let before = before.parse().unwrap_or(i64::MAX);
    let tab = tab.map_or("", <&str>::from);
    let values = values![
        &viewer.person,
        team,
        desk,
        mark,
        grant,
        lead_role,
        area,
        before,
        id,
        limit,
        now,
        now.plus(-REACH * DAY),
        tab,
        now.plus(-RATING_WINDOW)
    ];
    // Everything in it was written here.
    let mut rows: Vec<Row> = backend.store.read().await?.all(AssertSqlSafe(sql), values).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|row| format!("{}_{}", row.created_at, row.id));
    let line = |row: Row| OrderNotices {
        unread: row.created_at > row.read_at,
        at_work: row.mine == 0,
        late: row.late != 0,
        number: row.number,
        service_name: row.service_name,
        sentence: row.sentence,
        at: Timestamp(row.created_at),
        count: row.told,
    };
    Ok(OrderNoticesPage { lines: rows.into_iter().map(line).collect(), next })
}

/// Whoever has opened the notifications has read what was told until now; what is to do is to do all the same.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn opened(backend: &Backend, viewer: &Viewer) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    mark_read(&mut tx, viewer, &Shared::of(viewer).mark, backend.clock.now()).await?;
    tx.commit().await?;
    Ok(())
}
