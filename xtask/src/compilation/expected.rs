//! How many crates a compilation will have, by the graph of packages that `cargo metadata` tells.

use super::headway::Units;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_members: HashSet<String>,
    resolve: Option<Resolve>,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Edge>,
}

#[derive(Deserialize)]
struct Edge {
    pkg: String,
    dep_kinds: Vec<EdgeKind>,
}

#[derive(Deserialize)]
struct EdgeKind {
    kind: Option<String>,
}

/// What these packages come to with all that they depend on, about: a library that is compiled with two sets of features
/// counts once. Nothing where the text tells no graph.
pub fn units(metadata: &str, packages: &[&str], tests: bool) -> Option<Units> {
    let metadata: Metadata = serde_json::from_str(metadata).ok()?;
    let nodes: HashMap<_, _> =
        metadata.resolve.as_ref()?.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
    let is_root = |package: &&Package| {
        metadata.workspace_members.contains(&package.id) && packages.contains(&package.name.as_str())
    };
    let roots: HashSet<_> =
        metadata.packages.iter().filter(is_root).map(|package| package.id.as_str()).collect();
    let mut reached: HashSet<&str> = HashSet::new();
    let mut open: Vec<&str> = roots.iter().copied().collect();
    while let Some(id) = open.pop() {
        let Some(node) = nodes.get(id).filter(|_| reached.insert(id)) else { continue };
        let wanted = |edge: &&Edge| {
            let is_wanted =
                |kind: &EdgeKind| kind.kind.as_deref() != Some("dev") || (tests && roots.contains(id));
            edge.dep_kinds.iter().any(is_wanted)
        };
        open.extend(node.deps.iter().filter(wanted).map(|edge| edge.pkg.as_str()));
    }
    let mut units = Units::default();
    for package in metadata.packages.iter().filter(|package| reached.contains(package.id.as_str())) {
        let root = roots.contains(package.id.as_str());
        let count = package.targets.iter().map(|target| compiled(target, root, tests)).sum::<usize>();
        if metadata.workspace_members.contains(&package.id) {
            units.own += count;
        } else {
            units.libraries += count;
        }
    }
    Some(units)
}

/// How often a target is compiled: libraries and build scripts once, those that are asked for once more as tests.
fn compiled(target: &Target, root: bool, tests: bool) -> usize {
    match target.kind.first().map(String::as_str) {
        Some("custom-build") => 1,
        Some("bin") => usize::from(root) + usize::from(root && tests),
        Some("test") => usize::from(root && tests),
        Some("example" | "bench") | None => 0,
        Some(_) => 1 + usize::from(root && tests),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const METADATA: &str = r#"{
        "packages": [
            {"id": "a", "name": "server", "targets": [{"kind": ["lib"]}, {"kind": ["bin"]}, {"kind": ["test"]}, {"kind": ["example"]}]},
            {"id": "b", "name": "domain", "targets": [{"kind": ["lib"]}, {"kind": ["test"]}]},
            {"id": "c", "name": "serde", "targets": [{"kind": ["lib"]}, {"kind": ["custom-build"]}, {"kind": ["test"]}]},
            {"id": "d", "name": "cc", "targets": [{"kind": ["lib"]}, {"kind": ["bin"]}]},
            {"id": "e", "name": "proptest", "targets": [{"kind": ["lib"]}]},
            {"id": "f", "name": "unrelated", "targets": [{"kind": ["lib"]}]}
        ],
        "workspace_members": ["a", "b"],
        "resolve": {"nodes": [
            {"id": "a", "deps": [{"pkg": "b", "dep_kinds": [{"kind": null}]}, {"pkg": "e", "dep_kinds": [{"kind": "dev"}]}]},
            {"id": "b", "deps": [{"pkg": "c", "dep_kinds": [{"kind": "dev"}, {"kind": null}]}]},
            {"id": "c", "deps": [{"pkg": "d", "dep_kinds": [{"kind": "build"}]}, {"pkg": "f", "dep_kinds": [{"kind": "dev"}]}]},
            {"id": "d", "deps": []}, {"id": "e", "deps": []}, {"id": "f", "deps": []}
        ]}
    }"#;

    #[test]
    fn a_program_takes_what_it_depends_on_with_build_scripts() {
        assert_eq!(units(METADATA, &["server"], false), Some(Units { libraries: 3, own: 3 }));
    }

    #[test]
    fn tests_take_more_of_those_that_are_asked_for() {
        assert_eq!(units(METADATA, &["server"], true), Some(Units { libraries: 4, own: 6 }));
        assert_eq!(units(METADATA, &["server", "domain"], true), Some(Units { libraries: 4, own: 8 }));
    }

    #[test]
    fn without_a_graph_nothing_is_known() {
        assert_eq!(units("{}", &["server"], false), None);
        assert_eq!(units("error: no network", &["server"], false), None);
    }
}
