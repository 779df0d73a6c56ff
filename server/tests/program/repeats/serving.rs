//! What those who serve say of themselves, and who asks afterwards how it was.

use super::twice::World;
use server::jobs;

pub async fn stories(world: &mut World) {
    let member = world.who("党员", 1).await;
    let profile = world.form("save_profile", "/jobs/profile", &member, &[]).await;
    world.twice("save_profile", &member, &profile.with(&[("limit", "4"), ("time-1-morning", "on")])).await;
    let away = world.form("add_absence", "/jobs/profile", &member, &[]).await;
    let away = away.with(&[("from", "2026-12-20"), ("until", "2026-12-24")]);
    world.twice("add_absence", &member, &away).await;
    let back = world.form("remove_absence", "/jobs/profile", &member, &[]).await;
    world.twice("remove_absence", &member, &back).await;
    somebody_is_called(world).await;
}

async fn somebody_is_called(world: &mut World) {
    jobs::work(&world.server.backend, world.server.metrics()).await;
    let office = world.who("办事处", 0).await;
    let list = world.page("/desk/returns", &office).await;
    let mut visits = list.split("href=\"/desk/returns/").skip(1).map(|rest| rest.split('"').next().unwrap());
    let page = format!("/desk/returns/{}", visits.next().expect("somebody to be called"));
    for (outcome, level) in [("no_answer", ""), ("reached", "satisfied")] {
        let form = world.form("record_call", &page, &office, &[]).await;
        let form = form.with(&[("outcome", outcome), ("level", level)]);
        assert_eq!(world.twice("record_call", &office, &form).await, "/desk/returns?done=return_call");
        world.server.backend.clock.advance(4 * domain::time::HOUR);
    }
}
