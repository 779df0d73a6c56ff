//! `diandiantong survey estimate`, as an auditor meets it who doubts a figure and has nothing but the files.

use crate::support::{Said, program};
use serde_json::{Value, json};
use std::path::PathBuf;
use tempfile::TempDir;

fn estimate(arguments: &[&str]) -> Said {
    Said::by(&mut program(&[&["survey", "estimate"][..], arguments].concat()))
}

/// A folder with the files of a wave.
struct Files(TempDir);

impl Files {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            std::fs::write(folder.path().join(name), content).unwrap();
        }
        Self(folder)
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    fn estimate(&self, more: &[&str]) -> Said {
        let files = ["a.csv", "s.csv"].map(|name| self.path(name));
        estimate(&[&[files[0].as_str(), &files[1]], more].concat())
    }

    fn json(&self, more: &[&str]) -> Vec<Value> {
        let said = self.estimate(&[more, &["--json"]].concat());
        assert_eq!(said.code, 0, "{}", said.err);
        serde_json::from_str(&said.out).unwrap()
    }
}

/// A stored table of the tests of `domain`.
fn stored(name: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../statistics/tests/data");
    std::fs::read_to_string(folder.join(name)).unwrap()
}

/// The lines of a table that are wanted.
fn lines(table: &str, wanted: impl Fn(&str) -> bool) -> String {
    table.lines().filter(|line| wanted(line)).map(|line| format!("{line}\n")).collect()
}

/// What R says of the design must be what the command says.
fn assert_as_r(design: &str, ours: &[Value]) {
    let reference: Value = serde_json::from_str(&stored("survey.json")).unwrap();
    let theirs = reference["rows"].as_array().unwrap().iter();
    let theirs: Vec<_> = theirs.filter(|row| row["design"] == design && row["confidence"] == 0.95).collect();
    assert!(theirs.len() > 10, "{design}");
    for figure in theirs {
        let same = |row: &&Value| row["question"] == figure["question"] && row["level"] == figure["level"];
        let ours = ours.iter().find(same).unwrap();
        assert_eq!(ours["n"], figure["n"]);
        for key in ["estimate", "se", "lower", "upper", "deff"] {
            let (ours, theirs) = (ours[key].as_f64().unwrap(), figure[key].as_f64().unwrap());
            let apart = (ours - theirs).abs() / theirs.abs().max(1.0);
            assert!(apart < 1e-8, "{design} {figure} {key}: {ours}");
        }
    }
}

#[test]
fn the_figures_are_those_of_the_package_survey() {
    let strata = stored("apistrat_strata.csv");
    let without_clusters: String = stored("apistrat.csv")
        .lines()
        .map(|line| {
            let cells: Vec<_> = line.split(',').collect();
            [&cells[..2], &cells[3..]].concat().join(",") + "\n"
        })
        .collect();
    assert_as_r("strat", &Files::new(&[("a.csv", &without_clusters), ("s.csv", &strata)]).json(&[]));
    let simple = [("a.csv", &*stored("apisrs.csv")), ("s.csv", &*stored("apisrs_strata.csv"))];
    assert_as_r("srs", &Files::new(&simple).json(&[]));

    let margins = stored("margins.csv");
    let one_variable = lines(&margins, |line| !line.starts_with("wide"));
    let clusters = Files::new(&[
        ("a.csv", &stored("apiclus1.csv")),
        ("s.csv", &stored("apiclus1_strata.csv")),
        ("both.csv", &margins),
        ("types.csv", &one_variable),
    ]);
    assert_as_r("clus", &clusters.json(&[]));
    assert_as_r("clus_post", &clusters.json(&["--margins", &clusters.path("types.csv")]));
    let raked = clusters.json(&["--margins", &clusters.path("both.csv")]);
    assert_as_r("clus_raked", &raked);
    assert!(
        raked.iter().all(|row| row["question"] != "wide" && row["question"] != "stype"),
        "known of everybody"
    );
}

#[test]
fn clusters_without_their_number_are_said_loudly() {
    let files = Files::new(&[("a.csv", &stored("apistrat.csv")), ("s.csv", &stored("apistrat_strata.csv"))]);
    assert_as_r("strat_clusters", &files.json(&[]));
    assert!(files.estimate(&["--json"]).err.contains("注意！E、H、M：没有写一共多少群"));
}

const STRATA: &str = "stratum,households\n樾城,400\n华园,3\n";

fn answers() -> String {
    let household = |place: u32| match place {
        0 => format!("{place},樾城,否,,4\n"),
        1 => format!("{place},樾城,是,,\n"),
        _ => format!("{place},樾城,是,,5\n"),
    };
    let estate: String = (0..40).map(household).collect();
    format!("household,stratum,知晓,谁来,满意\n{estate}x,华园,是,,5\ny,华园,是,,5\nz,华园,是,,5\n")
}

#[test]
fn a_table_for_eyes() {
    let files = Files::new(&[("a.csv", &answers()), ("s.csv", STRATA)]);
    let said = files.estimate(&[]);
    assert_eq!((said.code, said.err.as_str()), (0, "注意！没有人回答：谁来\n"));
    let lines: Vec<_> = said.out.lines().collect();
    assert_eq!(lines[0], "答案里有 43 户，区间的置信水平 95%");
    assert_eq!(lines[1], "问题  答案   结果  标准误   下限   上限  回答  设计效应");
    assert_eq!(lines[2], "知晓  否     2.5%   2.35%   0.1%  12.4%    43      1.08");
    assert_eq!(lines[3], "知晓  是    97.5%   2.35%  87.6%  99.9%    43      1.08");
    assert_eq!(lines.len(), 7);
    assert!(lines[6].starts_with("满意  平均  4.975"), "{}", lines[6]);
}

#[test]
fn opinions_are_left_alone() {
    let opinions: String = (0..120).map(|place| format!("{place},樾城,是,第 {place} 条\n")).collect();
    let answers = format!("household,stratum,知晓,意见\n{opinions}");
    let files = Files::new(&[("a.csv", &answers), ("s.csv", "stratum,households\n樾城,400\n")]);
    let said = files.estimate(&["--json"]);
    assert_eq!(said.err, "注意！答案太多种，像是随意写的，没有算：意见\n");
    assert_eq!(serde_json::from_str::<Value>(&said.out).unwrap().as_array().unwrap().len(), 1);
}

#[test]
fn a_hundred_percent_is_shown_as_a_lower_bound() {
    let content = answers().replace("否", "是");
    let files = Files::new(&[("a.csv", &content), ("s.csv", STRATA)]);
    let said = files.estimate(&[]).out;
    assert!(said.lines().nth(2).unwrap().contains("是    至少 91."), "{said}");
    let row = &files.json(&[])[0];
    assert_eq!((&row["estimate"], &row["se"], &row["upper"]), (&json!(1.0), &Value::Null, &json!(1.0)));
    assert!(row["lower"].as_f64().unwrap() < 0.92 && row["deff"].is_null(), "{row}");

    let everybody = lines(&content, |line| !line.contains("樾城"));
    let files = Files::new(&[("a.csv", &everybody), ("s.csv", "stratum,households\n华园,3\n")]);
    assert_eq!(files.json(&[])[0]["lower"], 1.0, "all were asked, all answered");
}

#[test]
fn another_confidence() {
    let files = Files::new(&[("a.csv", &answers()), ("s.csv", STRATA)]);
    let lower = |confidence: &str| files.json(&["--confidence", confidence])[1]["lower"].as_f64().unwrap();
    assert!(lower("0.99") < lower("0.95") && lower("0.95") < lower("0.8"));
    assert!(files.estimate(&["--confidence", "0.9"]).out.starts_with("答案里有 43 户，区间的置信水平 90%"));
    for wrong in ["95", "-1", "很高"] {
        let said = files.estimate(&["--confidence", wrong]);
        assert_eq!(said.code, 1);
        assert!(said.err.contains("--confidence 不对：置信水平要在 0.5"), "{}", said.err);
    }
}

#[test]
fn each_wrong_file_has_its_place_and_reason() {
    let answers = "household,stratum,cluster,weight,q,age\n1,A,x,1,是,老\n2,A,y,1,否,少\n";
    let strata = "stratum,households,clusters\nA,100,10\n";
    let margins = "variable,level,households\nage,老,60\nage,少,40\n";
    let wrong = |answers: &str, strata: &str, margins: &str| {
        let files = Files::new(&[("a.csv", answers), ("s.csv", strata), ("m.csv", margins)]);
        let said = files.estimate(&["--margins", &files.path("m.csv")]);
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{answers}{strata}{margins}");
        said.err
    };
    let in_answers = |from: &str, to: &str| wrong(&answers.replace(from, to), strata, margins);
    let in_strata = |from: &str, to: &str| wrong(answers, &strata.replace(from, to), margins);
    let in_margins = |from: &str, to: &str| wrong(answers, strata, &margins.replace(from, to));
    for (said, words) in [
        (in_answers("2,A", "2,B"), "a.csv 第 3 行，stratum 列：层的表里没有“B”"),
        (in_answers("2,A", "1,A"), "a.csv 第 3 行，household 列：这一户前面已经写过"),
        (in_answers("2,A", ",A"), "a.csv 第 3 行，household 列：这一项要填"),
        (in_answers("y,1", "y,0"), "a.csv 第 3 行，weight 列：要填大于 0 的数"),
        (in_answers("y,1", "y,"), "a.csv 第 3 行，weight 列：要填大于 0 的数"),
        (in_answers("y,1", ",1"), "a.csv 第 3 行，cluster 列：有这一列，每户就都要填"),
        (in_answers("y,1", "x,1"), "s.csv 第 2 行，stratum 列：这一层只抽了一户（群）"),
        (in_answers("q,age", "q,"), "a.csv 第 1 行：表头里有一格是空的"),
        (in_answers("q,age", "q,q"), "a.csv 第 1 行，q 列：这一列有两个"),
        (in_answers("否,少", "否,中"), "a.csv 第 3 行，age 列：样本里有变量 age 的“中”，总体里没有"),
        (in_answers("否,少", "否,"), "a.csv 第 3 行，age 列：总体的表里有这一项，每户就都要填"),
        (in_answers("否,少", "否,老"), "m.csv 第 3 行，level 列：变量 age 的“少”一户也没有抽到"),
        (in_strata("100", "1"), "s.csv 第 2 行，households 列：抽了 2 户，比这一层的 1 户还多"),
        (in_strata("10\n", "1\n"), "s.csv 第 2 行，clusters 列：抽了 2 群，比这一层的 1 群还多"),
        (in_strata("A,100,10", "A,many,10"), "s.csv 第 2 行，households 列：要填 0 到"),
        (in_strata("10\n", "10\nA,5,1\n"), "s.csv 第 3 行，stratum 列：这一层前面已经写过"),
        (in_strata("10\n", "10\nB,5,1\n"), "s.csv 第 3 行，stratum 列：这一层一户也没有抽到"),
        (in_margins("age,少", "sex,女"), "m.csv 第 3 行，variable 列：答案的表里没有“sex”这一列"),
        (in_margins("age,少", "age,老"), "m.csv 第 3 行，level 列：变量 age 的“老”写了两遍"),
        (in_margins("40", "四十"), "m.csv 第 3 行，households 列：要填 0 到"),
        (in_margins("age,少,40", "age,少,40\nq,是,1\nq,否,2"), "m.csv 第 1 行，households 列：变量 q 的户数"),
        (in_margins("age,少,40", "age,少,40\nq,是,1\nq,否,99"), "m.csv 第 1 行：迭代 1000 轮还对不上总体"),
    ] {
        assert!(said.starts_with("文件有错，请改好再试：") && said.contains(words), "{said} is not: {words}");
    }
    let files =
        Files::new(&[("a.csv", "household,stratum\n1,A\n2,A\n"), ("s.csv", "stratum,households\nA,9\n")]);
    assert!(files.estimate(&[]).err.contains("a.csv 第 1 行：没有问题"));
    assert!(estimate(&["/nowhere.csv", "/nowhere.csv"]).err.contains("读不了文件 /nowhere.csv"));
    assert_eq!(estimate(&["a.csv"]).code, 2, "a wrong command line ends with 2");
}
