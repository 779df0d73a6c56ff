//! Return visits as a browser without scripts meets them, on the demo's orders.

use crate::support::{TestServer, as_one};
use backend::demo;
use domain::accounts::Role;
use http::StatusCode;
use server::jobs;

#[tokio::test]
async fn somebody_from_outside_calls_and_the_report_says_what_was_said() {
    let server = TestServer::start(true).await;
    let people = demo::fill(&server.backend, 0).await.unwrap();
    jobs::work(&server.backend, server.metrics()).await;
    let phone = |role: Role| people.iter().find(|person| person.role == role.name()).unwrap().phone.clone();
    let office = as_one(&server, &phone(Role::OfficeLead), Role::OfficeLead).await;
    let lead = as_one(&server, &phone(Role::CommunityLead), Role::CommunityLead).await;

    let list = server.get("/desk/returns", &office).await;
    assert_eq!(list.status, StatusCode::OK);
    let own = list.body.split("href=\"/desk/returns/K101-").nth(1).expect("one of the lead's own community");
    let page = format!("/desk/returns/K101-{}", own.split('"').next().unwrap());
    let number = page.trim_start_matches("/desk/returns/");
    assert!(!list.body.contains("tel:"), "no number stands in the list");
    let insider = server.get(&page, &lead).await;
    assert_eq!(insider.status, StatusCode::NOT_FOUND, "nobody of the community");
    assert!(!server.get("/desk/returns", &lead).await.body.contains(number));

    let visit = server.get(&page, &office).await;
    assert_eq!(visit.status, StatusCode::OK);
    assert!(visit.body.contains("href=\"tel:1"), "{}", visit.body);
    let form = |said: &str| format!("back={}&number={number}&attempt=1&{said}", page.replace('/', "%2F"));
    let unsaid = server.post("/do/record_call", &office, &form("outcome=reached")).await;
    assert_eq!(unsaid.location(), format!("{page}#wrong"));
    let cookies = format!("{office}; {}", unsaid.cookie("kept"));
    let again = server.get(&page, &cookies).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("请选对方说的是哪一档"));
    let said = server.post("/do/record_call", &office, &form("outcome=reached&level=satisfied")).await;
    assert_eq!(said.location(), "/desk/returns?done=return_call");
    let over = server.get(&page, &office).await;
    assert!(over.body.contains("已经问到了") && !over.body.contains("tel:"), "{}", over.body);

    for (path, cookies) in [("/desk/figures", &lead), ("/figures?community=K101", &String::new())] {
        let report = server.get(path, cookies).await;
        assert!(report.body.contains("回访和自己评的比"), "{path}");
        assert!(
            report.body.contains("问到的不到 10 单，先不公布") && !report.body.contains("问到 1 单"),
            "{path}"
        );
    }
    assert!(server.get("/desk/more", &lead).await.body.contains("/desk/returns"));
    let nobody = server.get("/desk/returns", "").await;
    assert!(nobody.location().starts_with("/sign-in"), "{}", nobody.location());
}
