//! Reports: what the counts say of each indicator, for those who lead and for everybody.

mod asked_tables;
mod behind;
mod coverage;
mod export;
mod overdue;
mod overview;
mod public;
mod report;
mod tables;

pub use behind::{Behind, orders_behind};
pub use coverage::{AreaCoverage, AreaCoverages};
pub use export::record_export;
pub use overdue::Overdue;
pub use overview::{CommunityStanding, Overview, Standing, overview};
pub use public::{public_report, recent_public_report};
pub use report::{AreaFinding, Report, TrendPoint, report};
pub use tables::tables;
