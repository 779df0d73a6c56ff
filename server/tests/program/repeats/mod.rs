//! Every form posted twice ends where the first would have ended: on a slow network somebody presses twice, and the
//! browser drops the first answer. Whoever adds a server function adds a story of it here, and says in `audited` which security
//! event it has recorded.

mod accounts;
mod audited;
mod desk;
mod forms;
mod orders;
mod serving;
mod surveys;
mod twice;

use leptos::server_fn::axum::server_fn_paths;
use std::collections::BTreeSet;
use twice::World;

#[tokio::test]
async fn every_form_posted_twice_ends_where_the_first_would_have_ended() {
    let mut world = World::begin().await;
    accounts::stories(&mut world).await;
    orders::stories(&mut world).await;
    serving::stories(&mut world).await;
    desk::stories(&mut world).await;
    surveys::stories(&mut world).await;
    let known: BTreeSet<_> = server_fn_paths().map(|(path, _)| path.trim_start_matches("/do/")).collect();
    assert!(known.len() > 30, "the server functions are registered: {known:?}");
    let posted: BTreeSet<_> = world.posted.iter().map(String::as_str).collect();
    let missing: Vec<_> = known.difference(&posted).collect();
    assert!(missing.is_empty(), "posted by no story: {missing:?}");
    assert_eq!(posted.difference(&known).count(), 0, "no such server function");
    audited::each_records_what_it_must(&world.recorded, &known);
}
