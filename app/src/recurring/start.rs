//! Letting an order come again.

use super::side::Side;
use crate::context::{backend, signed_in};
use crate::flash::flash;
use crate::form::answer;
use backend::recurring::{RecurrenceForm, start};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is typed to let an order come again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StartRecurrenceForm {
    /// The page to come back to.
    pub back: String,
    /// The order's number.
    pub number: String,
    /// `resident`, or `role` for the role in use.
    pub view: String,
    /// How often, from when and until when, but for the weekdays.
    #[serde(flatten)]
    pub recurrence: RecurrenceForm,
    /// The weekdays that were ticked, by the names of `weekday_field`.
    #[serde(flatten)]
    pub ticked: BTreeMap<String, String>,
}

/// The name of the tick for a weekday, 1 for Monday.
pub(super) fn weekday_field(weekday: u8) -> String {
    format!("weekday-{weekday}")
}

impl StartRecurrenceForm {
    fn form(&self) -> RecurrenceForm {
        let weekdays = (1..=7).filter(|day| self.ticked.contains_key(&weekday_field(*day))).collect();
        RecurrenceForm { weekdays, ..self.recurrence.clone() }
    }
}

/// Lets an order come again.
#[server(prefix = "/do", endpoint = "start_recurrence")]
pub async fn start_recurrence(#[server(flatten)] form: StartRecurrenceForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let (viewer, side) = (signed_in()?, Side::parse(&form.view));
        start(&backend()?, &viewer, &form.number, side.viewpoint(), &form.form()).await?;
        Ok(flash(side.list(), "recurring"))
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passes_through_a_posted_form() {
        let posted = "number=K101-0427&rhythm=week&weekday-2=on&weekday-5=on&weekday-9=on&until=day";
        let form: StartRecurrenceForm = serde_urlencoded::from_str(posted).unwrap();
        let wanted = form.form();
        assert_eq!((wanted.rhythm.as_str(), wanted.until.as_str()), ("week", "day"));
        assert_eq!(wanted.weekdays, [2, 5].into());
    }
}
