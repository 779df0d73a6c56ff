//! Modules depend in one direction: no module of a crate imports, over whatever detour, one that imports it.

use crate::failure::{Act, Failure};
use crate::workspace::{Workspace, files_below};
use locale::said;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The crates that are held to it.
const CRATES: [&str; 2] = ["backend", "server"];

/// Which modules each module names, each with one of the files that do.
type Imports = BTreeMap<String, BTreeMap<String, String>>;

/// Fails on a circle of modules, and says by which files it comes about.
///
/// # Errors
/// [`Failure::CommandFailed`] with the circle, an import a line; a file that can't be read.
pub fn check(workspace: &Workspace) -> Result<(), Failure> {
    for name in CRATES {
        let circle = circle(&imports(&workspace.file(&format!("{name}/src")))?);
        if !circle.is_empty() {
            let command = said!("{name} 的模块不绕圈", "modules of {name} without circles");
            return Err(Failure::CommandFailed { command, output: circle.join("\n") });
        }
    }
    Ok(())
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

/// The first circle there is, an import a line; empty if there is none.
fn circle(imports: &Imports) -> Vec<String> {
    let mut done = BTreeSet::new();
    for module in imports.keys() {
        let mut way = Vec::new();
        if let Some(circle) = around(imports, module, &mut way, &mut done) {
            return circle;
        }
    }
    Vec::new()
}

fn around(
    imports: &Imports,
    module: &str,
    way: &mut Vec<String>,
    done: &mut BTreeSet<String>,
) -> Option<Vec<String>> {
    if let Some(begin) = way.iter().position(|before| before == module) {
        let circle: Vec<_> = way[begin..].iter().map(String::as_str).chain([module]).collect();
        let line = |pair: &[&str]| match pair {
            [from, to] => said!("  {from} → {to}（{}）", "  {from} → {to} ({})", imports[*from][*to]),
            _ => String::new(),
        };
        return Some(circle.windows(2).map(line).collect());
    }
    if !done.insert(module.to_owned()) {
        return None;
    }
    way.push(module.to_owned());
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
        assert_eq!(circle(&named(&ladder)), Vec::<String>::new());
        let round = [("a", "use crate::b;"), ("b", "use crate::c;"), ("c", "use crate::b::x;")];
        assert_eq!(circle(&named(&round)), ["  b → c（x.rs）", "  c → b（x.rs）"]);
    }
}
