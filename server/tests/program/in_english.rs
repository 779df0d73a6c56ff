//! What commands say to whoever doesn't read Chinese.

use crate::support::{Said, build_site, database, program};
use clap::CommandFactory;
use locale::{Language, is_chinese, within};
use server::cli::Cli;
use std::path::Path;

/// 32 bytes of base64.
const SECRET: &str = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";

/// Runs with a secret and a database in `folder`, in the language of this locale.
fn run_as(locale: &str, folder: &Path, arguments: &[&str]) -> Said {
    let mut command = program(arguments);
    command.env("DATABASE_URL", database(folder)).env("DIANDIANTONG_SECRET", SECRET);
    Said::by(command.env("LANG", locale).current_dir(folder))
}

/// What a command says in English, on both streams.
fn english(folder: &Path, code: i32, arguments: &[&str]) -> String {
    let said = run_as("en_US.UTF-8", folder, arguments);
    assert_eq!(said.code, code, "{arguments:?}: {}{}", said.out, said.err);
    let text = said.out + &said.err;
    assert!(!text.is_empty() && !is_chinese(&text), "{arguments:?}: {text}");
    text
}

#[test]
fn the_first_locale_that_says_something_is_spoken() {
    let folder = tempfile::tempdir().unwrap();
    for locale in ["C", "POSIX", "en_US.UTF-8", "de_DE.UTF-8"] {
        assert_eq!(run_as(locale, folder.path(), &["migrate"]).out.trim(), "The tables are up to date");
    }
    for locale in ["", "zh_CN.UTF-8", "zh_TW"] {
        assert_eq!(run_as(locale, folder.path(), &["migrate"]).out.trim(), "数据库的表已是最新");
    }
    let mut both = program(&["migrate"]);
    both.env("DATABASE_URL", database(folder.path())).env("LANG", "zh_CN.UTF-8").env("LC_ALL", "C");
    assert_eq!(Said::by(&mut both).out.trim(), "The tables are up to date");
}

#[test]
fn refusals_are_english_with_their_reasons() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path();
    build_site(&place.join("site"));
    assert!(english(place, 1, &["serve", "--demo", "--site", "site"]).contains("diandiantong migrate"));
    english(place, 0, &["migrate"]);
    for refused in [
        &["serve"][..],
        &["serve", "--public-url", "https://x.example/app"],
        &["serve", "--demo"],
        &["demo-data"],
        &["import", "areas", "nothing.csv"],
        &["import", "areas", "x.csv", "--categories", "y.csv"],
        &["grant", "1380000", "admin", "K", "--name", "Chen"],
        &["grant", "13800000001", "king", "K", "--name", "Chen"],
        &["grant", "13800000001", "admin", "K9", "--name", "Chen"],
        &["grant", "13800000001", "admin", "K", "--name", ""],
        &["backup", "site"],
        &["restore", "site"],
        &["--database", "mysql://x", "check"],
        &["--database", "sqlite:/nowhere/at/all.db", "check"],
        &["--database", "postgres://db.example/d", "check"],
        &["survey", "export", "K101-W1", "out"],
        &["survey", "redraw", "x", "frame.csv", "draw.csv"],
        &["clock", "explain", "--placed", "yesterday", "--minutes", "9"],
        &["clock", "explain", "--placed", "2026-02-13T16:00", "--minutes", "-1"],
        &["clock", "explain", "--placed", "2026-02-13T16:00", "--minutes", "9", "--pause", "x"],
        &["clock", "explain", "--placed", "2026-02-13T16:00", "--minutes", "9", "--hours", "x"],
        &["clock", "explain", "--placed", "2026-02-13T16:00", "--minutes", "99999999"],
        &["survey", "estimate", "answers.csv", "strata.csv", "--confidence", "2"],
    ] {
        english(place, 1, refused);
    }
    assert!(english(place, 2, &["serve", "--trusted-proxy", "10.0.0.0/40"]).contains("an IP address"));
}

#[test]
fn wrong_rows_are_named_in_english() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path();
    english(place, 0, &["migrate"]);
    let head = "code,kind,parent_code,name,households,note\nK,district,,Zone,0,\n";
    std::fs::write(place.join("areas.csv"), format!("{head}K1,office,K,North,many,\nK2,village,X,,0,\n"))
        .unwrap();
    let wrong = english(place, 1, &["import", "areas", "areas.csv"]);
    assert!(wrong.contains("areas.csv") && wrong.contains("households"), "{wrong}");
    std::fs::write(place.join("areas.csv"), head).unwrap();
    assert!(english(place, 0, &["import", "areas", "areas.csv"]).contains("1 added"));
    english(place, 0, &["grant", "13800000001", "admin", "K", "--name", "Chen"]);
}

#[test]
fn what_commands_find_is_told_in_english() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path();
    english(place, 0, &["migrate"]);
    for done in
        [&["check"][..], &["figures"], &["figures", "--recount"], &["audit", "export"], &["backup", "copy"]]
    {
        english(place, 0, done);
    }
    english(place, 1, &["audit", "export", "--since", "yesterday"]);
    assert!(english(place, 1, &["migrate", "--role", "server"]).contains("PostgreSQL only"));
    std::fs::remove_file(place.join("test.db")).unwrap();
    assert!(english(place, 0, &["restore", "copy"]).contains("the database is sound"));
    let explain = ["clock", "explain", "--placed", "2031-02-13T16:00", "--minutes", "4800"];
    let told = english(place, 0, &explain);
    assert!(
        told.contains("Deadline: 2031-") && told.contains("Left out:") && told.contains(" Sat"),
        "{told}"
    );
}

/// The help of a command and of all below it, short and long, with the command's words.
fn helps(command: &mut clap::Command, all: &mut Vec<String>) {
    all.push(command.render_help().to_string());
    all.push(command.render_long_help().to_string());
    // What clap adds by itself is English.
    for below in command.get_subcommands_mut().filter(|below| below.get_name() != "help") {
        helps(below, all);
    }
}

#[test]
fn help_is_in_the_language_that_is_spoken() {
    let said = |language| {
        within(language, || {
            let mut all = Vec::new();
            helps(&mut Cli::command(), &mut all);
            all
        })
    };
    let english = said(Language::English);
    assert_eq!(english.len(), 2 * 19, "a new command is looked at, too");
    for help in &english {
        assert!(!is_chinese(help), "{help}");
    }
    for help in said(Language::Chinese) {
        assert!(help.lines().next().is_some_and(is_chinese), "{help}");
    }
}
