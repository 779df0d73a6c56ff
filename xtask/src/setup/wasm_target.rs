//! A compiler for the browser's part: rustup's target where rustup's server can be reached, else Debian's packages.

use crate::failure::Failure;
use crate::process;
use crate::progress::Step;
use crate::setup::debian;
use crate::workspace::Workspace;
use locale::{said, text};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// For what browsers run.
pub const TARGET: &str = "wasm32-unknown-unknown";
const RUSTUP_LIMIT: Duration = Duration::from_secs(30);
const PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];

/// How the browser's part is compiled on this machine.
#[derive(Debug, PartialEq, Eq)]
pub enum Compiler {
    /// The toolchain that compiles everything else; its target is installed.
    Rustup,
    /// Debian's compiler, which builds the standard library too and links with LLVM's linker of its own version.
    Debian {
        /// The linker, `wasm-ld`.
        linker: PathBuf,
    },
}

impl Compiler {
    /// The cargo call that compiles the module into `target/front`.
    pub fn command(&self, workspace: &Workspace) -> Command {
        let mut cargo = match self {
            Self::Rustup => workspace.cargo(&[]),
            Self::Debian { linker } => {
                let mut cargo = workspace.command("/usr/bin/cargo");
                cargo.env("RUSTC", "/usr/bin/rustc").env("RUSTC_BOOTSTRAP", "1");
                cargo
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
                    .env_remove("RUSTUP_TOOLCHAIN");
                cargo
            }
        };
        cargo.args([
            "build",
            "--package",
            "frontend",
            "--lib",
            "--profile",
            "wasm-release",
            "--target",
            TARGET,
        ]);
        cargo.arg("--target-dir").arg(workspace.target("front"));
        // Joined to the project's own flags: messages in the module must not tell whose machine compiled it.
        cargo
            .arg("--config")
            .arg(format!("build.rustflags=[\"--remap-path-prefix={}=crates\"]", crates().display()));
        if matches!(self, Self::Debian { .. }) {
            cargo.args(["-Z", "build-std=std,panic_abort", "-Z", "build-std-features=optimize_for_size"]);
        }
        cargo
    }

    /// The module that [`Self::command`] leaves behind.
    pub fn module(workspace: &Workspace) -> PathBuf {
        workspace.target("front").join(TARGET).join("wasm-release/frontend.wasm")
    }
}

/// Finds a compiler for the browser's part, or installs one.
///
/// # Errors
/// One of the failures of [`debian::install`] when neither way is open.
pub fn ensure(workspace: &Workspace, step: &Step) -> Result<Compiler, Failure> {
    if rustup_has_it(workspace, step) {
        return Ok(Compiler::Rustup);
    }
    // Asked before rustup's server: where that cannot be reached, every start would wait for nothing.
    if let Some(compiler) = debian_compiler(workspace, step)? {
        step.remark(text("Debian 的编译器", "Debian's compiler"));
        return Ok(compiler);
    }
    if process::find("rustup").is_some() {
        step.note(text("rustup target add，最多等 30 秒", "rustup target add, for 30 seconds at most"));
        let mut add = workspace.command("rustup");
        let added = process::run_within(step, add.args(["target", "add", TARGET]), Some(RUSTUP_LIMIT));
        crate::interrupt::check()?;
        if added.is_ok() && rustup_has_it(workspace, step) {
            step.remark(text("已由 rustup 装好", "installed by rustup"));
            return Ok(Compiler::Rustup);
        }
    }
    debian::install(step, &PACKAGES)?;
    let package = linker_package(workspace, step)?;
    debian::install(step, &[&package])?;
    step.remark(text("已装好 Debian 的编译器", "Debian's compiler was installed"));
    debian_compiler(workspace, step)?.ok_or_else(|| Failure::MissingTool {
        tool: text("wasm32 编译目标", "target wasm32"),
        advice: said!(
            "请执行 rustup target add {TARGET}，或安装 {} 与 {package}，然后再试一次。",
            "run rustup target add {TARGET}, or install {} and {package}, then try again.",
            PACKAGES.join(" ")
        ),
    })
}

/// Where cargo keeps the sources of crates.
fn crates() -> PathBuf {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo")));
    home.unwrap_or_default().join("registry/src")
}

fn rustup_has_it(workspace: &Workspace, step: &Step) -> bool {
    let mut ask = workspace.command("rustc");
    ask.args(["--print", "target-libdir", "--target", TARGET]);
    process::run(step, &mut ask).is_ok_and(|output| Path::new(output.stdout.trim()).is_dir())
}

fn debian_compiler(workspace: &Workspace, step: &Step) -> Result<Option<Compiler>, Failure> {
    if !debian::has(&PACKAGES) {
        return Ok(None);
    }
    let linker = PathBuf::from(format!("/usr/lib/llvm-{}/bin/wasm-ld", debian_llvm(workspace, step)?));
    Ok(process::is_program(&linker).then_some(Compiler::Debian { linker }))
}

fn linker_package(workspace: &Workspace, step: &Step) -> Result<String, Failure> {
    Ok(format!("lld-{}", debian_llvm(workspace, step)?))
}

fn debian_llvm(workspace: &Workspace, step: &Step) -> Result<u32, Failure> {
    let output = process::run(step, workspace.command("/usr/bin/rustc").arg("-vV"))?;
    llvm_major(&output.stdout).ok_or_else(|| Failure::MissingTool {
        tool: "LLVM",
        advice: text(
            "认不出 /usr/bin/rustc -vV 里的 LLVM 版本，请重新安装 rustc-web，然后再试一次。",
            "/usr/bin/rustc -vV does not tell its version of LLVM: install rustc-web anew, then try again.",
        )
        .to_owned(),
    })
}

/// The major number of LLVM in what `rustc -vV` says.
fn llvm_major(version: &str) -> Option<u32> {
    let line = version.lines().find_map(|line| line.strip_prefix("LLVM version: "))?;
    line.trim().split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_llvm_number_comes_from_the_compiler() {
        let said =
            "rustc 1.96.0 (ac68faa20 2026-05-25)\nhost: x86_64-unknown-linux-gnu\nLLVM version: 22.1.8\n";
        assert_eq!(llvm_major(said), Some(22));
        assert_eq!(llvm_major("LLVM version: 19.1\n"), Some(19));
        assert_eq!(llvm_major("rustc 1.96.0\n"), None);
        assert_eq!(llvm_major("LLVM version: unknown\n"), None);
    }

    #[test]
    fn debians_compiler_builds_the_standard_library_itself() {
        let workspace = Workspace::find();
        let debian = Compiler::Debian { linker: PathBuf::from("/usr/lib/llvm-22/bin/wasm-ld") };
        let arguments = |compiler: &Compiler| format!("{:?}", compiler.command(&workspace));
        assert!(arguments(&debian).contains("build-std=std,panic_abort"));
        assert!(arguments(&debian).contains("llvm-22"));
        assert!(!arguments(&Compiler::Rustup).contains("build-std"));
    }
}
