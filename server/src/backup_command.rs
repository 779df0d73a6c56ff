//! `diandiantong backup`, `check` and `restore`.

use crate::console::say;
use crate::failure::Failure;
use crate::open;
use backend::Backend;
use backend::accounts::DemoSender;
use backend::backup::{self, BackupError, Health, Place};
use backend::identity::DatabaseKind;
use backend::photos::{Fault, Inspection};
use backend::vault::Vault;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use thiserror::Error;

/// How many pictures that are lost are listed; of more the count is said.
const LISTED: usize = 20;

/// Why nothing was backed up, or put back, or all is not well.
#[derive(Debug, Error)]
pub enum BackupFailure {
    /// Something is there already.
    #[error("{} 已经存在：不会覆盖它，请换一个地方，或先把它移走", .0.display())]
    Exists(PathBuf),
    /// The folder is no backup.
    #[error("{} 里没有备份：应是 diandiantong backup 写出的文件夹", .0.display())]
    NoBackup(PathBuf),
    /// PostgreSQL has its own ways.
    #[error(
        "只用于 SQLite：PostgreSQL 请用 pg_dump 备份、pg_restore 放回，照片的文件夹或桶另外复制，再用 diandiantong check 检查"
    )]
    OfPostgres,
    /// Something is missing or damaged.
    #[error("检查没有通过：{0}")]
    Unsound(String),
    /// The same, before a restore.
    #[error("备份不全，没有放回来：{0}；只要数据库完好，加上 --anyway 可以照样放回来")]
    UnsoundBackup(String),
    /// A file can't be read or written.
    #[error("读写不了 {}：{reason}", .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        reason: std::io::Error,
    },
}

impl From<BackupFailure> for Failure {
    fn from(failure: BackupFailure) -> Self {
        Self::Command(Box::new(failure))
    }
}

/// Copies database and pictures.
pub(crate) async fn backup(
    backend: &mut Backend,
    photos: Option<&str>,
    folder: &Path,
) -> Result<(), Failure> {
    open::photos(backend, photos).await?;
    let health =
        backup::take(backend, folder).await.map_err(|error| failure(error, BackupFailure::Unsound))?;
    say(&format!("已备份到 {}：{}", folder.display(), summary(&health)))?;
    say("密钥 DIANDIANTONG_SECRET 不在里面，请另外保管：没有它，备份打不开")
}

/// AccessLog whether all is well.
pub(crate) async fn check(backend: &mut Backend, photos: Option<&str>) -> Result<(), Failure> {
    open::photos(backend, photos).await?;
    let health = backup::health(backend).await?;
    if !health.is_sound() {
        return Err(BackupFailure::Unsound(summary(&health)).into());
    }
    say(&format!("全部完好：{}", summary(&health)))
}

/// Puts a backup back.
pub(crate) async fn restore(
    database: &str,
    photos: Option<String>,
    (kind, vault): (DatabaseKind, Vault),
    folder: &Path,
    anyway: bool,
) -> Result<(), Failure> {
    let file = database.strip_prefix("sqlite:").and_then(|rest| rest.split('?').next());
    let file = PathBuf::from(
        file.map(|file| file.strip_prefix("//").unwrap_or(file)).ok_or(BackupFailure::OfPostgres)?,
    );
    let place = Place { file, photos, kind, anyway };
    let over = |store| open::backend(store, vault, Arc::new(DemoSender));
    let restored = backup::restore(folder, &place, over).await;
    let restored = restored.map_err(|error| failure(error, BackupFailure::UnsoundBackup))?;
    say(&format!("已从备份放回来：{}", summary(&restored.health)))
}

fn failure(error: BackupError, unsound: impl FnOnce(String) -> BackupFailure) -> Failure {
    match error {
        BackupError::Exists(path) => BackupFailure::Exists(path).into(),
        BackupError::NoBackup(path) => BackupFailure::NoBackup(path).into(),
        BackupError::NotSqlite => BackupFailure::OfPostgres.into(),
        BackupError::Unsound(health) => unsound(summary(&health)).into(),
        BackupError::File { path, reason } => BackupFailure::File { path, reason }.into(),
        BackupError::Identity(error) => error.into(),
        BackupError::Photos(error) => error.into(),
        BackupError::Store(error) => error.into(),
        BackupError::App(error) => error.into(),
    }
}

/// What was found, in one sentence; pictures that are lost stand below, each on a line.
fn summary(health: &Health) -> String {
    let mut parts = match health.database.as_slice() {
        [] => vec!["数据库没有问题".to_owned()],
        faults => vec![format!("数据库坏了 {} 处（{}）", faults.len(), faults.join("；"))],
    };
    if health.unopened > 0 {
        parts.push(format!("有 {} 个人的手机号用这个密钥打不开", health.unopened));
    }
    let Some(photos) = &health.photos else {
        parts.push("没有放照片的地方".to_owned());
        return parts.join("，");
    };
    let Inspection { whole, faults, left_over } = photos;
    let damaged = faults.iter().filter(|fault| fault.damaged).count();
    parts.push(format!("照片完好的 {whole} 张"));
    if !faults.is_empty() {
        parts.push(format!("少了 {} 张，坏了 {damaged} 张", faults.len() - damaged));
    }
    if *left_over > 0 {
        parts.push(format!("另有 {left_over} 个多出来的文件，没有害处"));
    }
    let lines = faults.iter().take(LISTED).map(|Fault { number, blob, damaged }| {
        let whose = number.as_deref().unwrap_or("还没点完的单");
        format!("\n  {whose} 的照片 {blob} {}", if *damaged { "坏了" } else { "不见了" })
    });
    parts.join("，") + &lines.collect::<String>()
}
