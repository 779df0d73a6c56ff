//! Refusals: a few of one person in a minute.

use super::of_kind;
use crate::support::{both, district, with_grant};
use backend::audit::record_denied;
use domain::accounts::Role;
use domain::audit::{DENIED_A_MINUTE, DENIED_SPAN, Doer, SecurityEventKind as Kind};

#[tokio::test]
async fn of_one_person_a_few_refusals_in_a_minute_are_recorded() {
    both(|backend| async move {
        district(&backend).await;
        let member = with_grant(&backend, "13800000051", "李建国", (Role::Member, "K101", "")).await;
        let other = with_grant(&backend, "13800000052", "周敏", (Role::Member, "K102", "")).await;
        let most = usize::try_from(DENIED_A_MINUTE).unwrap();
        let denied = async || of_kind(&backend, Kind::AccessDenied).await;
        for _ in 0..most + 5 {
            record_denied(&backend, &*member, "/desk/people", "account.denied").await.unwrap();
        }
        assert_eq!(denied().await.len(), most);
        record_denied(&backend, &*other, "/desk/people", "account.denied").await.unwrap();
        assert_eq!(denied().await.len(), most + 1, "nobody uses up what others have");
        backend.clock.advance(DENIED_SPAN + 1);
        record_denied(&backend, &*member, "/desk/audit", "account.denied").await.unwrap();
        let all = denied().await;
        assert_eq!(all.len(), most + 2);
        let last = all.last().unwrap();
        assert_eq!((last.acting.as_str(), last.area.as_deref()), ("member", Some("K101")));
        assert_eq!(
            last.details,
            r#"{"event":"access_denied","place":"/desk/audit","code":"account.denied"}"#
        );
        record_denied(&backend, Doer::Nobody, "/desk", "account.denied").await.unwrap();
        assert_eq!(denied().await.len(), most + 2, "of strangers the log of requests is enough");
    })
    .await;
}

#[tokio::test]
async fn many_refusals_at_once_are_no_more() {
    both(|backend| async move {
        district(&backend).await;
        let member = with_grant(&backend, "13800000051", "李建国", (Role::Member, "K101", "")).await;
        let doer = Doer::from(&*member);
        let tries = (0..12).map(|_| {
            let (backend, doer) = ((*backend).clone(), doer.clone());
            tokio::spawn(
                async move { record_denied(&backend, doer, "/desk", "account.denied").await.unwrap() },
            )
        });
        for tried in tries.collect::<Vec<_>>() {
            tried.await.unwrap();
        }
        let denied = of_kind(&backend, Kind::AccessDenied).await.len();
        assert_eq!(denied, usize::try_from(DENIED_A_MINUTE).unwrap());
    })
    .await;
}
