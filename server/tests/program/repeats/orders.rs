//! Ordering, and what residents do to their orders.

use super::twice::World;
use crate::support::{OWN_HOST, browser};
use axum::body::Body;
use http::StatusCode;
use http::header::ORIGIN;

/// The smallest picture: a grey point.
const PIXEL: &[u8] = include_bytes!("../data/pixel.png");

pub async fn stories(world: &mut World) {
    let resident = world.who("居民", 0).await;
    let number = ordered(world, &resident, "S008").await;
    a_picture_is_withdrawn(world, &resident, &number).await;
    // What is urgent doesn't come again.
    let number = ordered(world, &resident, "S012").await;
    it_comes_again(world, &resident, &number).await;
    a_relative_is_remembered_and_forgotten(world, &resident).await;
    somebody_telephones(world).await;
    an_order_is_served(world, &resident).await;
}

/// Orders a service; the number.
async fn ordered(world: &mut World, resident: &str, service: &str) -> String {
    let page = format!("/services/{service}");
    let form = world.form("place_order", &page, resident, &[]).await.with(&[("again", "meant")]);
    let placed = world.twice("place_order", resident, &form).await;
    let number = placed.trim_start_matches("/orders/").trim_end_matches("?done=place").to_owned();
    assert!(number.starts_with("K101-"), "{placed}");
    number
}

async fn a_picture_is_withdrawn(world: &mut World, resident: &str, number: &str) {
    let address = format!("/photos/send?key=0123456789abcdef&number={number}&view=resident");
    let sent = browser("POST", &address, resident).header(ORIGIN, format!("http://{OWN_HOST}"));
    let sent = world.server.send(sent.body(Body::from(PIXEL)).unwrap()).await;
    assert_eq!(sent.status, StatusCode::NO_CONTENT, "{}", sent.body);
    let form = world.form("withdraw_photo", &format!("/orders/{number}"), resident, &[]).await;
    world.twice("withdraw_photo", resident, &form).await;
}

async fn a_relative_is_remembered_and_forgotten(world: &mut World, resident: &str) {
    let form = world.form("place_order", "/services/S008", resident, &[]).await;
    let form =
        form.with(&[("whom", "relative"), ("name", "孙阿婆"), ("phone", "13911110005"), ("remember", "on")]);
    let form = form.with(&[("estate", "K10102"), ("building", "3"), ("room", "502"), ("again", "meant")]);
    world.twice("place_order", resident, &form).await;
    let again = world.form("place_order", "/services/S008", resident, &[]).await;
    let page = world.page("/services/S008", resident).await;
    let chip = page.split("value=\"relative-").nth(1).unwrap().split('"').next().unwrap();
    let again = again.with(&[("whom", &format!("relative-{chip}")), ("again", "meant")]);
    world.twice("place_order", resident, &again).await;
    let forget = world.form("forget_relative", "/me/family", resident, &[]).await;
    let landed = world.twice("forget_relative", resident, &forget).await;
    assert_eq!(landed, "/me/family?done=relative_forgotten");
}

async fn it_comes_again(world: &mut World, resident: &str, number: &str) {
    let repeat = world.form("start_recurrence", &format!("/orders/{number}/repeat"), resident, &[]).await;
    let weekly = repeat.with(&[("rhythm", "week"), ("weekday-1", "on"), ("weekday-4", "on")]);
    world.twice("start_recurrence", resident, &weekly).await;
    let skip = world.form("skip_occurrence", "/orders/recurring", resident, &[]).await;
    world.twice("skip_occurrence", resident, &skip).await;
    let id = skip.get("id").unwrap().to_owned();
    let page = format!("/orders/recurring/{id}/stop");
    let stop = world.form("stop_recurrence", &page, resident, &[("id", &id)]).await;
    world.twice("stop_recurrence", resident, &stop).await;
}

async fn somebody_telephones(world: &mut World) {
    let staff = world.who("社区工作者", 0).await;
    let number = world.form("find_caller", "/desk/new", &staff, &[]).await;
    let found = world.twice("find_caller", &staff, &number.with(&[("phone", "13911110003")])).await;
    let caller = world.form("place_for_caller", &format!("{found}&service=S008"), &staff, &[]).await;
    assert_eq!(caller.get("phone"), Some("13911110003"), "it isn't typed again");
    let caller = caller.with(&[("name", "赵大爷")]);
    let caller = caller.with(&[("estate", "K10101"), ("building", "8"), ("room", "101")]);
    let placed = world.twice("place_for_caller", &staff, &caller).await;
    assert!(placed.ends_with("&done=place_for"), "{placed}");
    let number = placed.trim_start_matches("/desk?order=").trim_end_matches("&done=place_for").to_owned();
    // The browser's way back, and somebody else on the telephone.
    let other = caller.with(&[("name", "钱阿婆"), ("phone", "13911110004"), ("note", "灯不亮")]);
    let asked = world.server.post("/do/place_for_caller", &staff, &other.body()).await;
    let cookies = format!("{staff}; {}", asked.cookie("kept"));
    let page = world.server.get(asked.location(), &cookies).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.body.contains(&format!("这张表已经点过 {number}，再点一单请确认")), "{}", page.body);
    let form = super::forms::forms(&page.body, "/do/place_for_caller").pop().unwrap();
    assert_eq!((form.get("name"), form.get("note")), (Some("钱阿婆"), Some("灯不亮")), "all is still there");
    let second = world.twice("place_for_caller", &staff, &form).await;
    assert!(second.ends_with("&done=place_for") && !second.contains(&number), "one press: {second}");
}

/// From the pool to the rating: each step posted twice.
async fn an_order_is_served(world: &mut World, resident: &str) {
    let number = ordered(world, resident, "S008").await;
    let (job, own) = (format!("/jobs/{number}"), format!("/orders/{number}"));
    let member = world.who("党员", 0).await;
    for command in ["claim", "arrive", "finish", "rate"] {
        let (page, cookies) = if command == "rate" { (&own, resident) } else { (&job, member.as_str()) };
        let typed: &[(&str, &str)] = match command {
            "arrive" => &[("without_code", "老人听不清"), ("no_code", "on")],
            "finish" => &[("note", "换了垫圈"), ("minutes", "20")],
            "rate" => &[("level", "satisfied"), ("note", "来得快")],
            _ => &[],
        };
        let form = world.form("act_on_order", page, cookies, &[("command", command)]).await;
        let landed = world.twice("act_on_order", cookies, &form.with(typed)).await;
        assert!(landed.ends_with(&format!("?done={command}")), "{landed}");
    }
}
