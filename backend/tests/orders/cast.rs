//! The people of the stories, and what they do.

use crate::support::{self, Person, TestBackend};
use backend::AppError;
use backend::accounts::Viewer;
use backend::dispatch::candidates;
use backend::orders::{CommandForm, OrderFor, PlaceOrder, Viewpoint, act, place, revoke_role, view};
use domain::accounts::Role;
use domain::orders::CommandKind;

/// Everybody of a small district who has a part in the stories.
pub struct Cast {
    pub resident: Person,
    pub member: Person,
    pub other_member: Person,
    pub plumber: Person,
    pub staff: Person,
    pub stranger: Person,
    pub office: Person,
}

pub async fn cast(backend: &TestBackend) -> Cast {
    support::district(backend).await;
    let with = async |phone, name, role| support::with_grant(backend, phone, name, role).await;
    Cast {
        resident: support::resident(backend, "13800000001", "王秀英", "K10101").await,
        member: with("13800000002", "李建国", (Role::Member, "K10101", "")).await,
        other_member: with("13800000003", "周敏", (Role::Member, "K101", "")).await,
        plumber: with("13800000004", "顾师傅", (Role::PropertyCompany, "K101", "安居物业")).await,
        staff: with("13800000005", "陈静", (Role::Staff, "K101", "")).await,
        stranger: with("13800000006", "孙芳", (Role::Staff, "K102", "")).await,
        office: with("13800000007", "吴科长", (Role::OfficeLead, "K1", "")).await,
    }
}

pub fn request(token: &str) -> PlaceOrder {
    // Whoever orders the same again in a story means it.
    let (service, again) = ("S008".into(), "meant".into());
    PlaceOrder { service, again, token: format!("{token:>20}"), ..PlaceOrder::default() }
}

pub async fn ordered(backend: &TestBackend, cast: &Cast) -> String {
    let request = PlaceOrder { note: "厨房水龙头滴水".into(), ..request("order") };
    place(backend, &cast.resident, OrderFor::Oneself, &request).await.unwrap().number.to_string()
}

pub async fn does(
    backend: &TestBackend,
    viewer: &Viewer,
    number: &str,
    form: CommandForm,
) -> Result<CommandKind, AppError> {
    let viewpoint = if viewer.role() == Role::Resident { Viewpoint::Resident } else { Viewpoint::Role };
    let form = CommandForm { number: number.into(), view: viewpoint.name().into(), ..form };
    act(backend, viewer, &form).await.map(|acted| acted.command)
}

pub fn form(command: &str) -> CommandForm {
    CommandForm { command: command.into(), ..CommandForm::default() }
}

/// The value by which the desk's form names somebody.
pub async fn value_of(backend: &TestBackend, cast: &Cast, number: &str, name: &str) -> String {
    let seen = view(backend, &cast.staff, number, Viewpoint::Role).await.unwrap();
    let all = candidates(backend, &cast.staff, &seen.order).await.unwrap();
    all.into_iter().find(|candidate| candidate.name == name).expect(name).id.to_string()
}

pub async fn dispatch(backend: &TestBackend, cast: &Cast, number: &str, name: &str) {
    let to = value_of(backend, cast, number, name).await;
    does(backend, &cast.staff, number, CommandForm { to, ..form("dispatch") }).await.unwrap();
}

pub async fn code(backend: &TestBackend, cast: &Cast, number: &str) -> String {
    let seen = view(backend, &cast.resident, number, Viewpoint::Resident).await.unwrap();
    seen.arrival_code.expect("the resident reads the code")
}

/// The member is at the door and types the digits that the resident reads out.
pub async fn arrives(backend: &TestBackend, cast: &Cast, number: &str) {
    let code = code(backend, cast, number).await;
    does(backend, &cast.member, number, CommandForm { code, ..form("arrive") }).await.unwrap();
}

/// An order that the member has finished.
pub async fn served(backend: &TestBackend, cast: &Cast, token: &str) -> String {
    let request = PlaceOrder { service: "S002".into(), ..request(token) };
    let placed = place(backend, &cast.resident, OrderFor::Oneself, &request).await.unwrap();
    let number = placed.number.to_string();
    does(backend, &cast.member, &number, form("claim")).await.unwrap();
    arrives(backend, cast, &number).await;
    let finished = CommandForm { note: "讲清楚了".into(), minutes: "20".into(), ..form("finish") };
    does(backend, &cast.member, &number, finished).await.unwrap();
    number
}

/// Takes back all that somebody holds.
pub async fn remove(backend: &TestBackend, person: &Person) {
    let lead = (Role::CommunityLead, "K101", "");
    let lead = support::with_grant(backend, "13800000008", "陈国平", lead).await;
    for grant in &person.grants {
        revoke_role(backend, &lead, &grant.grant.id).await.unwrap();
    }
}
