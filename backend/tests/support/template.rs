//! Databases whose tables are up to date, copied from one that was made once: migrations need not run for each test.

use super::postgres::Database;
use backend::store::Store;
use backend::store::migrations::POSTGRES;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use tokio::sync::OnceCell;

/// A number that nobody else locks on a server: whoever makes the template holds it.
const MAKING: i64 = 0x6469_616e_6469_616e;

/// A new SQLite file with all tables.
pub async fn sqlite_file(file: &Path) {
    static BYTES: OnceCell<Vec<u8>> = OnceCell::const_new();
    let made = BYTES.get_or_init(async || {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("template.db");
        migrate(&format!("sqlite:{}", file.display())).await;
        std::fs::read(&file).unwrap()
    });
    std::fs::write(file, made.await).unwrap();
}

/// A new database of PostgreSQL with all tables, if there is a server to make it on. Its template stays on the server,
/// named by what the migrations say, for whatever process comes next.
pub async fn postgres() -> Option<Database> {
    static NAME: OnceCell<String> = OnceCell::const_new();
    let server = Database::server()?;
    let name = NAME.get_or_init(async || {
        let mut hasher = DefaultHasher::new();
        for migration in POSTGRES.iter() {
            (migration.version, &*migration.checksum).hash(&mut hasher);
        }
        let name = format!("diandiantong_template_{:016x}", hasher.finish());
        let mut connection = PgConnection::connect(&server).await.expect("a PostgreSQL server");
        let lock = sqlx::query("SELECT pg_advisory_lock($1)").bind(MAKING);
        lock.execute(&mut connection).await.unwrap();
        let known = sqlx::query("SELECT 1 FROM pg_database WHERE datname = $1").bind(&name);
        if known.fetch_optional(&mut connection).await.unwrap().is_none() {
            let making = Database::empty(&server).await;
            migrate(&making.address()).await;
            let rename = format!("ALTER DATABASE {} RENAME TO {name}", making.name());
            connection.execute(AssertSqlSafe(rename)).await.unwrap();
        }
        connection.close().await.unwrap();
        name
    });
    Some(Database::like(&server, name.await).await)
}

async fn migrate(address: &str) {
    let store = Store::open(address).await.unwrap();
    store.migrate().await.unwrap();
    store.close().await;
}
