//! The role of PostgreSQL that the server runs as: it may do everything that the server does, and take no record away.
//!
//! Tables whose rows stay have a trigger that refuses TRUNCATE, by which they are known here. Triggers hold whoever does not
//! own the tables; whoever owns them can take the triggers away, and so migrates, and serves nobody.

use super::{Pools, Store};
use crate::StoreError;
use sqlx::postgres::PgPool;
use sqlx::{AssertSqlSafe, Executor};
use thiserror::Error;

/// The columns of tables whose rows stay that change all the same, as far as the triggers let them.
const CHANGING_COLUMNS: [(&str, &str); 5] = [
    ("grants", "revoked_by, revoked_at"),
    ("households", "removed_in, removed_at, door_hash, twin, door_rule"),
    ("photos", "withdrawn_at"),
    ("survey_sample", "interviewer"),
    ("surveys", "seed, stage"),
];
/// What has run of the migrations, which the server looks at.
const MIGRATIONS: &str = "_sqlx_migrations";

/// Why a role is given nothing.
#[derive(Debug, Error)]
pub enum ServerRoleError {
    /// SQLite has no roles.
    #[error("SQLite has no roles")]
    NotPostgres,
    /// It can't be the name of a role.
    #[error("no name of a role: {0:?}")]
    Name(String),
    /// It owns the tables, or may do whatever it likes.
    #[error("the role {0} owns the tables, or may do anything")]
    TooMighty(String),
    /// The database fails, or does not let this connection make roles or give rights.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for ServerRoleError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Store {
    /// Makes a role that the server can run as, if there is none of that name, and gives it what it needs of each table, and no
    /// more: of those whose rows stay, to read and to add. What it had before is taken away.
    ///
    /// # Errors
    /// [`ServerRoleError`]; then nothing was changed.
    pub async fn give_server_role(&self, role: &str) -> Result<(), ServerRoleError> {
        let statements = self.server_role_statements(role).await?;
        let pool = self.postgres()?;
        let mut tx = pool.begin().await?;
        let known = sqlx::query("SELECT 1 FROM pg_roles WHERE rolname = $1").bind(role);
        if known.fetch_optional(&mut *tx).await?.is_none() {
            tx.execute(AssertSqlSafe(format!("CREATE ROLE \"{role}\" LOGIN"))).await?;
        }
        let mighty = "SELECT rolsuper OR pg_has_role(rolname, c.relowner, 'MEMBER') FROM pg_roles, pg_class c \
                      WHERE rolname = $1 AND c.oid = 'security_events'::regclass";
        if sqlx::query_scalar(mighty).bind(role).fetch_one(&mut *tx).await? {
            return Err(ServerRoleError::TooMighty(role.to_owned()));
        }
        for statement in statements {
            tx.execute(AssertSqlSafe(statement)).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Gives all roles that the server can run as what they need of the tables as they are now: of those that were there
    /// before, too, so that a migration need not name them. Only the owner of the tables does; for others it is nothing.
    ///
    /// # Errors
    /// [`ServerRoleError`].
    pub async fn renew_server_roles(&self) -> Result<(), ServerRoleError> {
        let Pools::Postgres(pool) = &self.pools else { return Ok(()) };
        // Whoever may add events and change none is such a role, and nobody else.
        let roles = "SELECT r.rolname FROM pg_roles r, pg_class c WHERE c.oid = 'security_events'::regclass \
                     AND pg_has_role(current_user, c.relowner, 'USAGE') AND has_table_privilege(r.oid, c.oid, 'INSERT') \
                     AND NOT has_table_privilege(r.oid, c.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER') \
                     AND NOT pg_has_role(r.oid, c.relowner, 'MEMBER')";
        let roles: Vec<String> = sqlx::query_scalar(roles).fetch_all(pool).await?;
        for role in roles {
            self.give_server_role(&role).await?;
        }
        Ok(())
    }

    /// What [`Store::give_server_role`] gives, as statements, for whoever gives it by hand.
    ///
    /// # Errors
    /// [`ServerRoleError`].
    pub async fn server_role_statements(&self, role: &str) -> Result<Vec<String>, ServerRoleError> {
        let pool = self.postgres()?;
        let first = |sign: char| sign.is_ascii_alphabetic() || sign == '_';
        let rest = |sign: char| sign.is_ascii_alphanumeric() || sign == '_';
        if role.len() > 63 || !role.starts_with(first) || !role.chars().all(rest) {
            return Err(ServerRoleError::Name(role.to_owned()));
        }
        let schema: String = sqlx::query_scalar("SELECT current_schema()").fetch_one(pool).await?;
        let mut statements = vec![
            format!("REVOKE CREATE ON SCHEMA \"{schema}\" FROM PUBLIC"),
            format!("REVOKE ALL ON SCHEMA \"{schema}\" FROM \"{role}\""),
            format!("REVOKE ALL ON ALL TABLES IN SCHEMA \"{schema}\" FROM \"{role}\""),
            format!("GRANT USAGE ON SCHEMA \"{schema}\" TO \"{role}\""),
        ];
        // 32 is TRUNCATE among the events of a trigger.
        let tables = "SELECT c.relname::text, EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid \
                      AND NOT t.tgisinternal AND (t.tgtype & 32) <> 0) FROM pg_class c \
                      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1";
        let tables: Vec<(String, bool)> = sqlx::query_as(tables).fetch_all(pool).await?;
        for (table, keeps_rows) in tables {
            let rights = match (table.as_str(), keeps_rows) {
                (MIGRATIONS, _) => "SELECT",
                (_, true) => "SELECT, INSERT",
                (_, false) => "SELECT, INSERT, UPDATE, DELETE",
            };
            statements.push(format!("GRANT {rights} ON \"{table}\" TO \"{role}\""));
            if let Some((_, columns)) = CHANGING_COLUMNS.iter().find(|(changing, _)| *changing == table) {
                statements.push(format!("GRANT UPDATE ({columns}) ON \"{table}\" TO \"{role}\""));
            }
        }
        Ok(statements)
    }

    /// Whether this connection could change or take away what is recorded, whatever the triggers say: it owns the tables of
    /// PostgreSQL, or has more rights than a server needs. Who can write a file of SQLite can always.
    ///
    /// # Errors
    /// [`StoreError::Statement`].
    pub async fn may_rewrite_records(&self) -> Result<bool, StoreError> {
        let Pools::Postgres(pool) = &self.pools else { return Ok(false) };
        let sql = "SELECT pg_has_role(current_user, relowner, 'MEMBER') \
                   OR has_table_privilege(oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER') \
                   FROM pg_class WHERE oid = 'security_events'::regclass";
        Ok(sqlx::query_scalar(sql).fetch_one(pool).await?)
    }

    fn postgres(&self) -> Result<&PgPool, ServerRoleError> {
        match &self.pools {
            Pools::Postgres(pool) => Ok(pool),
            Pools::Sqlite { .. } => Err(ServerRoleError::NotPostgres),
        }
    }
}
