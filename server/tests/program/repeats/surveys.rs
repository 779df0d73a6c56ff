//! A survey wave from its making to its end.

use super::forms::forms;
use super::twice::World;
use domain::time::DAY;
use http::StatusCode;

pub async fn stories(world: &mut World) {
    let lead = world.who("社区书记", 0).await;
    let wave = made(world, &lead).await;
    let page = format!("/desk/surveys/{wave}");
    let draw = world.form("draw_sample", &page, &lead, &[]).await;
    assert_eq!(world.twice("draw_sample", &lead, &draw).await, format!("{page}?done=survey_drawn"));
    let share = world.form("share_out", &page, &lead, &[]).await;
    let person = world.who("社区工作者", 1).await;
    let everybody = all_ticked(world, &page, &lead).await;
    let everybody: Vec<_> = everybody.iter().map(|name| (name.as_str(), "on")).collect();
    world.twice("share_out", &lead, &share.with(&everybody)).await;
    doors(world, &person).await;
    by_link(world, &lead, &page).await;
    world.server.backend.clock.advance(15 * DAY);
    // A desk is signed out half a day after it was last used.
    let lead = world.who("社区书记", 0).await;
    let close = world.form("close_wave", &page, &lead, &[]).await;
    assert_eq!(world.twice("close_wave", &lead, &close).await, format!("{page}?done=survey_closed"));
}

/// Makes a wave; its number.
async fn made(world: &mut World, lead: &str) -> String {
    let form = world.form("create_wave", "/desk/surveys", lead, &[]).await;
    let form = form.with(&[("title", "试题甲"), ("wanted", "12")]);
    let landed = world.twice("create_wave", lead, &form).await;
    let wave =
        landed.trim_start_matches("/desk/surveys/").trim_end_matches("?done=survey_created").to_owned();
    let other = form.clone().with(&[("title", "试题乙")]);
    let asked = world.server.post("/do/create_wave", lead, &other.body()).await;
    let page = world.server.get(asked.location(), &format!("{lead}; {}", asked.cookie("kept"))).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.body.contains(&format!("这张表已经建过调查 {wave}")), "{}", page.body);
    let again = forms(&page.body, "/do/create_wave").pop().unwrap();
    assert_eq!(again.get("title"), Some("试题乙"), "what was typed is still there");
    assert_ne!(again.get("token"), form.get("token"));
    wave
}

async fn all_ticked(world: &World, page: &str, lead: &str) -> Vec<String> {
    let page = world.page(page, lead).await;
    let form = page.split("action=\"/do/share_out\"").nth(1).unwrap().split("</form>").next().unwrap();
    let names = form.split("name=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
    names.filter(|name| name != "back" && name != "wave").collect()
}

/// What a household says.
const ANSWERS: &[(&str, &str)] = &[
    ("q-knows_routine", "1"),
    ("q-knows_agency", "1"),
    ("q-knows_volunteer", "0"),
    ("q-knows_diandiantong", "1"),
    ("q-knows_grid_worker", "1"),
    ("q-satisfied_grid", "5"),
];

/// At two doors: nobody is in, and somebody answers.
async fn doors(world: &mut World, person: &str) {
    for function in ["record_attempt", "answer_visit"] {
        let list = world.page("/jobs/surveys", person).await;
        let place = list.split("href=\"/jobs/surveys/").nth(1).expect("a door").split('"').next().unwrap();
        let form = world.form(function, &format!("/jobs/surveys/{place}"), person, &[]).await;
        let form =
            form.with(if function == "record_attempt" { &[("outcome", "nobody_in")] } else { ANSWERS });
        world.twice(function, person, &form).await;
    }
}

async fn by_link(world: &mut World, lead: &str, page: &str) {
    let doors = world.page(&format!("{page}/doors"), lead).await;
    let link = doors.split("href=\"/s/").nth(1).expect("a link").split('"').next().unwrap();
    let form = world.form("answer_by_link", &format!("/s/{link}"), "", &[]).await.with(ANSWERS);
    let landed = world.twice("answer_by_link", "", &form).await;
    assert_eq!(landed, format!("/s/{link}?done=survey_thanks"));
    // Somebody else with the same link learns nothing by trying answers out.
    world.server.backend.clock.advance(1);
    let opened = form.get("stamp").unwrap().to_owned();
    let forged = form.with(&[("stamp", &opened.replacen('1', "2", 1))]);
    let refused = world.server.post("/do/answer_by_link", "", &forged.body()).await;
    let said = world.server.get(refused.location(), refused.cookie("kept")).await;
    assert_eq!(said.status, StatusCode::CONFLICT, "{}", said.body);
}
