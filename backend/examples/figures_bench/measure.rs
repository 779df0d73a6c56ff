//! How long the application's own use cases take.

use crate::cast::Cast;
use crate::database::{Database, Kind};
use crate::fill::Filled;
use crate::weeks::{MONTHS, now};
use crate::{Failure, check};
use backend::accounts::Viewer;
use backend::orders::{
    CommandForm, DeskFilter, DeskGroup, OrderFor, PlaceOrder, Viewpoint, act, close_overdue, desk,
    own_orders, place, view,
};
use backend::reports::{orders_behind, public_report, report};
use backend::{AppError, Backend, clocks, dispatch, return_visits};
use domain::accounts::Role;
use domain::counters::{Measure, Month};
use locale::text;
use std::future::Future;
use std::time::{Duration, Instant};

/// How often each page is opened.
const RUNS: usize = 30;
/// How many orders are lived through.
const ORDERS: usize = 60;

/// How long something took: the first time, and then so often.
#[derive(Clone, Debug, Default)]
pub struct Times {
    pub first: Duration,
    pub later: Vec<Duration>,
}

impl Times {
    /// So many of a hundred took no longer.
    pub fn percentile(&self, percent: usize) -> Duration {
        let mut sorted = self.later.clone();
        sorted.sort_unstable();
        let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
        sorted.get(place).copied().unwrap_or(self.first)
    }
}

/// What was found of one database of one size.
pub struct Measured {
    pub kind: Kind,
    pub filled: Filled,
    pub bytes: u64,
    pub equal: &'static str,
    /// By what was done, in the order in which it stands in the table.
    pub times: Vec<(&'static str, Times)>,
}

/// Measures everything.
pub async fn all(
    backend: &Backend,
    database: &Database,
    cast: &Cast,
    filled: Filled,
) -> Result<Measured, Failure> {
    let mut times = reports(backend, cast).await?;
    times.extend(pages(backend, cast).await?);
    times.extend(jobs(backend).await?);
    times.extend(kept_up(backend, cast).await?);
    let equal = check::equal(backend, filled.orders, filled.all_events).await?;
    Ok(Measured { kind: database.kind, filled, bytes: database.size().await?, equal, times })
}

/// Once, and then thirty times.
async fn timed<T, F>(run: impl Fn() -> F) -> Result<Times, Failure>
where
    F: Future<Output = Result<T, AppError>>,
{
    let mut times = Times::default();
    for run_number in 0..=RUNS {
        let begun = Instant::now();
        run().await?;
        let took = begun.elapsed();
        if run_number == 0 {
            times.first = took;
        } else {
            times.later.push(took);
        }
        // What takes seconds needs no thirty runs.
        if run_number >= 3 && times.first > Duration::from_secs(2) {
            break;
        }
    }
    Ok(times)
}

async fn reports(backend: &Backend, cast: &Cast) -> Result<Vec<(&'static str, Times)>, Failure> {
    let from = Some(Month::of(now()).plus(1 - MONTHS));
    let year = Some(Month::of(now()).plus(-11));
    let seen = async |viewer: &Viewer, from| timed(|| report(backend, viewer, from, None)).await;
    Ok(vec![
        (text("报表：全区 36 个月", "reports: district, 36 months"), seen(&cast.district, from).await?),
        (text("报表：全区 12 个月", "reports: district, 12 months"), seen(&cast.district, year).await?),
        (text("报表：办事处 36 个月", "reports: office, 36 months"), seen(&cast.office, from).await?),
        (text("报表：社区 36 个月", "reports: community, 36 months"), seen(&cast.staff, from).await?),
        (
            text("居民看的公示页", "residents' figures"),
            timed(|| public_report(backend, cast.community.as_str())).await?,
        ),
    ])
}

async fn pages(backend: &Backend, cast: &Cast) -> Result<Vec<(&'static str, Times)>, Failure> {
    let (from, to) = (Month::of(now()).plus(1 - MONTHS), Month::of(now()));
    let behind = async |viewer: &Viewer, measure| {
        timed(|| orders_behind(backend, viewer, measure, from, to, "")).await
    };
    let filter = |group, words: &str| DeskFilter { group, words: words.to_owned(), ..DeskFilter::default() };
    let at_desk = async |viewer: &Viewer, filter: DeskFilter| timed(|| desk(backend, viewer, &filter)).await;
    let number = format!("{}-0007", cast.community);
    Ok(vec![
        (
            text("数字背后的工单：全区点单", "orders behind: district, placed"),
            behind(&cast.district, Measure::Placed).await?,
        ),
        (
            text("数字背后的工单：全区上门超时", "orders behind: district, late at the door"),
            behind(&cast.district, Measure::OnSiteLate).await?,
        ),
        (
            text("数字背后的工单：全区重开", "orders behind: district, reopened"),
            behind(&cast.district, Measure::Reopenings).await?,
        ),
        (
            text("数字背后的工单：社区重开", "orders behind: community, reopened"),
            behind(&cast.staff, Measure::Reopenings).await?,
        ),
        (
            text("工作台：社区待派单", "desk: community, waiting"),
            at_desk(&cast.staff, filter(DeskGroup::Placed, "")).await?,
        ),
        (
            text("工作台：社区已办完", "desk: community, over"),
            at_desk(&cast.staff, filter(DeskGroup::Over, "")).await?,
        ),
        (
            text("工作台：全区待派单", "desk: district, waiting"),
            at_desk(&cast.district, filter(DeskGroup::Placed, "")).await?,
        ),
        (
            text("工作台：全区已办完", "desk: district, over"),
            at_desk(&cast.district, filter(DeskGroup::Over, "")).await?,
        ),
        (
            text("工作台：社区按单号找", "desk: community, by number"),
            at_desk(&cast.staff, filter(DeskGroup::Placed, &number)).await?,
        ),
        (text("我的工单", "own orders"), timed(|| own_orders(backend, &cast.resident, None, None)).await?),
    ])
}

/// The jobs that look for what is due, with nothing or little to do.
async fn jobs(backend: &Backend) -> Result<Vec<(&'static str, Times)>, Failure> {
    let drawn = Instant::now();
    return_visits::draw_due(backend).await?;
    let drawn = Times { first: drawn.elapsed(), later: Vec::new() };
    Ok(vec![
        (text("找该催办的", "look for what is late"), timed(|| clocks::escalate(backend)).await?),
        (
            text("找该自动派的", "look for what is dispatched by itself"),
            timed(|| dispatch::dispatch_due(backend)).await?,
        ),
        (text("找该办结的", "look for what is to be closed"), timed(|| close_overdue(backend)).await?),
        (
            text("抽一周的回访（63 个社区，一次）", "draw a week's return visits (63 communities, once)"),
            drawn,
        ),
    ])
}

/// Orders lived through by the use cases, each with its events, clocks, notifications and sums in one transaction.
async fn kept_up(backend: &Backend, cast: &Cast) -> Result<Vec<(&'static str, Times)>, Failure> {
    let (mut placing, mut finishing, mut rating) = (Times::default(), Times::default(), Times::default());
    for order in 0..ORDERS {
        let request = PlaceOrder {
            service: "S002".to_owned(),
            again: "meant".to_owned(),
            token: format!("{order:>20}"),
            ..PlaceOrder::default()
        };
        let begun = Instant::now();
        let placed = place(backend, &cast.resident, OrderFor::Oneself, &request).await?;
        add(&mut placing, begun);
        let number = placed.number.to_string();
        let form = |command: &str| CommandForm { command: command.to_owned(), ..CommandForm::default() };
        does(backend, &cast.member, &number, form("claim")).await?;
        let seen = view(backend, &cast.resident, &number, Viewpoint::Resident).await?;
        let code = seen.arrival_code.unwrap_or_default();
        does(backend, &cast.member, &number, CommandForm { code, ..form("arrive") }).await?;
        let done =
            CommandForm { note: "讲清楚了".to_owned(), minutes: "20".to_owned(), ..form("finish") };
        let begun = Instant::now();
        does(backend, &cast.member, &number, done).await?;
        add(&mut finishing, begun);
        let level = CommandForm { level: "satisfied".to_owned(), ..form("rate") };
        let begun = Instant::now();
        does(backend, &cast.resident, &number, level).await?;
        add(&mut rating, begun);
    }
    Ok(vec![
        (text("点一单", "place an order"), placing),
        (text("办完一单", "finish an order"), finishing),
        (text("评价一单", "rate an order"), rating),
    ])
}

fn add(times: &mut Times, begun: Instant) {
    let took = begun.elapsed();
    if times.first.is_zero() {
        times.first = took;
    } else {
        times.later.push(took);
    }
}

async fn does(backend: &Backend, viewer: &Viewer, number: &str, form: CommandForm) -> Result<(), AppError> {
    let viewpoint = if viewer.role() == Role::Resident { Viewpoint::Resident } else { Viewpoint::Role };
    let form = CommandForm { number: number.to_owned(), view: viewpoint.name().to_owned(), ..form };
    act(backend, viewer, &form).await.map(|_| ())
}
