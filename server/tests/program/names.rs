//! Names of people, teams, companies and places on every page of every role, in every language: they are as they were
//! typed.

use crate::support::{TestServer, browser};
use app::app::Document;
use axum::body::Body;
use backend::accounts::{sign_in_by_shown_code, use_grant, viewer};
use backend::store::FromRow;
use backend::{demo, values};
use domain::accounts::Role;
use http::StatusCode;
use http::header::ACCEPT_LANGUAGE;
use server::jobs;
use sqlx::AssertSqlSafe;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use strum::IntoEnumIterator;

/// Who and what is in the demo, and what they are called here: surnames and places that 繁體 writes otherwise where they
/// are no names, and names that are words (周一 is Monday).
const CALLED: [(&str, &str); 15] = [
    ("张建国", "于后征"),
    ("陈晓东", "范余里"),
    ("孙美玲", WORD),
    ("刘志强", "钟发"),
    ("赵雪梅", "余后"),
    ("吴海明", "沈干云"),
    ("李静", "范里"),
    ("陈国平", "后余"),
    ("许文斌", "于台"),
    ("樾城暖心志愿队", "干后志愿服务"),
    ("樾安物业", "余范物业服务"),
    ("昆山开发区", "云台干河里"),
    ("中华园城市管理办事处", "范公里办事处"),
    ("樾城社区", "后羿路社区"),
    ("中华园", "干将路"),
];
/// A name that is a word as well, and the pages on which it is one.
const WORD: &str = "韩语";
const SPOKEN: [&str; 3] = ["/jobs/profile", "/services/", "/desk/new"];
/// Names that stand in encrypted columns, and so stay what they were.
const SEALED: [&str; 2] = ["王丽", "李桂芳"];
/// How many pages of one kind are looked at for each role.
const OF_A_KIND: usize = 2;
/// The record of security events, narrowed to what no look at a page adds to: else each language would be shown other rows.
const AUDIT: &str = "/desk/audit?kind=role_granted";
/// Pages to which no link leads, or a form.
const UNLINKED: [&str; 10] = [
    AUDIT,
    "/search?q=水管漏了",
    "/search?q=没有这种东西",
    "/desk?q=干将路",
    "/desk?state=active",
    "/desk?state=over",
    "/desk/people?area=K101",
    "/figures?community=K101",
    "/desk/figures/promise?of=satisfaction",
    "/telephones",
];
/// The routes of which no page is seen here, and why.
const UNSEEN: [&str; 14] = [
    // Between two forms, and put together by the browser: there is nobody's name on either.
    "/sign-in/code",
    "/sign-in/whose",
    "/sign-in/link/{token}",
    "/offline",
    // Parts of pages with made-up names, left out below.
    "/style",
    // Of the demo's residents only one has something that comes again, and another signs in here.
    "/orders/recurring",
    "/orders/recurring/{id}/stop",
    // Linked from other orders than the two that each role opens.
    "/desk/clock",
    "/desk/repeat",
    // The demo has no wave of a survey.
    "/desk/surveys/{wave}",
    "/desk/surveys/{wave}/doors",
    "/jobs/surveys/{wave}/{household}",
    "/surveys/{wave}",
    "/s/{token}",
];

/// The demo under other names.
async fn renamed() -> TestServer {
    #[derive(FromRow)]
    struct Named {
        name: String,
    }
    #[derive(FromRow)]
    struct Column {
        holder: String,
        name: String,
    }
    let server = TestServer::start(true).await;
    demo::fill(&server.backend, 0).await.unwrap();
    jobs::work(&server.backend, server.metrics()).await;
    let mut tx = server.backend.store.write().await.unwrap();
    let triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'";
    let triggers: Vec<Named> = tx.all(triggers, values![]).await.unwrap();
    for Named { name } in triggers {
        tx.run(AssertSqlSafe(format!("DROP TRIGGER {name}")), values![]).await.unwrap();
    }
    let columns = "SELECT m.name AS holder, c.name AS name FROM sqlite_master m \
                   JOIN pragma_table_info(m.name) c ON c.type = 'TEXT' \
                   WHERE m.type = 'table' AND m.name NOT LIKE '%sqlx%'";
    let columns: Vec<Column> = tx.all(columns, values![]).await.unwrap();
    for Column { holder, name } in columns {
        let renamed = CALLED
            .iter()
            .fold(format!("\"{name}\""), |inner, (was, is)| format!("replace({inner}, '{was}', '{is}')"));
        let sql = format!("UPDATE {holder} SET \"{name}\" = {renamed} WHERE \"{name}\" IS NOT NULL");
        tx.run(AssertSqlSafe(sql), values![]).await.unwrap();
    }
    tx.run("UPDATE revisions SET number = number + 1", values![]).await.unwrap();
    tx.commit().await.unwrap();
    server
}

/// The cookie of somebody who acts in a role.
async fn acting(server: &TestServer, phone: &str, role: Role) -> String {
    let backend = &server.backend;
    let token = sign_in_by_shown_code(backend, phone).await.unwrap().token;
    let person = viewer(backend, &token).await.unwrap().unwrap();
    let held = person.grants.iter().find(|held| held.grant.role == role);
    use_grant(backend, &person, held.map(|held| held.grant.id.as_str())).await.unwrap();
    format!("session={token}")
}

/// The page of what a search for a person finds.
async fn found(server: &TestServer, cookies: &str) -> String {
    let form = "back=%2Fdesk%2Ffind&words=%E6%9D%8E%E6%A1%82%E8%8A%B3&reason=call";
    server.post("/do/find_person", cookies, form).await.location().to_owned()
}

/// The pattern of the route of an address: `/orders/:number`.
fn kind<'r>(routes: &'r [String], address: &str) -> Option<&'r str> {
    let path = address.split(['?', '#']).next()?;
    let parts: Vec<_> = path.split('/').collect();
    let fits = |route: &&String| {
        let own: Vec<_> = route.split('/').collect();
        own.len() == parts.len()
            && own.iter().zip(&parts).all(|(own, part)| own == part || own.starts_with([':', '{']))
    };
    // What is written out goes before what stands for anything.
    routes.iter().filter(fits).min_by_key(|route| route.matches([':', '{']).count()).map(String::as_str)
}

async fn page(server: &TestServer, address: &str, cookies: &str, language: &str) -> (StatusCode, String) {
    let address = address.split('#').next().unwrap();
    let encoded: String = address
        .bytes()
        .map(|byte| if byte.is_ascii() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    let request = browser("GET", &encoded, cookies).header(ACCEPT_LANGUAGE, language);
    let answer = server.send(request.body(Body::empty()).unwrap()).await;
    (answer.status, answer.body)
}

/// The addresses of this site to which a page leads.
fn links(body: &str) -> BTreeSet<String> {
    let hrefs = body.split("href=\"/").skip(1).filter_map(|rest| rest.split('"').next());
    hrefs.map(|href| format!("/{}", href.replace("&amp;", "&"))).collect()
}

#[tokio::test]
async fn names_keep_their_characters_on_every_page() {
    let server = renamed().await;
    let routes: Vec<String> =
        leptos_axum::generate_route_list(Document).iter().map(|route| route.path().to_owned()).collect();
    assert!(routes.len() > 40, "{routes:?}");
    let people = demo::fill(&server.backend, 0).await.unwrap();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut faults = Vec::new();
    let mut met: BTreeSet<&str> = BTreeSet::new();
    for role in std::iter::once(None).chain(Role::iter().map(Some)) {
        let cookies = match role {
            Some(role) => {
                let person = people.iter().find(|one| one.role.split('、').any(|held| held == role.name()));
                acting(&server, &person.unwrap().phone, role).await
            }
            None => String::new(),
        };
        let found = match role {
            Some(Role::Staff) => Some(found(&server, &cookies).await),
            _ => None,
        };
        let mut looked: BTreeMap<&str, usize> = BTreeMap::new();
        let mut known: BTreeSet<String> = BTreeSet::new();
        let mut waiting: VecDeque<String> = ["/", "/me", "/jobs", "/desk", "/desk/more", "/inbox", "/orders"]
            .into_iter()
            .chain(UNLINKED)
            .map(str::to_owned)
            .chain(found)
            .collect();
        while let Some(address) = waiting.pop_front() {
            let Some(kind) = kind(&routes, &address) else { continue };
            let again = looked.entry(kind).or_default();
            let limit = if UNLINKED.contains(&address.as_str()) { usize::MAX } else { OF_A_KIND };
            let moves = kind == "/desk/audit" && address != AUDIT;
            if *again >= limit || !known.insert(address.clone()) || kind == "/style" || moves {
                continue;
            }
            *again += 1;
            let (status, written) = page(&server, &address, &cookies, "zh-CN").await;
            if status.is_server_error() {
                faults.push(format!("{role:?} {address}: {status}"));
            }
            if status != StatusCode::OK {
                continue;
            }
            seen.insert(kind);
            waiting.extend(links(&written));
            for language in ["zh-TW", "en"] {
                let (_, said) = page(&server, &address, &cookies, language).await;
                if said.contains(['\u{2068}', '\u{2069}']) || said.contains("%E2%81%A") {
                    faults.push(format!("{role:?} {address} {language}: marks are left"));
                }
                for name in CALLED.iter().map(|(_, is)| *is).chain(SEALED) {
                    let (before, after) = (written.matches(name).count(), said.matches(name).count());
                    if before > 0 {
                        met.insert(name);
                    }
                    let is_word = name == WORD && SPOKEN.iter().any(|page| address.starts_with(page));
                    if before > after && !is_word {
                        faults.push(format!("{role:?} {address} {language}: {name} {before} → {after}"));
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}: {faults:#?}", faults.len());
    let missed: BTreeSet<&str> =
        routes.iter().map(String::as_str).filter(|route| !seen.contains(route)).collect();
    assert_eq!(missed, BTreeSet::from(UNSEEN), "pages that nobody looked at, and those that nobody should");
    let unmet: Vec<_> = CALLED.iter().filter(|(_, is)| !met.contains(is)).collect();
    assert!(unmet.is_empty(), "names that stand on no page: {unmet:?}");
}
