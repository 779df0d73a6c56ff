//! Why the program can't do what it was asked, in one sentence that says what to do.

use crate::spoken::{row, translated};
use backend::AppError;
use backend::import::{ImportError, ImportFailure};
use backend::maintenance::identity::{DatabaseKind, IdentityError};
use backend::photos::PhotoStoreError;
use backend::store::StoreError;
use i18n::CatalogueError;
use locale::{said, text};
use std::fmt::Write;
use std::path::PathBuf;
use thiserror::Error;

/// Why the program stops.
#[derive(Debug, Error)]
pub enum Failure {
    /// No database was named.
    #[error(
        "{}",
        text(
            "没有指定数据库：请用 --database 或环境变量 DATABASE_URL 写明，例如 sqlite:data/diandiantong.db",
            "No database is named: say so with --database or the variable DATABASE_URL, for example sqlite:data/diandiantong.db"
        )
    )]
    NoDatabase,
    /// The database doesn't open or doesn't answer.
    #[error("{}", said!(
        "数据库用不了，请检查 DATABASE_URL（原因：{}）",
        "The database can't be used: check DATABASE_URL (reason: {})",
        translated(.0)
    ))]
    Database(#[from] StoreError),
    /// The database is another than it was taken for.
    #[error("{}", identity(.0))]
    Identity(#[from] IdentityError),
    /// Migrations are missing.
    #[error("{}", said!(
        "数据库的表还差 {} 步更新：请先运行 diandiantong migrate，或给 serve 加上 --migrate",
        "The tables lack {} updates: run diandiantong migrate first, or add --migrate to serve",
        .0
    ))]
    NotMigrated(usize),
    /// There is no secret.
    #[error(
        "{}",
        text(
            "缺少密钥：请用 openssl rand -base64 32 生成一个，放进环境变量 DIANDIANTONG_SECRET，并妥善保存",
            "There is no secret: make one with openssl rand -base64 32, put it into the variable DIANDIANTONG_SECRET, and keep it safe"
        )
    )]
    NoSecret,
    /// The secret is not 32 bytes of base64.
    #[error(
        "{}",
        text(
            "DIANDIANTONG_SECRET 不对：应是 32 个字节的 base64，请用 openssl rand -base64 32 生成",
            "DIANDIANTONG_SECRET is wrong: it must be 32 bytes of base64, as openssl rand -base64 32 makes them"
        )
    )]
    BadSecret,
    /// There is no gateway for one-time codes.
    #[error(
        "{}",
        text(
            "缺少短信网关，发不出验证码：请设好 DIANDIANTONG_SMS_URL、DIANDIANTONG_SMS_KEY 和 DIANDIANTONG_SMS_TEMPLATE，或用 --demo 试用",
            "There is no SMS gateway to send sign-in codes: set DIANDIANTONG_SMS_URL, DIANDIANTONG_SMS_KEY and DIANDIANTONG_SMS_TEMPLATE, or try things out with --demo"
        )
    )]
    NoGateway,
    /// Codes would go to the gateway in clear.
    #[error(
        "{}",
        text(
            "短信网关的网址要以 https:// 开头（只有网关就在这台机器上时才可以用 http://），否则验证码和密钥会被别人看到",
            "The gateway's address must begin with https:// (http:// only where the gateway is on this machine), or others read codes and key"
        )
    )]
    OpenGateway,
    /// It isn't said whether the connection to the database is encrypted.
    #[error(
        "{}",
        text(
            "数据库在另一台机器上，请在 DATABASE_URL 后面写明要不要加密：?sslmode=verify-full（内网不加密写 sslmode=disable）",
            "The database is on another machine: say at the end of DATABASE_URL whether it is encrypted: ?sslmode=verify-full (sslmode=disable within a private network)"
        )
    )]
    NoSslMode,
    /// The public address is none.
    #[error(
        "{}",
        text(
            "--public-url 不对：应像 https://dian.example.cn 这样，后面不带路径",
            "--public-url is wrong: it is like https://dian.example.cn, without a path"
        )
    )]
    BadPublicUrl,
    /// Pictures can't be kept where they were to be.
    #[error("{}", said!(
        "照片没有地方放，请检查 --photos（原因：{}）",
        "There is no place for pictures: check --photos (reason: {})",
        translated(.0)
    ))]
    Photos(#[from] PhotoStoreError),
    /// The folder of pictures is missing.
    #[error("{}", said!(
        "照片的文件夹 {} 不见了，数据库里却有 {count} 张照片：请用 --photos 指明它在哪里，或从备份放回来；\
        真的丢了，就在那里建一个空文件夹再启动",
        "The folder of pictures {} is gone, and the database has {count} of them: say with --photos where it is, or put it \
        back from a backup; if they are really lost, make an empty folder there",
        .folder.display()
    ))]
    PhotosGone {
        /// Where it was to be.
        folder: PathBuf,
        /// How many pictures the database has.
        count: usize,
    },
    /// The catalogue of a language is broken.
    #[error("{}", said!(
        "程序自带的译文有错，请换一个版本（原因：{}）",
        "The program's own translations are broken: use another version (reason: {})",
        .0
    ))]
    Language(#[from] CatalogueError),
    /// The site was not built.
    #[error("{}", said!(
        "找不到网页文件 {}：请先运行 cargo xtask build，或用 --site 指明文件夹",
        "The files of pages {} aren't there: run cargo xtask build first, or name their folder with --site",
        .0.display()
    ))]
    NoSite(PathBuf),
    /// The port belongs to another program.
    #[error("{}", said!(
        "{} 已被别的程序占用：请用 --listen 换一个端口，或先停掉那个程序",
        "{} belongs to another program: use another port with --listen, or stop that program first",
        .0
    ))]
    PortInUse(std::net::SocketAddr),
    /// The address can't be listened on.
    #[error("{}", said!("不能在 {address} 上监听：{reason}", "Can't listen on {address}: {reason}"))]
    Listen {
        /// Where.
        address: std::net::SocketAddr,
        /// What the system says.
        reason: std::io::Error,
    },
    /// The server broke off.
    #[error("{}", said!("服务中断：{}", "The service broke off: {}", .0))]
    Server(std::io::Error),
    /// A file can't be read.
    #[error("{}", said!("读不了文件 {}：{reason}", "Can't read the file {}: {reason}", .file.display()))]
    Read {
        /// Which.
        file: PathBuf,
        /// What the system says.
        reason: std::io::Error,
    },
    /// Sums behind the reports are not what the orders come to.
    #[error("{}", said!(
        "有 {} 个计数对不上：查清原因后，可以用 figures --recount 按工单重新数一遍",
        "{} sums are wrong: when the reason is found, figures --recount counts the orders again",
        .0
    ))]
    Figures(usize),
    /// `--categories` with a file of something else.
    #[error(
        "{}",
        text("--categories 只能和 import services 一起用", "--categories goes with import services only")
    )]
    NeedlessCategories,
    /// A file to import has wrong rows.
    #[error("{}", said!(
        "什么都没有导入，请改好文件再试：{}",
        "Nothing was imported: mend the file, then try again:{}",
        rows(.0, *.1)
    ))]
    Rows(Vec<ImportError>, usize),
    /// Demo data outside a demo.
    #[error("{}", text("demo-data 只用于演示：请加上 --demo", "demo-data is for demos only: add --demo"))]
    NotDemo,
    /// A command of its own can't be carried out, for a reason of its own.
    #[error(transparent)]
    Command(Box<dyn std::error::Error + Send + Sync>),
    /// A use case said no.
    #[error("{}", sentence(.0))]
    App(#[from] AppError),
}

impl From<ImportFailure> for Failure {
    fn from(failure: ImportFailure) -> Self {
        match failure {
            ImportFailure::Rows { errors, more } => Self::Rows(errors, more),
            ImportFailure::Store(error) => Self::App(error),
        }
    }
}

/// What the database is, and what to do.
fn identity(error: &IdentityError) -> String {
    match error {
        IdentityError::Kind(DatabaseKind::Demo) => {
            text(
                "这是演示用的数据库：请加上 --demo，或用 DATABASE_URL 换一个数据库",
                "This database is a demo's: add --demo, or name another database with DATABASE_URL",
            )
            .to_owned()
        }
        IdentityError::Kind(DatabaseKind::Production) => {
            text(
                "这是正式的数据库，里面是真实的居民，不能用 --demo 打开：请去掉 --demo，或换一个数据库",
                "This database is no demo's, its residents are real, and --demo doesn't open it: leave --demo out, or name another database",
            )
            .to_owned()
        }
        IdentityError::Secret => {
            text(
                "DIANDIANTONG_SECRET 打不开这个数据库里的手机号：请换上当初用的那个密钥，或换一个数据库；数据库没有动过",
                "DIANDIANTONG_SECRET doesn't open the phone numbers of this database: use the secret that it was written with, or another database; nothing was changed",
            )
            .to_owned()
        }
        IdentityError::Store(reason) => said!(
            "数据库用不了，请检查 DATABASE_URL（原因：{}）",
            "The database can't be used: check DATABASE_URL (reason: {})",
            translated(reason)
        ),
    }
}

/// The sentence, with those of the fields.
fn sentence(error: &AppError) -> String {
    if error.fields.is_empty() {
        return translated(&error.sentence);
    }
    let sentences = error.fields.iter().map(|field| translated(&field.sentence));
    sentences.collect::<Vec<_>>().join(text("；", "; "))
}

/// The first rows that are wrong, each on a line, and how many more there are.
fn rows(errors: &[ImportError], more: usize) -> String {
    const SHOWN: usize = 20;
    let mut all = String::new();
    for error in errors.iter().take(SHOWN) {
        // Writing into a String never fails.
        let _ = write!(all, "\n  {}", row(error));
    }
    let hidden = errors.len().saturating_sub(SHOWN) + more;
    if hidden > 0 {
        all.push_str(&said!("\n  …… 还有 {hidden} 处", "\n  … and {hidden} more"));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use backend::FieldError;

    #[test]
    fn every_wrong_row_is_named() {
        let error = |line| ImportError {
            file: "areas.csv".into(),
            line,
            column: "households".into(),
            reason: "要写数字".into(),
        };
        let text = Failure::Rows((1..=21).map(error).collect(), 3).to_string();
        assert!(text.contains("areas.csv") && text.contains("要写数字"), "{text}");
        assert_eq!(text.lines().count(), 22);
        assert!(text.ends_with("还有 4 处"));
    }

    #[test]
    fn what_is_wrong_with_fields_is_said() {
        let error = AppError::invalid(vec![
            FieldError::new("phone", "请填手机号码"),
            FieldError::new("role", "没有这个身份"),
        ]);
        assert_eq!(Failure::App(error).to_string(), "请填手机号码；没有这个身份");
        assert_eq!(Failure::App(AppError::denied()).to_string(), AppError::denied().sentence);
    }
}
