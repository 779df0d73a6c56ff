//! Database and pictures, lost and brought back.

use crate::cast::{Cast, cast, ordered};
use crate::support::{self, TestBackend};
use backend::clock::Clock;
use backend::entropy::Entropy;
use backend::maintenance::backup::{BackupError, DATABASE_FILE, Place, health, restore, take};
use backend::maintenance::identity::{DatabaseKind, IdentityError, identify};
use backend::orders::{Viewpoint, view};
use backend::photos::{Fault, LOST, PhotoStore, Target, add, inspect, of_order, read, show};
use backend::store::Store;
use backend::vault::Vault;
use backend::{Backend, values};
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use sqlx::{AssertSqlSafe, Row, SqliteConnection};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Three pictures in a folder: two of an order, and one that waits for its own.
async fn with_pictures(backend: &mut TestBackend, folder: &Path) -> (Cast, String) {
    backend.keep_photos_in(PhotoStore::open(&folder.to_string_lossy()).unwrap());
    let cast = cast(backend).await;
    let number = ordered(backend, &cast).await;
    let order = Target::Order { number: number.clone(), viewpoint: Viewpoint::Resident };
    let form = Target::Form { token: format!("{:>20}", "another") };
    for (shade, target) in [(50, &order), (100, &order), (150, &form)] {
        backend.clock.advance(1_000);
        let mut bytes = Vec::new();
        let picture = RgbImage::from_pixel(64, 48, Rgb([shade, 90, 90]));
        picture.write_with_encoder(JpegEncoder::new(&mut bytes)).unwrap();
        add(backend, &cast.resident, target, &format!("{shade:0>20}"), bytes).await.unwrap();
    }
    (cast, number)
}

/// Every file below a folder, by its path from there.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_owned(), std::fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// Every row of every table.
async fn rows(file: &Path) -> BTreeMap<String, Vec<String>> {
    use sqlx::Connection;
    let address = format!("sqlite:{}", file.display());
    let mut connection = SqliteConnection::connect(&address).await.unwrap();
    let tables = "SELECT name, (SELECT group_concat('quote(' || c.name || ')', '||') FROM pragma_table_info(m.name) c) \
                  FROM sqlite_master m WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let mut all = BTreeMap::new();
    for row in sqlx::query(tables).fetch_all(&mut connection).await.unwrap() {
        let (table, columns): (String, String) = (row.get(0), row.get(1));
        let sql = AssertSqlSafe(format!("SELECT {columns} FROM {table} ORDER BY 1"));
        let rows = sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap();
        all.insert(table, rows);
    }
    connection.close().await.unwrap();
    all
}

/// The backend that a restored database gets: with this secret.
fn keyed(secret: u8) -> impl Fn(Store) -> Backend {
    move |store| {
        let vault = Vault::new(&[secret; 32]);
        let (clock, entropy) = (Clock::set_to(support::start()), Entropy::seeded(9));
        Backend::new(store, clock, entropy, vault, std::sync::Arc::new(backend::accounts::DemoSender))
    }
}

/// Where a backup is put back.
fn place(folder: &TempDir, name: &str) -> Place {
    let photos = folder.path().join(format!("{name}-photos"));
    Place {
        file: folder.path().join(format!("{name}.db")),
        photos: Some(photos.to_string_lossy().into_owned()),
        kind: DatabaseKind::Production,
        anyway: false,
    }
}

#[tokio::test]
async fn what_was_lost_comes_back_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let mut backend = TestBackend::in_file(&at("old.db")).await;
    with_pictures(&mut backend, &at("old-photos")).await;
    identify(&backend, DatabaseKind::Production).await.unwrap();
    let found = take(&backend, &at("backup")).await.unwrap();
    assert_eq!(found.photos.as_ref().unwrap().whole, 3);
    backend.store.close().await;
    let (old, pictures, backup) = (rows(&at("old.db")).await, files(&at("old-photos")), files(&at("backup")));
    assert_eq!(pictures.len(), 3);
    assert!(old["orders"].len() == 1 && old["photos"].len() == 2, "there is something to lose");
    std::fs::remove_file(at("old.db")).unwrap();
    std::fs::remove_dir_all(at("old-photos")).unwrap();

    let back = restore(&at("backup"), &place(&folder, "new"), keyed(7)).await.unwrap();
    assert_eq!((back.photos, back.health), (3, found));
    let mut new = rows(&at("new.db")).await;
    let told = new.get_mut("security_events").unwrap();
    let all = told.len();
    told.retain(|row| !row.contains("'restored'"));
    assert_eq!((told.len(), &new), (all - 1, &old), "but for the word that it was put back");
    assert_eq!(files(&at("new-photos")), pictures);
    assert_eq!(files(&at("backup")), backup, "the backup is as it was");
    assert!(!at("new.db.restoring").exists());

    // What is there is never written over, and another secret opens nothing.
    let again = restore(&at("backup"), &place(&folder, "new"), keyed(7)).await.unwrap_err();
    assert!(matches!(again, BackupError::Exists(file) if file == at("new.db")));
    let among_others = Place { file: at("third.db"), ..place(&folder, "new") };
    std::fs::create_dir_all(at("new-photos/zz")).unwrap();
    std::fs::write(at("new-photos/zz/zz"), "x").unwrap();
    let again = restore(&at("backup"), &among_others, keyed(7)).await.unwrap_err();
    assert!(matches!(again, BackupError::Exists(_)), "{again}");
    let stranger = restore(&at("backup"), &place(&folder, "stranger"), keyed(8)).await.unwrap_err();
    assert!(matches!(stranger, BackupError::Identity(IdentityError::Secret)), "{stranger}");
    let demo = Place { kind: DatabaseKind::Demo, ..place(&folder, "stranger") };
    let demo = restore(&at("backup"), &demo, keyed(7)).await.unwrap_err();
    assert!(matches!(demo, BackupError::Identity(IdentityError::Kind(DatabaseKind::Production))), "{demo}");
    for name in ["third.db", "stranger.db", "stranger.db.restoring", "stranger.db.restoring-wal"] {
        assert!(!at(name).exists(), "{name}");
    }
    let none = restore(&at("new-photos"), &place(&folder, "stranger"), keyed(7)).await.unwrap_err();
    assert!(matches!(none, BackupError::NoBackup(_)), "{none}");
}

#[tokio::test]
async fn a_picture_that_is_lost_is_named_and_is_no_fault_of_the_page() {
    support::both(|mut backend| async move {
        let folder = tempfile::tempdir().unwrap();
        let photos = folder.path().join("photos");
        let (cast, number) = with_pictures(&mut backend, &photos).await;
        assert!(health(&backend).await.unwrap().is_sound());
        let paths: Vec<_> = files(&photos).into_keys().map(|path| photos.join(path)).collect();
        let view = view(&backend, &cast.resident, &number, Viewpoint::Resident).await.unwrap();
        let shown = of_order(&backend, &cast.resident, &view).await.unwrap().photos;

        // All are damaged, but for one that is gone; and a file lies there that nobody knows.
        for path in &paths {
            std::fs::write(path, "no picture").unwrap();
        }
        let blob_of = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
        std::fs::remove_file(&paths[0]).unwrap();
        std::fs::write(paths[1].with_file_name("unknown"), "x").unwrap();
        let found = inspect(&backend).await.unwrap();
        assert_eq!((found.whole, found.left_over), (0, 1));
        let faults: Vec<_> = found.faults.iter().map(|fault| (fault.blob.clone(), fault.damaged)).collect();
        let expected: Vec<_> = paths.iter().map(|path| (blob_of(path), *path != paths[0])).collect();
        assert_eq!(faults, expected);
        let of_order = |fault: &&Fault| fault.number.as_deref() == Some(number.as_str());
        assert_eq!(found.faults.iter().filter(of_order).count(), 2, "{found:?}");
        for photo in shown {
            let shown = show(&backend, &cast.resident, &photo.id.to_string()).await.unwrap();
            let lost = read(&backend, &shown).await.unwrap_err();
            assert_eq!((lost.status(), lost.code.as_str()), (404, LOST));
        }
        assert!(!health(&backend).await.unwrap().is_sound());

        let backup = folder.path().join("backup");
        let taken = take(&backend, &backup).await.unwrap_err();
        if backend.is_postgres() {
            assert!(matches!(taken, BackupError::NotSqlite), "{taken}");
            return;
        }
        assert!(matches!(taken, BackupError::Unsound(_)), "{taken}");
        assert!(backup.join(DATABASE_FILE).is_file(), "what there is was copied all the same");
        let refused = restore(&backup, &place(&folder, "new"), keyed(7)).await.unwrap_err();
        assert!(matches!(refused, BackupError::Unsound(_)), "{refused}");
        let anyway = Place { anyway: true, ..place(&folder, "new") };
        let back = restore(&backup, &anyway, keyed(7)).await.unwrap();
        assert_eq!(back.health.photos.unwrap().faults, found.faults);
        assert!(anyway.file.is_file());
    })
    .await;
}

#[tokio::test]
async fn a_number_that_the_secret_does_not_open_is_found() {
    support::both(|backend| async move {
        cast(&backend).await;
        assert_eq!(health(&backend).await.unwrap().unopened, 0);
        let other = Vault::new(&[8; 32]).encrypt("people.phone", "13800000001", &backend.entropy).unwrap();
        let mut tx = backend.store.write().await.unwrap();
        tx.run("UPDATE people SET phone = $1 WHERE name = '陈静'", values![other]).await.unwrap();
        tx.commit().await.unwrap();
        let found = health(&backend).await.unwrap();
        assert_eq!((found.unopened, found.is_sound(), found.is_readable()), (1, false, true));
    })
    .await;
}
