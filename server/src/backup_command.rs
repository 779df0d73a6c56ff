//! `diandiantong backup`, `check` and `restore`.

use crate::console::say;
use crate::failure::Failure;
use crate::open;
use backend::Backend;
use backend::accounts::DemoSender;
use backend::maintenance::backup::{self, BackupError, Health, Place};
use backend::maintenance::identity::DatabaseKind;
use backend::photos::{Fault, Inspection};
use backend::vault::Vault;
use locale::{said, text};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use thiserror::Error;

/// How many pictures that are lost are listed; of more the count is said.
const LISTED: usize = 20;

/// Why nothing was backed up, or put back, or all is not well.
#[derive(Debug, Error)]
pub enum BackupFailure {
    /// Something is there already.
    #[error("{}", said!(
        "{} 已经存在：不会覆盖它，请换一个地方，或先把它移走",
        "{} is there already and won't be written over: name another place, or move it away first",
        .0.display()
    ))]
    Exists(PathBuf),
    /// The folder is no backup.
    #[error("{}", said!(
        "{} 里没有备份：应是 diandiantong backup 写出的文件夹",
        "{} holds no backup: it must be a folder that diandiantong backup has written",
        .0.display()
    ))]
    NoBackup(PathBuf),
    /// PostgreSQL has its own ways.
    #[error(
        "{}",
        text(
            "只用于 SQLite：PostgreSQL 请用 pg_dump 备份、pg_restore 放回，照片的文件夹或桶另外复制，再用 diandiantong check 检查",
            "For SQLite only: with PostgreSQL, back up with pg_dump, put back with pg_restore, copy the folder or bucket of pictures as well, then run diandiantong check"
        )
    )]
    OfPostgres,
    /// Something is missing or damaged.
    #[error("{}", said!("检查没有通过：{}", "All is not well: {}", .0))]
    Unsound(String),
    /// The same, before a restore.
    #[error("{}", said!(
        "备份不全，没有放回来：{}；只要数据库完好，加上 --anyway 可以照样放回来",
        "The backup isn't whole and was not put back: {}; as long as its database is sound, --anyway puts it back",
        .0
    ))]
    UnsoundBackup(String),
    /// A file can't be read or written.
    #[error("{}", said!("读写不了 {}：{reason}", "Can't read or write {}: {reason}", .path.display()))]
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
    say(&said!("已备份到 {}：{}", "Backed up to {}: {}", folder.display(), summary(&health)))?;
    say(text(
        "密钥 DIANDIANTONG_SECRET 不在里面，请另外保管：没有它，备份打不开",
        "The secret DIANDIANTONG_SECRET isn't in it: keep it elsewhere, the backup doesn't open without it",
    ))
}

/// Looks whether all is well.
pub(crate) async fn check(backend: &mut Backend, photos: Option<&str>) -> Result<(), Failure> {
    open::photos(backend, photos).await?;
    let health = backup::health(backend).await?;
    if !health.is_sound() {
        return Err(BackupFailure::Unsound(summary(&health)).into());
    }
    say(&said!("全部完好：{}", "All is well: {}", summary(&health)))
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
    say(&said!("已从备份放回来：{}", "Put back from the backup: {}", summary(&restored.health)))
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
    let comma = text("，", ", ");
    let mut parts = match health.database.as_slice() {
        [] => vec![text("数据库没有问题", "the database is sound").to_owned()],
        faults => vec![said!(
            "数据库坏了 {} 处（{}）",
            "the database is damaged in {} places ({})",
            faults.len(),
            faults.join(text("；", "; "))
        )],
    };
    if health.unopened > 0 {
        parts.push(said!(
            "有 {} 个人的手机号用这个密钥打不开",
            "phone numbers that don't open with this secret: {}",
            health.unopened
        ));
    }
    let Some(photos) = &health.photos else {
        parts.push(text("没有放照片的地方", "there is no place for pictures").to_owned());
        return parts.join(comma);
    };
    let Inspection { whole, faults, left_over } = photos;
    let damaged = faults.iter().filter(|fault| fault.damaged).count();
    parts.push(said!("照片完好的 {whole} 张", "pictures that are whole: {whole}"));
    if !faults.is_empty() {
        let missing = faults.len() - damaged;
        parts.push(said!("少了 {missing} 张，坏了 {damaged} 张", "missing: {missing}, damaged: {damaged}"));
    }
    if *left_over > 0 {
        parts.push(said!(
            "另有 {left_over} 个多出来的文件，没有害处",
            "files left over, which do no harm: {left_over}"
        ));
    }
    let lines = faults.iter().take(LISTED).map(|Fault { number, blob, damaged }| {
        let whose = number.as_deref().unwrap_or(text("还没点完的单", "an order not yet placed"));
        let state = if *damaged { text("坏了", "is damaged") } else { text("不见了", "is missing") };
        said!("\n  {whose} 的照片 {blob} {state}", "\n  picture {blob} of {whose} {state}")
    });
    parts.join(comma) + &lines.collect::<String>()
}
