//! What communities publish, and what counts as satisfied: each state of it stays, whoever changed it by whatever way.

use crate::support::{TestBackend, both, count, district, is_refused, with_grant};
use backend::catalogue::{publish_list, publish_service, set_own_text};
use backend::settings::set_satisfaction_rule;
use backend::store::FromRow;
use backend::values;
use domain::accounts::Role;
use domain::catalogue::ServiceList;

#[derive(Debug, PartialEq, FromRow)]
struct Change {
    sequence: i64,
    state: String,
}

async fn changes(backend: &TestBackend, sql: &'static str) -> Vec<(i64, String)> {
    let rows: Vec<Change> = backend.store.read().await.unwrap().all(sql, values![]).await.unwrap();
    rows.into_iter().map(|row| (row.sequence, row.state)).collect()
}

const OF_SERVICE: &str = "SELECT sequence, CAST(published AS TEXT) || COALESCE(own_text, '-') AS state \
    FROM publication_changes WHERE community = 'K101' AND service = 'S008' ORDER BY sequence";
const OF_MONTH: &str = "SELECT sequence, CAST(levels AS TEXT) AS state FROM satisfaction_rule_changes \
    WHERE from_month = '2027-03' ORDER BY sequence";

#[tokio::test]
async fn each_state_of_what_is_published_stays() {
    both(|backend| async move {
        district(&backend).await;
        let lead = with_grant(&backend, "13800000009", "陈国平", (Role::CommunityLead, "K101", "")).await;
        publish_service(&backend, &lead, "S008", false).await.unwrap();
        publish_service(&backend, &lead, "S008", false).await.unwrap();
        set_own_text(&backend, &lead, "S008", "周三不办").await.unwrap();
        for list in [ServiceList::Routine, ServiceList::Agency, ServiceList::Volunteer] {
            publish_list(&backend, &lead, list, true).await.unwrap();
        }
        let said = |sequence: i64, state: &str| (sequence, state.to_owned());
        let expected = [said(1, "1-"), said(2, "0-"), said(3, "0周三不办"), said(4, "1周三不办")];
        assert_eq!(changes(&backend, OF_SERVICE).await, expected);

        let mut tx = backend.store.write().await.unwrap();
        let by_hand = "UPDATE publications SET own_text = NULL WHERE community = 'K101' AND service = 'S008'";
        tx.run(by_hand, values![]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(
            changes(&backend, OF_SERVICE).await.last(),
            Some(&said(5, "1-")),
            "nor is the console hidden"
        );
        let all = count(&backend, "publications").await;
        assert!(is_refused(&backend, "DELETE FROM publications").await);
        assert_eq!(count(&backend, "publications").await, all);
    })
    .await;
}

#[tokio::test]
async fn each_rule_of_satisfaction_stays_also_one_that_never_held() {
    both(|backend| async move {
        district(&backend).await;
        let district = with_grant(&backend, "13800000009", "钱局长", (Role::DistrictLead, "K", "")).await;
        for levels in ["2", "2", "3", "1"] {
            set_satisfaction_rule(&backend, &district, "2027-03", levels).await.unwrap();
        }
        let expected = [(1, "2".to_owned()), (2, "3".to_owned()), (3, "1".to_owned())];
        assert_eq!(changes(&backend, OF_MONTH).await, expected);
        assert!(is_refused(&backend, "DELETE FROM satisfaction_rules").await);
    })
    .await;
}

#[tokio::test]
async fn a_grant_is_taken_back_once_and_changed_in_nothing_else() {
    both(|backend| async move {
        district(&backend).await;
        with_grant(&backend, "13800000009", "陈国平", (Role::CommunityLead, "K101", "")).await;
        for sql in [
            "UPDATE grants SET role = 'admin'",
            "UPDATE grants SET area = 'K'",
            "UPDATE grants SET granted_by = 'x', revoked_at = 1",
            "UPDATE grants SET team = 'x', revoked_at = 1",
            "UPDATE grants SET granted_at = 1, revoked_at = 1",
            "UPDATE grants SET ends_at = 1, revoked_at = 1",
            "DELETE FROM grants",
        ] {
            assert!(is_refused(&backend, sql).await, "{sql}");
        }
        assert!(!is_refused(&backend, "UPDATE grants SET revoked_by = 'x', revoked_at = 1").await);
        assert!(is_refused(&backend, "UPDATE grants SET revoked_at = NULL").await, "nor given back");
        assert!(is_refused(&backend, "UPDATE grants SET revoked_at = 2").await);
    })
    .await;
}
