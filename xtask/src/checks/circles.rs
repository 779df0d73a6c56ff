//! Modules depend in one direction: no module of a crate imports, over whatever detour, one that imports it. And they stand on
//! few floors: a module stands one above the highest that it imports.

use crate::failure::{Act, Failure};
use crate::workspace::{Workspace, files_below};
use locale::said;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The crates that are held to it, and on how many floors their modules stand at most.
const CRATES: [(&str, usize); 2] = [("backend", 7), ("server", 10)];

/// Which modules each module names, each with one of the files that do.
type Imports = BTreeMap<String, BTreeMap<String, String>>;

/// Fails on a circle of modules, or on too many floors, and says by which files it comes about.
///
/// # Errors
/// [`Failure::CommandFailed`] with the circle or the way down, an import a line; a file that can't be read.
pub fn check(workspace: &Workspace) -> Result<(), Failure> {
    for (name, floors) in CRATES {
        let imports = imports(&workspace.file(&format!("{name}/src")))?;
        let circle = circle(&imports);
        if !circle.is_empty() {
            let command = said!("{name} 的模块不绕圈", "modules of {name} without circles");
            return Err(Failure::CommandFailed { command, output: lines(&imports, &circle) });
        }
        let way = longest_way(&imports);
        if way.len() > floors {
            let command =
                said!("{name} 的模块最多 {floors} 层", "modules of {name} on {floors} floors at most");
            return Err(Failure::CommandFailed { command, output: lines(&imports, &way) });
        }
    }
    Ok(())
}

/// The longest way from a module down to one that imports none; there must be no circle.
fn longest_way(imports: &Imports) -> Vec<&str> {
    fn down<'a>(
        imports: &'a Imports,
        module: &'a str,
        known: &mut BTreeMap<&'a str, Vec<&'a str>>,
    ) -> Vec<&'a str> {
        if let Some(way) = known.get(module) {
            return way.clone();
        }
        let others = imports.get(module).into_iter().flat_map(BTreeMap::keys);
        let below = others.map(|other| down(imports, other, known)).max_by_key(Vec::len);
        let way: Vec<_> = std::iter::once(module).chain(below.into_iter().flatten()).collect();
        known.insert(module, way.clone());
        way
    }
    let mut known = BTreeMap::new();
    imports.keys().map(|module| down(imports, module, &mut known)).max_by_key(Vec::len).unwrap_or_default()
}

/// A way from module to module, an import a line, with the file that has it.
fn lines(imports: &Imports, way: &[&str]) -> String {
    let line = |pair: &[&str]| match pair {
        [from, to] => said!("  {from} → {to}（{}）", "  {from} → {to} ({})", imports[*from][*to]),
        _ => String::new(),
    };
    way.windows(2).map(line).collect::<Vec<_>>().join("\n")
}

/// What the modules of a crate import of each other.
fn imports(folder: &Path) -> Result<Imports, Failure> {
    let mut named = Vec::new();
    for file in files_below(folder, "rs")? {
        let text = fs::read_to_string(&file).map_err(Failure::io(Act::Read, &file))?;
        let path = file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        let module = path.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
        if module != "lib" && module != "main" {
            named.push((module, path, names(&text)));
        }
    }
    let modules: BTreeSet<_> = named.iter().map(|(module, ..)| module.clone()).collect();
    let mut imports = Imports::new();
    for (module, path, names) in named {
        let others = names.into_iter().filter(|name| *name != module && modules.contains(name));
        let others: Vec<_> = others.map(|name| (name, path.clone())).collect();
        imports.entry(module).or_default().extend(others);
    }
    Ok(imports)
}

/// The names that stand behind `crate::` in a file, alone or between braces.
fn names(text: &str) -> BTreeSet<String> {
    let code: Vec<_> = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    let code = code.join("\n");
    let mut names = BTreeSet::new();
    for (place, found) in code.match_indices("crate::") {
        let rest = &code[place + found.len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut parts = vec![String::new()];
            for character in group.chars() {
                match character {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => parts.push(String::new()),
                    _ => {}
                }
                if let Some(part) = parts.last_mut() {
                    part.push(character);
                }
            }
            names.extend(parts.iter().map(|part| first(part.trim_start_matches(',').trim())));
        } else {
            names.insert(first(rest));
        }
    }
    names
}

/// The identifier at the beginning of a path.
fn first(path: &str) -> String {
    path.chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect()
}

/// The first circle there is, from a module round to itself; empty if there is none.
fn circle(imports: &Imports) -> Vec<&str> {
    let mut done = BTreeSet::new();
    for module in imports.keys() {
        let mut way = Vec::new();
        if let Some(circle) = around(imports, module, &mut way, &mut done) {
            return circle;
        }
    }
    Vec::new()
}

fn around<'a>(
    imports: &'a Imports,
    module: &'a str,
    way: &mut Vec<&'a str>,
    done: &mut BTreeSet<&'a str>,
) -> Option<Vec<&'a str>> {
    if let Some(begin) = way.iter().position(|before| *before == module) {
        return Some(way[begin..].iter().copied().chain([module]).collect());
    }
    if !done.insert(module) {
        return None;
    }
    way.push(module);
    let others = imports.get(module).into_iter().flat_map(BTreeMap::keys);
    let found = others.into_iter().find_map(|other| around(imports, other, way, done));
    way.pop();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(modules: &[(&str, &str)]) -> Imports {
        let imports = |text: &str| names(text).into_iter().map(|name| (name, "x.rs".to_owned())).collect();
        modules.iter().map(|(module, text)| ((*module).to_owned(), imports(text))).collect()
    }

    #[test]
    fn every_way_of_importing_is_seen() {
        let text = "use crate::store::{Transaction, Store};\nuse crate::{AppError, areas::{self, tree}, orders};\n\
                    // use crate::photos;\nfn f() { crate::vault::open(crate::clock::now()) }";
        let expected = ["AppError", "areas", "clock", "orders", "store", "vault"];
        assert_eq!(names(text), expected.map(str::to_owned).into());
    }

    #[test]
    fn a_circle_is_told_by_its_files_and_a_ladder_is_none() {
        let ladder = [("a", "use crate::{b, c};"), ("b", "use crate::c;"), ("c", "")];
        let ladder = named(&ladder);
        assert_eq!(circle(&ladder), Vec::<&str>::new());
        assert_eq!(longest_way(&ladder), ["a", "b", "c"]);
        let round = named(&[("a", "use crate::b;"), ("b", "use crate::c;"), ("c", "use crate::b::x;")]);
        let around = circle(&round);
        assert_eq!(around, ["b", "c", "b"]);
        assert_eq!(lines(&round, &around), "  b → c（x.rs）\n  c → b（x.rs）");
    }
}
