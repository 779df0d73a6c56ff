//! What is done every minute, without anybody asking.

use backend::Backend;
use std::future::Future;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

/// How often.
const EVERY: Duration = Duration::from_secs(60);

/// Works until `stopping` becomes true. What fails is logged, and tried again the next minute.
pub async fn run(backend: Backend, mut stopping: watch::Receiver<bool>) {
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let stopped = async { stopping.wait_for(|stopping| *stopping).await.map(|_| ()) };
        tokio::select! {
            _ = ticks.tick() => {}
            // An error means that whoever would say so is gone.
            _ = stopped => return,
        }
        work(&backend).await;
    }
}

/// One minute's work; a job that fails keeps no other from its own.
async fn work(backend: &Backend) {
    job("close_overdue", async {
        let closed = backend::orders::close_overdue(backend).await?;
        if closed > 0 {
            tracing::info!(closed, "unrated orders closed");
        }
        Ok(())
    })
    .await;
    job("sweep", backend::accounts::sweep(backend)).await;
}

async fn job(name: &str, work: impl Future<Output = Result<(), backend::AppError>>) {
    if let Err(error) = work.await {
        tracing::error!(job = name, code = error.code, "job failed");
    }
}
