//! The command line. What a person reads of it is Chinese.

mod clock_args;
mod examples;
mod file_args;
mod message_args;
mod survey_args;

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::net::SocketAddr;
use std::path::PathBuf;

use crate::real_ip::Network;
pub use clock_args::{ClockCommand, ExplainArgs};
use examples::{BACKUP, CHECK, EVERYTHING, FIGURES, GRANT, IMPORT, RESTORE, SERVE};
pub use file_args::{EncodingName, FileArgs};
pub use message_args::MessageArgs;
pub use survey_args::{EstimateArgs, ExportArgs, RedrawArgs, SurveyCommand};

/// 点点通's command line.
#[derive(Debug, Parser)]
#[command(name = "diandiantong", version, about = "点点通：居民点单、社区派单、党员接单、服务上门", after_help = EVERYTHING)]
pub struct Cli {
    /// What every command takes.
    #[command(flatten)]
    pub common: Common,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Debug, Args)]
pub struct Common {
    /// The database's address.
    #[arg(
        long,
        env = "DATABASE_URL",
        hide_env_values = true,
        global = true,
        value_name = "URL",
        help = "数据库：sqlite:文件，或 postgres://…"
    )]
    pub database: Option<String>,
    /// Where pictures are kept.
    #[arg(
        long,
        env = "DIANDIANTONG_PHOTOS",
        global = true,
        value_name = "文件夹或URL",
        help = "照片放在哪里：文件夹，或 s3://桶/前缀（不写：SQLite 放在数据库文件旁边，PostgreSQL 不收照片）"
    )]
    pub photos: Option<String>,
    /// Whether this is a demo.
    #[arg(long, global = true, help = "演示：固定的密钥，验证码显示在页面上，不发短信")]
    pub demo: bool,
    /// How logs are written, to standard error.
    #[arg(
        long,
        env = "DIANDIANTONG_LOG",
        global = true,
        value_enum,
        default_value_t = LogFormat::Text,
        help = "日志格式（写到标准错误；详略由 RUST_LOG 决定）"
    )]
    pub log: LogFormat,
}

/// How logs are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For eyes.
    #[value(help = "给人看")]
    Text,
    /// One JSON object a line.
    #[value(help = "每行一个 JSON 对象")]
    Json,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serves the pages.
    #[command(about = "提供网页服务", after_help = SERVE)]
    Serve(ServeArgs),
    /// Brings the tables up to date.
    #[command(about = "建立或更新数据库的表")]
    Migrate,
    /// Takes in a CSV file.
    #[command(about = "导入 CSV 文件（全部导入，或一行都不导入）", after_help = IMPORT)]
    Import {
        /// What the file holds.
        #[arg(value_enum, value_name = "种类", help = "文件里是什么")]
        kind: ImportKind,
        /// The file.
        #[arg(value_name = "文件.csv", help = "要导入的文件（CSV）")]
        file: PathBuf,
        /// For services: the file of categories.
        #[arg(long, value_name = "文件.csv", help = "连同大类小类一起导入（只用于 services）")]
        categories: Option<PathBuf>,
        /// For areas: whether names may go over from one to another.
        #[arg(long, help = "区域的名称互换也照改：住户和工单都跟着编码走（只用于 areas）")]
        swap_names: bool,
        /// How the files are read.
        #[command(flatten)]
        files: FileArgs,
    },
    /// Grants a role.
    #[command(about = "授予身份：谁、什么身份、在哪里", after_help = GRANT)]
    Grant {
        /// Whom.
        #[arg(value_name = "手机号")]
        phone: String,
        /// Which role, as in the database.
        #[arg(value_name = "身份", help = "见下面的列表")]
        role: String,
        /// Where: the code of an area.
        #[arg(value_name = "区域代码", help = "例如 K（区）、K1（办事处）、K101（社区）、K10101（小区）")]
        area: String,
        /// The team that the role makes one belong to.
        #[arg(
            long,
            value_name = "名称",
            help = "队伍或物业公司的名称（volunteer_team、property_company 要填）"
        )]
        team: Option<String>,
        /// The person's name, where they have never signed in.
        #[arg(long, value_name = "姓名", help = "此人的姓名（还没登录过的人）")]
        name: Option<String>,
    },
    /// Copies a SQLite database and its pictures.
    #[command(about = "备份：把 SQLite 数据库和照片复制到一个新文件夹", after_help = BACKUP)]
    Backup {
        /// The folder, which must not exist.
        #[arg(value_name = "文件夹", help = "备份写到这个文件夹，它必须还不存在")]
        folder: PathBuf,
    },
    /// AccessLog whether database and pictures are whole.
    #[command(about = "检查数据库、密钥和照片是不是齐全、对得上", after_help = CHECK)]
    Check,
    /// Puts a backup back.
    #[command(about = "把备份放回来（不会覆盖已有的数据库和照片）", after_help = RESTORE)]
    Restore {
        /// The backup.
        #[arg(value_name = "文件夹", help = "backup 写出的文件夹")]
        folder: PathBuf,
        /// Whether it is put back although it isn't whole.
        #[arg(long, help = "照片不全，或有的手机号打不开，也放回来")]
        anyway: bool,
    },
    /// Explains deadlines, without a database.
    #[command(about = "期限是怎么算的（不用数据库）")]
    Clock {
        /// What about them.
        #[command(subcommand)]
        command: ClockCommand,
    },
    /// Repeats draws and estimates, and hands out what surveys brought.
    #[command(about = "知晓率调查：重抽样本、导出答卷、重算结果")]
    Survey {
        /// What about them.
        #[command(subcommand)]
        command: SurveyCommand,
    },
    /// Checks the sums behind the reports against the orders.
    #[command(about = "核对报表的计数：和工单本身对不对得上", after_help = FIGURES)]
    Figures {
        /// Whether they are made anew.
        #[arg(long, help = "按工单重新数一遍，写回去")]
        recount: bool,
    },
    /// Fills an empty database with a demo district.
    #[command(about = "在空数据库里建一个演示用的区，并列出可以登录的人")]
    DemoData {
        /// Whether the people are printed as JSON.
        #[arg(long, help = "用 JSON 列出")]
        json: bool,
    },
}

/// What a CSV file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportKind {
    /// The tree of areas.
    #[value(help = "区、办事处、社区、小区、网格")]
    Areas,
    /// The services.
    #[value(help = "服务项目")]
    Services,
    /// Holidays and moved working days.
    #[value(help = "节假日和调休上班的日子")]
    Holidays,
    /// The list of households that samples are drawn from.
    #[value(help = "住户名册（调查抽样用）")]
    Households,
    /// People and their roles.
    #[value(help = "人和身份")]
    People,
}

/// How to serve.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Where to listen.
    #[arg(
        long,
        env = "DIANDIANTONG_LISTEN",
        default_value = "127.0.0.1:3000",
        value_name = "地址:端口",
        help = "在哪里监听"
    )]
    pub listen: SocketAddr,
    /// The built site: stylesheet, icons, scripts.
    #[arg(
        long,
        env = "DIANDIANTONG_SITE",
        default_value = "target/site",
        value_name = "文件夹",
        help = "样式、图标和脚本所在的文件夹"
    )]
    pub site: PathBuf,
    /// The address that people type.
    #[arg(
        long,
        env = "DIANDIANTONG_PUBLIC_URL",
        value_name = "URL",
        help = "居民看到的网址，例如 https://dian.example.cn（填了以后，只收从这个网址提交的表单）"
    )]
    pub public_url: Option<String>,
    /// Whether all hosts below the public one speak HTTPS.
    #[arg(
        long,
        env = "DIANDIANTONG_HTTPS_SUBDOMAINS",
        help = "这个域名下面的所有子域名都只用 HTTPS（浏览器会记一年：HSTS includeSubDomains）"
    )]
    pub https_subdomains: bool,
    /// The proxies whose `X-Forwarded-For` is believed.
    #[arg(
        long,
        env = "DIANDIANTONG_TRUSTED_PROXY",
        value_delimiter = ',',
        value_name = "IP[/位数]",
        help = "可信的反向代理：只信它们写的 X-Forwarded-For"
    )]
    pub trusted_proxy: Vec<Network>,
    /// Whether the tables are brought up to date first.
    #[arg(long, help = "启动前先更新数据库的表")]
    pub migrate: bool,
    /// Whether a test sets the clock.
    #[arg(long, hide = true, requires = "demo")]
    pub test_clock: bool,
    /// Where one-time codes are sent for delivery.
    #[arg(
        long,
        env = "DIANDIANTONG_SMS_URL",
        value_name = "URL",
        help = "短信网关（密钥放在 DIANDIANTONG_SMS_KEY）"
    )]
    pub sms_url: Option<String>,
    /// The gateway's template for the message.
    #[arg(long, env = "DIANDIANTONG_SMS_TEMPLATE", value_name = "模板", help = "短信模板")]
    pub sms_template: Option<String>,
    /// The gateway's templates for what else is sent.
    #[command(flatten)]
    pub messages: MessageArgs,
}

#[cfg(test)]
mod tests;
