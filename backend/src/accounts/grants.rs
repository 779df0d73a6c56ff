//! Granting roles.

use super::locks::unlock;
use super::notices::{AccountNotice, tell};
use super::people::known;
use super::rename::may_set_name;
use super::{TEAM_NAME_LIMIT, Viewer, ensure_team};
use crate::names::set_name;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, FieldError, areas, audit, field, values};
use domain::accounts::{PersonId, PersonName, Phone, Role, TeamId, end_of_grant, may_grant};
use domain::areas::{Area, AreaCode, AreaKind};
use domain::audit::{Doer, SecurityEvent};
use domain::text;
use domain::time::Timestamp;
use domain::typed::folded;
use serde::{Deserialize, Serialize};
use strum::IntoEnumIterator;

/// Whom to grant what, where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GrantForm {
    /// The number of whom.
    pub phone: String,
    /// Their name, as those who work with them know it.
    pub name: String,
    /// The name of the role in code, such as `member`.
    pub role: String,
    /// The code of the area.
    pub area: String,
    /// The name of the team, for the roles that have one; made if there is none of that name.
    pub team: String,
    /// The last day on which it holds; blank where it has no end.
    pub until: String,
}

/// A form that can be taken.
struct Wanted {
    phone: Phone,
    name: Option<PersonName>,
    role: Role,
    area: Area,
    team: Option<String>,
    ends_at: Option<Timestamp>,
}

/// Grants a role; the id of the grant. Whoever has granted it, and it is held, reads so again.
///
/// # Errors
/// [`AppError`]: wrong fields, named as in [`GrantForm`]; `Denied` if the viewer may not grant it, or is an administrator who
/// grants to themselves: what administrators see takes a second person;
/// `Conflict` if the person holds it already, by somebody else's hand.
pub async fn grant_role(backend: &Backend, viewer: &Viewer, form: &GrantForm) -> Result<String, AppError> {
    let own = viewer.in_use.as_ref().ok_or_else(AppError::denied)?;
    let mut tx = backend.store.write().await?;
    let wanted = check(&mut tx, form, "请选一个区域", backend.clock.now()).await?;
    if !may_grant(own, wanted.role, &wanted.area.code) {
        return Err(AppError::denied());
    }
    let wrong = |sentence: &str| AppError::invalid(vec![FieldError::new(field!(GrantForm, name), sentence)]);
    let name = PersonName::parse(&form.name).map_err(|error| wrong(&error.about("姓名")))?;
    let person = known(&mut tx, backend, &wanted.phone).await?;
    if own.role == Role::Admin && person == viewer.person {
        let sentence = "不能给自己授予身份，请另一位管理员来办；没有别的管理员，就在服务器上办";
        return Err(AppError::new(ErrorKind::Denied, "account.own_grant", sentence));
    }
    if may_set_name(&mut tx, own, &person).await? {
        let by = (Some(&viewer.person), backend.clock.now());
        if set_name(&mut tx, &backend.entropy, &person, &name, by).await? {
            let event = SecurityEvent::NameSet { subject: person.clone(), area: wanted.area.code.clone() };
            audit::record(&mut tx, backend, viewer, event).await?;
        }
    } else if !is_called(&mut tx, &person, &name).await? {
        return Err(wrong("用这个手机号的人不叫这个名字，请核对手机号和姓名"));
    }
    let (grant, is_new) = insert(&mut tx, backend, &wanted, &person, Some(viewer)).await?;
    if is_new && own.role == Role::Admin && wanted.role.asks_second_factor() {
        tell_those_above(&mut tx, backend, viewer, (&wanted, &person, &name)).await?;
    }
    tx.commit().await?;
    Ok(grant)
}

/// Tells those who lead above an area that an administrator has given somebody a desk there: whoever administers sees no orders,
/// and could let others see them.
async fn tell_those_above(
    tx: &mut Transaction,
    backend: &Backend,
    viewer: &Viewer,
    (wanted, person, name): (&Wanted, &PersonId, &PersonName),
) -> Result<(), AppError> {
    #[derive(FromRow)]
    struct Row {
        person: String,
    }
    let sql = "SELECT DISTINCT person FROM grants WHERE role IN ('office_lead', 'district_lead') \
               AND revoked_at IS NULL AND (ends_at IS NULL OR ends_at > $4) \
               AND substr($1, 1, length(area)) = area AND person <> $2 AND person <> $3 ORDER BY person";
    let above: Vec<Row> =
        tx.all(sql, values![&wanted.area.code, person, &viewer.person, backend.clock.now()]).await?;
    let notice = AccountNotice::DeskGranted {
        name: name.full().to_owned(),
        role: wanted.role,
        area_name: wanted.area.name.clone(),
        by: viewer.name.clone(),
    };
    for Row { person } in above {
        tell(tx, backend, &PersonId(person), &notice).await?;
    }
    Ok(())
}

/// Grants a role from the console of the server, where nobody is signed in; the id of the grant. A name that is given holds,
/// whatever the person was called; a locked account is unlocked.
///
/// # Errors
/// [`AppError`] as [`grant_role`], without `Denied`.
pub async fn grant_from_console(backend: &Backend, form: &GrantForm) -> Result<String, AppError> {
    let mut tx = backend.store.write().await?;
    let no_area = format!("没有代码为 {} 的区域，请先导入区域（import areas）", form.area);
    let wanted = check(&mut tx, form, &no_area, backend.clock.now()).await?;
    let person = known(&mut tx, backend, &wanted.phone).await?;
    if let Some(name) = &wanted.name
        && set_name(&mut tx, &backend.entropy, &person, name, (None, backend.clock.now())).await?
    {
        let event = SecurityEvent::NameSet { subject: person.clone(), area: wanted.area.code.clone() };
        audit::record(&mut tx, backend, Doer::Console, event).await?;
    }
    let (grant, _) = insert(&mut tx, backend, &wanted, &person, None).await?;
    // Where administrators have locked each other out, the console lets one in.
    unlock(&mut tx, backend, Doer::Console, (&person, &wanted.area.code)).await?;
    tx.commit().await?;
    Ok(grant)
}

/// Makes a person hold a role; the id of the new grant, or `None` if they hold it already. By nobody, it is from the console.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub(crate) async fn hold(
    tx: &mut Transaction,
    backend: &Backend,
    person: &PersonId,
    (role, area, team): (Role, &AreaCode, Option<&TeamId>),
    (by, ends_at): (Option<&Viewer>, Option<Timestamp>),
) -> Result<Option<String>, StoreError> {
    let now = backend.clock.now();
    let id = backend.entropy.id(now);
    let written = tx
        .run(
            // Of two at once one finds the other's: there the index decides, and not the question.
            "INSERT INTO grants (id, person, role, area, team, granted_by, granted_at, ends_at) \
             SELECT $1, $2, $3, $4, $5, $6, $7, $8 WHERE NOT EXISTS (SELECT 1 FROM grants WHERE person = $2 AND role = $3 \
             AND area = $4 AND COALESCE(team, '') = COALESCE($5, '') AND revoked_at IS NULL) ON CONFLICT DO NOTHING",
            values![
                &id,
                person,
                <&'static str>::from(role),
                area,
                team,
                by.map(|by| &by.person),
                now,
                ends_at
            ],
        )
        .await?;
    if written == 0 {
        return Ok(None);
    }
    let (grant, subject, area) = (id.clone(), person.clone(), area.clone());
    let granted = SecurityEvent::RoleGranted { grant, subject, role, area };
    audit::record(tx, backend, by.map_or(Doer::Console, Doer::from), granted).await?;
    Ok(Some(id))
}

async fn insert(
    tx: &mut Transaction,
    backend: &Backend,
    wanted: &Wanted,
    person: &PersonId,
    by: Option<&Viewer>,
) -> Result<(String, bool), AppError> {
    let area = &wanted.area.code;
    let team = match &wanted.team {
        Some(name) => Some(ensure_team(tx, backend, wanted.role, area, name).await?),
        None => None,
    };
    let what = (wanted.role, area, team.as_ref());
    let held = hold(tx, backend, person, what, (by, wanted.ends_at)).await?;
    let is_new = held.is_some();
    let held = match (held, by) {
        (None, Some(by)) => granted_by(tx, person, what, &by.person).await?,
        (held, _) => held,
    };
    held.map(|grant| (grant, is_new)).ok_or_else(|| {
        let sentence = format!("这个人已经是{}的{}了，不用再加", wanted.area.name, wanted.role.name());
        AppError::new(ErrorKind::Conflict, "account.grant_held", sentence)
    })
}

/// The grant that somebody holds by this very hand.
async fn granted_by(
    tx: &mut Transaction,
    person: &PersonId,
    (role, area, team): (Role, &AreaCode, Option<&TeamId>),
    by: &PersonId,
) -> Result<Option<String>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        id: String,
    }
    let row: Option<Row> = tx
        .one(
            "SELECT id FROM grants WHERE person = $1 AND role = $2 AND area = $3 \
             AND COALESCE(team, '') = COALESCE($4, '') AND granted_by = $5 AND revoked_at IS NULL",
            values![person, <&'static str>::from(role), area, team, by],
        )
        .await?;
    Ok(row.map(|row| row.id))
}

/// Whether a person is called so.
async fn is_called(tx: &mut Transaction, person: &PersonId, name: &PersonName) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Row {
        name: String,
    }
    let row: Option<Row> = tx.one("SELECT name FROM people WHERE id = $1", values![person]).await?;
    Ok(row.is_some_and(|row| row.name == name.full()))
}

/// Takes the form, or tells every wrong field; `no_area` is what is said where there is no such area.
async fn check(
    tx: &mut Transaction,
    form: &GrantForm,
    no_area: &str,
    now: Timestamp,
) -> Result<Wanted, AppError> {
    let mut wrong = Vec::new();
    let phone = Phone::parse_mobile(&form.phone)
        .map_err(|error| wrong.push(FieldError::new(field!(GrantForm, phone), error)));
    let named = !folded(&form.name).is_empty();
    let name = if named { PersonName::parse(&form.name).map(Some) } else { Ok(None) };
    let name =
        name.map_err(|error| wrong.push(FieldError::new(field!(GrantForm, name), error.about("姓名"))));
    let role = folded(&form.role).parse::<Role>().ok().filter(|role| *role != Role::Resident);
    if role.is_none() {
        wrong.push(FieldError::new(field!(GrantForm, role), "请选一个身份"));
    }
    let area = match AreaCode::parse(&form.area) {
        Ok(code) => areas::area(tx, &code).await?,
        Err(_) => None,
    };
    match (&area, role) {
        (None, _) => wrong.push(FieldError::new(field!(GrantForm, area), no_area)),
        (Some(area), Some(role)) if !role.fits(area.kind) => {
            wrong.push(FieldError::new(field!(GrantForm, area), misfit(role)));
        }
        _ => {}
    }
    let team = if role.is_some_and(Role::needs_team) {
        text::required(&form.team, TEAM_NAME_LIMIT).map(Some)
    } else {
        Ok(None)
    };
    let team =
        team.map_err(|error| wrong.push(FieldError::new(field!(GrantForm, team), error.about("队伍名称"))));
    let ends_at = end_of_grant(&form.until, now)
        .map_err(|error| wrong.push(FieldError::new(field!(GrantForm, until), error)));
    match (phone, name, role, area, team, ends_at) {
        (Ok(phone), Ok(name), Some(role), Some(area), Ok(team), Ok(ends_at)) if wrong.is_empty() => {
            Ok(Wanted { phone, name, role, area, team, ends_at })
        }
        _ => Err(AppError::invalid(wrong)),
    }
}

/// Where a role can be granted.
pub(crate) fn misfit(role: Role) -> String {
    let kinds: Vec<_> = AreaKind::iter().filter(|kind| role.fits(*kind)).map(AreaKind::name).collect();
    format!("“{}”这个身份要选{}，请换一个区域", role.name(), kinds.join("或"))
}
