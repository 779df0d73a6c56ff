//! What members say of themselves, and when they are away.

use crate::accounts::Viewer;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, FieldError, values};
use domain::accounts::{PersonId, Role};
use domain::dispatch::{Period, Profile};
use domain::time::Timestamp;
use domain::typed;
use jiff::civil::Date;

/// The most absences that are kept ahead.
const ABSENCES_LIMIT: usize = 20;

/// What a member says of themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnProfile {
    /// What they can do, and when.
    pub profile: Profile,
    /// Whether they have said so, or it is what holds for everybody.
    pub said: bool,
    /// When they are away, the next first; what is over is left out.
    pub absences: Vec<Period>,
}

/// The viewer's own profile.
///
/// # Errors
/// [`AppError::denied`] for everybody but members.
pub async fn own_profile(backend: &Backend, viewer: &Viewer) -> Result<OwnProfile, AppError> {
    let person = member(viewer)?;
    let mut tx = backend.store.read().await?;
    let profile = profile_of(&mut tx, person).await?;
    let mut absences = absences_of(&mut tx, person).await?;
    let now = backend.clock.now();
    absences.retain(|absence| absence.until > now);
    Ok(OwnProfile { said: profile.is_some(), profile: profile.unwrap_or_default(), absences })
}

/// Writes down what a member says of themselves.
///
/// # Errors
/// [`AppError`]: `Denied` for everybody but members; the field `limit` is out of range.
pub async fn set_profile(backend: &Backend, viewer: &Viewer, profile: &Profile) -> Result<(), AppError> {
    let person = member(viewer)?;
    if !(1..=Profile::LIMIT_MOST).contains(&profile.limit) {
        let sentence = format!("请填 1 到 {} 之间的数", Profile::LIMIT_MOST);
        return Err(AppError::invalid(vec![FieldError::new("limit", sentence)]));
    }
    if profile.working_times.shifts().is_empty() {
        let sentence = "至少选一个有空的时间；这阵子都没空，请在下面写上哪几天不在";
        return Err(AppError::invalid(vec![FieldError::new("times", sentence)]));
    }
    let text = serde_json::to_string(profile).map_err(|error| AppError::internal(&error))?;
    let mut tx = backend.store.write().await?;
    tx.run(
        "INSERT INTO member_profiles (person, profile, changed_at, changed_by) VALUES ($1, $2, $3, $1) \
             ON CONFLICT (person) DO UPDATE SET profile = excluded.profile, \
             changed_at = excluded.changed_at, changed_by = excluded.changed_by",
        values![person, text, backend.clock.now()],
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Writes down that a member is away, from the first day to the last, both included.
///
/// # Errors
/// [`AppError`]: `Denied` for everybody but members; the days are wrong or over; too many absences.
pub async fn add_absence(
    backend: &Backend,
    viewer: &Viewer,
    from: &str,
    until: &str,
) -> Result<(), AppError> {
    let person = member(viewer)?;
    let now = backend.clock.now();
    let mut wrong = Vec::new();
    let mut day = |field: &str, text: &str, sentence: &str| {
        let date = typed::day(text);
        if date.is_none() {
            wrong.push(FieldError::new(field, sentence));
        }
        date
    };
    let first = day("from", from, "请选从哪天起");
    let last = day("until", until, "请选到哪天");
    let (Some(first), Some(last)) = (first, last) else { return Err(AppError::invalid(wrong)) };
    let absence =
        Period { from: midnight(first), until: midnight(last.saturating_add(jiff::ToSpan::days(1))) };
    if absence.length() == 0 {
        return Err(AppError::invalid(vec![FieldError::new("until", "结束那天不能比开始那天早")]));
    }
    if absence.until <= now {
        return Err(AppError::invalid(vec![FieldError::new("until", "这几天已经过去了，请另选")]));
    }
    let mut tx = backend.store.write().await?;
    tx.run("DELETE FROM absences WHERE person = $1 AND until_at <= $2", values![person, now]).await?;
    if absences_of(&mut tx, person).await?.len() >= ABSENCES_LIMIT {
        let sentence = format!("最多写 {ABSENCES_LIMIT} 段，请先删掉几段");
        return Err(AppError::invalid(vec![FieldError::new("from", sentence)]));
    }
    tx.run(
        "INSERT INTO absences (person, from_at, until_at) VALUES ($1, $2, $3) \
             ON CONFLICT (person, from_at) DO UPDATE SET until_at = excluded.until_at",
        values![person, absence.from, absence.until],
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Takes an absence back, named by its first moment. Taking it back twice is no error.
///
/// # Errors
/// [`AppError::denied`] for everybody but members.
pub async fn remove_absence(backend: &Backend, viewer: &Viewer, from: &str) -> Result<(), AppError> {
    let person = member(viewer)?;
    let from: i64 = from.parse().unwrap_or(i64::MIN);
    let mut tx = backend.store.write().await?;
    tx.run("DELETE FROM absences WHERE person = $1 AND from_at = $2", values![person, from]).await?;
    tx.commit().await?;
    Ok(())
}

fn member(viewer: &Viewer) -> Result<&PersonId, AppError> {
    if viewer.role() == Role::Member { Ok(&viewer.person) } else { Err(AppError::denied()) }
}

fn midnight(day: Date) -> Timestamp {
    Timestamp::from_civil(day.at(0, 0, 0, 0))
}

/// What somebody has said of themselves, if they have.
pub(super) async fn profile_of(
    tx: &mut Transaction,
    person: &PersonId,
) -> Result<Option<Profile>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        profile: String,
    }
    let row: Option<Row> =
        tx.one("SELECT profile FROM member_profiles WHERE person = $1", values![person]).await?;
    row.map(|row| read(&row.profile, person)).transpose()
}

/// A profile as it is stored.
pub(crate) fn read(text: &str, person: &PersonId) -> Result<Profile, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::row("member_profiles", person, error))
}

async fn absences_of(tx: &mut Transaction, person: &PersonId) -> Result<Vec<Period>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        from_at: i64,
        until_at: i64,
    }
    let rows: Vec<Row> = tx
        .all("SELECT from_at, until_at FROM absences WHERE person = $1 ORDER BY from_at", values![person])
        .await?;
    let period = |row: Row| Period { from: Timestamp(row.from_at), until: Timestamp(row.until_at) };
    Ok(rows.into_iter().map(period).collect())
}
