//! `cargo xtask sbom`: the libraries of a version, as CycloneDX 1.5 lists them, for whoever looks for those that have a fault.
//!
//! Listed is what the program and the browser's part are made of, macros and build scripts included; what only tests and this
//! program need is left out. The same lock file makes the same list, byte by byte.

use crate::failure::{Act, Failure};
use crate::process;
use crate::progress::{Progress, Step};
use crate::title::Title;
use crate::workspace::Workspace;
use locale::{said, text};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What is handed out.
const PRODUCT: &str = "diandiantong";
/// Its packages.
const ROOTS: [&str; 2] = ["server", "frontend"];
/// The machines that it runs on.
const PLATFORMS: [&str; 2] = ["x86_64-unknown-linux-gnu", "wasm32-unknown-unknown"];
/// Where all libraries come from.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";
/// Where the list is written unless another place is named.
const LIST: &str = "diandiantong.cdx.json";

/// What `cargo metadata` tells.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    /// `None` for our own.
    source: Option<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

/// What a package depends on.
#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<DependencyKind>,
}

#[derive(Deserialize)]
struct DependencyKind {
    /// `dev`, `build`, or nothing.
    kind: Option<String>,
}

/// The part of `Cargo.lock` that is read here.
#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
    /// SHA-256 of what was downloaded.
    checksum: Option<String>,
}

/// Writes the list to `target/diandiantong.cdx.json`, or where `place` says.
///
/// # Errors
/// [`Failure::BadInput`] where a library is of another place than crates.io; what cargo wrote; the list can't be written.
pub fn write(workspace: &Workspace, progress: &Progress, place: Option<&Path>) -> Result<(), Failure> {
    let path = place.map_or_else(|| workspace.target(LIST), Path::to_owned);
    progress.step(Title::Sbom, |step| {
        let (metadata, lock) = (metadata(workspace, step)?, lock(workspace)?);
        let list = list(&metadata, &lock)?;
        fs::write(&path, format!("{list:#}\n")).map_err(Failure::io(Act::Write, &path))?;
        let count = list["components"].as_array().map_or(0, Vec::len);
        step.remark(said!("{count} 个程序库", "{count} libraries"));
        Ok(())
    })?;
    progress.say(&format!("\n{}", path.display()));
    Ok(())
}

fn metadata(workspace: &Workspace, step: &Step) -> Result<Metadata, Failure> {
    let mut cargo = workspace.cargo(&["metadata", "--format-version", "1", "--locked"]);
    for platform in PLATFORMS {
        cargo.args(["--filter-platform", platform]);
    }
    let told = process::run(step, &mut cargo)
        .map_err(|failure| failure.while_downloading(text("依赖的程序库", "the libraries it depends on")))?;
    serde_json::from_str(&told.stdout).map_err(|error| bad("cargo metadata", error))
}

fn lock(workspace: &Workspace) -> Result<Lock, Failure> {
    let path = workspace.file("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(Failure::io(Act::Read, &path))?;
    toml::from_str(&lock).map_err(|error| bad("Cargo.lock", error))
}

fn bad(path: &str, reason: impl ToString) -> Failure {
    Failure::BadInput { path: path.to_owned(), reason: reason.to_string() }
}

/// The list.
fn list(metadata: &Metadata, lock: &Lock) -> Result<Value, Failure> {
    let packages: BTreeMap<&str, &Package> =
        metadata.packages.iter().map(|package| (package.id.as_str(), package)).collect();
    let reached = reached(metadata);
    let others: Vec<_> = reached.keys().filter_map(|id| packages.get(id)).collect();
    let strange =
        others.iter().find(|package| package.source.as_deref().is_some_and(|from| from != REGISTRY));
    if let Some(package) = strange {
        let reason = text("有程序库不是来自 crates.io", "it is from another place than crates.io");
        return Err(bad(&package.name, reason));
    }
    let checksums: BTreeMap<_, _> = lock
        .package
        .iter()
        .filter_map(|locked| {
            Some(((locked.name.as_str(), locked.version.as_str()), locked.checksum.as_deref()?))
        })
        .collect();
    let components: BTreeMap<_, _> =
        others.iter().map(|package| (purl(package), component(package, &checksums))).collect();
    let named = |id: &&str| packages.get(id).map(|package| purl(package));
    let dependencies: BTreeMap<_, _> = reached
        .iter()
        .filter_map(|(id, needs)| Some((named(id)?, needs.iter().filter_map(named).collect::<BTreeSet<_>>())))
        .collect();
    let roots: BTreeSet<_> =
        others.iter().filter(|package| is_root(package)).map(|package| purl(package)).collect();
    let all = [(PRODUCT.to_owned(), roots)].into_iter().chain(dependencies);
    let dependencies = all.map(|(of, on)| json!({ "ref": of, "dependsOn": on }));
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": {
            "type": "application",
            "bom-ref": PRODUCT,
            "name": PRODUCT,
            "version": env!("CARGO_PKG_VERSION"),
            "licenses": [{ "expression": env!("CARGO_PKG_LICENSE") }],
        } },
        "components": components.into_values().collect::<Vec<_>>(),
        "dependencies": dependencies.collect::<Vec<_>>(),
    }))
}

/// What the roots are made of, by the ids of packages, each with what it needs itself; what only tests need is left out.
fn reached(metadata: &Metadata) -> BTreeMap<&str, BTreeSet<&str>> {
    let nodes: BTreeMap<&str, &Node> =
        metadata.resolve.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
    let roots = metadata.packages.iter().filter(|package| is_root(package));
    let mut waiting: Vec<&str> = roots.map(|package| package.id.as_str()).collect();
    let mut reached = BTreeMap::new();
    while let Some(id) = waiting.pop() {
        if reached.contains_key(id) {
            continue;
        }
        let needs: BTreeSet<&str> = nodes
            .get(id)
            .into_iter()
            .flat_map(|node| &node.deps)
            .filter(|needed| needed.dep_kinds.iter().any(|kind| kind.kind.as_deref() != Some("dev")))
            .map(|needed| needed.pkg.as_str())
            .collect();
        waiting.extend(&needs);
        reached.insert(id, needs);
    }
    reached
}

fn is_root(package: &Package) -> bool {
    package.source.is_none() && ROOTS.contains(&package.name.as_str())
}

fn component(package: &Package, checksums: &BTreeMap<(&str, &str), &str>) -> Value {
    let purl = purl(package);
    // «MIT/Apache-2.0» was once written for «MIT OR Apache-2.0».
    let licence = package.license.as_deref().map(|licence| licence.replace('/', " OR "));
    let checksum = checksums.get(&(package.name.as_str(), package.version.as_str()));
    json!({
        "type": "library",
        "bom-ref": &purl,
        "name": &package.name,
        "version": &package.version,
        "purl": &purl,
        "licenses": licence.map(|licence| json!({ "expression": licence })).into_iter().collect::<Vec<_>>(),
        "hashes": checksum.map(|sum| json!({ "alg": "SHA-256", "content": sum })).into_iter().collect::<Vec<_>>(),
    })
}

/// How others call a package.
fn purl(package: &Package) -> String {
    format!("pkg:cargo/{}@{}", package.name, package.version.replace('+', "%2B"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str) -> Metadata {
        let library = |name: &str, source: Value| {
            let (version, license) = ("1.0.0+x", "MIT/Apache-2.0");
            json!({ "id": name, "name": name, "version": version, "license": license, "source": source })
        };
        let needs = |name: &str, kind: Value| json!({ "pkg": name, "dep_kinds": [{ "kind": kind }] });
        let packages = json!([
            library("server", Value::Null),
            library("xtask", Value::Null),
            library("used", REGISTRY.into()),
            library("builds", source.into()),
            library("tests", REGISTRY.into()),
        ]);
        let nodes = json!([
            { "id": "server", "deps": [needs("used", Value::Null), needs("tests", "dev".into())] },
            { "id": "xtask", "deps": [needs("tests", Value::Null)] },
            { "id": "used", "deps": [needs("builds", "build".into())] },
            { "id": "builds", "deps": [] },
            { "id": "tests", "deps": [] },
        ]);
        serde_json::from_value(json!({ "packages": packages, "resolve": { "nodes": nodes } })).unwrap()
    }

    fn locked() -> Lock {
        let used = Locked { name: "used".into(), version: "1.0.0+x".into(), checksum: Some("ab".into()) };
        Lock { package: vec![used] }
    }

    #[test]
    fn what_is_handed_out_is_listed_and_what_tests_need_is_not() {
        let list = list(&told(REGISTRY), &locked()).unwrap();
        let names: Vec<_> = list["components"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
        assert_eq!(names, ["builds", "server", "used"]);
        let used = &list["components"][2];
        assert_eq!(used["purl"], "pkg:cargo/used@1.0.0%2Bx");
        assert_eq!(used["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(used["hashes"][0]["content"], "ab");
        let on = |of: &str| {
            let all = list["dependencies"].as_array().unwrap();
            all.iter().find(|one| one["ref"] == of).unwrap()["dependsOn"].clone()
        };
        assert_eq!(on("diandiantong"), json!(["pkg:cargo/server@1.0.0%2Bx"]));
        assert_eq!(on("pkg:cargo/server@1.0.0%2Bx"), json!(["pkg:cargo/used@1.0.0%2Bx"]));
        assert_eq!(on("pkg:cargo/used@1.0.0%2Bx"), json!(["pkg:cargo/builds@1.0.0%2Bx"]));
    }

    #[test]
    fn a_library_from_elsewhere_is_named() {
        let failure = list(&told("git+https://example.org/builds"), &locked()).unwrap_err();
        assert!(failure.to_string().starts_with("builds"), "{failure}");
    }
}
