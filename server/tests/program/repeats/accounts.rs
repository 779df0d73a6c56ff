//! Signing in and out, and what one says of oneself.

use super::forms::Form;
use super::twice::{NOTHING_GROWS, SESSIONS_GROW, World};
use crate::authenticator::{Authenticator, totp_code};
use crate::support::{OWN_HOST, TestServer};
use backend::accounts::{
    Origin, Repeat, ask_for_code, make_sign_in_link, sign_in, sign_in_by_shown_code, viewer,
};
use backend::values;
use domain::accounts::UNUSED_NUMBER;
use domain::time::MINUTE;

const NEW: &str = "13911110001";

pub async fn stories(world: &mut World) {
    let session = somebody_new_presses_everything_twice(world).await;
    let form = world.form("complete_profile", "/welcome", &session, &[]).await;
    let form = form.with(&[("name", "郑新来"), ("estate", "K10101"), ("building", "6"), ("room", "402")]);
    let landed = world.twice("complete_profile", &session, &form.with(&[("consent", "on")])).await;
    assert_eq!(landed, "/?done=welcome");
    let later = world.form("complete_profile", "/welcome", &session, &[]).await;
    assert_eq!(world.twice("complete_profile", &session, &later).await, "/?done=profile");
    passkeys(world, &session).await;
    second_factors(world).await;
    another_code(world).await;
    a_link_of_the_console(world).await;
    a_number_that_was_not_used(world).await;
    sessions_from_afar(world, &session).await;
    the_own_page(world, &session).await;
}

/// The first answers are lost, and the person is signed in all the same; the cookie of their session.
async fn somebody_new_presses_everything_twice(world: &mut World) -> String {
    let device = world.server.get("/sign-in", "").await.cookie("device").to_owned();
    let number = world.form("ask_for_code", "/sign-in", &device, &[]).await.with(&[("phone", NEW)]);
    let [first, second] = world.both("ask_for_code", &device, &number, NOTHING_GROWS).await;
    assert_eq!(first.location(), "/sign-in/code");
    assert_eq!(second.location(), "/sign-in/code?done=code_before", "the same page, which says why");
    let pending = format!("{device}; {}", second.cookie("sign_in"));
    let page = world.page(second.location(), &pending).await;
    assert!(page.contains("刚发过，请填短信里的验证码"), "{page}");
    let code = page.split("data-testid=\"demo-code\">").nth(1).unwrap()[..6].to_owned();
    let form = world.form("sign_in", "/sign-in/code", &pending, &[]).await.with(&[("code", &code)]);
    let [first, second] = world.both("sign_in", &pending, &form, SESSIONS_GROW).await;
    assert_eq!((first.location(), second.location()), ("/welcome", "/welcome"));
    let other = world.server.get("/sign-in", "").await.cookie("device").to_owned();
    let stolen = format!("{other}; {}", second.cookie("sign_in"));
    let refused = world.server.post("/do/sign_in", &stolen, &form.body()).await;
    assert!(refused.set_cookies().iter().all(|line| !line.starts_with("session=")), "another browser");
    second.cookie("session").to_owned()
}

async fn passkeys(world: &mut World, session: &str) {
    let device = world.server.get("/sign-in", "").await.cookie("device").to_owned();
    let cookies = format!("{session}; {device}");
    let mut phone = Authenticator::new(&format!("http://{OWN_HOST}"), 1);
    let form = world.form("add_passkey", "/me/passkeys", &cookies, &[]).await;
    let (challenge, credential) =
        phone_says(world, "/me/passkeys", &cookies, |options| phone.create(options)).await;
    let form = form.with(&[("challenge", &challenge), ("credential", &credential)]);
    assert_eq!(world.twice("add_passkey", &cookies, &form).await, "/me/passkeys?done=passkey_added");
    let name = world.form("rename_passkey", "/me/passkeys", &cookies, &[]).await.with(&[("name", "新手机")]);
    assert_eq!(world.twice("rename_passkey", &cookies, &name).await, "/me/passkeys?done=passkey_renamed");

    let form = world.form("sign_in_by_passkey", "/sign-in", &device, &[]).await;
    let (challenge, credential) = phone_says(world, "/sign-in", &device, |options| phone.get(options)).await;
    let form = form.with(&[("challenge", &challenge), ("credential", &credential)]);
    let [first, second] = world.both("sign_in_by_passkey", &device, &form, SESSIONS_GROW).await;
    assert_eq!((first.location(), second.location()), ("/?done=signed_in", "/?done=signed_in"));
    let gone = world.form("remove_passkey", "/me/passkeys", &cookies, &[]).await;
    assert_eq!(world.twice("remove_passkey", &cookies, &gone).await, "/me/passkeys?done=passkey_removed");
}

async fn second_factors(world: &mut World) {
    let phone = world.phone("社区工作者", 0);
    let by_message = async |world: &World| {
        world.server.backend.clock.advance(MINUTE);
        format!("session={}", sign_in_by_shown_code(&world.server.backend, &phone).await.unwrap().token)
    };
    let session = by_message(world).await;
    let form = world.form("set_up_totp", "/me/totp", &session, &[]).await;
    let letters = letters_of(world, &session, form.get("offer").unwrap()).await;
    let code = totp_code(&letters, world.server.backend.clock.now());
    let form = form.with(&[("code", &code)]);
    assert_eq!(world.twice("set_up_totp", &session, &form).await, "/me/totp?done=totp_set_up");
    let form = world.form("keep_recovery_codes", "/me/recovery", &session, &[]).await;
    assert_eq!(world.twice("keep_recovery_codes", &session, &form).await, "/me/passkeys?done=recovery_kept");
    let form = world.form("read_account_notices", "/me/notices", &session, &[]).await;
    assert_eq!(world.twice("read_account_notices", &session, &form).await, "/me/notices?done=notices_read");

    let second = by_message(world).await;
    let code = totp_code(&letters, world.server.backend.clock.now());
    let form = world.form("prove_totp", "/me/totp?next=%2Fdesk", &second, &[]).await.with(&[("code", &code)]);
    assert_eq!(world.twice("prove_totp", &second, &form).await, "/desk?done=factor_proved");
    let on_paper = written_down(world, &second).await;
    let third = by_message(world).await;
    let form =
        world.form("use_recovery_code", "/me/recovery", &third, &[]).await.with(&[("code", &on_paper)]);
    assert_eq!(world.twice("use_recovery_code", &third, &form).await, "/me/passkeys?done=factor_proved");
    let gone = world.form("remove_totp", "/me/totp", &third, &[]).await;
    assert_eq!(world.twice("remove_totp", &third, &gone).await, "/me/totp?done=totp_removed");
}

/// The letters of a secret that was offered: the page shows them once more to whoever has typed a wrong code.
async fn letters_of(world: &World, session: &str, offer: &str) -> String {
    let form = Form::default().with(&[("offer", offer), ("code", "1"), ("back", "/me/totp")]);
    let refused = world.server.post("/do/set_up_totp", session, &form.body()).await;
    let page = world.server.get("/me/totp", &format!("{session}; {}", refused.cookie("kept"))).await.body;
    page.split("<code translate=\"no\">").nth(1).unwrap().split('<').next().unwrap().to_owned()
}

/// The first code of a set that is taken now.
async fn written_down(world: &World, session: &str) -> String {
    let page = world.page("/me/recovery", session).await;
    let code = page.split("<code translate=\"no\">").nth(1).unwrap()[..11].to_owned();
    let offer = page.split("name=\"offer\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let form = Form::default().with(&[("offer", &offer), ("back", "/me/recovery")]);
    world.server.post("/do/keep_recovery_codes", session, &form.body()).await;
    code
}

/// What a page asks a device for, and what the device says.
async fn phone_says(
    world: &World,
    path: &str,
    cookies: &str,
    says: impl FnOnce(&str) -> String,
) -> (String, String) {
    let page = world.page(path, cookies).await;
    let part = page.split("data-passkey=").nth(1).unwrap();
    let within =
        |part: &str, before: &str| part.split(before).nth(1).unwrap().split('"').next().unwrap().to_owned();
    let options = within(part, "data-options=\"").replace("&quot;", "\"");
    (within(part, "name=\"challenge\" value=\""), says(&options))
}

async fn another_code(world: &mut World) {
    let form = Form::default().with(&[("phone", "13911110002"), ("back", "/sign-in")]);
    let asked = world.server.post("/do/ask_for_code", "", &form.body()).await;
    let pending = format!("{}; {}", asked.cookie("sign_in"), asked.cookie("device"));
    world.server.backend.clock.advance(MINUTE);
    let again = world.form("ask_again", "/sign-in/code", &pending, &[]).await;
    assert_eq!(world.twice("ask_again", &pending, &again).await, "/sign-in/code?done=code_again");
}

async fn a_link_of_the_console(world: &mut World) {
    let link = make_sign_in_link(&world.server.backend, NEW).await.unwrap();
    let page = format!("/sign-in/link/{link}");
    let device = world.server.get(&page, "").await.cookie("device").to_owned();
    let form = world.form("sign_in_by_link", &page, &device, &[]).await;
    let [first, second] = world.both("sign_in_by_link", &device, &form, SESSIONS_GROW).await;
    assert_eq!((first.location(), second.location()), ("/?done=signed_in", "/?done=signed_in"));
}

/// Another number that has long been somebody's, in a browser that it never had.
async fn a_number_that_was_not_used(world: &mut World) {
    let backend = world.server.backend.clone();
    let phone = world.phone("居民", 2);
    let name = person_of(&world.server, &phone).await;
    let long_ago = backend.clock.now().plus(-UNUSED_NUMBER);
    let mut tx = backend.store.write().await.unwrap();
    tx.run("UPDATE people SET consent_at = $1 WHERE name = $2", values![long_ago, &name]).await.unwrap();
    tx.run("DELETE FROM devices", values![]).await.unwrap();
    tx.commit().await.unwrap();
    let form = Form::default().with(&[("phone", &phone), ("back", "/sign-in")]);
    let asked = world.server.post("/do/ask_for_code", "", &form.body()).await;
    let pending = format!("{}; {}", asked.cookie("sign_in"), asked.cookie("device"));
    let page = world.page("/sign-in/code", &pending).await;
    let code = page.split("data-testid=\"demo-code\">").nth(1).unwrap()[..6].to_owned();
    let form = world.form("sign_in", "/sign-in/code", &pending, &[]).await.with(&[("code", &code)]);
    let sent = world.server.post("/do/sign_in", &pending, &form.body()).await;
    assert_eq!(sent.location(), "/sign-in/whose");
    let page = world.page("/sign-in/whose", &pending).await;
    assert!(!page.contains(&name), "nothing of the account is shown");
    let form = world.form("claim_account", "/sign-in/whose", &pending, &[]).await.with(&[("name", &name)]);
    let [first, second] = world.both("claim_account", &pending, &form, SESSIONS_GROW).await;
    assert_eq!((first.location(), second.location()), ("/?done=signed_in", "/?done=signed_in"));
}

/// What the person of a number is called.
async fn person_of(server: &TestServer, phone: &str) -> String {
    let token = sign_in_by_shown_code(&server.backend, phone).await.unwrap().token;
    let name = viewer(&server.backend, &token).await.unwrap().unwrap().name;
    server.backend.clock.advance(MINUTE);
    name
}

async fn sessions_from_afar(world: &mut World, session: &str) {
    let sign_in = |device: &'static str| {
        let origin = Origin { device, network: None, agent: "" };
        let backend = world.server.backend.clone();
        async move {
            let code = ask_for_code(&backend, NEW, origin, Repeat::None).await.unwrap().code.unwrap();
            sign_in(&backend, NEW, &code, origin).await.unwrap();
        }
    };
    sign_in("another").await;
    sign_in("a third").await;
    let own = world.form("acknowledge_sessions", "/me/sessions", session, &[]).await;
    assert_eq!(world.twice("acknowledge_sessions", session, &own).await, "/me/sessions?done=sessions_own");
    let one = world.form("end_session", "/me/sessions", session, &[]).await;
    assert_eq!(world.twice("end_session", session, &one).await, "/me/sessions?done=session_ended");
    let all = world.form("end_other_sessions", "/me/sessions", session, &[]).await;
    assert_eq!(world.twice("end_other_sessions", session, &all).await, "/me/sessions?done=sessions_ended");
}

async fn the_own_page(world: &mut World, session: &str) {
    let elder = world.form("set_elder", "/me", session, &[]).await;
    world.twice("set_elder", session, &elder).await;
    let language = world.form("set_language", "/me", session, &[]).await.with(&[("language", "en")]);
    world.twice("set_language", session, &language).await;
    let back = Form::default().with(&[("language", "zh-Hans"), ("back", "/me")]);
    world.server.post("/do/set_language", session, &back.body()).await;
    let messages = Form::default().with(&[("kind", "progress"), ("messages", "off"), ("back", "/me")]);
    world.twice("set_messages", session, &messages).await;
    let lead = world.who("社区书记", 0).await;
    let role = world.form("use_grant", "/me", &lead, &[]).await;
    world.twice("use_grant", &lead, &role).await;
    let out = world.form("sign_out", "/me", session, &[]).await;
    assert_eq!(world.twice("sign_out", session, &out).await, "/?done=signed_out");
}
