//! `diandiantong`: see `diandiantong --help`.

use clap::Parser;
use rustix::fs::Mode;
use server::cli::Cli;
use std::io::Write;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    locale::follow_environment();
    let cli = Cli::parse();
    // Names, notes and answers stand in the database, its copies and exports: nobody else on the machine reads them.
    rustix::process::umask(Mode::from(0o077));
    server::log::start(cli.common.log);
    match server::commands::run(cli).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Nobody is left to tell if even this can't be written.
            let _ = writeln!(std::io::stderr(), "{failure}");
            ExitCode::FAILURE
        }
    }
}
