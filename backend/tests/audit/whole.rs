//! Every kind of event there is, is written by what it tells.

use super::{accounts, desk, factors, kinds};
use crate::support::{self, TestBackend, both, district};
use crate::surveys::cast::{asks, cast as surveyed, given, over, under_way};
use backend::Backend;
use backend::audit::record_denied;
use backend::audit_log::{AuditFilter, audit_page, begin_export};
use backend::maintenance::backup::{Place, restore, take};
use backend::maintenance::identity::DatabaseKind;
use backend::maintenance::recount::recount;
use backend::maintenance::upgrade;
use backend::store::Store;
use backend::surveys::{close_wave, door_links, export_wave, exported_file, visit};
use domain::accounts::Role;
use domain::audit::{Doer, SecurityEventKind as Kind};
use std::collections::BTreeSet;
use strum::IntoEnumIterator;

/// A wave, its doors, and its files.
async fn survey(backend: &TestBackend) {
    let cast = surveyed(backend).await;
    let wave = under_way(backend, &cast).await;
    let households = given(backend, &cast.member).await;
    visit(backend, &cast.member, &wave, &households[0]).await.unwrap();
    asks(backend, &cast.member, &wave, &households[0]).await.unwrap();
    door_links(backend, &cast.lead, &wave).await.unwrap();
    backend.clock.set(over());
    close_wave(backend, &cast.lead, &wave).await.unwrap();
    exported_file(backend, &cast.lead, &wave, "FRAME.csv").await.unwrap();
    export_wave(backend, &wave).await.unwrap();
}

/// A backup, and what is recorded in what comes back of it. Of PostgreSQL none is made here.
async fn backup(backend: &TestBackend) -> BTreeSet<Kind> {
    if backend.is_postgres() {
        return [Kind::BackedUp, Kind::Restored].into();
    }
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    take(backend, &at("backup")).await.unwrap();
    let place = Place { file: at("new.db"), photos: None, kind: DatabaseKind::Production, anyway: false };
    let over = |store| Backend { store, ..(**backend).clone() };
    restore(&at("backup"), &place, over).await.unwrap();
    let store = Store::open(&format!("sqlite:{}", at("new.db").display())).await.unwrap();
    let restored = Backend { store, ..(**backend).clone() };
    let there = kinds(&restored).await;
    restored.store.close().await;
    there
}

#[tokio::test]
async fn every_kind_is_written_by_what_it_tells() {
    both(|backend| async move {
        survey(&backend).await;
        accounts::story(&backend).await;
        desk::story(&backend).await;
        factors::story(&backend).await;
        recount(&backend).await.unwrap();
        let admin = support::with_grant(&backend, "13800000091", "何主任", (Role::Admin, "K", "")).await;
        audit_page(&backend, &admin, &AuditFilter::default(), None).await.unwrap();
        begin_export(&backend).await.unwrap();
        record_denied(&backend, Doer::from(&*admin), "/desk", "account.denied").await.unwrap();
        let mut written = kinds(&backend).await;
        written.extend(backup(&backend).await);
        let missing: Vec<_> =
            Kind::iter().filter(|kind| !written.contains(kind) && *kind != Kind::Migrated).collect();
        assert_eq!(missing, [], "written by nothing; that tables were brought up to date is another story");
    })
    .await;
}

#[tokio::test]
async fn tables_that_are_brought_up_to_date_say_so_once() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&format!("sqlite:{}", folder.path().join("new.db").display())).await.unwrap();
    both(move |backend| {
        let store = store.clone();
        async move {
            if backend.is_postgres() {
                return;
            }
            let new = Backend { store, ..(*backend).clone() };
            for _ in 0..2 {
                upgrade::migrate(&new, DatabaseKind::Production).await.unwrap();
            }
            let told = super::stored(&new).await;
            assert_eq!(told.len(), 1, "{told:?}");
            assert_eq!((told[0].event.as_str(), told[0].acting.as_str()), ("migrated", "console"));
            district(&new).await;
            assert!(kinds(&new).await.contains(&Kind::Imported));
            new.store.close().await;
        }
    })
    .await;
}
