//! `diandiantong survey`, as whoever doubts a sample meets it.

use std::path::Path;
use std::process::{Command, Output};

const FRAME: &str = "stratum,household\nK2,c\nK1,b\nK1,a\nK1,d\n";
const ZEROS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Runs the command with nothing of this machine's configuration, and so without a database.
fn survey(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diandiantong"));
    command.arg("survey").args(arguments).env_clear().output().unwrap()
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn files(folder: &Path, draw: &str) -> [String; 2] {
    [("FRAME.csv", FRAME), ("DRAW.csv", draw)].map(|(name, text)| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    })
}

#[test]
fn draws_again_what_other_tools_draw() {
    let folder = tempfile::tempdir().unwrap();
    let [frame, draw] = files(folder.path(), "stratum,draw\nK1,2\nK2,1\n");
    let (code, out, err) = said(&survey(&["redraw", ZEROS, &frame, &draw]));
    assert_eq!((code, err.as_str()), (Some(0), ""));
    // head -c 32 /dev/zero | sha256sum; tail -n +2 FRAME.csv | LC_ALL=C sort | sha256sum; and of each household
    // { head -c 32 /dev/zero; printf '\0K1\0a'; } | sha256sum, the smallest first.
    assert_eq!(
        out,
        "种子的指纹：66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925\n\
         名册的指纹：db05f18327e4770b03a6b4fd29326b0ee32ea2550eadee8e36bb5e8bf24babc4\n\
         抽中 3 户：\nK1,d\nK1,b\nK2,c\n"
    );
    let (_, json, _) = said(&survey(&["redraw", ZEROS, &frame, &draw, "--json"]));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["sample"][0]["place"], 1);
    assert_eq!(json["sample"].as_array().unwrap().len(), 3);
}

#[test]
fn says_in_one_sentence_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let [frame, draw] = files(folder.path(), "stratum,draw\nK1,9\n");
    for (arguments, words) in [
        (["redraw", "00", &frame, &draw], "种子不对"),
        (["redraw", ZEROS, &frame, &draw], "K1 要抽 9 户，名册里只有 3 户"),
        (["redraw", ZEROS, &frame, &frame], "draw 列"),
        (["redraw", ZEROS, "nowhere.csv", &draw], "读不了文件"),
    ] {
        let (code, out, err) = said(&survey(&arguments));
        assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
        assert!(err.contains(words), "{err}");
    }
}

#[test]
fn exports_only_from_a_database() {
    let (code, _, err) = said(&survey(&["export", "K101-W1", "out"]));
    assert_eq!(code, Some(1));
    assert!(err.contains("没有指定数据库"), "{err}");
}
