//! NUL in any address or form is no fault of ours: PostgreSQL can't keep it.

use crate::support::TestServer;
use app::app::Document;
use backend::accounts::{sign_in_by_shown_code, use_grant, viewer};
use backend::demo;
use backend::orders::{CommandForm, PlaceOrder};
use backend::store::Store;
use http::StatusCode;
use leptos::server_fn::axum::server_fn_paths;
use serde_json::to_value;
use std::collections::BTreeSet;

/// Addresses that take something and are no pages.
const OTHERS: [&str; 9] = [
    "/surveys/{wave}/FRAME.csv",
    "/surveys/{wave}/DRAW.csv",
    "/desk/surveys/{wave}/files/{name}",
    "/photos/{id}",
    "/photos/drafts/{id}",
    "/p/{code}",
    "/export/{file}",
    "/suggest",
    "/suggest/estates",
];

/// Fields that forms have, those of an order and of what is done to it all, and one that none has.
pub fn fields() -> BTreeSet<String> {
    let some =
        ["grant", "wave", "household", "person", "back", "next", "whose", "nothing"].map(str::to_owned);
    let forms = [to_value(PlaceOrder::default()), to_value(CommandForm::default())];
    let typed = forms.into_iter().flat_map(|form| form.unwrap().as_object().unwrap().clone());
    some.into_iter().chain(typed.map(|(field, _)| field)).collect()
}

/// The address with NUL in place of each part that varies.
fn with_nul(route: &str) -> String {
    let parts = route.split('/').map(|part| if part.contains(['{', ':', '*']) { "%00" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

/// The patterns of all addresses that are asked for by GET.
pub fn routes() -> Vec<String> {
    let pages = leptos_axum::generate_route_list(Document);
    pages.iter().map(|page| page.path().to_owned()).chain(OTHERS.map(str::to_owned)).collect()
}

/// Nobody, and those who see the most: staff, and an administrator.
pub async fn cookies(server: &TestServer) -> Vec<String> {
    let people = demo::fill(&server.backend, 0).await.unwrap();
    let mut all = vec![String::new()];
    for role in ["社区工作者", "管理员"] {
        let phone = &people.iter().find(|person| person.role == role).expect(role).phone;
        let token = sign_in_by_shown_code(&server.backend, phone).await.unwrap().token;
        let person = viewer(&server.backend, &token).await.unwrap().unwrap();
        let held = person.grants.iter().find(|held| held.grant.role.name() == role);
        use_grant(&server.backend, &person, held.map(|held| held.grant.id.as_str())).await.unwrap();
        all.push(format!("session={token}"));
    }
    all
}

async fn never_a_fault(server: &TestServer) {
    let routes = routes();
    let everybody = cookies(server).await;
    for cookies in &everybody {
        for route in &routes {
            let path = with_nul(route);
            let answer = server.get(&path, cookies).await;
            assert!(!answer.status.is_server_error(), "GET {path}: {}", answer.status);
            if path.contains("%00") {
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "GET {path}");
            }
            let asked =
                format!("{}?q=a%00&number=%00&month=%00&from=%00&words=%00", path.replace("%00", "x"));
            let answer = server.get(&asked, cookies).await;
            assert!(!answer.status.is_server_error(), "GET {asked}: {}", answer.status);
        }
        let form: Vec<_> = fields().iter().map(|field| format!("{field}=a%00b")).collect();
        let mut sent_on = 0;
        for (path, _) in server_fn_paths().filter(|(path, _)| *path != "/do/sign_out") {
            let answer = server.post(path, cookies, &form.join("&")).await;
            assert!(!answer.status.is_server_error(), "POST {path}: {}", answer.status);
            sent_on += usize::from(answer.status == StatusCode::SEE_OTHER);
        }
        assert!(sent_on > 40, "most forms are read and answered: {sent_on}");
    }
}

#[tokio::test]
async fn on_sqlite() {
    never_a_fault(&TestServer::start(true).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgresql() {
    let Some(database) = crate::postgres::Database::make().await else { return };
    let store = Store::open(&database.address()).await.unwrap();
    let outcome = tokio::spawn(async move {
        let server = TestServer::start_over(store.clone()).await;
        never_a_fault(&server).await;
        store.close().await;
    });
    let outcome = outcome.await;
    database.drop().await;
    outcome.unwrap();
}
