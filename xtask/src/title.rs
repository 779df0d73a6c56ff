//! The steps of all commands: by which name a program finds its times, and what people read.

use locale::Text;

/// Declares the steps, each with its name in `target/test-times.json`, its Chinese and its English.
macro_rules! titles {
    ($($title:ident: $id:literal, text($chinese:literal, $english:literal);)*) => {
        /// What a step does.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Title {
            $(#[doc = $english] $title,)*
        }

        impl Title {
            /// All steps.
            #[cfg(test)]
            pub const ALL: &[Self] = &[$(Self::$title,)*];

            /// Its name for programs, which stays as it is.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$title => $id,)*
                }
            }

            /// What people read.
            pub fn text(self) -> Text {
                match self {
                    $(Self::$title => Text::new($chinese, $english),)*
                }
            }
        }
    };
}

titles! {
    Server: "server", text("编译服务程序", "Compile the server");
    WasmCompiler: "wasm-compiler", text("准备 WebAssembly 编译器", "Find a WebAssembly compiler");
    BundleTools: "bundle-tools", text("准备打包工具", "Find the bundling tools");
    Wasm: "wasm", text("编译浏览器部分", "Compile the browser's part");
    WasmSmall: "wasm-small", text("优化浏览器部分", "Optimise the browser's part");
    Style: "style", text("样式", "Style sheet");
    Icons: "icons", text("图标", "Icons");
    Scripts: "scripts", text("脚本", "Scripts");
    Published: "published", text("发布静态文件", "Publish the files");
    District: "district", text("演示数据", "Demo data");
    Serve: "serve", text("启动服务", "Start the server");
    Serving: "serving", text("服务程序", "Server");

    Format: "format", text("代码格式", "Formatting");
    Lines: "lines", text("文件长度", "Length of files");
    Circles: "circles", text("模块的方向", "Direction of modules");
    Migrations: "migrations", text("冻结的迁移", "Frozen migrations");
    References: "references", text("文档里的出处", "References in documents");
    Dependencies: "dependencies", text("程序库", "Libraries");
    ClippyBrowser: "clippy-browser", text("clippy：浏览器部分", "clippy: browser's part");
    Tests: "tests", text("编译和 clippy：服务端", "Compile, clippy: server's side");
    Tools: "tools", text("编译和 clippy：工具", "Compile, clippy: tools");
    TestTools: "test-tools", text("测试：工具", "Test: tools");
    TestScripts: "test-scripts", text("测试：浏览器脚本", "Test: browser's scripts");
    TestLocale: "test-locale", text("测试：locale", "Test: locale");
    TestStatistics: "test-statistics", text("测试：statistics", "Test: statistics");
    TestDomain: "test-domain", text("测试：domain", "Test: domain");
    TestStore: "test-store", text("测试：store", "Test: store");
    TestI18n: "test-i18n", text("测试：i18n", "Test: i18n");
    TestApp: "test-app", text("测试：app", "Test: app");
    TestServer: "test-server", text("测试：server", "Test: server");
    TestSqlite: "test-backend-sqlite", text("测试：backend（SQLite）", "Test: backend (SQLite)");
    TestBoth: "test-backend-both", text("测试：backend（两种数据库）", "Test: backend (both databases)");
    TestPostgres: "test-server-postgres", text("测试：server（PostgreSQL）", "Test: server (PostgreSQL)");
    Documentation: "documentation", text("文档和里面的例子", "Documentation, examples");

    Postgres: "postgres", text("准备 PostgreSQL", "Find PostgreSQL");
    Cluster: "cluster", text("启动临时 PostgreSQL", "Start a temporary PostgreSQL");
    Browser: "browser", text("准备浏览器", "Find a browser");
    JourneyTools: "journey-tools", text("准备浏览器测试工具", "Find the tools for journeys");
    Proxies: "proxies", text("准备代理服务器", "Find proxies");
    JourneyDistrict: "journey-district", text("准备测试用的城区", "Make a district for tests");
    Journeys: "journeys", text("浏览器里的全流程", "Journeys in a browser");

    Freeze: "freeze", text("冻结迁移", "Freeze migrations");
    Sbom: "sbom", text("列出程序库", "List libraries");
    LandedWriter: "landed-writer", text("编译抄写程序", "Compile the writer");
    LandedFixture: "landed-fixture", text("写成测试用的文件", "Write the fixture");

    Optimised: "optimised", text("编译（优化过的）", "Compile, optimised");
    Dispatching: "dispatching", text("模拟派单", "Dispatch orders");
    Figures: "figures", text("量报表", "Measure reports");
    VueBaseline: "vue-baseline", text("准备 Vue 和 Vant", "Find Vue and Vant");
    VueBaselineBuild: "vue-baseline-build", text("编译 Vue 的三页", "Compile Vue's three pages");
    Visits: "visits", text("在慢网络上打开各页", "Open pages on a slow network");
    Ordering: "ordering", text("不停地点单", "Place orders");
    Pages: "pages", text("轮流问三种页面", "Ask for pages in turn");
}

#[cfg(test)]
mod tests {
    use super::*;
    use locale::{Language, is_chinese, within};
    use std::collections::BTreeSet;

    #[test]
    fn every_step_has_a_name_of_its_own_in_each_language() {
        let said = |language| {
            within(language, || Title::ALL.iter().map(|title| title.text().said()).collect::<BTreeSet<_>>())
        };
        let (chinese, english) = (said(Language::Chinese), said(Language::English));
        let ids: BTreeSet<_> = Title::ALL.iter().map(|title| title.id()).collect();
        assert_eq!([chinese.len(), english.len(), ids.len()], [Title::ALL.len(); 3]);
        assert!(chinese.iter().all(|words| is_chinese(words)), "{chinese:?}");
        assert!(english.iter().chain(&ids).all(|words| !is_chinese(words)), "{english:?}");
    }

    #[test]
    fn names_fit_beside_their_times() {
        for language in [Language::Chinese, Language::English] {
            for title in Title::ALL {
                let words = within(language, || title.text().said());
                assert!(crate::terminal::width(words) <= crate::progress::NAME_COLUMNS, "{words}");
            }
        }
    }
}
