//! Forms that are shown again with what was typed.

use crate::support::{TestBackend, both, count, sign_in};
use backend::accounts::{ENCRYPTED_MOST, FormState, FormStates, Owner, Viewer, sweep};
use backend::store::FromRow;
use backend::{AppError, ErrorKind, FieldError, values};
use domain::accounts::FORM_STATE_LIFETIME;
use domain::time::MINUTE;

fn form() -> FormState {
    let values = [("note", "水管漏了\n快来 <b>"), ("phone", "13800000001"), ("unit", "")];
    FormState {
        values: values.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        error: AppError::invalid(vec![FieldError::new("note", "最多 200 个字")]),
    }
}

/// A form with a note of so many bytes.
fn long(bytes: usize) -> FormState {
    let mut form = form();
    form.values.insert("note".to_owned(), "x".repeat(bytes));
    form
}

/// What the browser carries once the form is kept beside what it carried before.
async fn form_state(
    backend: &TestBackend,
    before: &str,
    owner: Owner<'_>,
    path: &str,
    form: FormState,
) -> String {
    let mut forms = FormStates::open(backend, before);
    forms.keep(backend, owner, path, form).await.unwrap();
    let encrypted = forms.encrypted(backend).unwrap();
    assert!(encrypted.len() <= ENCRYPTED_MOST, "{}", encrypted.len());
    encrypted
}

async fn shown(
    backend: &TestBackend,
    encrypted: &str,
    viewer: Option<&Viewer>,
    path: &str,
) -> Option<FormState> {
    FormStates::open(backend, encrypted).show(backend, viewer, path, true).await.unwrap()
}

#[tokio::test]
async fn what_nobody_typed_is_the_browsers_and_no_row() {
    both(|backend| async move {
        let encrypted = form_state(&backend, "", Owner::Nobody, "/order", form()).await;
        assert!(!encrypted.contains("138") && !encrypted.contains("水管"));
        assert_eq!(shown(&backend, &encrypted, None, "/profile").await, None, "another page");
        assert_eq!(shown(&backend, &encrypted, None, "/order").await, Some(form()));
        let anybody = (*sign_in(&backend, "13800000001").await).clone();
        assert_eq!(shown(&backend, &encrypted, Some(&anybody), "/order").await, Some(form()));
        for forged in ["", "a.b.c", "1:AAAA", &encrypted[..encrypted.len() - 1], &format!("{encrypted}x")] {
            assert_eq!(FormStates::open(&backend, forged), FormStates::default(), "{forged}");
        }
        let too_long = form_state(&backend, "", Owner::Nobody, "/order", long(ENCRYPTED_MOST)).await;
        let told = shown(&backend, &too_long, None, "/order").await.unwrap();
        assert_eq!((told.values.len(), told.error.code.as_str()), (0, "form.not_kept"));
        assert_eq!(count(&backend, "form_states").await, 0);
    })
    .await;
}

#[tokio::test]
async fn what_somebody_typed_is_shown_to_nobody_else() {
    both(|backend| async move {
        let mother = (*sign_in(&backend, "13800000001").await).clone();
        let other = (*sign_in(&backend, "13900000002").await).clone();
        let mark = mother.mark(&backend);
        for (owner, form) in [
            (Owner::Somebody(&mother), form()),
            (Owner::Somebody(&mother), long(ENCRYPTED_MOST)),
            (Owner::Formerly(&mark), form()),
        ] {
            let encrypted = form_state(&backend, "", owner, "/order", form.clone()).await;
            assert_eq!(shown(&backend, &encrypted, Some(&other), "/order").await, None);
            assert_eq!(shown(&backend, &encrypted, None, "/order").await, None);
            assert_eq!(shown(&backend, &encrypted, Some(&mother), "/order").await, Some(form));
            let mut forms = FormStates::open(&backend, &encrypted);
            forms.only_of(&backend, &other);
            assert_eq!(forms.encrypted(&backend).unwrap(), "", "and it is gone where they signed in");
        }
        let unknown = form_state(&backend, "", Owner::Unknown, "/order", form()).await;
        let told = shown(&backend, &unknown, Some(&mother), "/order").await.unwrap();
        assert_eq!((told.values.len(), told.error.kind), (0, ErrorKind::Invalid));
    })
    .await;
}

#[tokio::test]
async fn a_person_has_a_few_rows_of_some_length() {
    both(|backend| async move {
        #[derive(FromRow)]
        struct Row {
            id: String,
            content: String,
        }
        let person = (*sign_in(&backend, "13800000001").await).clone();
        let owner = Owner::Somebody(&person);
        let mut encrypted = Vec::new();
        for _ in 0..5 {
            backend.clock.advance(1);
            encrypted.push(form_state(&backend, "", owner, "/order", long(10_000)).await);
        }
        assert_eq!(count(&backend, "form_states").await, 3);
        assert_eq!(
            shown(&backend, &encrypted[0], Some(&person), "/order").await,
            None,
            "the oldest made room"
        );
        assert_eq!(shown(&backend, &encrypted[4], Some(&person), "/order").await, Some(long(10_000)));
        let endless = form_state(&backend, "", owner, "/order", long(60_000)).await;
        let told = shown(&backend, &endless, Some(&person), "/order").await.unwrap();
        assert_eq!(told.error.code, "form.not_kept");
        let mut tx = backend.store.read().await.unwrap();
        let rows: Vec<Row> = tx.all("SELECT id, content FROM form_states", values![]).await.unwrap();
        assert!(
            rows.iter().all(|row| !row.content.contains("13800000001") && !row.content.contains("xxxxxxxx"))
        );
        assert!(rows.iter().all(|row| row.id.len() > 40 && row.content.len() < 25_000));
    })
    .await;
}

#[tokio::test]
async fn several_wait_and_what_is_read_makes_room() {
    both(|backend| async move {
        let order = form_state(&backend, "", Owner::Nobody, "/order", long(1_200)).await;
        let both = form_state(&backend, &order, Owner::Nobody, "/sign-in", form()).await;
        assert_eq!(shown(&backend, &both, None, "/order").await, Some(long(1_200)), "it waits on");
        assert_eq!(shown(&backend, &both, None, "/sign-in").await, Some(form()));
        let replaced = form_state(&backend, &both, Owner::Nobody, "/sign-in", long(10)).await;
        assert_eq!(shown(&backend, &replaced, None, "/sign-in").await, Some(long(10)), "the last counts");

        let mut forms = FormStates::open(&backend, &both);
        forms.shown("/sign-in");
        assert_eq!(
            forms.show(&backend, None, "/sign-in", false).await.unwrap(),
            None,
            "a script asks for it"
        );
        assert_eq!(forms.show(&backend, None, "/sign-in", true).await.unwrap(), Some(form()), "loaded again");
        forms.leave_others("/sign-in");
        assert!(forms.show(&backend, None, "/sign-in", true).await.unwrap().is_some());
        forms.leave_others("/orders");
        assert_eq!(forms.show(&backend, None, "/sign-in", true).await.unwrap(), None, "one has gone on");
        assert!(
            forms.show(&backend, None, "/order", true).await.unwrap().is_some(),
            "nobody has seen it yet"
        );
        forms.shown("/order");
        forms.done("/order");
        assert_eq!(forms, FormStates::default());
    })
    .await;
}

#[tokio::test]
async fn it_is_kept_for_half_an_hour() {
    both(|backend| async move {
        let person = (*sign_in(&backend, "13800000001").await).clone();
        let owner = Owner::Somebody(&person);
        let here = form_state(&backend, "", Owner::Nobody, "/order", form()).await;
        let row = form_state(&backend, "", owner, "/order", long(5_000)).await;
        backend.clock.advance(FORM_STATE_LIFETIME - MINUTE);
        sweep(&backend).await.unwrap();
        assert_eq!(shown(&backend, &here, None, "/order").await, Some(form()));
        assert_eq!(shown(&backend, &row, Some(&person), "/order").await, Some(long(5_000)));
        backend.clock.advance(MINUTE);
        assert_eq!(shown(&backend, &here, None, "/order").await, None);
        assert_eq!(shown(&backend, &row, Some(&person), "/order").await, None);
        sweep(&backend).await.unwrap();
        assert_eq!(count(&backend, "form_states").await, 0);
    })
    .await;
}
