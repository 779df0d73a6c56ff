//! The command line, in the language of whoever reads it.

mod audit_args;
mod clock_args;
mod examples;
mod file_args;
mod message_args;
mod survey_args;

use clap::{Args, Parser, Subcommand, ValueEnum};
use locale::text;
use std::net::SocketAddr;
use std::path::PathBuf;

use crate::real_ip::Network;
pub use audit_args::{AuditCommand, AuditExportArgs};
pub use clock_args::{ClockCommand, ExplainArgs};
use examples::{BACKUP, CHECK, EVERYTHING, FIGURES, GRANT, IMPORT, MIGRATE, RESTORE, SERVE};
pub use file_args::{EncodingName, FileArgs};
pub use message_args::MessageArgs;
pub use survey_args::{EstimateArgs, ExportArgs, RedrawArgs, SurveyCommand};

/// 点点通's command line.
#[derive(Debug, Parser)]
#[command(name = "diandiantong", version, about = text("点点通：居民点单、社区派单、党员接单、服务上门", "Diandiantong: residents order, communities dispatch, party members accept and serve at the door"), after_help = EVERYTHING.said())]
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
        help = text("数据库：sqlite:文件，或 postgres://…", "The database: sqlite:FILE, or postgres://…")
    )]
    pub database: Option<String>,
    /// Where pictures are kept.
    #[arg(
        long,
        env = "DIANDIANTONG_PHOTOS",
        global = true,
        value_name = text("文件夹或URL", "FOLDER or URL"),
        help = text("照片放在哪里：文件夹，或 s3://桶/前缀（不写：SQLite 放在数据库文件旁边，PostgreSQL 不收照片）", "Where pictures are kept: a folder, or s3://BUCKET/PREFIX (by itself: beside the file of SQLite; with PostgreSQL none are taken)")
    )]
    pub photos: Option<String>,
    /// Whether this is a demo.
    #[arg(long, global = true, help = text("演示：固定的密钥，验证码显示在页面上，不发短信", "Demo: a fixed secret, sign-in codes on the page, no short messages"))]
    pub demo: bool,
    /// How logs are written, to standard error.
    #[arg(
        long,
        env = "DIANDIANTONG_LOG",
        global = true,
        value_enum,
        default_value_t = LogFormat::Text,
        help = text("日志格式（写到标准错误；详略由 RUST_LOG 决定）", "How logs are written (to standard error; RUST_LOG says how much)")
    )]
    pub log: LogFormat,
}

/// How logs are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For eyes.
    #[value(help = text("给人看", "For eyes"))]
    Text,
    /// One JSON object a line.
    #[value(help = text("每行一个 JSON 对象", "One JSON object a line"))]
    Json,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serves the pages.
    #[command(about = text("提供网页服务", "Serve the pages"), after_help = SERVE.said())]
    Serve(ServeArgs),
    /// Brings the tables up to date.
    #[command(about = text("建立或更新数据库的表", "Make the tables, or bring them up to date"), after_help = MIGRATE.said())]
    Migrate {
        /// The role of PostgreSQL that the server is to run as.
        #[arg(long, value_name = text("角色", "ROLE"), help = text("PostgreSQL：服务用哪个角色连接；没有就新建，只给它需要的权限，改不了、删不掉任何记录", "PostgreSQL: the role that the server is to connect as; made where there is none, with the rights that it needs, and none to change or delete a record"))]
        role: Option<String>,
        /// Whether its rights are printed only.
        #[arg(long, requires = "role", help = text("只列出要执行的 GRANT 语句，不执行", "Print the GRANT statements, and give nothing"))]
        print: bool,
    },
    /// Takes in a CSV file.
    #[command(about = text("导入 CSV 文件（全部导入，或一行都不导入）", "Import a CSV file (the whole of it, or not a line)"), after_help = IMPORT.said())]
    Import {
        /// What the file holds.
        #[arg(value_enum, value_name = text("种类", "KIND"), help = text("文件里是什么", "What the file holds"))]
        kind: ImportKind,
        /// The file.
        #[arg(value_name = text("文件.csv", "FILE.csv"), help = text("要导入的文件（CSV）", "The file to import (CSV)"))]
        file: PathBuf,
        /// For services: the file of categories.
        #[arg(long, value_name = text("文件.csv", "FILE.csv"), help = text("连同大类小类一起导入（只用于 services）", "Import the categories as well (for services only)"))]
        categories: Option<PathBuf>,
        /// For areas: whether names may go over from one to another.
        #[arg(long, help = text("区域的名称互换也照改：住户和工单都跟着编码走（只用于 areas）", "Take names that have changed places: households and orders follow the codes (for areas only)"))]
        swap_names: bool,
        /// How the files are read.
        #[command(flatten)]
        files: FileArgs,
    },
    /// Grants a role.
    #[command(about = text("授予身份：谁、什么身份、在哪里", "Grant a role: whom, which, and where"), after_help = GRANT.said())]
    Grant {
        /// Whom.
        #[arg(value_name = text("手机号", "PHONE"))]
        phone: String,
        /// Which role, as in the database.
        #[arg(value_name = text("身份", "ROLE"), help = text("见下面的列表", "One of the list below"))]
        role: String,
        /// Where: the code of an area.
        #[arg(value_name = text("区域代码", "AREA"), help = text("例如 K（区）、K1（办事处）、K101（社区）、K10101（小区）", "For example K (district), K1 (office), K101 (community), K10101 (estate)"))]
        area: String,
        /// The team that the role makes one belong to.
        #[arg(
            long,
            value_name = text("名称", "NAME"),
            help = text("队伍或物业公司的名称（volunteer_team、property_company 要填）", "The name of the team or company (for volunteer_team and property_company)")
        )]
        team: Option<String>,
        /// The person's name.
        #[arg(long, value_name = text("姓名", "NAME"), help = text("此人的姓名", "The person's name"))]
        name: Option<String>,
        /// The last day on which it holds.
        #[arg(long, value_name = text("日期", "DAY"), help = text("到哪天为止，例如 2027-01-31；不写就一直有效", "Until which day, such as 2027-01-31; without it, it holds without end"))]
        until: Option<String>,
    },
    /// Opens a way in where no message arrives.
    #[command(about = text("给一个人开登录链接：收不到短信时用", "Make somebody a link to sign in, where no message arrives"))]
    SignInLink {
        /// Whom.
        #[arg(value_name = text("手机号", "PHONE"))]
        phone: String,
        /// The address that people type.
        #[arg(long, env = "DIANDIANTONG_PUBLIC_URL", value_name = "URL", default_value = "", help = text("居民看到的网址，写在链接前面", "The address that residents see, before the link"))]
        public_url: String,
    },
    /// Copies a SQLite database and its pictures.
    #[command(about = text("备份：把 SQLite 数据库和照片复制到一个新文件夹", "Back up: copy a SQLite database and its pictures into a new folder"), after_help = BACKUP.said())]
    Backup {
        /// The folder, which must not exist.
        #[arg(value_name = text("文件夹", "FOLDER"), help = text("备份写到这个文件夹，它必须还不存在", "The folder of the backup, which must not exist yet"))]
        folder: PathBuf,
    },
    /// Looks whether database and pictures are whole.
    #[command(about = text("检查数据库、密钥和照片是不是齐全、对得上", "Check that database, secret and pictures are whole and belong together"), after_help = CHECK.said())]
    Check,
    /// Puts a backup back.
    #[command(about = text("把备份放回来（不会覆盖已有的数据库和照片）", "Put a backup back (over no database and no pictures that are there)"), after_help = RESTORE.said())]
    Restore {
        /// The backup.
        #[arg(value_name = text("文件夹", "FOLDER"), help = text("backup 写出的文件夹", "A folder that backup has written"))]
        folder: PathBuf,
        /// Whether it is put back although it isn't whole.
        #[arg(long, help = text("照片不全，或有的手机号打不开，也放回来", "Put it back although pictures are missing or phone numbers don't open"))]
        anyway: bool,
    },
    /// Hands the record of security events out.
    #[command(about = text("安全记录：谁登录、授权、查看、下载、更改过什么", "The record of security events: who signed in, granted, looked, fetched or changed what"))]
    Audit {
        /// What about it.
        #[command(subcommand)]
        command: AuditCommand,
    },
    /// Explains deadlines, without a database.
    #[command(about = text("期限是怎么算的（不用数据库）", "How deadlines come about (without a database)"))]
    Clock {
        /// What about them.
        #[command(subcommand)]
        command: ClockCommand,
    },
    /// Repeats draws and estimates, and hands out what surveys brought.
    #[command(about = text("知晓率调查：重抽样本、导出答卷、重算结果", "Surveys: repeat a draw, export answers, reckon results again"))]
    Survey {
        /// What about them.
        #[command(subcommand)]
        command: SurveyCommand,
    },
    /// Checks the sums behind the reports against the orders.
    #[command(about = text("核对报表的计数：和工单本身对不对得上", "Check the sums behind the reports against the orders"), after_help = FIGURES.said())]
    Figures {
        /// Whether they are made anew.
        #[arg(long, help = text("按工单重新数一遍，写回去", "Count the orders again, and write the sums back"))]
        recount: bool,
    },
    /// Fills an empty database with a demo district.
    #[command(about = text("在空数据库里建一个演示用的区，并列出可以登录的人", "Fill an empty database with a demo district, and list who can sign in"))]
    DemoData {
        /// Whether the people are printed as JSON.
        #[arg(long, help = text("用 JSON 列出", "Print JSON"))]
        json: bool,
    },
}

/// What a CSV file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportKind {
    /// The tree of areas.
    #[value(help = text("区、办事处、社区、小区、网格", "District, offices, communities, estates, grids"))]
    Areas,
    /// The services.
    #[value(help = text("服务项目", "Services"))]
    Services,
    /// Holidays and moved working days.
    #[value(help = text("节假日和调休上班的日子", "Holidays, and days worked instead"))]
    Holidays,
    /// The list of households that samples are drawn from.
    #[value(help = text("住户名册（调查抽样用）", "The list of households that surveys draw from"))]
    Households,
    /// People and their roles.
    #[value(help = text("人和身份", "People and their roles"))]
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
        value_name = text("地址:端口", "ADDRESS:PORT"),
        help = text("在哪里监听", "Where to listen")
    )]
    pub listen: SocketAddr,
    /// The built site: stylesheet, icons, scripts.
    #[arg(
        long,
        env = "DIANDIANTONG_SITE",
        default_value = "target/site",
        value_name = text("文件夹", "FOLDER"),
        help = text("样式、图标和脚本所在的文件夹", "The folder of style sheet, icons and scripts")
    )]
    pub site: PathBuf,
    /// The address that people type.
    #[arg(
        long,
        env = "DIANDIANTONG_PUBLIC_URL",
        value_name = "URL",
        help = text("居民看到的网址，例如 https://dian.example.cn（填了以后，只收从这个网址提交的表单）", "The address that residents see, such as https://dian.example.cn (forms are then taken from that address only)")
    )]
    pub public_url: Option<String>,
    /// Whether all hosts below the public one speak HTTPS.
    #[arg(
        long,
        env = "DIANDIANTONG_HTTPS_SUBDOMAINS",
        help = text("这个域名下面的所有子域名都只用 HTTPS（浏览器会记一年：HSTS includeSubDomains）", "All hosts below this one speak HTTPS only (browsers keep it for a year: HSTS includeSubDomains)")
    )]
    pub https_subdomains: bool,
    /// The proxies whose `X-Forwarded-For` is believed.
    #[arg(
        long,
        env = "DIANDIANTONG_TRUSTED_PROXY",
        value_delimiter = ',',
        value_name = text("IP[/位数]", "IP[/BITS]"),
        help = text("可信的反向代理：只信它们写的 X-Forwarded-For", "Trusted proxies: only their X-Forwarded-For is believed")
    )]
    pub trusted_proxy: Vec<Network>,
    /// Whether the tables are brought up to date first.
    #[arg(long, help = text("启动前先更新数据库的表", "Bring the tables up to date first"))]
    pub migrate: bool,
    /// Whether a test sets the clock.
    #[arg(long, hide = true, requires = "demo")]
    pub test_clock: bool,
    /// Where one-time codes are sent for delivery.
    #[arg(
        long,
        env = "DIANDIANTONG_SMS_URL",
        value_name = "URL",
        help = text("短信网关（密钥放在 DIANDIANTONG_SMS_KEY）", "The SMS gateway (its key goes into DIANDIANTONG_SMS_KEY)")
    )]
    pub sms_url: Option<String>,
    /// The gateway's template for the message.
    #[arg(long, env = "DIANDIANTONG_SMS_TEMPLATE", value_name = text("模板", "TEMPLATE"), help = text("短信模板", "The template of the short message"))]
    pub sms_template: Option<String>,
    /// The gateway's templates for what else is sent.
    #[command(flatten)]
    pub messages: MessageArgs,
}

#[cfg(test)]
mod tests;
