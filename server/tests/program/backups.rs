//! A round through the command line: backed up, lost, brought back; and databases that are another than was meant.

use crate::support::{build_site, database};
use backend::accounts::{DemoSender, sign_in_by_shown_code, viewer};
use backend::demo;
use backend::maintenance::identity::{DatabaseKind, identify};
use backend::photos::{PhotoStore, Target, add};
use backend::store::Store;
use backend::vault::Vault;
use server::open;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use tempfile::TempDir;

/// 32 bytes of base64: the secret of the tests, and one that is another.
const SECRET: &str = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";
const ANOTHER: &str = "CAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg=";
const PIXEL: &[u8] = include_bytes!("data/pixel.png");

/// The program on the database in a folder, with nothing of this machine's configuration.
fn run(folder: &Path, secret: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diandiantong"));
    command.args(arguments).env_clear().current_dir(folder);
    command.env("DATABASE_URL", database(folder)).env("DIANDIANTONG_SECRET", secret).output().unwrap()
}

/// What it says where all went well.
fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, SECRET, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// What it says where it refused.
fn refused(folder: &Path, secret: &str, arguments: &[&str]) -> String {
    let output = run(folder, secret, arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr).unwrap()
}

/// A database with somebody in it who has sent a picture.
async fn with_picture() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    done(folder.path(), &["migrate"]);
    let store = Store::open(&database(folder.path())).await.unwrap();
    let mut backend = open::backend(store, Vault::new(&[7; 32]), Arc::new(DemoSender));
    identify(&backend, DatabaseKind::Production).await.unwrap();
    backend.photos = PhotoStore::open(&folder.path().join("test-photos").to_string_lossy()).unwrap();
    let token = sign_in_by_shown_code(&backend, "13800000001").await.unwrap().token;
    let person = viewer(&backend, &token).await.unwrap().unwrap();
    let form = Target::Form { token: "0123456789abcdef0123".into() };
    add(&backend, &person, &form, "0123456789abcdef", PIXEL.to_vec()).await.unwrap();
    backend.store.close().await;
    folder
}

/// The only file below a folder of pictures.
fn picture(photos: &Path) -> PathBuf {
    let folders = std::fs::read_dir(photos).unwrap().flatten();
    let mut files = folders.flat_map(|folder| std::fs::read_dir(folder.path()).unwrap().flatten());
    files.next().expect("a picture").path()
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[tokio::test]
async fn backed_up_lost_and_brought_back() {
    let folder = with_picture().await;
    let at = |name: &str| folder.path().join(name);
    assert!(done(folder.path(), &["check"]).starts_with("全部完好：数据库没有问题，照片完好的 1 张"));
    let told = done(folder.path(), &["backup", "backup"]);
    assert!(told.contains("已备份到 backup") && told.contains("DIANDIANTONG_SECRET"), "{told}");
    let bytes = std::fs::read(picture(&at("test-photos"))).unwrap();

    // What the program makes is for its own user alone.
    for (path, expected) in [
        (at("test.db"), 0o600),
        (at("backup"), 0o700),
        (at("backup/diandiantong.db"), 0o600),
        (at("backup/photos"), 0o700),
        (picture(&at("backup/photos")), 0o600),
    ] {
        assert_eq!(mode(&path), expected, "{}", path.display());
    }
    assert!(refused(folder.path(), SECRET, &["backup", "backup"]).contains("backup 已经存在"));
    assert!(refused(folder.path(), SECRET, &["restore", "backup"]).contains("test.db 已经存在"));

    // The picture, then the folder, then everything.
    std::fs::remove_file(picture(&at("test-photos"))).unwrap();
    let lost = refused(folder.path(), SECRET, &["check"]);
    assert!(lost.contains("少了 1 张，坏了 0 张") && lost.contains("还没点完的单 的照片"), "{lost}");
    std::fs::remove_dir_all(at("test-photos")).unwrap();
    let gone = refused(folder.path(), SECRET, &["check"]);
    assert!(gone.contains("test-photos 不见了，数据库里却有 1 张照片"), "{gone}");
    build_site(&at("site"));
    let mut serve = Command::new(env!("CARGO_BIN_EXE_diandiantong"));
    serve.args(["serve", "--site", "site", "--listen", "127.0.0.1:0"]).env_clear().current_dir(folder.path());
    serve.env("DATABASE_URL", database(folder.path())).env("DIANDIANTONG_SECRET", SECRET);
    serve.env("DIANDIANTONG_SMS_URL", "https://sms.example").env("DIANDIANTONG_SMS_KEY", "k");
    let served = serve.env("DIANDIANTONG_SMS_TEMPLATE", "t").output().unwrap();
    assert!(String::from_utf8_lossy(&served.stderr).contains("test-photos 不见了"), "{served:?}");
    std::fs::remove_file(at("test.db")).unwrap();
    // A log that was left behind would be played into the database that comes back.
    std::fs::write(at("test.db-wal"), "what was never taken in").unwrap();
    assert!(refused(folder.path(), SECRET, &["restore", "backup"]).contains("test.db-wal 已经存在"));
    assert!(!at("test.db").exists());
    for left in ["test.db-wal", "test.db-shm"] {
        let _ = std::fs::remove_file(at(left));
    }

    let wrong = refused(folder.path(), ANOTHER, &["restore", "backup"]);
    assert!(wrong.contains("DIANDIANTONG_SECRET 打不开"), "{wrong}");
    assert!(!at("test.db").exists());
    let back = done(folder.path(), &["restore", "backup"]);
    assert!(back.starts_with("已从备份放回来：数据库没有问题，照片完好的 1 张"), "{back}");
    assert_eq!(std::fs::read(picture(&at("test-photos"))).unwrap(), bytes);
    assert_eq!(mode(&at("test.db")), 0o600);
    assert!(done(folder.path(), &["check"]).starts_with("全部完好"));
    assert!(refused(folder.path(), SECRET, &["restore", "site"]).contains("site 里没有备份"));
}

#[derive(backend::store::FromRow)]
struct Left {
    people: i64,
    areas: i64,
}

#[tokio::test]
async fn with_a_wrong_secret_or_as_a_demo_nothing_is_done() {
    let folder = with_picture().await;
    let file = folder.path().join("areas.csv");
    std::fs::write(&file, "code,kind,parent_code,name,households,note\nK,district,,开发区,0,\n").unwrap();
    for command in [
        &["migrate"][..],
        &["import", "areas", "areas.csv"],
        &["grant", "13800000001", "admin", "K", "--name", "陈静"],
        &["backup", "backup"],
        &["check"],
        &["figures", "--recount"],
        &["survey", "export", "K101-W1", "out"],
    ] {
        let wrong = refused(folder.path(), ANOTHER, command);
        assert!(wrong.starts_with("DIANDIANTONG_SECRET 打不开这个数据库里的手机号"), "{command:?}: {wrong}");
        let demo = refused(folder.path(), SECRET, &[command, &["--demo"]].concat());
        assert!(demo.starts_with("这是正式的数据库"), "{command:?}: {demo}");
    }
    let site = folder.path().join("site");
    build_site(&site);
    for serve in
        [&["serve", "--demo", "--site", "site"][..], &["serve", "--demo", "--migrate", "--site", "site"]]
    {
        assert!(refused(folder.path(), SECRET, serve).starts_with("这是正式的数据库"));
    }
    assert!(refused(folder.path(), SECRET, &["demo-data", "--demo"]).starts_with("这是正式的数据库"));
    let store = Store::open(&database(folder.path())).await.unwrap();
    let sql = "SELECT (SELECT count(*) FROM people) AS people, (SELECT count(*) FROM areas) AS areas";
    let left: Left = store.read().await.unwrap().one(sql, Vec::new()).await.unwrap().unwrap();
    assert_eq!((left.people, left.areas), (1, 0), "nothing came in");
    store.close().await;
    assert!(!folder.path().join("backup").exists());
}

#[test]
fn a_demo_is_opened_as_a_demo_only() {
    let folder = tempfile::tempdir().unwrap();
    done(folder.path(), &["migrate", "--demo"]);
    let as_production = refused(folder.path(), SECRET, &["figures"]);
    assert!(as_production.starts_with("这是演示用的数据库：请加上 --demo"), "{as_production}");
    done(folder.path(), &["figures", "--demo"]);
}

#[tokio::test]
async fn sums_from_before_there_were_any_are_made_with_the_tables() {
    let folder = tempfile::tempdir().unwrap();
    done(folder.path(), &["migrate", "--demo"]);
    let store = Store::open(&database(folder.path())).await.unwrap();
    let backend = open::backend(store, Vault::new(&[7; 32]), Arc::new(DemoSender));
    demo::fill(&backend, 0).await.unwrap();
    let mut tx = backend.store.write().await.unwrap();
    tx.run("DELETE FROM counters", Vec::new()).await.unwrap();
    tx.commit().await.unwrap();
    backend.store.close().await;
    assert!(refused(folder.path(), SECRET, &["figures", "--demo"]).contains("个计数对不上"));
    done(folder.path(), &["migrate", "--demo"]);
    assert_eq!(done(folder.path(), &["figures", "--demo"]).trim(), "全部对得上");
}
