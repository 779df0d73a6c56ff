//! Who makes a wave, who asks, and the households that are asked.

use crate::support::{self, Person, TestBackend};
use backend::AppError;
use backend::import::{ImportFile, import_households};
use backend::surveys::{
    NewWave, answer_visit, create_wave, draw_sample, share_out, visit, visitor_choices, visits, wave_view,
};
use domain::accounts::Role;
use domain::time::Timestamp;
use std::collections::BTreeMap;

/// Everybody who has a part in the stories.
pub struct Cast {
    pub lead: Person,
    pub staff: Person,
    pub member: Person,
    pub stranger: Person,
}

/// A community with 40 households in one estate and 20 in another; the neighbour community has 5.
pub async fn cast(backend: &TestBackend) -> Cast {
    support::district(backend).await;
    let with = async |phone, name, role| support::with_grant(backend, phone, name, role).await;
    let cast = Cast {
        lead: with("13800000001", "陈国平", (Role::CommunityLead, "K101", "")).await,
        staff: with("13800000002", "李静", (Role::Staff, "K101", "")).await,
        member: with("13800000003", "张建国", (Role::Member, "K10101", "")).await,
        stranger: with("13800000004", "冯倩", (Role::CommunityLead, "K102", "")).await,
    };
    let mut table = String::from("area,building,unit,room\n");
    for (area, doors) in [("K1010101", 25), ("K1010102", 15), ("K1010201", 20), ("K1020101", 5)] {
        for door in 0..doors {
            table.push_str(&format!("{area},{},{},{}\n", area.chars().last().unwrap(), 1, 101 + door));
        }
    }
    list(backend, &table).await;
    cast
}

/// Takes in households.
pub async fn list(backend: &TestBackend, table: &str) {
    import_households(backend, ImportFile { name: "h.csv", bytes: table.as_bytes() }).await.unwrap();
}

/// The form of a wave of a week that begins today, with twelve households.
pub fn form() -> NewWave {
    NewWave {
        title: "2026 年第四季度知晓率".into(),
        strata: "estate".into(),
        allocation: "proportional".into(),
        wanted: "12".into(),
        minimum: String::new(),
        opens: "2026-11-24".into(),
        closes: "2026-11-30".into(),
        expected: String::new(),
        own: "还想说什么？|文字".into(),
        token: String::new(),
    }
}

/// The moment after the last day.
pub fn over() -> Timestamp {
    "2026-12-01T09:00".parse().unwrap()
}

/// A wave that is drawn and shared out to staff and member.
pub async fn under_way(backend: &TestBackend, cast: &Cast) -> String {
    let id = create_wave(backend, &cast.lead, &form()).await.unwrap();
    draw_sample(backend, &cast.lead, &id).await.unwrap();
    let choices = visitor_choices(backend, &cast.lead, &id).await.unwrap();
    let people: Vec<_> = choices.into_iter().map(|choice| choice.person.0).collect();
    share_out(backend, &cast.lead, &id, &people).await.unwrap();
    id
}

/// The households that somebody is to go to.
pub async fn given(backend: &TestBackend, viewer: &Person) -> Vec<String> {
    visits(backend, viewer).await.unwrap().into_iter().map(|line| line.household).collect()
}

/// All six questions answered alike, as a form sends them.
pub fn said(known: &str, level: &str) -> BTreeMap<String, String> {
    let codes = ["routine", "agency", "volunteer", "diandiantong", "grid_worker"];
    let mut said: BTreeMap<_, _> =
        codes.iter().map(|code| (format!("q-knows_{code}"), known.to_owned())).collect();
    said.insert("q-satisfied_grid".into(), level.to_owned());
    said
}

/// Goes to a household and asks, for a minute and a half.
pub async fn asks(backend: &TestBackend, viewer: &Person, id: &str, household: &str) -> Result<(), AppError> {
    let seen = visit(backend, viewer, id, household).await?;
    backend.clock.advance(90_000);
    answer_visit(backend, viewer, (id, household), &said("1", "5"), &seen.stamp).await
}

/// The steps of a wave, as the page shows them.
pub async fn steps(backend: &TestBackend, viewer: &Person, id: &str) -> Vec<String> {
    let events = wave_view(backend, viewer, id).await.unwrap().events;
    events.into_iter().map(|event| format!("{} {}", event.name, event.step.name())).collect()
}
