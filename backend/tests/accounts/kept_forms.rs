//! Forms that are shown again with what was typed.

use crate::support::both;
use backend::accounts::{KeptForm, keep_form, sweep, take_form};
use backend::{AppError, FieldError, values};
use domain::time::MINUTE;
use sqlx::FromRow;

fn form() -> KeptForm {
    let values = [("note", "水管漏了\n快来 <b>"), ("phone", "13800000001"), ("unit", "")];
    KeptForm {
        values: values.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        error: AppError::invalid(vec![FieldError::new("note", "最多 200 个字")]),
    }
}

#[tokio::test]
async fn a_form_comes_back_once_and_whole() {
    both(|backend| async move {
        let id = keep_form(&backend, "/order", &form()).await.unwrap();
        assert_eq!(take_form(&backend, &id, "/profile").await.unwrap(), None, "another page");
        assert_eq!(take_form(&backend, "nonsense", "/order").await.unwrap(), None);
        assert_eq!(take_form(&backend, &id, "/order").await.unwrap(), Some(form()));
        assert_eq!(take_form(&backend, &id, "/order").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn it_is_stored_encrypted_under_a_key_that_the_database_does_not_know() {
    both(|backend| async move {
        #[derive(FromRow)]
        struct Row {
            id: String,
            content: String,
        }
        let id = keep_form(&backend, "/order", &form()).await.unwrap();
        let mut session = backend.store.read().await.unwrap();
        let row: Row = session.one("SELECT id, content FROM kept_forms", values![]).await.unwrap().unwrap();
        assert_ne!(row.id, id);
        assert!(!row.content.contains("138") && !row.content.contains("水管"));
    })
    .await;
}

#[tokio::test]
async fn it_is_kept_for_half_an_hour() {
    both(|backend| async move {
        let early = keep_form(&backend, "/order", &form()).await.unwrap();
        backend.clock.advance(MINUTE);
        let late = keep_form(&backend, "/order", &form()).await.unwrap();
        backend.clock.advance(29 * MINUTE);
        sweep(&backend).await.unwrap();
        assert_eq!(take_form(&backend, &early, "/order").await.unwrap(), None);
        assert_eq!(take_form(&backend, &late, "/order").await.unwrap(), Some(form()));
        let unswept = keep_form(&backend, "/order", &form()).await.unwrap();
        backend.clock.advance(30 * MINUTE);
        assert_eq!(take_form(&backend, &unswept, "/order").await.unwrap(), None);
    })
    .await;
}
