//! NUL: PostgreSQL can't keep it in a text, so neither database is asked to.

use crate::support::both;
use backend::store::{FromRow, StoreError};
use backend::{AppError, ErrorKind, values};

#[derive(Debug, FromRow)]
struct Row {
    #[allow(dead_code, reason = "it is never read")]
    id: String,
}

#[tokio::test]
async fn it_reaches_no_statement() {
    both(|backend| async move {
        let mut tx = backend.store.write().await.unwrap();
        let find = "SELECT id FROM people WHERE name = $1";
        let one = tx.one::<Row>(find, values!["a\0b"]).await.unwrap_err();
        let all = tx.all::<Row>(find, values![Some("\0")]).await.unwrap_err();
        let run = tx.run("UPDATE people SET name = $1", values!["\0".to_owned()]).await.unwrap_err();
        let hold = tx.hold(find, values!["\0"]).await.unwrap_err();
        for error in [one, all, run, hold] {
            assert!(matches!(error, StoreError::Nul), "{error}");
            let told = AppError::from(error);
            assert_eq!((told.kind, told.status()), (ErrorKind::Invalid, 422), "no fault of ours");
        }
        // The transaction goes on: nothing was asked.
        assert!(tx.one::<Row>(find, values!["a"]).await.unwrap().is_none());
    })
    .await;
}
