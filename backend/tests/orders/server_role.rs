//! The ordinary life of an order, where the server runs as a role of PostgreSQL that takes no record away.

use crate::cast::{arrives, cast, does, form, ordered, remove, request, served};
use crate::support::{ServerRole, TestBackend};
use backend::accounts::sweep;
use backend::clocks::escalate;
use backend::maintenance::recount::{differences, recount};
use backend::messages::send_due;
use backend::orders::{CommandForm, OrderFor, Viewpoint, close_overdue, place, revoke_role, view};
use backend::photos::sweep as sweep_photos;
use backend::recurring::create_due;
use backend::return_visits::draw_due;
use domain::time::DAY;

#[tokio::test]
async fn an_order_is_served_and_every_job_done() {
    let Some(role) = ServerRole::make().await else { return };
    let backend = TestBackend::open(role.address()).await;
    let cast = cast(&backend).await;
    let repair = ordered(&backend, &cast).await;
    does(&backend, &cast.member, &repair, form("claim")).await.unwrap();
    arrives(&backend, &cast, &repair).await;
    let finished = CommandForm { note: "好了".into(), minutes: "5".into(), ..form("finish") };
    does(&backend, &cast.member, &repair, finished).await.unwrap();
    let rated = CommandForm { level: "satisfied".into(), ..form("rate") };
    does(&backend, &cast.resident, &repair, rated).await.unwrap();
    served(&backend, &cast, "another").await;
    view(&backend, &cast.staff, &repair, Viewpoint::Role).await.unwrap();
    let late = place(&backend, &cast.resident, OrderFor::Oneself, &request("late")).await.unwrap();
    let late = late.number.to_string();
    does(&backend, &cast.member, &late, form("claim")).await.unwrap();
    remove(&backend, &cast.member).await;
    for _ in 0..3 {
        backend.clock.advance(5 * DAY);
        escalate(&backend).await.unwrap();
        send_due(&backend).await.unwrap();
        create_due(&backend).await.unwrap();
        close_overdue(&backend).await.unwrap();
        draw_due(&backend).await.unwrap();
        sweep_photos(&backend).await.unwrap();
        sweep(&backend).await.unwrap();
    }
    recount(&backend).await.unwrap();
    assert_eq!(differences(&backend).await.unwrap(), []);
    let again = revoke_role(&backend, &cast.staff, &cast.member.grants[0].grant.id).await.unwrap_err();
    assert_eq!(again.status(), 403, "the program decides before the database has to");
    backend.store.close().await;
    role.drop().await;
}
