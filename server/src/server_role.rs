//! `diandiantong migrate --role`: the role of PostgreSQL that the server runs as.

use crate::console::say;
use crate::failure::Failure;
use backend::store::{ServerRoleError, Store};
use locale::{said, text};
use thiserror::Error;

/// Why the role has nothing.
#[derive(Debug, Error)]
pub enum ServerRoleFailure {
    /// SQLite has no roles.
    #[error("{}", text("--role 只用于 PostgreSQL", "--role is for PostgreSQL only"))]
    NotPostgres,
    /// It can't be the name of a role.
    #[error("{}", said!(
        "角色名 {0} 不行：要用字母、数字和下划线，不以数字开头",
        "{0} can't be the name of a role: letters, digits and underscores, and no digit first",
        .0
    ))]
    Name(String),
    /// It may too much.
    #[error("{}", said!(
        "角色 {0} 是表的拥有者，或者什么都能做：请另起一个名字，让服务用它连接",
        "The role {0} owns the tables, or may do anything: name another one for the server",
        .0
    ))]
    TooMighty(String),
    /// The database doesn't let this connection.
    #[error("{}", said!(
        "给不了权限：{0}。请用表的拥有者运行，它要能新建角色；或者加 --print，把语句交给数据库管理员",
        "The rights can't be given: {0}. Run it as the owner of the tables, who may make roles, or hand the statements of --print to whoever runs the database",
        .0
    ))]
    Refused(String),
}

impl From<ServerRoleError> for ServerRoleFailure {
    fn from(error: ServerRoleError) -> Self {
        match error {
            ServerRoleError::NotPostgres => Self::NotPostgres,
            ServerRoleError::Name(name) => Self::Name(name),
            ServerRoleError::TooMighty(name) => Self::TooMighty(name),
            ServerRoleError::Store(error) => Self::Refused(error.to_string()),
        }
    }
}

impl From<ServerRoleFailure> for Failure {
    fn from(failure: ServerRoleFailure) -> Self {
        Self::Command(Box::new(failure))
    }
}

/// Gives a role what the server needs, or prints that.
pub(crate) async fn give(database: &str, role: &str, print: bool) -> Result<(), Failure> {
    let store = Store::open(database).await?;
    let given = async {
        if print {
            return store.server_role_statements(role).await;
        }
        store.give_server_role(role).await.map(|()| Vec::new())
    };
    let given = given.await;
    store.close().await;
    let statements = given.map_err(ServerRoleFailure::from)?;
    if print {
        return statements.iter().try_for_each(|statement| say(&format!("{statement};")));
    }
    say(&said!(
        "角色 {role} 的权限已给好：能办所有的事，改不了、删不掉任何记录",
        "The role {role} has its rights: to all that the server does, and none to change or delete a record"
    ))
}
