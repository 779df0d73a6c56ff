//! Reports: what the district promises, what was found, and how far that can be trusted.

mod behind;
mod chart;
mod clocks;
mod coverage;
mod desk;
mod funnel_plot;
mod indicator;
mod indicators;
mod levels;
mod months;
mod overview;
mod public;
mod quarter;
mod ranking;
mod return_visit_parts;
mod return_visits;
mod stages;
mod survey;
mod trend;

pub use behind::BehindPage;
pub use desk::ReportPage;
pub use indicator::IndicatorPage;
pub(crate) use indicators::tone;
pub use levels::{SatisfactionRuleForm, SetSatisfactionRule, set_satisfaction_rule};
pub use overview::OverviewPage;
pub use public::PublicReportPage;
pub use quarter::QuarterPage;
pub use return_visit_parts::ReturnVisitPartsPage;
