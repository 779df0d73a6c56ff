//! What each command does.

use crate::cli::{AuditCommand, Cli, ClockCommand, Command, FileArgs, ImportKind, SurveyCommand};
use crate::config::{self, ServeConfig};
use crate::console::{read, say};
use crate::failure::Failure;
use crate::server_role::ServerRoleFailure;
use crate::spoken::translated;
use crate::{audit_command, backup_command, clock_command, open, serve, server_role, survey_command};
use app::paths::sign_in_link;
use backend::Backend;
use backend::accounts::{DemoSender, GrantForm, grant_from_console, hash_doors, make_sign_in_link};
use backend::clock::Clock;
use backend::demo::DemoPerson;
use backend::import::{
    ImportFile, Imported, NameSwaps, import_areas_swapping, import_holidays, import_households,
    import_people, import_services,
};
use backend::maintenance::recount::{Difference, differences, recount};
use backend::maintenance::upgrade;
use backend::store::Store;
use locale::{said, text};
use std::path::Path;
use std::sync::Arc;

/// About how many orders each community of the demo finished in each of the months before.
const DEMO_HISTORY: u32 = 8;

/// Does what the command line says.
///
/// # Errors
/// [`Failure`], one sentence.
pub async fn run(cli: Cli) -> Result<(), Failure> {
    let demo = cli.common.demo;
    let database = config::database(&cli.common);
    let photos = config::photos(&cli.common);
    match cli.command {
        Command::Clock { command: ClockCommand::Explain(args) } => clock_command::run(args).await,
        Command::Survey { command: SurveyCommand::Estimate(args) } => survey_command::estimate(args).await,
        Command::Serve(args) => {
            let (database, migrate, test_clock) = (database?, args.migrate, args.test_clock);
            // All that can be refused is refused before the database is touched.
            says_how_private(database, demo)?;
            let vault = config::vault(demo)?;
            let config = ServeConfig::from_args(args, demo)?;
            if migrate {
                migrate_tables(database, demo, false).await?;
            }
            let mut backend = open::known(database, vault, config::kind(demo), config.sender.clone()).await?;
            backend.messages = config.messages.clone();
            backend.messages_a_day = config.messages_a_day;
            backend.codes_a_day = config.codes_a_day;
            backend.asks_second_factor = !config.demo;
            open::photos(&mut backend, photos.as_deref()).await?;
            if !backend.photos.is_open() {
                tracing::warn!("no pictures are taken: --photos says where to keep them");
            }
            if test_clock {
                backend.clock = Clock::ahead();
            }
            warn_of_twins(upgrade::complete(&backend).await?);
            let served = serve::serve(config, backend.clone()).await;
            backend.store.close().await;
            served
        }
        Command::Migrate { role, print } => {
            let database = database?;
            migrate_tables(database, demo, true).await?;
            say(text("数据库的表已是最新", "The tables are up to date"))?;
            match role {
                Some(role) => server_role::give(database, &role, print).await,
                None => Ok(()),
            }
        }
        Command::Import { kind, file, categories, swap_names, files } => {
            let database = database?;
            if categories.is_some() && kind != ImportKind::Services {
                return Err(Failure::NeedlessCategories);
            }
            let swaps = if swap_names { NameSwaps::Meant } else { NameSwaps::Refused };
            let backend = console(database, demo).await?;
            // A list is compared with doors by the rule of today.
            let hashed = hash_doors(&backend).await;
            let imported =
                import(&backend, kind, (file.as_path(), categories.as_deref()), (swaps, files)).await;
            backend.store.close().await;
            hashed?;
            let Imported { added, changed, unchanged, kept, twins } = imported?;
            say(&said!(
                "导入完成：新增 {added} 行，更改 {changed} 行，没有变化 {unchanged} 行；文件里没有、原样保留 {kept} 行",
                "Imported: {added} added, {changed} changed, {unchanged} unchanged; {kept} kept that the file doesn't have"
            ))?;
            if twins > 0 {
                say(&said!(
                    "名册里有 {twins} 户和另一户是同一扇门，只是写法不同，已停用，只留一户",
                    "Listed twice for one door, in other spellings, and out of use now: {twins}"
                ))?;
            }
            Ok(())
        }
        Command::Grant { phone, role, area, team, name, until } => {
            let backend = console(database?, demo).await?;
            let (team, name, until) =
                (team.unwrap_or_default(), name.unwrap_or_default(), until.unwrap_or_default());
            let granted =
                grant_from_console(&backend, &GrantForm { phone, name, role, area, team, until }).await;
            backend.store.close().await;
            granted?;
            say(text(
                "身份已授予，此人下次打开页面就能用",
                "The role is granted, and can be used from the next page on",
            ))
        }
        Command::SignInLink { phone, public_url } => {
            let backend = console(database?, demo).await?;
            let made = make_sign_in_link(&backend, &phone).await;
            backend.store.close().await;
            let link = format!("{}{}", public_url.trim_end_matches('/'), sign_in_link(made?));
            say(&said!(
                "{link}\n十分钟内有效，只能用一次，只给本人",
                "{link}\nGood for ten minutes, once; for nobody but its owner"
            ))
        }
        Command::Backup { folder } => {
            let mut backend = console(database?, demo).await?;
            let done = backup_command::backup(&mut backend, photos.as_deref(), &folder).await;
            backend.store.close().await;
            done
        }
        Command::Check => {
            let mut backend = console(database?, demo).await?;
            let done = backup_command::check(&mut backend, photos.as_deref()).await;
            backend.store.close().await;
            done
        }
        Command::Restore { folder, anyway } => {
            let vault = config::vault(demo)?;
            backup_command::restore(database?, photos, (config::kind(demo), vault), &folder, anyway).await
        }
        Command::Audit { command: AuditCommand::Export(args) } => {
            let backend = console(database?, demo).await?;
            let exported = audit_command::export(&backend, &args).await;
            backend.store.close().await;
            exported
        }
        Command::Figures { recount } => {
            let backend = console(database?, demo).await?;
            let checked = figures(&backend, recount).await;
            backend.store.close().await;
            checked
        }
        Command::Survey { command: SurveyCommand::Redraw(args) } => survey_command::redraw(args).await,
        Command::Survey { command: SurveyCommand::Export(args) } => {
            let backend = console(database?, demo).await?;
            let exported = survey_command::export(&backend, &args).await;
            backend.store.close().await;
            exported
        }
        Command::DemoData { json } => {
            let database = database?;
            if !demo {
                return Err(Failure::NotDemo);
            }
            let mut backend = console(database, demo).await?;
            // The past of the demo is lived through by moving the clock.
            backend.clock = Clock::set_to(Clock::System.now());
            let filled = backend::demo::fill(&backend, DEMO_HISTORY).await;
            backend.store.close().await;
            list(&filled?, json)
        }
    }
}

/// Checks the sums behind the reports, or makes them anew.
async fn figures(backend: &Backend, anew: bool) -> Result<(), Failure> {
    if anew {
        recount(backend).await?;
        return say(text("已按工单重新数过", "The sums are counted again from the orders"));
    }
    let found = differences(backend).await?;
    for Difference { community, month, list, measure, kept, counted } in &found {
        let measure = translated(measure);
        say(&said!(
            "{community} {month} {list} {measure}：记的是 {kept}，工单里数出来是 {counted}",
            "{community} {month} {list} {measure}: {kept} is kept, the orders come to {counted}"
        ))?;
    }
    match found.len() {
        0 => say(text("全部对得上", "All sums are right")),
        count => Err(Failure::Figures(count)),
    }
}

/// Asked before any command connects; a demo has nothing to hide.
fn says_how_private(database: &str, demo: bool) -> Result<(), Failure> {
    if demo { Ok(()) } else { config::says_how_private(database) }
}

/// The use cases, for commands that send no codes.
async fn console(database: &str, demo: bool) -> Result<Backend, Failure> {
    says_how_private(database, demo)?;
    let vault = config::vault(demo)?;
    open::known(database, vault, config::kind(demo), Arc::new(DemoSender)).await
}

/// Households that were listed for one door in several spellings stay until a list names their door.
fn warn_of_twins(twins: usize) {
    if twins > 0 {
        tracing::warn!(twins, "households are listed twice, in other spellings: import the list anew");
    }
}

/// Brings the database up to date. The tables can be without the secret; with one, it must be the database's own, and where
/// `complete` says so what only the program can work out is done as well: it is again whenever the program serves.
async fn migrate_tables(database: &str, demo: bool, complete: bool) -> Result<(), Failure> {
    says_how_private(database, demo)?;
    let vault = match config::vault(demo) {
        Err(Failure::NoSecret) => None,
        vault => Some(vault?),
    };
    let store = Store::open(database).await?;
    let migrated: Result<(), Failure> = async {
        let Some(vault) = vault else { return Ok(store.migrate().await?) };
        let backend = open::backend(store.clone(), vault, Arc::new(DemoSender));
        upgrade::migrate(&backend, config::kind(demo)).await?;
        if complete {
            warn_of_twins(upgrade::complete(&backend).await?);
        }
        Ok(())
    }
    .await;
    let renewed = store.renew_server_roles().await;
    store.close().await;
    migrated?;
    Ok(renewed.map_err(ServerRoleFailure::from)?)
}

async fn import(
    backend: &Backend,
    kind: ImportKind,
    (file, categories): (&Path, Option<&Path>),
    (swaps, files): (NameSwaps, FileArgs),
) -> Result<Imported, Failure> {
    let (name, bytes) = read(file, files).await?;
    let file = ImportFile { name: &name, bytes: &bytes };
    let imported = match (kind, categories) {
        (ImportKind::Areas, _) => import_areas_swapping(backend, file, swaps).await,
        (ImportKind::Households, _) => import_households(backend, file).await,
        (ImportKind::Holidays, _) => import_holidays(backend, file).await,
        (ImportKind::People, _) => import_people(backend, file).await,
        (ImportKind::Services, None) => import_services(backend, file, None).await,
        (ImportKind::Services, Some(categories)) => {
            let (name, bytes) = read(categories, files).await?;
            import_services(backend, file, Some(ImportFile { name: &name, bytes: &bytes })).await
        }
    };
    Ok(imported?)
}

/// The people of the demo, to sign in as.
fn list(people: &[DemoPerson], json: bool) -> Result<(), Failure> {
    if json {
        let people: Vec<_> = people.iter().map(|person| {
            serde_json::json!({ "role": person.role, "phone": person.phone, "name": person.name, "place": person.place })
        }).collect();
        return say(&serde_json::Value::from(people).to_string());
    }
    people.iter().try_for_each(|person| {
        say(&format!("{}  {}  {}  {}", person.phone, translated(&person.role), person.name, person.place))
    })
}
