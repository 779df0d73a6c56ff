//! How many statements a page takes: each is a way to the database and back.

use crate::support::{TestServer, as_one};
use backend::accounts::sign_in_by_shown_code;
use backend::demo::DemoPerson;
use domain::accounts::Role;

/// Pages of the demo, who opens them, and how many statements each may take, beginnings and ends of transactions left out.
const PAGES: [(&str, Option<Role>, u64); 6] = [
    ("/", None, 1),
    ("/", Some(Role::Resident), 6),
    ("/desk", Some(Role::Staff), 6),
    ("/desk", Some(Role::DistrictLead), 6),
    ("/desk/overview", Some(Role::DistrictLead), 6),
    ("/jobs", Some(Role::Member), 8),
];

/// The cookie of somebody of the demo who holds this role.
async fn signed_in(server: &TestServer, people: &[DemoPerson], role: Role) -> String {
    let person = people.iter().find(|person| person.role.split('、').any(|name| name == role.name()));
    let phone = &person.unwrap_or_else(|| panic!("no {role}")).phone;
    if role != Role::Resident {
        return as_one(server, phone, role).await;
    }
    format!("session={}", sign_in_by_shown_code(&server.backend, phone).await.unwrap().token)
}

#[tokio::test]
async fn pages_take_few_statements() {
    let server = TestServer::start(true).await;
    let people = backend::demo::fill(&server.backend, 0).await.unwrap();
    let mut too_many = Vec::new();
    for (path, role, most) in PAGES {
        let cookies = match role {
            Some(role) => signed_in(&server, &people, role).await,
            None => String::new(),
        };
        // Copies in memory are read once, whoever asks first.
        server.get(path, &cookies).await;
        let before = server.backend.store.statements();
        let page = server.get(path, &cookies).await;
        assert_eq!(page.status, 200, "{path} {role:?}");
        let taken = server.backend.store.statements() - before;
        if taken > most {
            too_many.push(format!("{path} for {role:?}: {taken}, not {most}"));
        }
    }
    assert!(too_many.is_empty(), "{too_many:#?}");
}
