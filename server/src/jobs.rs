//! What is done again and again, without anybody asking.

use crate::metrics::Metrics;
use backend::clocks::{ESCALATION_JOB, record_run, take_lease};
use backend::photos::Swept;
use backend::recurring::MadeDue;
use backend::{AppError, Backend};
use std::future::Future;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

/// How often the clocks are looked at.
const EVERY: Duration = Duration::from_secs(15);
/// The other jobs are done at every so many looks.
const SELDOM: u64 = 4;
/// How long a process that dies keeps others from its job, in milliseconds.
const LEASE: i64 = 45_000;

/// Works until `stopping` becomes true. What fails is logged, counted, and tried again.
pub async fn run(backend: Backend, metrics: Metrics, mut stopping: watch::Receiver<bool>) {
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for round in 0_u64.. {
        let stopped = async { stopping.wait_for(|stopping| *stopping).await.map(|_| ()) };
        tokio::select! {
            _ = ticks.tick() => {}
            // An error means that whoever would say so is gone.
            _ = stopped => return,
        }
        work(&backend, &metrics, round.is_multiple_of(SELDOM)).await;
    }
}

/// One round's work; a job that fails keeps no other from its own.
pub async fn work(backend: &Backend, metrics: &Metrics, seldom: bool) {
    job(backend, metrics, ESCALATION_JOB, async {
        let looked = backend::clocks::escalate(backend).await?;
        metrics.escalated(looked);
        metrics.lagged(ESCALATION_JOB, looked.lag);
        if looked.told > 0 {
            tracing::info!(told = looked.told, orders = looked.orders, "clocks escalated");
        }
        Ok(())
    })
    .await;
    job(backend, metrics, "dispatch", async {
        let done = backend::dispatch::dispatch_due(backend).await?;
        metrics.lagged("dispatch", done.lag);
        if done.dispatched > 0 || done.failed > 0 {
            tracing::info!(
                dispatched = done.dispatched,
                failed = done.failed,
                "orders dispatched by themselves"
            );
        }
        Ok(())
    })
    .await;
    // After the clocks and the dispatch, so that what they told goes out in the same round.
    job(backend, metrics, "messages", async {
        let sent = backend::messages::send_due(backend).await?;
        metrics.sent(sent);
        metrics.lagged("messages", sent.lag);
        if sent.given_up > 0 {
            tracing::warn!(given_up = sent.given_up, "messages given up");
        }
        Ok(())
    })
    .await;
    if !seldom {
        return;
    }
    job(backend, metrics, "recurring", async {
        let looked = backend::recurring::make_due(backend).await?;
        if looked.made + looked.skipped + looked.failed + looked.put_off > 0 {
            let MadeDue { made, skipped, failed, put_off } = looked;
            tracing::info!(made, skipped, failed, put_off, "recurring orders made ahead");
        }
        Ok(())
    })
    .await;
    job(backend, metrics, "close_overdue", async {
        let closed = backend::orders::close_overdue(backend).await?;
        if closed > 0 {
            tracing::info!(closed, "unrated orders closed");
        }
        Ok(())
    })
    .await;
    job(backend, metrics, "return_visits", async {
        let drawn = backend::return_visits::draw_due(backend).await?;
        if drawn > 0 {
            tracing::info!(communities = drawn, "return visits drawn");
        }
        Ok(())
    })
    .await;
    job(backend, metrics, "photos", async {
        let swept = backend::photos::sweep(backend).await?;
        if swept != Swept::default() {
            let Swept { attached, dropped, erased } = swept;
            tracing::info!(attached, dropped, erased, "pictures put in order");
        }
        Ok(())
    })
    .await;
    job(backend, metrics, "sweep", backend::accounts::sweep(backend)).await;
}

/// Does a job, if no other process is at it.
async fn job(
    backend: &Backend,
    metrics: &Metrics,
    name: &'static str,
    work: impl Future<Output = Result<(), AppError>>,
) {
    match take_lease(backend, name, LEASE).await {
        Ok(true) => {}
        Ok(false) => return,
        Err(error) => {
            tracing::error!(job = name, code = error.code, "no lease");
            metrics.ran(name, false, backend.clock.now());
            return;
        }
    }
    let done = work.await;
    metrics.ran(name, done.is_ok(), backend.clock.now());
    if let Err(error) = &done {
        tracing::error!(job = name, code = error.code, "job failed");
    }
    if let Err(error) = record_run(backend, name, done.is_ok()).await {
        tracing::error!(job = name, code = error.code, "the run could not be written down");
    }
}
