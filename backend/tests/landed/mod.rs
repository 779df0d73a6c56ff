//! The demos of all landed states, each filled by its own program, are brought up to date: nothing is lost, nothing is
//! unreadable, and the sums are what the orders come to.

mod bring;
mod fixture;
mod rows;
mod stands;

use crate::support::Database;
use fixture::{ENDING, Fixture};
use std::path::PathBuf;
use tokio::task::{JoinError, JoinSet};

/// How many bytes a fixture may have, and all of them together.
const EACH: u64 = 160_000;
const ALL: u64 = 1_500_000;

/// The files beside this one, in the order of their states.
fn files() -> Vec<PathBuf> {
    let folder = std::fs::read_dir("tests/landed").unwrap();
    let mut files: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.to_string_lossy().ends_with(ENDING));
    files.sort();
    files
}

#[test]
fn the_fixtures_are_small_and_named_by_their_last_migration() {
    let mut all = 0;
    for file in files() {
        let (fixture, bytes) = (Fixture::read(&file).unwrap(), std::fs::metadata(&file).unwrap().len());
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        assert_eq!(name, format!("{:04}{ENDING}", fixture.last()));
        assert!(bytes <= EACH, "{name}: {bytes} bytes");
        all += bytes;
    }
    assert!(all > 0 && all <= ALL, "{all} bytes");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_landed_state_is_brought_up_to_date_on_sqlite() {
    let mut states = JoinSet::new();
    for file in files() {
        states.spawn(async move {
            let folder = tempfile::tempdir().unwrap();
            brought(file, bring::address(&folder.path().join("landed.db"))).await
        });
    }
    none_failed(states).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_backup_of_every_landed_state_is_put_back() {
    let mut states = JoinSet::new();
    for file in files() {
        let fixture = Fixture::read(&file).unwrap();
        let task = tokio::spawn(async move {
            let folder = tempfile::tempdir().unwrap();
            let backend = bring::restored(&fixture, folder.path()).await;
            stands::is_whole(&backend).await;
            backend.store.close().await;
        });
        states.spawn(async move { (file, task.await) });
    }
    none_failed(states).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_landed_state_is_brought_up_to_date_on_postgresql() {
    let Some(server) = Database::server() else { return };
    let mut states = JoinSet::new();
    for file in files() {
        let database = Database::empty(&server).await;
        states.spawn(async move {
            let brought = brought(file, database.address()).await;
            database.drop().await;
            brought
        });
    }
    none_failed(states).await;
}

/// The file of a state, and whether all of it came out right.
type Brought = (PathBuf, Result<(), JoinError>);

/// In a task of its own, so that the other states are told of as well, and databases are put away.
async fn brought(file: PathBuf, address: String) -> Brought {
    let fixture = Fixture::read(&file).unwrap();
    let task = tokio::spawn(async move {
        bring::as_it_was(&fixture, &address).await;
        let backend = bring::up_to_date(&fixture, &address).await;
        rows::stay(&backend.store, &fixture).await;
        stands::is_whole(&backend).await;
        stands::orders_read(&backend, &fixture).await;
        stands::work_goes_on(&backend).await;
        backend.store.close().await;
    });
    (file, task.await)
}

async fn none_failed(states: JoinSet<Brought>) {
    let mut states = states.join_all().await;
    assert!(!states.is_empty(), "there are fixtures");
    states.retain(|(_, outcome)| outcome.is_err());
    assert!(states.is_empty(), "{states:?}");
}
