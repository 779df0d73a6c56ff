//! The switches of the short messages, as a browser without scripts meets them.

use crate::support::TestServer;
use backend::Backend;
use backend::accounts::{
    DemoSender, GrantForm, ProfileForm, complete_profile, grant_from_console, sign_in_by_shown_code, viewer,
};
use http::StatusCode;
use std::sync::Arc;

const PHONE: &str = "13800000001";

/// The cookie of somebody who is signed in, and has consented; an administrator, who may live elsewhere.
async fn signed_in(backend: &Backend) -> String {
    let areas = "code,kind,parent_code,name,households,note\nK,district,,昆山开发区,0,\n";
    let file = backend::import::ImportFile { name: "areas.csv", bytes: areas.as_bytes() };
    backend::import::import_areas(backend, file).await.unwrap();
    grant_from_console(
        backend,
        &GrantForm { phone: PHONE.into(), role: "admin".into(), area: "K".into(), ..GrantForm::default() },
    )
    .await
    .unwrap();
    let token = sign_in_by_shown_code(backend, PHONE).await.unwrap().token;
    let person = viewer(backend, &token).await.unwrap().unwrap();
    let form = ProfileForm { name: "王秀英".into(), consent: true, ..ProfileForm::default() };
    complete_profile(backend, &person, &form).await.unwrap();
    format!("session={token}")
}

#[tokio::test]
async fn a_switch_is_a_form_that_says_what_it_did() {
    let server = TestServer::start_sending(Arc::new(DemoSender)).await;
    let cookies = signed_in(&server.backend).await;
    let page = server.get("/me", &cookies).await.body;
    for words in
        ["短信提醒", "工单进展", "夜里 22 点到早上 7 点不发，超时提醒除外", "name=\"messages\" value=\"off\""]
    {
        assert!(page.contains(words), "{words} in {page}");
    }
    assert!(!page.contains("派单台有新情况"), "only what concerns the person");
    let off = server.post("/do/set_messages", &cookies, "back=%2Fme&kind=progress&messages=off").await;
    assert_eq!((off.status, off.location()), (StatusCode::SEE_OTHER, "/me?done=messages_off"));
    let page = server.get(off.location(), &cookies).await.body;
    assert!(page.contains("已关掉") && page.contains("name=\"messages\" value=\"on\""), "{page}");
    let on = server.post("/do/set_messages", &cookies, "back=%2Fme&kind=progress&messages=on").await;
    assert_eq!(on.location(), "/me?done=messages_on");
}

#[tokio::test]
async fn a_forged_kind_is_refused_and_nobody_switches_without_signing_in() {
    let server = TestServer::start_sending(Arc::new(DemoSender)).await;
    let cookies = signed_in(&server.backend).await;
    let forged = server.post("/do/set_messages", &cookies, "back=%2Fme&kind=desk&messages=on").await;
    assert_eq!((forged.status, forged.location()), (StatusCode::SEE_OTHER, "/me"));
    let cookies = format!("{cookies}; {}", forged.cookie("kept"));
    let page = server.get("/me", &cookies).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.body.contains("没有找到这种短信"), "{}", page.body);
    let nobody = server.post("/do/set_messages", "", "back=%2Fme&kind=progress&messages=off").await;
    assert!(nobody.location().starts_with("/sign-in"), "{}", nobody.location());
}

#[tokio::test]
async fn where_no_messages_are_sent_the_page_does_not_speak_of_them() {
    let server = TestServer::start(true).await;
    let cookies = signed_in(&server.backend).await;
    assert!(!server.get("/me", &cookies).await.body.contains("短信提醒"));
}
