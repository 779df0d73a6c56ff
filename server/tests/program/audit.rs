//! The record of security events as people meet it: the page, the file, the command, and what is refused.

use crate::support::{Said, TestServer, as_one, program};
use backend::demo::{self, DemoPerson};
use backend::store::FromRow;
use backend::values;
use domain::accounts::Role;
use http::StatusCode;

const SECRET: &str = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";

async fn demo() -> (TestServer, Vec<DemoPerson>) {
    let server = TestServer::start(true).await;
    let people = demo::fill(&server.backend, 0).await.unwrap();
    (server, people)
}

async fn who(server: &TestServer, people: &[DemoPerson], role: Role) -> String {
    let person = people.iter().find(|one| one.role.split('、').any(|held| held == role.name()));
    as_one(server, &person.unwrap().phone, role).await
}

/// What is recorded of one kind.
async fn details(server: &TestServer, kind: &str) -> Vec<String> {
    #[derive(FromRow)]
    struct Row {
        details: String,
    }
    let sql = "SELECT details FROM security_events WHERE event = $1 ORDER BY rowid";
    let rows: Vec<Row> = server.backend.store.read().await.unwrap().all(sql, values![kind]).await.unwrap();
    rows.into_iter().map(|row| row.details).collect()
}

#[tokio::test]
async fn those_above_communities_read_it_and_whoever_else_tries_is_recorded() {
    let (server, people) = demo().await;
    for role in [Role::Admin, Role::DistrictLead, Role::OfficeLead] {
        let cookies = who(&server, &people, role).await;
        let page = server.get("/desk/audit", &cookies).await;
        assert_eq!(page.status, StatusCode::OK, "{role}");
        assert!(page.body.contains("看安全记录"), "{role}: the look itself stands there");
        assert!(page.body.contains("href=\"/desk/audit\""), "{role}: the way to it");
    }
    let lead = who(&server, &people, Role::CommunityLead).await;
    assert!(!server.get("/desk", &lead).await.body.contains("/desk/audit"));
    assert_eq!(details(&server, "access_denied").await, Vec::<String>::new());
    for _ in 0..6 {
        assert_eq!(server.get("/desk/audit", &lead).await.status, StatusCode::FORBIDDEN);
    }
    let denied = details(&server, "access_denied").await;
    assert_eq!(denied, [r#"{"event":"access_denied","place":"/desk/audit","code":"page"}"#; 3]);
    let member = who(&server, &people, Role::Member).await;
    assert_eq!(server.get("/desk/audit/security-events.csv", &member).await.status, StatusCode::FORBIDDEN);
    assert_eq!(server.get("/export/figures.csv", &member).await.status, StatusCode::FORBIDDEN);
    let denied = details(&server, "access_denied").await.split_off(3);
    let expected =
        |place: &str| format!(r#"{{"event":"access_denied","place":"{place}","code":"account.denied"}}"#);
    assert_eq!(denied, [expected("/desk/audit/security-events.csv"), expected("/export/{file}")]);
    assert_eq!(
        server.get("/desk/audit", "").await.status,
        StatusCode::SEE_OTHER,
        "a stranger signs in first"
    );
}

#[tokio::test]
async fn a_form_that_is_refused_is_recorded_where_it_was_sent() {
    let (server, people) = demo().await;
    let staff = who(&server, &people, Role::Staff).await;
    let form = "phone=13911110007&name=%E5%AD%99%E6%96%B0&role=member&area=K101&back=%2Fdesk%2Fpeople";
    let refused = server.post("/do/grant_role", &staff, form).await;
    let cookies = format!("{staff}; {}", refused.cookie("kept"));
    assert_eq!(server.get(refused.location(), &cookies).await.status, StatusCode::FORBIDDEN);
    let denied = details(&server, "access_denied").await;
    assert_eq!(denied, [r#"{"event":"access_denied","place":"/do/grant_role","code":"account.denied"}"#]);
}

#[tokio::test]
async fn it_is_narrowed_by_the_address_and_taken_away_as_it_is_shown() {
    let (server, people) = demo().await;
    let (admin, lead) =
        (who(&server, &people, Role::Admin).await, who(&server, &people, Role::CommunityLead).await);
    for file in ["figures.csv", "figures.xlsx"] {
        assert_eq!(server.get(&format!("/export/{file}"), &lead).await.status, StatusCode::OK);
    }
    let exported = details(&server, "report_exported").await;
    assert!(
        exported.len() == 2 && exported[0].contains("\"csv\"") && exported[1].contains("\"xlsx\""),
        "{exported:?}"
    );

    let page = server.get("/desk/audit?kind=report_exported", &admin).await.body;
    let table = page.split("<table").nth(1).unwrap();
    assert!(table.contains("下载统计表") && table.contains("陈国平") && table.contains("Excel"), "{table}");
    assert!(!table.contains("授予身份"), "one kind: {table}");
    let person = table.split("person=").nth(1).unwrap().split('"').next().unwrap();
    let of_one = server.get(&format!("/desk/audit?person={person}"), &admin).await.body;
    assert!(of_one.contains("只看一个人") && of_one.contains("授予身份"), "what was done to them, too");
    let none = server.get("/desk/audit?day=2020-01-01", &admin).await.body;
    assert!(none.contains("没有这样的记录"));
    let people_page = server.get("/desk/people?area=K101", &admin).await.body;
    assert!(people_page.contains(&format!("/desk/audit?person={person}")));

    let file = server
        .get(&format!("/desk/audit/security-events.csv?person={person}&kind=report_exported"), &admin)
        .await;
    assert_eq!((file.status, file.header("content-type")), (StatusCode::OK, "text/csv; charset=utf-8"));
    let lines: Vec<_> = file.body.lines().filter(|line| line.starts_with("2026-")).collect();
    assert_eq!(lines.len(), 2, "{}", file.body);
    assert!(lines[0].contains("陈国平") && lines[0].contains("樾城社区"), "{}", lines[0]);
    let taken = details(&server, "audit_exported").await;
    assert!(taken.len() == 1 && taken[0].contains(person), "{taken:?}");
}

#[tokio::test]
async fn every_kind_of_event_has_its_words_in_every_language() {
    let (server, people) = demo().await;
    let admin = who(&server, &people, Role::Admin).await;
    let request = crate::support::browser("GET", "/desk/audit", &admin).header("accept-language", "en");
    let page = server.send(request.body(axum::body::Body::empty()).unwrap()).await.body;
    let choices = page.split("<select").nth(1).unwrap().split("</select>").next().unwrap();
    let chinese = |sign: char| ('\u{4e00}'..='\u{9fff}').contains(&sign);
    assert!(choices.matches("<option").count() > 25 && !choices.contains(chinese), "{choices}");
}

#[test]
fn the_console_hands_it_out_by_lines_that_one_goes_on_after() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = program(arguments);
        let database = format!("sqlite:{}", folder.path().join("test.db").display());
        command.env("DATABASE_URL", database).env("DIANDIANTONG_SECRET", SECRET);
        Said::by(&mut command)
    };
    assert_eq!(run(&["migrate"]).code, 0);
    let areas = folder.path().join("areas.csv");
    std::fs::write(&areas, "code,kind,parent_code,name,households,note\nK,district,,昆山开发区,0,\n")
        .unwrap();
    let imported = run(&["import", "areas", areas.to_str().unwrap()]);
    assert_eq!(imported.code, 0, "{}", imported.err);
    assert!(
        imported.err.contains("audit") && imported.err.contains("imported"),
        "the log says so: {}",
        imported.err
    );
    let wrong = run(&["audit", "export", "--since", "yesterday"]);
    assert!(wrong.code == 1 && wrong.err.contains("2026-11-01"), "{}", wrong.err);
    let young = run(&["audit", "export"]);
    assert_eq!((young.code, young.out.as_str()), (0, ""), "younger than a minute: {}", young.err);
    assert!(young.err.contains("audit_exported"), "{}", young.err);
}
