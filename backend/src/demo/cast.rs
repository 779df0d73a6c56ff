//! The invented people of the demo.

use super::{DemoPerson, PEOPLE};
use crate::accounts::{
    ProfileForm, Viewer, complete_profile, set_elder, sign_in_by_shown_code, sign_out, viewer,
};
use crate::areas;
use crate::{AppError, Backend, ErrorKind};
use domain::accounts::Role;
use domain::areas::AreaCode;
use std::collections::BTreeMap;

/// 居民 in 中华园.
pub(super) const RESIDENT: &str = "13800000001";
/// 居民 in 荷香佳苑, who orders for her mother.
pub(super) const DAUGHTER: &str = "13800000002";
/// The mother, in 书香名邸; she reads in 长辈模式.
pub(super) const MOTHER: &str = "13800000003";
/// 党员 of 中华园.
pub(super) const MEMBER: &str = "13800000004";
/// 党员 of 书香名邸.
pub(super) const SECOND_MEMBER: &str = "13800000005";
/// 党员 of 荷香佳苑.
pub(super) const THIRD_MEMBER: &str = "13800000006";
/// 党员 of the whole community.
pub(super) const FOURTH_MEMBER: &str = "13800000007";
/// 志愿者队伍.
pub(super) const VOLUNTEER: &str = "13800000008";
/// 物业.
pub(super) const REPAIRER: &str = "13800000010";
/// 物业, too.
pub(super) const SECOND_REPAIRER: &str = "13800000011";
/// 社区工作者.
pub(super) const STAFF: &str = "13800000012";
/// 社区工作者, too.
pub(super) const SECOND_STAFF: &str = "13800000013";
/// 社区工作者 of another community.
pub(super) const STAFF_ELSEWHERE: &str = "13800000019";
/// 党员 of that community.
pub(super) const MEMBER_ELSEWHERE: &str = "13800000020";

/// Where they live: number, estate, 幢, 单元, 室. Whoever isn't here lives elsewhere.
const HOMES: [(&str, &str, &str, &str, &str); 11] = [
    (RESIDENT, "K10101", "12", "2", "301"),
    (DAUGHTER, "K10103", "3", "1", "602"),
    (MOTHER, "K10102", "7", "2", "202"),
    (MEMBER, "K10101", "5", "1", "401"),
    (SECOND_MEMBER, "K10102", "9", "2", "1102"),
    (THIRD_MEMBER, "K10103", "1", "", "503"),
    (FOURTH_MEMBER, "K10101", "18", "3", "204"),
    (VOLUNTEER, "K10102", "2", "1", "301"),
    ("13800000009", "K10101", "8", "2", "602"),
    ("13800000017", "K10102", "6", "1", "901"),
    (MEMBER_ELSEWHERE, "K10201", "4", "2", "502"),
];

/// The people, signed in.
pub(super) struct Cast(BTreeMap<String, Viewer>);

impl Cast {
    /// Signs everybody in, with name, home and consent.
    pub(super) async fn sign_in(backend: &Backend) -> Result<Self, AppError> {
        let mut people = BTreeMap::new();
        for (phone, name) in names() {
            let viewer = enter(backend, phone, name).await?;
            people.insert(phone.to_owned(), viewer);
        }
        Ok(Self(people))
    }

    /// Somebody of the cast.
    pub(super) fn get(&self, phone: &str) -> Result<&Viewer, AppError> {
        self.0.get(phone).ok_or_else(|| missing(phone))
    }

    /// Ends all sessions: nobody's browser holds them.
    pub(super) async fn sign_out(&self, backend: &Backend) -> Result<(), AppError> {
        for viewer in self.0.values() {
            sign_out(backend, viewer).await?;
        }
        Ok(())
    }
}

/// Signs in one person; the busiest of their roles is in use.
async fn enter(backend: &Backend, phone: &str, name: &str) -> Result<Viewer, AppError> {
    let token = sign_in_by_shown_code(backend, phone).await?.token;
    let fresh = viewer(backend, &token).await?.ok_or_else(|| missing(phone))?;
    let mut form = ProfileForm { name: name.to_owned(), consent: true, ..ProfileForm::default() };
    if let Some((_, estate, building, unit, room)) = HOMES.iter().find(|home| home.0 == phone) {
        form.estate = (*estate).to_owned();
        form.building = (*building).to_owned();
        form.unit = (*unit).to_owned();
        form.room = (*room).to_owned();
    }
    complete_profile(backend, &fresh, &form).await?;
    set_elder(backend, &fresh, phone == MOTHER).await?;
    viewer(backend, &token).await?.ok_or_else(|| missing(phone))
}

/// Everybody's number and name, once, in the order of the table.
fn names() -> Vec<(&'static str, &'static str)> {
    let mut names = rows().map(|[phone, name, ..]| (phone, name)).collect::<Vec<_>>();
    names.dedup();
    names
}

/// The rows of the shipped table, which has neither quotes nor commas in its fields.
fn rows() -> impl Iterator<Item = [&'static str; 5]> {
    PEOPLE.lines().skip(1).filter_map(|line| line.split(',').collect::<Vec<_>>().try_into().ok())
}

/// Everybody, in the order of the table.
pub(super) async fn list(backend: &Backend) -> Result<Vec<DemoPerson>, AppError> {
    let tree = areas::tree(backend).await?;
    let home = |phone: &str| HOMES.iter().find(|home| home.0 == phone).map(|home| home.1);
    let list = names().into_iter().map(|(phone, name)| {
        let held: Vec<_> = rows().filter(|row| row[0] == phone && !row[2].is_empty()).collect();
        let roles = held.iter().filter_map(|row| row[2].parse::<Role>().ok()).map(Role::name);
        let role = if held.is_empty() { "居民".to_owned() } else { roles.collect::<Vec<_>>().join("、") };
        let area = held.first().map(|row| row[3]).or_else(|| home(phone)).unwrap_or_default();
        let path = AreaCode::parse(area).map(|area| tree.name_path(&area)).unwrap_or_default();
        let place = match held.first().map(|row| row[4]).filter(|team| !team.is_empty()) {
            Some(team) => format!("{path} · {team}"),
            None => path,
        };
        DemoPerson { role, phone: phone.to_owned(), name: name.to_owned(), place }
    });
    Ok(list.collect())
}

fn missing(phone: &str) -> AppError {
    AppError::new(ErrorKind::Internal, "demo.person_missing", format!("演示数据里没有 {phone} 这个人"))
}
