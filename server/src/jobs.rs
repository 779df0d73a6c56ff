//! What is done again and again, without anybody asking.

use crate::metrics::Metrics;
use backend::clocks::{ESCALATION_JOB, record_run, take_lease};
use backend::photos::Swept;
use backend::recurring::CreatedDue;
use backend::{AppError, Backend};
use std::future::Future;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

/// How often it is looked whether somebody must be told, sent or dispatched.
const OFTEN: Duration = Duration::from_secs(15);
/// How often what has time is done.
const SELDOM: Duration = Duration::from_secs(60);
/// How long a process that dies keeps others from its job, in milliseconds.
const LEASE: i64 = 45_000;

/// Works until `stopping` becomes true. What fails is logged, counted, and tried again.
///
/// A slow gateway or a long draw keeps no clock waiting: the three go round beside each other.
pub async fn run(backend: Backend, metrics: Metrics, stopping: watch::Receiver<bool>) {
    tokio::join!(
        again(OFTEN, stopping.clone(), || keep_time(&backend, &metrics)),
        again(OFTEN, stopping.clone(), || send(&backend, &metrics)),
        again(SELDOM, stopping, || keep_house(&backend, &metrics)),
    );
}

/// Does one thing at every so long; what it has begun it finishes.
async fn again<Work: Future<Output = ()>>(
    every: Duration,
    mut stopping: watch::Receiver<bool>,
    work: impl Fn() -> Work,
) {
    let mut ticks = interval(every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            // An error means that whoever would say so is gone.
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
        work().await;
    }
}

/// One round of everything, one after the other, so that what the clocks tell goes out at once.
/// A job that fails keeps no other from its own.
pub async fn work(backend: &Backend, metrics: &Metrics) {
    keep_time(backend, metrics).await;
    send(backend, metrics).await;
    keep_house(backend, metrics).await;
}

/// What must not be late: the clocks, and orders that the program dispatches.
async fn keep_time(backend: &Backend, metrics: &Metrics) {
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
}

/// The messages that are due.
async fn send(backend: &Backend, metrics: &Metrics) {
    job(backend, metrics, "messages", async {
        let sent = backend::messages::send_due(backend).await?;
        metrics.sent(sent);
        metrics.lagged("messages", sent.lag);
        if sent.given_up > 0 {
            tracing::warn!(given_up = sent.given_up, "messages given up");
        }
        if sent.over_number > 0 {
            tracing::info!(
                over_number = sent.over_number,
                "messages left to the notifications: enough for one number"
            );
        }
        if sent.over_budget > 0 {
            tracing::error!(
                over_budget = sent.over_budget,
                messages_a_day = backend.messages_a_day,
                "THE DAY'S SHORT MESSAGES ARE USED UP: until midnight escalations wait, and the others stand among the notifications"
            );
        }
        Ok(())
    })
    .await;
}

/// What has a minute's time.
async fn keep_house(backend: &Backend, metrics: &Metrics) {
    job(backend, metrics, "recurring", async {
        let looked = backend::recurring::create_due(backend).await?;
        if looked.made + looked.skipped + looked.failed + looked.put_off > 0 {
            let CreatedDue { made, skipped, failed, put_off } = looked;
            tracing::info!(made, skipped, failed, put_off, "recurring orders made ahead");
        }
        Ok(())
    })
    .await;
    job(backend, metrics, "end_grants", async {
        let ended = backend::orders::end_due_grants(backend).await?;
        if ended > 0 {
            tracing::info!(ended, "grants ended");
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
