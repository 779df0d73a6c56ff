//! What is counted, for Prometheus.

use domain::time::Timestamp;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

/// Upper bounds of the histogram of answers, in seconds.
const BOUNDS: [f64; 9] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5, 10.0];

/// A job, by its name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Job {
    job: &'static str,
}

/// How a job ended.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Run {
    job: &'static str,
    outcome: &'static str,
}

/// What came of messages.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Tried {
    outcome: &'static str,
}

/// An answer: the route's pattern and the status.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answer {
    route: String,
    status: u16,
}

/// What is counted. Cloning shares it.
#[derive(Clone)]
pub struct Metrics {
    registry: Arc<Registry>,
    runs: Family<Run, Counter>,
    last_success: Family<Job, Gauge>,
    lag: Family<Job, Gauge<f64, AtomicU64>>,
    told: Counter,
    orders_failed: Counter,
    messages: Family<Tried, Counter>,
    codes: Gauge,
    codes_a_day: Gauge,
    wrong_codes: Gauge,
    answers: Family<Answer, Histogram, fn() -> Histogram>,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("diandiantong");
        let (runs, last_success, lag) = (Family::default(), Family::default(), Family::default());
        let (told, orders_failed) = (Counter::default(), Counter::default());
        let messages = Family::default();
        let histogram: fn() -> Histogram = || Histogram::new(BOUNDS);
        let answers = Family::new_with_constructor(histogram);
        registry.register("job_runs", "Runs of a background job, by outcome", Family::clone(&runs));
        registry.register_with_unit(
            "job_last_success",
            "When a job last succeeded in this process, in Unix time",
            Unit::Seconds,
            Family::clone(&last_success),
        );
        registry.register_with_unit(
            "job_lag",
            "How long what a job found had been waiting",
            Unit::Seconds,
            Family::clone(&lag),
        );
        registry.register("escalations", "Levels that were told of a clock running out", told.clone());
        registry.register(
            "escalation_failures",
            "Orders whose clocks could not be looked at",
            orders_failed.clone(),
        );
        registry.register(
            "messages",
            "Tries to send a short message, by outcome: sent, failed and tried again, given up, not sent because the \
             number (over_number) or everybody together (over_budget) has had what a day may have",
            Family::clone(&messages),
        );
        let (codes, codes_a_day, wrong_codes) = (Gauge::default(), Gauge::default(), Gauge::default());
        registry.register("sign_in_codes_today", "Sign-in codes sent since midnight in China", codes.clone());
        registry.register(
            "sign_in_codes_a_day",
            "How many may be; strangers have four fifths of them",
            codes_a_day.clone(),
        );
        registry.register(
            "sign_in_codes_wrong",
            "Wrong tries of sign-in codes within the last hour, of all numbers",
            wrong_codes.clone(),
        );
        registry.register_with_unit(
            "http_answer",
            "How long an answer took, by route and status",
            Unit::Seconds,
            Family::clone(&answers),
        );
        let registry = Arc::new(registry);
        Self {
            registry,
            runs,
            last_success,
            lag,
            told,
            orders_failed,
            messages,
            codes,
            codes_a_day,
            wrong_codes,
            answers,
        }
    }
}

impl Metrics {
    /// Counts a run of a job.
    pub fn ran(&self, job: &'static str, succeeded: bool, now: Timestamp) {
        let outcome = if succeeded { "success" } else { "failure" };
        self.runs.get_or_create(&Run { job, outcome }).inc();
        if succeeded {
            self.last_success.get_or_create(&Job { job }).set(now.0 / 1000);
        }
    }

    /// Notes how long what a job found had been waiting, in milliseconds.
    pub fn lagged(&self, job: &'static str, milliseconds: i64) {
        let lag = u64::try_from(milliseconds).map_or(Duration::ZERO, Duration::from_millis);
        self.lag.get_or_create(&Job { job }).set(lag.as_secs_f64());
    }

    /// Counts what a look at the clocks came to.
    pub fn escalated(&self, looked: backend::clocks::LookedAt) {
        self.told.inc_by(u64::try_from(looked.told).unwrap_or(0));
        self.orders_failed.inc_by(u64::try_from(looked.failed).unwrap_or(0));
    }

    /// Counts what a look at the messages came to.
    pub fn sent(&self, looked: backend::messages::Sent) {
        let outcomes = [
            ("sent", looked.sent),
            ("failed", looked.failed),
            ("given_up", looked.given_up),
            ("over_number", looked.over_number),
            ("over_budget", looked.over_budget),
        ];
        for (outcome, number) in outcomes {
            let counter = self.messages.get_or_create(&Tried { outcome });
            counter.inc_by(u64::try_from(number).unwrap_or(0));
        }
    }

    /// Notes how sign-in codes stand.
    pub fn signing_in(&self, load: backend::accounts::SignInLoad) {
        self.codes.set(load.codes_today);
        self.codes_a_day.set(load.codes_a_day);
        self.wrong_codes.set(load.wrong_within_hour);
    }

    /// Counts an answer.
    pub fn answered(&self, route: &str, status: u16, took: Duration) {
        let answer = Answer { route: route.to_owned(), status };
        self.answers.get_or_create(&answer).observe(took.as_secs_f64());
    }

    /// All of it, as Prometheus reads it.
    ///
    /// # Errors
    /// None that happens: a text takes whatever is written into it.
    pub fn text(&self) -> Result<String, std::fmt::Error> {
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_can_be_read() {
        let metrics = Metrics::default();
        metrics.ran("escalate", true, Timestamp(1_795_483_800_000));
        metrics.ran("escalate", false, Timestamp(1_795_483_900_000));
        metrics.lagged("escalate", 1500);
        metrics.answered("/orders/{number}", 200, Duration::from_millis(3));
        metrics.sent(backend::messages::Sent { sent: 2, failed: 1, over_budget: 3, ..Default::default() });
        let text = metrics.text().unwrap();
        for line in [
            "diandiantong_job_runs_total{job=\"escalate\",outcome=\"failure\"} 1",
            "diandiantong_job_last_success_seconds{job=\"escalate\"} 1795483800",
            "diandiantong_job_lag_seconds{job=\"escalate\"} 1.5",
            "diandiantong_http_answer_seconds_count{route=\"/orders/{number}\",status=\"200\"} 1",
            "diandiantong_messages_total{outcome=\"sent\"} 2",
            "diandiantong_messages_total{outcome=\"failed\"} 1",
            "diandiantong_messages_total{outcome=\"given_up\"} 0",
            "diandiantong_messages_total{outcome=\"over_budget\"} 3",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
    }
}
