//! `cargo xtask sbom`: the libraries of a version, as CycloneDX 1.6 lists them, for whoever looks for those that have a fault.
//!
//! Listed is what the program and the browser's part are made of, macros and build scripts included; what only tests and this
//! program need is left out. The same lock file makes the same list, byte by byte.

use crate::failure::{Act, Failure};
use crate::metadata::{self, CRATES_IO, Metadata, Node, Package};
use crate::progress::Progress;
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
/// Where the list is written unless another place is named.
const LIST: &str = "diandiantong.cdx.json";

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
        let (metadata, lock) = (metadata::told(workspace, step, &PLATFORMS)?, lock(workspace)?);
        let list = list(&metadata, &lock)?;
        fs::write(&path, format!("{list:#}\n")).map_err(Failure::io(Act::Write, &path))?;
        let count = list["components"].as_array().map_or(0, Vec::len);
        step.remark(said!("{count} 个程序库", "{count} libraries"));
        Ok(())
    })?;
    progress.say(&format!("\n{}", path.display()));
    Ok(())
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
        others.iter().find(|package| package.source.as_deref().is_some_and(|from| from != CRATES_IO));
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
        others.iter().map(|package| (reference(package), component(package, &checksums))).collect();
    let named = |id: &&str| packages.get(id).map(|package| reference(package));
    let dependencies: BTreeMap<_, _> = reached
        .iter()
        .filter_map(|(id, needs)| Some((named(id)?, needs.iter().filter_map(named).collect::<BTreeSet<_>>())))
        .collect();
    let roots: BTreeSet<_> =
        others.iter().filter(|package| is_root(package)).map(|package| reference(package)).collect();
    let all = [(PRODUCT.to_owned(), roots)].into_iter().chain(dependencies);
    let dependencies = all.map(|(of, on)| json!({ "ref": of, "dependsOn": on }));
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
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
    let checksum = checksums.get(&(package.name.as_str(), package.version.as_str()));
    let licences = package.licence().map(|licence| json!({ "expression": licence }));
    let hashes = checksum.map(|sum| json!({ "alg": "SHA-256", "content": sum }));
    let reference = reference(package);
    let mut component = json!({
        "type": "library",
        "bom-ref": &reference,
        "name": &package.name,
        "version": &package.version,
        "licenses": licences.into_iter().collect::<Vec<_>>(),
        "hashes": hashes.into_iter().collect::<Vec<_>>(),
    });
    if package.source.is_some() {
        component["purl"] = reference.into();
    }
    component
}

/// How a package is called here, and a library everywhere. Packages of ours have no name elsewhere: on crates.io, `server` is
/// somebody else's.
fn reference(package: &Package) -> String {
    let Package { name, version, .. } = package;
    match package.source {
        Some(_) => format!("pkg:cargo/{name}@{}", version.replace('+', "%2B")),
        None => format!("{PRODUCT}/{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str) -> Metadata {
        let library = |name: &str, source: Value| {
            let (version, license) = ("1.0.0+x", "MIT/Apache-2.0");
            json!({
                "id": name, "name": name, "version": version, "license": license, "source": source,
                "manifest_path": "Cargo.toml", "dependencies": [],
            })
        };
        let needs = |name: &str, kind: Value| json!({ "pkg": name, "dep_kinds": [{ "kind": kind }] });
        let packages = json!([
            library("server", Value::Null),
            library("xtask", Value::Null),
            library("used", CRATES_IO.into()),
            library("builds", source.into()),
            library("tests", CRATES_IO.into()),
        ]);
        let nodes = json!([
            { "id": "server", "deps": [needs("used", Value::Null), needs("tests", "dev".into())] },
            { "id": "xtask", "deps": [needs("tests", Value::Null)] },
            { "id": "used", "deps": [needs("builds", "build".into())] },
            { "id": "builds", "deps": [] },
            { "id": "tests", "deps": [] },
        ]);
        serde_json::from_value(json!({ "packages": packages, "workspace_members": ["server", "xtask"], "resolve": { "nodes": nodes } })).unwrap()
    }

    fn locked() -> Lock {
        let used = Locked { name: "used".into(), version: "1.0.0+x".into(), checksum: Some("ab".into()) };
        Lock { package: vec![used] }
    }

    #[test]
    fn what_is_handed_out_is_listed_and_what_tests_need_is_not() {
        let list = list(&told(CRATES_IO), &locked()).unwrap();
        let names: Vec<_> = list["components"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
        assert_eq!(names, ["server", "builds", "used"]);
        assert_eq!(list["components"][0]["purl"], Value::Null, "ours is no package of crates.io");
        let used = &list["components"][2];
        assert_eq!(used["purl"], "pkg:cargo/used@1.0.0%2Bx");
        assert_eq!(used["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(used["hashes"][0]["content"], "ab");
        let on = |of: &str| {
            let all = list["dependencies"].as_array().unwrap();
            all.iter().find(|one| one["ref"] == of).unwrap()["dependsOn"].clone()
        };
        assert_eq!(on("diandiantong"), json!(["diandiantong/server"]));
        assert_eq!(on("diandiantong/server"), json!(["pkg:cargo/used@1.0.0%2Bx"]));
        assert_eq!(on("pkg:cargo/used@1.0.0%2Bx"), json!(["pkg:cargo/builds@1.0.0%2Bx"]));
    }

    #[test]
    fn a_library_from_elsewhere_is_named() {
        let failure = list(&told("git+https://example.org/builds"), &locked()).unwrap_err();
        assert!(failure.to_string().starts_with("builds"), "{failure}");
    }
}
