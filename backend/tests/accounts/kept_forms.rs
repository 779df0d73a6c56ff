//! Forms that are shown again with what was typed.

use crate::support::{TestBackend, both, count, sign_in};
use backend::accounts::{KeptForm, KeptForms, Owner, SEALED_MOST, Viewer, sweep};
use backend::store::FromRow;
use backend::{AppError, ErrorKind, FieldError, values};
use domain::accounts::KEPT_FORM_LIFETIME;
use domain::time::MINUTE;

fn form() -> KeptForm {
    let values = [("note", "水管漏了\n快来 <b>"), ("phone", "13800000001"), ("unit", "")];
    KeptForm {
        values: values.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        error: AppError::invalid(vec![FieldError::new("note", "最多 200 个字")]),
    }
}

/// A form with a note of so many bytes.
fn long(bytes: usize) -> KeptForm {
    let mut form = form();
    form.values.insert("note".to_owned(), "x".repeat(bytes));
    form
}

/// What the browser carries once the form is kept beside what it carried before.
async fn kept(backend: &TestBackend, before: &str, owner: Owner<'_>, path: &str, form: KeptForm) -> String {
    let mut forms = KeptForms::open(backend, before);
    forms.keep(backend, owner, path, form).await.unwrap();
    let sealed = forms.sealed(backend).unwrap();
    assert!(sealed.len() <= SEALED_MOST, "{}", sealed.len());
    sealed
}

async fn shown(backend: &TestBackend, sealed: &str, viewer: Option<&Viewer>, path: &str) -> Option<KeptForm> {
    KeptForms::open(backend, sealed).show(backend, viewer, path, true).await.unwrap()
}

#[tokio::test]
async fn what_nobody_typed_is_the_browsers_and_no_row() {
    both(|backend| async move {
        let sealed = kept(&backend, "", Owner::Nobody, "/order", form()).await;
        assert!(!sealed.contains("138") && !sealed.contains("水管"));
        assert_eq!(shown(&backend, &sealed, None, "/profile").await, None, "another page");
        assert_eq!(shown(&backend, &sealed, None, "/order").await, Some(form()));
        let anybody = (*sign_in(&backend, "13800000001").await).clone();
        assert_eq!(shown(&backend, &sealed, Some(&anybody), "/order").await, Some(form()));
        for forged in ["", "a.b.c", "1:AAAA", &sealed[..sealed.len() - 1], &format!("{sealed}x")] {
            assert_eq!(KeptForms::open(&backend, forged), KeptForms::default(), "{forged}");
        }
        let too_long = kept(&backend, "", Owner::Nobody, "/order", long(SEALED_MOST)).await;
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
            (Owner::Somebody(&mother), long(SEALED_MOST)),
            (Owner::Formerly(&mark), form()),
        ] {
            let sealed = kept(&backend, "", owner, "/order", form.clone()).await;
            assert_eq!(shown(&backend, &sealed, Some(&other), "/order").await, None);
            assert_eq!(shown(&backend, &sealed, None, "/order").await, None);
            assert_eq!(shown(&backend, &sealed, Some(&mother), "/order").await, Some(form));
            let mut forms = KeptForms::open(&backend, &sealed);
            forms.only_of(&backend, &other);
            assert_eq!(forms.sealed(&backend).unwrap(), "", "and it is gone where they signed in");
        }
        let unknown = kept(&backend, "", Owner::Unknown, "/order", form()).await;
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
        let mut sealed = Vec::new();
        for _ in 0..5 {
            backend.clock.advance(1);
            sealed.push(kept(&backend, "", owner, "/order", long(10_000)).await);
        }
        assert_eq!(count(&backend, "form_states").await, 3);
        assert_eq!(shown(&backend, &sealed[0], Some(&person), "/order").await, None, "the oldest made room");
        assert_eq!(shown(&backend, &sealed[4], Some(&person), "/order").await, Some(long(10_000)));
        let endless = kept(&backend, "", owner, "/order", long(60_000)).await;
        let told = shown(&backend, &endless, Some(&person), "/order").await.unwrap();
        assert_eq!(told.error.code, "form.not_kept");
        let mut session = backend.store.read().await.unwrap();
        let rows: Vec<Row> = session.all("SELECT id, content FROM form_states", values![]).await.unwrap();
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
        let order = kept(&backend, "", Owner::Nobody, "/order", long(1_200)).await;
        let both = kept(&backend, &order, Owner::Nobody, "/sign-in", form()).await;
        assert_eq!(shown(&backend, &both, None, "/order").await, Some(long(1_200)), "it waits on");
        assert_eq!(shown(&backend, &both, None, "/sign-in").await, Some(form()));
        let replaced = kept(&backend, &both, Owner::Nobody, "/sign-in", long(10)).await;
        assert_eq!(shown(&backend, &replaced, None, "/sign-in").await, Some(long(10)), "the last counts");

        let mut forms = KeptForms::open(&backend, &both);
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
        assert_eq!(forms, KeptForms::default());
    })
    .await;
}

#[tokio::test]
async fn it_is_kept_for_half_an_hour() {
    both(|backend| async move {
        let person = (*sign_in(&backend, "13800000001").await).clone();
        let owner = Owner::Somebody(&person);
        let here = kept(&backend, "", Owner::Nobody, "/order", form()).await;
        let row = kept(&backend, "", owner, "/order", long(5_000)).await;
        backend.clock.advance(KEPT_FORM_LIFETIME - MINUTE);
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
