//! How the files that a command reads are to be read.

use backend::import::FileEncoding;
use clap::{Args, ValueEnum};
use locale::text;

/// How files are read.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct FileArgs {
    /// Their encoding, where it can't be told for certain.
    #[arg(long, value_enum, value_name = text("编码", "ENCODING"), help = text("文件的编码（看不准的时候会请您写明）", "The encoding of the files (asked for where it can't be told for certain)"))]
    pub encoding: Option<EncodingName>,
}

/// An encoding as one names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EncodingName {
    /// UTF-8.
    #[value(name = "utf-8", help = "UTF-8")]
    Utf8,
    /// GB18030, and GBK within it.
    #[value(name = "gb18030", alias = "gbk", help = text("GB18030，也就是 GBK：国内表格软件另存为 CSV 时常用的", "GB18030, and GBK within it: what spreadsheets in China often save as CSV"))]
    Gb18030,
    /// UTF-16.
    #[value(name = "utf-16", help = text("UTF-16：表格软件另存为“Unicode 文本”时用的", "UTF-16: what spreadsheets save as «Unicode text»"))]
    Utf16,
}

impl From<EncodingName> for FileEncoding {
    fn from(name: EncodingName) -> Self {
        match name {
            EncodingName::Utf8 => Self::Utf8,
            EncodingName::Gb18030 => Self::Gb18030,
            EncodingName::Utf16 => Self::Utf16,
        }
    }
}
