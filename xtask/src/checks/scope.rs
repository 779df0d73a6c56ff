//! What of the checks is to be done.

use clap::ValueEnum;
use locale::{said, text};

/// One part of the checks, as `--only` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Selection {
    /// Formatting of code.
    #[value(help = text("代码格式", "Formatting of code"))]
    Fmt,
    /// Length of files.
    #[value(help = text("文件长度", "Length of files"))]
    Lines,
    /// Direction between modules: no circles.
    #[value(help = text("模块之间的方向：没有绕成圈的", "Direction between modules: no circles"))]
    Circles,
    /// Migrations of versions: none was edited.
    #[value(help = text("迁移：已发布版本里的没有改动", "Migrations of versions: none was edited"))]
    Migrations,
    /// References in documents: files, tests, links, and the rows of ASVS.
    #[value(help = text(
        "文档里的出处：文件、测试、链接，和 ASVS 的各行",
        "References in documents: files, tests, links, and the rows of ASVS"
    ))]
    References,
    /// Libraries: licences, sources, duplicates, unused ones.
    #[value(help = text(
        "程序库：许可证、来源、重复的、用不着的",
        "Libraries: licences, sources, duplicates, unused ones"
    ))]
    Dependencies,
    /// clippy, warnings as errors.
    #[value(help = text("clippy，警告即错误", "clippy, warnings as errors"))]
    Clippy,
    /// Unit and property tests.
    #[value(help = text("单元测试与性质测试", "Unit and property tests"))]
    Unit,
    /// Storage tests: SQLite and PostgreSQL.
    #[value(help = text("存储测试：SQLite 与 PostgreSQL", "Storage tests: SQLite and PostgreSQL"))]
    Storage,
    /// Documentation, warnings as errors, and its examples.
    #[value(help = text("文档，警告即错误，和里面的例子", "Documentation, warnings as errors, and its examples"))]
    Doc,
    /// The browser's part.
    #[value(help = text("浏览器部分", "The browser's part"))]
    Build,
    /// Journeys in a real browser.
    #[value(help = text("浏览器里的全流程", "Journeys in a real browser"))]
    Journeys,
}

/// What of the checks is to be done.
#[derive(Debug, clap::Args)]
pub struct Scope {
    /// Whether PostgreSQL is left out.
    #[arg(long, help = text("不在 PostgreSQL 上测试", "Leave PostgreSQL out"))]
    without_postgres: bool,
    /// Whether journeys take pictures.
    #[arg(long, help = text(
        "浏览器测试时给每个页面拍照，存到 end2end/results/",
        "Let journeys take a picture of each page, into end2end/results/"
    ))]
    pictures: bool,
    /// Whether only what takes minutes is done.
    #[arg(long, conflicts_with = "only", help = text(
        "几分钟里做得完的：格式、clippy、单元测试、SQLite、三条流程",
        "What takes minutes: formatting, clippy, unit tests, SQLite, three journeys"
    ))]
    quick: bool,
    /// What is done alone.
    #[arg(long, value_enum, num_args = 1.., value_name = "STEP", help = text("只做这几项", "Do these only"))]
    only: Vec<Selection>,
}

/// What `--quick` does.
const QUICK: [Selection; 9] = [
    Selection::Fmt,
    Selection::Lines,
    Selection::Circles,
    Selection::Migrations,
    Selection::References,
    Selection::Clippy,
    Selection::Unit,
    Selection::Storage,
    Selection::Journeys,
];
/// The journeys of `--quick`: an order from end to end, the pages that change by themselves, and the way back.
pub const QUICK_JOURNEYS: [&str; 3] = ["flow.mjs", "live.mjs", "back.mjs"];

impl Scope {
    /// Whether only what takes minutes is done.
    pub fn quick(&self) -> bool {
        self.quick
    }

    /// Whether journeys take pictures.
    pub fn pictures(&self) -> bool {
        self.pictures
    }

    /// Whether this part is to be done.
    pub fn wants(&self, part: Selection) -> bool {
        if self.quick { QUICK.contains(&part) } else { self.only.is_empty() || self.only.contains(&part) }
    }

    /// Whether PostgreSQL is left out.
    pub fn without_postgres(&self) -> bool {
        self.quick || self.without_postgres
    }
}

/// What a run leaves out; empty if nothing.
pub fn left_out(scope: &Scope) -> String {
    // The journeys build the browser's part.
    let does = |part: &Selection| {
        scope.wants(*part) || (*part == Selection::Build && scope.wants(Selection::Journeys))
    };
    let comma = text("、", ", ");
    let left = Selection::value_variants().iter().filter(|part| !does(part));
    let mut names: Vec<_> = left.map(|part| part.title().to_owned()).collect();
    if scope.without_postgres() && scope.wants(Selection::Storage) {
        names.push(text("存储测试：PostgreSQL", "storage tests on PostgreSQL").to_owned());
    }
    if scope.quick {
        names.push(said!("{} 以外的流程", "journeys other than {}", QUICK_JOURNEYS.join(comma)));
    }
    names.join(comma)
}

impl Selection {
    /// What it is called.
    fn title(self) -> &'static str {
        match self {
            Self::Fmt => text("代码格式", "formatting"),
            Self::Lines => text("文件长度", "length of files"),
            Self::Circles => text("模块的方向", "direction of modules"),
            Self::Migrations => text("冻结的迁移", "frozen migrations"),
            Self::References => text("文档里的出处", "references in documents"),
            Self::Dependencies => text("程序库", "libraries"),
            Self::Clippy => "clippy",
            Self::Unit => text("单元测试与性质测试", "unit and property tests"),
            Self::Storage => text("存储测试", "storage tests"),
            Self::Doc => text("文档", "documentation"),
            Self::Build => text("浏览器部分", "browser's part"),
            Self::Journeys => text("浏览器里的全流程", "journeys in a browser"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(without_postgres: bool, quick: bool, only: &[Selection]) -> Scope {
        Scope { without_postgres, quick, only: only.to_vec(), pictures: false }
    }

    #[test]
    fn what_was_left_out_is_named() {
        assert_eq!(left_out(&scope(false, false, &[])), "");
        assert_eq!(left_out(&scope(true, false, &[])), "存储测试：PostgreSQL");
        let only = [Selection::Fmt, Selection::Lines, Selection::Clippy, Selection::Unit, Selection::Doc];
        assert_eq!(
            left_out(&scope(true, false, &only)),
            "模块的方向、冻结的迁移、文档里的出处、程序库、存储测试、浏览器部分、浏览器里的全流程"
        );
        let browser = [Selection::Journeys, Selection::Storage];
        assert_eq!(
            left_out(&scope(false, false, &browser)),
            "代码格式、文件长度、模块的方向、冻结的迁移、文档里的出处、程序库、clippy、单元测试与性质测试、文档"
        );
        assert_eq!(
            left_out(&scope(false, true, &[])),
            "程序库、文档、存储测试：PostgreSQL、flow.mjs、live.mjs、back.mjs 以外的流程"
        );
    }
}
