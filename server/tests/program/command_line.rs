//! The program as an operator meets it: help, refusals, and what each command says.

use crate::support::{Said, build_site, database, program};
use std::net::TcpListener;
use std::path::Path;
use tempfile::TempDir;

/// 32 bytes of base64.
const SECRET: &str = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";

fn run(arguments: &[&str]) -> Said {
    Said::by(&mut program(arguments))
}

/// Runs with a secret and a database in `folder`.
fn run_in(folder: &Path, arguments: &[&str]) -> Said {
    let mut command = program(arguments);
    command.env("DATABASE_URL", database(folder)).env("DIANDIANTONG_SECRET", SECRET);
    Said::by(&mut command)
}

fn migrated() -> TempDir {
    migrated_as(&["migrate"])
}

fn migrated_as(migrate: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let migrated = run_in(folder.path(), migrate);
    assert_eq!((migrated.code, migrated.out.trim()), (0, "数据库的表已是最新"), "{}", migrated.err);
    folder
}

/// The sentence of a refusal: one line, exit code 1, nothing on standard output.
fn sentence(said: &Said) -> &str {
    assert_eq!(said.code, 1, "{}", said.err);
    assert_eq!(said.out, "");
    let sentence = said.err.trim_end();
    assert_eq!(sentence.lines().count(), 1, "{sentence}");
    sentence
}

#[test]
fn helps_with_examples() {
    for arguments in [
        &["--help"][..],
        &["serve", "--help"],
        &["import", "--help"],
        &["grant", "--help"],
        &["backup", "--help"],
        &["check", "--help"],
        &["restore", "--help"],
        &["audit", "export", "--help"],
        &["clock", "explain", "--help"],
        &["survey", "estimate", "--help"],
        &["survey", "redraw", "--help"],
        &["survey", "export", "--help"],
    ] {
        let help = run(arguments);
        assert_eq!(help.code, 0);
        assert!(
            help.out.contains("例子：\n  diandiantong") || help.out.contains("例子：\n  export"),
            "{}",
            help.out
        );
    }
    for command in ["migrate", "demo-data"] {
        assert_eq!(run(&[command, "--help"]).code, 0);
    }
}

#[test]
fn a_wrong_command_line_ends_with_2() {
    for arguments in [&[][..], &["fly"], &["import", "orders", "x.csv"], &["serve", "--listen", "here"]] {
        assert_eq!(run(arguments).code, 2, "{arguments:?}");
    }
}

#[test]
fn refuses_to_start_without_its_secrets() {
    assert!(sentence(&run(&["serve"])).contains("DATABASE_URL"));
    let database = ["--database", "sqlite::memory:"];
    let without = run(&[&["serve"], &database[..]].concat());
    assert!(sentence(&without).contains("openssl rand -base64 32"));
    let with = |secret: &str| {
        Said::by(program(&[&["serve"], &database[..]].concat()).env("DIANDIANTONG_SECRET", secret))
    };
    assert!(sentence(&with("abc")).contains("32 个字节的 base64"));
    assert!(sentence(&with(SECRET)).contains("DIANDIANTONG_SMS_URL"));
    let path =
        run(&["serve", "--demo", "--public-url", "https://x.example/app", "--database", "sqlite::memory:"]);
    assert!(sentence(&path).contains("--public-url"));
}

#[test]
fn refuses_a_database_that_is_not_up_to_date_or_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    build_site(&site);
    let serve = ["serve", "--demo", "--site", site.to_str().unwrap()];
    let old = run_in(folder.path(), &serve);
    assert!(sentence(&old).contains("请先运行 diandiantong migrate"), "{}", old.err);
    let odd = run(&[&serve[..], &["--database", "mysql://x"]].concat());
    assert!(sentence(&odd).contains("DATABASE_URL"));
    let nowhere = run(&[&serve[..], &["--database", "sqlite:/nowhere/at/all.db"]].concat());
    assert!(sentence(&nowhere).contains("数据库用不了"));
}

#[test]
fn refuses_without_its_site_or_its_port() {
    let folder = migrated_as(&["migrate", "--demo"]);
    let missing = folder.path().join("nothing");
    let siteless = run_in(folder.path(), &["serve", "--demo", "--site", missing.to_str().unwrap()]);
    assert!(sentence(&siteless).contains("cargo xtask build"));

    let site = folder.path().join("site");
    build_site(&site);
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let serve = ["serve", "--demo", "--site", site.to_str().unwrap(), "--listen", &address];
    let refused = run_in(folder.path(), &serve);
    assert!(sentence(&refused).starts_with(&format!("{address} 已被别的程序占用")));
}

#[test]
fn imports_all_or_nothing() {
    let folder = migrated();
    let file = folder.path().join("areas.csv");
    let import = ["import", "areas", file.to_str().unwrap()];
    let missing = run_in(folder.path(), &import);
    assert!(sentence(&missing).contains("读不了文件"));

    let head = "code,kind,parent_code,name,households,note\nK,district,,开发区,0,\nK1,office,K,中华园办事处,";
    std::fs::write(&file, format!("{head}many,\n")).unwrap();
    let wrong = run_in(folder.path(), &import);
    assert_eq!(wrong.code, 1);
    assert!(wrong.err.contains("什么都没有导入"), "{}", wrong.err);
    assert!(wrong.err.contains("areas.csv") && wrong.err.contains("households"), "{}", wrong.err);

    std::fs::write(&file, format!("{head}0,\n")).unwrap();
    let right = run_in(folder.path(), &import);
    assert_eq!(
        (right.code, right.out.trim()),
        (0, "导入完成：新增 2 行，更改 0 行，没有变化 0 行；文件里没有、原样保留 0 行"),
        "{}",
        right.err
    );
    let again = run_in(folder.path(), &import);
    assert_eq!(
        again.out.trim(),
        "导入完成：新增 0 行，更改 0 行，没有变化 2 行；文件里没有、原样保留 0 行",
        "{}",
        again.err
    );

    let odd = run_in(folder.path(), &[&import[..], &["--categories", "x.csv"]].concat());
    assert!(sentence(&odd).contains("--categories"));
}

#[test]
fn grants_to_people_that_have_never_signed_in() {
    let folder = migrated();
    let file = folder.path().join("areas.csv");
    std::fs::write(&file, "code,kind,parent_code,name,households,note\nK,district,,开发区,0,\n").unwrap();
    assert_eq!(run_in(folder.path(), &["import", "areas", file.to_str().unwrap()]).code, 0);

    let granted = run_in(folder.path(), &["grant", "13800000001", "admin", "K", "--name", "陈静"]);
    assert_eq!(granted.code, 0, "{}", granted.err);
    for wrong in [
        ["grant", "1380000", "admin", "K", "--name", "陈静"],
        ["grant", "13800000001", "king", "K", "--name", "陈静"],
        ["grant", "13800000001", "admin", "K9", "--name", "陈静"],
        ["grant", "13800000001", "admin", "K", "--name", ""],
    ] {
        sentence(&run_in(folder.path(), &wrong));
    }
    let empty = migrated();
    let nowhere = run_in(empty.path(), &["grant", "13800000001", "admin", "K", "--name", "陈静"]);
    assert!(
        sentence(&nowhere).contains("没有代码为 K 的区域，请先导入区域（import areas）"),
        "{}",
        nowhere.err
    );
}

#[test]
fn demo_data_is_for_demos_only() {
    let folder = migrated();
    assert!(sentence(&run_in(folder.path(), &["demo-data"])).contains("--demo"));
}
