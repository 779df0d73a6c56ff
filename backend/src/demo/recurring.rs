//! What comes again and again in the demo: somebody looks in on a mother who lives alone, every week.

use super::cast::{Cast, DAUGHTER};
use crate::orders::{Viewpoint, own_orders};
use crate::recurring::{RecurrenceForm, start};
use crate::{AppError, Backend};

/// The visit that comes again.
const VISIT: &str = "S077";

/// Lets the visit that the daughter ordered come again on the same day of every week.
pub(super) async fn begin(backend: &Backend, cast: &Cast) -> Result<(), AppError> {
    let daughter = cast.get(DAUGHTER)?;
    let orders = own_orders(backend, daughter, None, None).await?.orders;
    let Some(visit) = orders.into_iter().find(|order| order.service == VISIT) else { return Ok(()) };
    let day = visit.details.preferred.map_or_else(|| visit.placed_at.date(), |window| window.day);
    let form = RecurrenceForm {
        rhythm: "week".to_owned(),
        weekdays: u8::try_from(day.weekday().to_monday_one_offset()).into_iter().collect(),
        part: "afternoon".to_owned(),
        on_holiday: "keep".to_owned(),
        ..RecurrenceForm::default()
    };
    start(backend, daughter, &visit.number.to_string(), Viewpoint::Resident, &form).await?;
    Ok(())
}
